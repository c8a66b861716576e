"""Items without dates, watched: where a list has shown nothing new since a day, they are at least as old as that day.

The proof is two archived looks at the whole list that show the same. It counts only beside another section whose list
has dates: where none has, nothing tells that what is read are lists of articles at all.
"""

from dataclasses import replace
from datetime import date

from audit.bench import Bench
from audit.newest import Newest, believed
from audit.place import FEEDS, Place
from audit.seen import Limits, Seen, day_at
from domain.outcome import OK
from domain.record import ISSUE_DATES, MORE_BY_SCRIPT, OPENED_BY_SCRIPT, Listing

PARTIAL = (ISSUE_DATES, MORE_BY_SCRIPT, OPENED_BY_SCRIPT)


def dated_items(good: Listing, place: Place, newest: Newest, today: date) -> int:
    """How many items of a list have a date of their own or, from their articles, a usable one."""
    trusted = good.newest is None or good.newest in believed(place.readings, today)
    return max(good.dated if trusted else 0, min(newest.known, good.items))


def watched(place: Place, newest: Newest, bench: Bench) -> Newest:
    """The same with the day since which the list has shown nothing new, where too few of its items have a date."""
    good, seen, limits = place.good, bench.seen, bench.limits
    if place.section is None or good is None or good.platform in FEEDS or any(one in good.detail for one in PARTIAL):
        return newest
    if newest.dated and dated_items(good, place, newest, bench.today) >= limits.min_share * good.items:
        return newest
    since = next((day_at(one.at) for one in seen.unchanged if one.url == good.url), None)
    if since is None or not _dated_elsewhere(place.section.id, seen, limits) or not _one_page(place.section.id, seen):
        return newest
    if any(one.revised for one in seen.crawls if one.started and day_at(one.started) > since):
        return newest  # somebody writes on pages that are there already, perhaps on these
    return replace(newest, watched=since, possible=max(since, newest.possible or since))


def _dated_elsewhere(section: str, seen: Seen, limits: Limits) -> bool:
    return any(
        one.section not in (None, section) and one.platform not in FEEDS and one.outcome in OK and one.newest
        and one.items >= limits.min_items and one.dated >= limits.min_share * one.items
        for one in seen.listings
    )


def _one_page(section: str, seen: Seen) -> bool:
    """Whether the list has no later pages: without dates nothing tells on which of them new items stand."""
    return not any(one.page > 1 and one.section == section for one in seen.listings)
