"""One article laid out as the indexes keep it."""

import hashlib
import json
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import NamedTuple

from domain.article import AreaReading, Article, Role, Zone
from domain.dated import VIETNAM, Dated, Precision, week_of
from index.reposted import Origins

BITS = {Role.PUBLISHER: 1, Role.ACTOR: 2, Role.MENTIONED: 4}
RESPONSIBLE_BITS = BITS[Role.PUBLISHER] | BITS[Role.ACTOR]
ALL_TAG = "__all"


@dataclass(frozen=True)
class Row:
    """Texts, labels and dates of one article; `units` is unit -> role bits."""

    id: str
    revision: int
    source: str
    kind: str
    unit: str
    format: str
    url: str
    original: str | None
    origin: str | None  # whom the text names as where it comes from
    published: Dated | None
    seen: date  # the Vietnam day of its first sight: it was published then or before, whatever its date
    texts: tuple[str, str, str]  # title, lead, body
    areas: tuple[AreaReading, ...]
    units: Mapping[str, int]
    sections: tuple[str, ...]

    @property
    def day(self) -> date | None:
        """The day that orders it; for a month its first."""
        return self.published.day if self.published else None

    @property
    def vague(self) -> bool:
        """Whether only the month is known: such an article stands in no week."""
        return self.published is not None and self.published.precision is Precision.MONTH

    @cached_property
    def week(self) -> str:
        """ISO week, or empty; every cell on a server has it."""
        return "" if self.day is None or self.vague else week_of(self.day)

    @property
    def month(self) -> str:
        """`2023-08`, or empty."""
        return f"{self.day:%Y-%m}" if self.day else ""

    @property
    def last(self) -> int | None:
        """The last possible day's ordinal where only the month is known."""
        if self.day is None or not self.vague:
            return None
        return self.day.replace(day=monthrange(self.day.year, self.day.month)[1]).toordinal()

    @property
    def at(self) -> int | None:
        """The earliest instant in seconds, which orders the articles of one day."""
        return int(self.published.earliest.timestamp()) if self.published else None

    @property
    def repost(self) -> bool:
        """Whether it is taken over, from a stored article or by its own word."""
        return self.original is not None or self.origin is not None

    @property
    def counted(self) -> tuple[AreaReading, ...]:
        """The readings that coverage counts."""
        return tuple(area for area in self.areas if area.counts)

    @property
    def in_review(self) -> bool:
        """Whether every reading that counts is one that a person should look at."""
        return bool(self.counted) and all(area.zone is Zone.REVIEW for area in self.counted)

    @property
    def tags(self) -> str:
        """What filters look for, as tokens beside those of the text."""
        found = [ALL_TAG, tag("s", self.source), tag("k", self.kind), tag("f", self.format)]
        found.append(tag("o", "no" if self.repost else "yes"))
        found.append(tag("d", "no" if self.published is None else "yes"))
        if self.day:
            found += [tag("y", f"{self.day:%Y}"), tag("m", f"{self.day:%Y%m}")]
            found += [] if self.vague else [tag("t", f"{self.day:%Y%m%d}")]
        found += [tag("a" if area.counts else "n", area.area) for area in self.areas]
        found += [tag(f"u{bit}", unit) for unit, bits in self.units.items() for bit in BITS.values() if bits & bit]
        return " ".join(found)

    @property
    def who(self) -> str:
        """What ix_label keeps of source, kind, format and units: see `Who`."""
        return json.dumps([self.source, self.kind, self.format, dict(self.units)], ensure_ascii=False)

    @property
    def what(self) -> str:
        """The areas that count."""
        return ",".join(area.area for area in self.counted)

    def stored(self) -> str:
        """What a hit shows and what must be known later to take the tokens out again: see index.sqlite_stored."""
        claim = self.published.as_json() if self.published else {"value": "", "precision": ""}
        rest = (claim["value"], claim["precision"], self.original or "", json.dumps(self.sections), self.origin or "")
        return "\0".join((*self.texts, self.tags, self.url, *rest))

    def digest(self, stored: str) -> bytes:
        """Equal for equal rows: writing the same again costs nothing."""
        rest = (self.published, self.seen, self.units, self.areas)
        return hashlib.blake2b(f"{stored}\0{rest!r}".encode(), digest_size=16).digest()


@cache
def tag(kind: str, value: str) -> str:
    """One filter value as a token of letters and digits: no word of a text begins with two underscores."""
    return f"__{kind}_" + "".join(c if c.isdigit() or "a" <= c <= "z" else f"_{ord(c):x}_" for c in value)


class Who(NamedTuple):
    """The parts of `Row.who`; `units` is unit -> role bits."""

    source: str
    kind: str
    format: str
    units: dict[str, int]


def row_of(article: Article, origins: Origins, kinds: Mapping[str, str]) -> Row:
    """The article's row; what is not read yet is empty."""
    text, reading, found = article.text, article.reading, article.found
    texts = (text.title or found.title or "", text.lead, text.body) if text else (found.title or "", "", "")
    units = _units(article)
    publisher = next((unit for unit, bits in units.items() if bits & BITS[Role.PUBLISHER]), "")
    known, origin = origins.registry.get(publisher), origins.origin(article)
    return Row(
        article.id, article.revision, found.source, kinds.get(found.source) or (known.kind if known else ""),
        publisher, reading.format if reading else "", found.url, article.original, _plain(origin) if origin else None,
        text.published if text else None, found.first_seen.astimezone(VIETNAM).date(),
        (_plain(texts[0]), _plain(texts[1]), _plain(texts[2])), _strongest(reading.areas if reading else ()), units,
        tuple(dict.fromkeys((*found.sections, *(text.sections if text else ())))),
    )


def _plain(text: str) -> str:
    """NFC as every stored text should be, without the character that parts the fields and without half characters."""
    return unicodedata.normalize("NFC", text).replace("\0", " ").encode("utf-8", "replace").decode()


def _units(article: Article) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in article.reading.units if article.reading else ():
        found[one.unit] = found.get(one.unit, 0) | BITS[one.role]
    return found


def _strongest(areas: Iterable[AreaReading]) -> tuple[AreaReading, ...]:
    """One reading an area, should a reader give two: one that counts, then one that is sure."""
    found: dict[str, AreaReading] = {}
    for area in areas:
        if area.area not in found or _weight(area) > _weight(found[area.area]):
            found[area.area] = area
    return tuple(found.values())


def _weight(area: AreaReading) -> tuple[bool, bool, float]:
    return area.counts, area.zone is Zone.AUTO, area.score


def published_value(text: str) -> datetime | date | None:
    """A stored date or instant."""
    if not text:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
