"""When an article was published: what is written, where it is written, and which place is believed."""

from datetime import date, datetime

from crawlers.dates.claim import SKEW, claims, within
from crawlers.dates.relative import relative_day
from crawlers.dates.resolve import resolve
from crawlers.dates.visible import Sight
from crawlers.dates.words import MONTH_ONLY, month_number
from domain.dated import Confidence, Dated, Precision
from domain.textnorm import clean

__all__ = ["SKEW", "Sight", "read_date", "resolve"]


def read_date(text: str, *, evidence: str = "listing", fetched_at: datetime | None = None) -> Dated | None:
    """The publication date that a short text tells, or None: a listing's cell, a feed's element, a selector's match.

    Day before month; a published label wins over "Cập nhật"; no event's date. With `fetched_at` nothing later than
    that is believed, and "2 giờ trước" is read as a LOW day.
    """
    text = clean(text).strip()
    found = [claim for claim in claims(text, evidence) if claim.label != "other"]
    if fetched_at is not None:
        found = [claim for claim in (within(one, fetched_at) for one in found) if claim]
    if found:
        best = min(found, key=lambda claim: ("published", "", "updated").index(claim.label))
        return best.dated
    told = relative_day(text, fetched_at) if fetched_at is not None else None
    if told:
        return Dated(told[0], Precision.DAY, evidence, Confidence.LOW, told[1])
    return _month(text, evidence)


def _month(text: str, evidence: str) -> Dated | None:
    match = MONTH_ONLY.fullmatch(text)
    if match is None:
        return None
    month, year = month_number(match["month"] or match["number"]), int(match["year"])
    if not 1 <= month <= 12:
        return None
    return Dated(date(year, month, 1), Precision.MONTH, evidence, Confidence.LOW, text)
