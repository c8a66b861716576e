"""From whom an article says that it was taken over: one rule for every store of the index.

An article wrongly called a repost takes credit from whoever wrote it. So a name counts only when it is surely somebody
else's: another unit of the registry, a known press name, or a body of another province. A broadcaster that signs its
own name, a ministry behind a table of figures, a photographer and an unknown name make no repost.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from domain.article import Article, Role, day_of
from domain.body import Name
from domain.names import key, plain
from domain.syllable import is_syllable
from domain.unit import Registry, Unit
from domain.yamlfile import fault, load_model

FILE = Path(__file__).resolve().parent / "data" / "press.yml"
LONGEST = 120  # characters of a credit; beyond it is a sentence
_PARTS = re.compile(r"\s*[/,;()|]\s*|\s+[-–+]\s+")
_NO_TEXT = re.compile(r"\b(?:ảnh|hình|đồ họa|đồ hoạ|video|clip|infographics?|số liệu|dữ liệu|tổng hợp)\b", re.I)
_AHEAD = re.compile(r"^(?:(?:theo|nguồn|trang|trang tin|website|web)\s*:?\s+)+", re.I)
_OUTLET = re.compile(r"^(?:báo điện tử|báo|tạp chí|tờ|đài|kênh|hãng tin|hãng)\s+", re.I)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?::\d+)?(?:/\S*)?", re.I)
_BODIES = re.compile(r"^(?:báo|đài|cổng|sở|ủy ban|uỷ ban|ubnd|hđnd|trang|tạp chí|công an|ban|hội đồng)\s", re.I)


_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    press: tuple[Annotated[tuple[_Name, ...], Field(min_length=1)], ...]


@dataclass(frozen=True)
class Press:
    """Known press names: `written` as they stand in the file, `hosts`, and `plain` names for after the word “báo”."""

    written: Mapping[str, str]
    hosts: Mapping[str, str]
    plain: Mapping[str, str]

    def of_host(self, host: str) -> str | None:
        """Whose site a host or its subdomain is."""
        parts = host.lower().split(".")
        return next(filter(None, (self.hosts.get(".".join(parts[at:])) for at in range(len(parts) - 1))), None)


@cache
def known_press(file: Path = FILE) -> Press:
    """The names in the file, each with the first name of its outlet. Raises DataError."""
    press = load_model(file, _File).press
    names = [(name, outlet[0]) for outlet in press for name in outlet]
    hosts = {name.lower(): first for name, first in names if _HOST.fullmatch(name)}
    bare: dict[str, str] = {}
    for number, outlet in enumerate(press):
        for place, name in enumerate(outlet):
            if bare.setdefault(plain(_OUTLET.sub("", name)), outlet[0]) != outlet[0]:
                raise fault(file, ("press", number, place), f"tên “{name}” đã ghi cho một cơ quan báo chí khác")
    return Press(dict(names), hosts, bare)


@dataclass(frozen=True)
class Origins:
    """Reads what articles say about where they come from, by one registry. Raises DataError for a faulty file."""

    registry: Registry

    def __post_init__(self) -> None:
        known_press()  # a fault is told when a command starts, not in the middle of a crawl

    def origin(self, article: Article) -> str | None:
        """Somebody else from whom the text says it was taken over, as written there; None otherwise."""
        named = article.text.republished_from if article.text else None
        if not named or len(named) > LONGEST or _NO_TEXT.search(named):
            return None
        others = set(self._known(named, article)) or {
            who for part in _PARTS.split(named) for who in self._known(part, article)}
        return named if others and not others & self._own(article) else None

    def _known(self, part: str, article: Article) -> Iterator[str]:
        """The id of the unit or outlet that a piece of the credit names, if it is known."""
        text = _AHEAD.sub("", part.strip(" .:-–*“”\""))
        if host := _HOST.fullmatch(text):
            unit = self.registry.unit_of_host(host[1])
            outlet = known_press().of_host(host[1])
            yield from filter(None, (unit and unit.id, outlet))
        elif unit := self._unit(text, article):
            yield unit.id
        elif outlet := _outlet(text):
            yield outlet
        elif _BODIES.match(text) and plain(text).endswith(self._elsewhere):
            yield plain(text)

    def _unit(self, text: str, article: Article) -> Unit | None:
        """The body that the name belongs to; a bare place is none."""
        day = day_of(article)
        names = [name for name in self._names.get(key(text), ()) if not name.case_sensitive or name.text in text]
        owners = {name.unit for name in names if name.valid(day)} or {name.unit for name in names}
        return self.registry.units[owners.pop()] if len(owners) == 1 else None

    def _own(self, article: Article) -> set[str]:
        """Whoever the article is of: its publisher, whoever the site belongs to or publishes there, and their heirs."""
        host = urlsplit(article.found.url).hostname or ""
        site = self.registry.unit_of_host(host)
        mine = {one.unit for one in article.reading.units if one.role is Role.PUBLISHER} if article.reading else set()
        mine |= {site.id} if site else set()
        day = day_of(article) or article.found.first_seen.date()
        kin = {
            unit.id for unit in self.registry.units.values()
            if unit.via in mine or unit.parent in mine or mine & set(self.registry.successors(unit.id, day))}
        above = {unit.via for one in mine if (unit := self.registry.get(one)) and unit.via}
        return {*mine, *kin, *above, *filter(None, [known_press().of_host(host)])}

    @cached_property
    def _names(self) -> Mapping[str, list[Name]]:
        found: dict[str, list[Name]] = {}
        for name in self.registry.names():
            if not name.needs_prefix and self.registry.units[name.unit].kind != "dia-ban":
                found.setdefault(key(name.text), []).append(name)
        return found

    @cached_property
    def _elsewhere(self) -> tuple[str, ...]:
        return tuple(f" {plain(place)}" for place in self.registry.elsewhere)


def _outlet(text: str) -> str | None:
    """A press name as it is written, or in any spelling where it cannot be common words: Báo nhân dân, vnexpress."""
    press, bare = known_press(), _OUTLET.sub("", text)
    brand = " " not in text and not is_syllable(text)
    sure = bare != text or brand or (text[:1].isupper() and text.count(" ") > 1)
    return press.written.get(text) or (press.plain.get(plain(bare)) if sure else None)
