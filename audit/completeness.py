"""How much of what should have been looked at was looked at: “k of n expected checks” beside every number.

The rule (source: proposal): one check a working day and site. It is done when at least one list of the site was read
that day and items were found in it; it is made up for when every section was read later, back to that day. A list
whose older pages only a script turns may lose items between two readings: those days are neither.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from audit.elapsed import working_days
from audit.place import FEEDS
from audit.seen import Seen, day_at
from domain.calendar import Calendar
from domain.outcome import OK
from domain.record import MORE_BY_SCRIPT, Listing


@dataclass(frozen=True)
class Period:
    """Days in Vietnam, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Completeness:
    """One source in one period; `failed` counts the days without a reading by their last word, "" for not asked.

    `reach` is the day back to which all sections are known; `made_up` counts days that only a later reading covers.
    """

    source: str
    unit: str
    expected: int
    done: int
    last_read: date | None = None  # the newest good reading up to the moment of asking
    reach: date | None = None
    inside: bool = False  # at least one good reading within the period
    period: Period | None = None
    failed: Mapping[str, int] = field(default_factory=dict)
    made_up: int = 0

    @property
    def assessable(self) -> bool:
        """Whether a zero of this source means something: it was read in the period, or later and back to its start."""
        if self.inside:
            return True
        if self.period is None or self.last_read is None or self.reach is None:
            return False
        return self.last_read > self.period.last and self.reach <= self.period.first

    @property
    def complete(self) -> bool:
        """Whether every expected check was done or made up for."""
        return self.assessable and self.done + self.made_up >= self.expected


def completeness(seen: Seen, period: Period, today: date, calendar: Calendar) -> Completeness:
    """The checks of one source in the part of the period that has passed by `today`."""
    good = [one for one in seen.listings if one.outcome in OK and (one.items or one.outcome != "ok")]
    read_on = {day_at(one.at) for one in good}
    gaps = {section: days for section in _judged(seen) if (days := _between(section, good))}
    lost = {day for days in gaps.values() for day in days}
    due = working_days(max(period.first, seen.born or period.first),
                       min(period.last, today, seen.ended or period.last), calendar)
    missed = [day for day in due if day not in read_on or day in lost]
    last, reach = max(read_on, default=None), _reach(seen, good, gaps)
    return Completeness(
        seen.source.id, seen.source.unit, len(due), len(due) - len(missed), last, reach,
        any(period.first <= day <= period.last for day in read_on - lost), period, _failed(missed, seen, lost),
        sum(last is not None and reach is not None and reach <= day < last for day in missed),
    )


def _judged(seen: Seen) -> list[str | None]:
    return [one.id for one in seen.source.sections if not one.archive] or [None]


def _between(section: str | None, good: Sequence[Listing]) -> frozenset[date]:
    """Days whose items may have come and gone between two readings of a list that shows only its first page."""
    days: set[date] = set()
    before: dict[str, date] = {}
    for one in (one for one in good if one.section == section and one.page == 1):
        since = before.get(one.url)
        if since and one.oldest and MORE_BY_SCRIPT in one.detail:
            days |= {since + timedelta(days=step) for step in range((one.oldest - since).days)}
        before[one.url] = day_at(one.at)
    return frozenset(days)


def _reach(seen: Seen, good: Sequence[Listing], gaps: Mapping[str | None, frozenset[date]]) -> date | None:
    """The day to which the shortest of the open sections goes back without a gap, pages and articles together."""
    found = []
    for name in _judged(seen):
        days = [one.oldest for one in good if one.oldest and one.section == name and one.platform not in FEEDS]
        days += [one.day for one in seen.activities if one.day and (name is None or name in one.sections)]
        if not days:
            return None
        found.append(max([min(days), *(day + timedelta(days=1) for day in gaps.get(name, ()))]))
    return max(found)


def _failed(days: Sequence[date], seen: Seen, lost: Collection[date]) -> Mapping[str, int]:
    words: dict[date, str] = {}
    for listing in seen.listings:
        words[day_at(listing.at)] = listing.outcome
    for crawl in seen.crawls:
        if crawl.started and crawl.outcome and crawl.outcome not in OK:
            words[day_at(crawl.started)] = crawl.outcome
    words.update(dict.fromkeys(lost, "needs_browser"))
    return dict(sorted(Counter(words.get(day, "") for day in days).items()))
