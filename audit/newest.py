"""The newest sign of life of a place, over every kind of proof: the claim that decides in the agency's favour."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from audit.appeared import appeared
from audit.place import FEEDS, Place
from audit.seen import Activity, Seen, day_at
from domain.record import Listing

FIRST = date(1997, 11, 19)  # Việt Nam joins the Internet: an earlier date is a default (1970, 1/1/1900), not a claim


@dataclass(frozen=True)
class Newest:
    """`dated` is the newest day an item carries; `active` also counts items that appeared between two readings."""

    dated: date | None = None
    article: str | None = None
    active: date | None = None
    appeared: Activity | None = None  # what moved `active` past `dated`
    possible: date | None = None  # newest day that an undated item, first seen then, may have
    known: int = 0  # items of the place with a usable date of their own
    unsure: int = 0  # items without one
    watched: date | None = None  # the day since which a list of such items has shown nothing new


def newest_of(place: Place, seen: Seen, now: datetime) -> Newest:
    """Reads listings and activities; a date later than the first sight of its item proves nothing."""
    dated = believed(place.readings, day_at(now))
    known = [one for one in place.activities if one.day and FIRST <= one.day <= day_at(one.first_seen)]
    days = [*dated, *(one.day for one in known if one.day)]
    newest = max(days, default=None)
    new = appeared(place, seen, newest)
    unsure = _unsure(place, seen, {one.article for one in known})
    return Newest(
        newest, _article(place, dated, newest),
        max([*days, *(day_at(one.first_seen) for one in new)], default=None),
        new[-1] if new else None, _possible(known, unsure), len(known), len(unsure),
    )


def believed(readings: Iterable[Listing], today: date) -> dict[date, str]:
    """Newest days of lists with their items' addresses: none later than the day on which that claim was first seen."""
    claims: dict[tuple[date, str], date] = {}
    for one in readings:
        if one.newest and one.platform != "sitemap":  # `lastmod` moves with every change of the template
            key = (one.newest, one.newest_url)
            claims[key] = min(day_at(one.at), claims.get(key, today))
    return {day: url for (day, url), first in claims.items() if FIRST <= day <= first}


def _article(place: Place, dated: dict[date, str], newest: date | None) -> str | None:
    url = dated.get(newest, "") if newest else ""
    own = [one for one in place.activities if one.day == newest or (url and one.url == url)]
    return min((one.article for one in own), default=None) if newest else None


def _unsure(place: Place, seen: Seen, known: Collection[str]) -> list[Activity]:
    """Items that stand, or may stand, on the place's own list without a usable date."""
    lists = {one.url for one in place.readings}
    deep = {one.url for one in seen.listings if one.page > 1} - lists
    return [
        one for one in place.activities
        if one.article not in known and one.via not in deep and (place.section or not one.via or one.via in lists)
        and (one.day or not _off_list(one, place.good))
    ]


def _off_list(one: Activity, good: Listing | None) -> bool:
    """Whether an undated item cannot stand on the list that was read last, because every item there has a date.

    Lists begin with what is newest, so such an item is older than all of them.
    """
    whole = good is not None and good.platform not in FEEDS and good.dated >= good.items
    return good is not None and whole and day_at(one.first_seen) <= day_at(good.at)


def _possible(known: Sequence[Activity], unsure: Sequence[Activity]) -> date | None:
    days = [day_at(one.first_seen) for one in unsure]
    days += [min(one.latest, day_at(one.first_seen)) for one in known if one.latest]
    return max(days, default=None)
