"""One place's word for the date of an article, before the places are compared."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from crawlers.dates.form import is_open
from crawlers.dates.labels import REACH, Label, label_before
from crawlers.dates.written import Written, written
from domain.dated import VIETNAM, Confidence, Dated, Precision
from domain.textnorm import clean

SKEW = timedelta(minutes=15)  # how far a server's clock may run ahead of ours
_NOW = timedelta(minutes=2)  # a moment this close to the fetch was made for the answer, not for the article
_SPAN = re.compile(r"\s*(?:[-–—→]|đến|tới)(?:\s*(?:hết\s*)?ngày)?\s*", re.I)  # "21/08/2023 - 27/08/2023" is an event's
_DIGIT = re.compile(r"\d")  # every written date has one; most texts that are asked have none
_COUNTED = re.compile(r"[\s|,•·–-]*(?:\d[\d.,]*\s*lượt|(?:số\s*)?lượt)\s*(?:xem|đọc)[\s:]*[\d.,]*", re.I)
_PLACE_AND_DAY = re.compile(r"^[A-ZĐÀ-Ỹ][^\d:|]{1,30},\s*(?:ngày\s*)?\Z")  # "Vũng Tàu, ngày …": a document's own date


@dataclass(frozen=True)
class Claim:
    """`weak` may only confirm; `sure` is labelled or machine-readable; `other` is its month-first reading.

    `open` says that nothing on the page speaks for one of the two: such a claim is not believed alone.
    `quiet` says that the form speaks for the day standing first: `other` is believed only where another place has it.
    """

    dated: Dated
    label: Label = ""
    weak: bool = False
    sure: bool = False
    utc: bool = False  # written with offset zero, which some sites put on local time
    other: Dated | None = None
    open: bool = False
    quiet: bool = False

    @property
    def kind(self) -> str:
        """Claims of one kind come from one place and do not confirm each other."""
        return "machine" if self.dated.evidence in ("jsonld", "meta", "time") else self.dated.evidence


def claims(text: str, evidence: str, before: str = "") -> list[Claim]:
    """Every date of a short text with its label; `before` is the line that stands before it."""
    return list(_claims(text, evidence, before)) if _DIGIT.search(text) else []


@lru_cache(maxsize=1_000)  # one line is asked several times while its page is read
def _claims(text: str, evidence: str, before: str) -> tuple[Claim, ...]:
    text = clean(text)
    found: list[Claim] = []
    end = 0
    for reading in written(text):
        words = text[max(end, reading.start - REACH) : reading.start]
        label = label_before(words)
        if not label and end == 0 and reading.start == 0:
            label = label_before(before)
        if reading.short_year and not (label or reading.weekday or _stands_alone(reading, text)):
            continue
        timed = reading.precision is Precision.MINUTE
        if _PLACE_AND_DAY.match(text[: reading.start]) and not reading.weekday and not timed:
            label = "other"
        if not label and found and found[-1].label in ("", "other") and _SPAN.fullmatch(text, end, reading.start):
            found[-1], label = replace(found[-1], label="other", open=False), "other"
        found.append(_claim(reading, text, evidence, label))
        end = reading.end
    return tuple(found)


def _stands_alone(reading: Written, text: str) -> bool:
    """Whether a date with two digits for the year has a time or the whole text to itself: "5/11/21" may be anything."""
    rest = text[: reading.start] + text[reading.end :]
    return reading.precision is Precision.MINUTE or len(rest) <= 2 or _COUNTED.fullmatch(rest) is not None


def _claim(reading: Written, text: str, evidence: str, label: Label) -> Claim:
    words = text[reading.start : reading.end].strip()
    confidence = Confidence.HIGH if label == "published" else Confidence.MEDIUM
    other = reading.swapped
    return Claim(
        Dated(reading.value, reading.precision, evidence, confidence, words),
        label,
        sure=label == "published",
        utc=reading.offset and words.endswith(("Z", "GMT", "UTC", "+00:00", "+0000")),
        other=Dated(other.value, other.precision, evidence, confidence, words) if other else None,
        open=other is not None and not label and is_open(words),
        quiet=reading.quiet,
    )


def within(claim: Claim, limit: datetime) -> Claim | None:
    """The claim if it may be true of a page seen at `limit`; the month-first reading if only that may."""
    if claim.dated.earliest <= limit + SKEW:
        other = claim.other if claim.other and claim.other.earliest <= limit + SKEW else None
        return replace(claim, other=other, open=claim.open and other is not None)
    if claim.other and not claim.quiet and claim.other.earliest <= limit + SKEW:
        return replace(claim, dated=claim.other, other=None, open=False)
    return None


def made_now(claim: Claim, fetched_at: datetime) -> bool:
    """Whether a claim is the moment at which the page was served."""
    value = claim.dated.value
    return isinstance(value, datetime) and abs(value - fetched_at) <= _NOW


def agree(one: Dated, two: Dated) -> bool:
    """Whether two claims name the same Vietnam day, or month where one knows no more."""
    if Precision.MONTH in (one.precision, two.precision):
        return (one.day.year, one.day.month) == (two.day.year, two.day.month)
    return one.day == two.day


def same_wall_clock(claim: Claim, others: Iterable[Claim]) -> Claim | None:
    """The claim that shows as local time what this one calls UTC: the site put a Z on its own clock."""
    if not claim.utc or not isinstance(claim.dated.value, datetime):
        return None
    wall = claim.dated.value.astimezone(UTC).replace(tzinfo=None)
    for other in others:
        value = other.dated.value
        if other.kind == claim.kind:
            continue
        if not isinstance(value, datetime):
            if other.dated.precision is Precision.DAY and value == wall.date() != claim.dated.day:
                return other
            continue
        if value.astimezone(VIETNAM).replace(tzinfo=None, second=0, microsecond=0) == wall.replace(second=0):
            return other
    return None
