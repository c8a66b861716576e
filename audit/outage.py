"""The days on which nobody could have read the site: they do not count against the agency."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

from audit.seen import Seen, day_at
from domain.outcome import OK, verdict_of
from domain.record import Kind

SITE_WORDS = ("unreachable", "blocked", "site_changed")  # what the site did; other failures are our own
_LISTS = (Kind.LISTING, Kind.FEED, Kind.SITEMAP)
# robots.txt says nothing either way: 404 is no outage, and a wall or a notice of maintenance may answer 200 for it


def outages(attempts: Iterable[tuple[date, bool]]) -> frozenset[date]:
    """Days whose attempts all failed, and the unasked days between two of them without a success in between."""
    ok_on: dict[date, bool] = {}
    for day, ok in attempts:
        ok_on[day] = ok_on.get(day, False) or ok
    days = sorted(ok_on)
    out = {day for day in days if not ok_on[day]}
    for before, after in pairwise(days):
        if before in out and after in out:
            out |= {before + timedelta(days=step) for step in range(1, (after - before).days)}
    return frozenset(out)


def site_outages(seen: Seen) -> frozenset[date]:
    """Days on which no page of the site could be read."""
    asked = [
        (one.at, one.outcome) for one in seen.fetches
        if one.kind in _LISTS or (one.outcome in OK and one.kind is not Kind.ROBOTS)
    ]
    asked += [(one.at, one.outcome) for one in seen.listings]
    asked += [(one.started, one.outcome) for one in seen.crawls if one.started and one.outcome not in OK]
    return outages(_answers(asked, down=SITE_WORDS))


def section_outages(seen: Seen, section: str) -> frozenset[date]:
    """Days on which this section's own pages gave no answer, whatever the rest of the site did."""
    asked = [(one.at, one.outcome) for one in seen.listings if one.section == section]
    return outages(_answers(asked, down=("unreachable", "blocked")))


def _answers(asked: Iterable[tuple[datetime, str]], down: Collection[str]) -> Iterator[tuple[date, bool]]:
    for at, word in asked:
        if word in OK:
            yield day_at(at), True
        elif word and verdict_of(word) in SITE_WORDS:
            yield day_at(at), verdict_of(word) not in down
