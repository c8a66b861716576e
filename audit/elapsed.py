"""How long an agency had: days that may count against it, outages and holidays left out."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.calendar import Calendar
from domain.source import Expect


@dataclass(frozen=True)
class Span:
    """Days between the newest sign of life and the day of judging, and when each limit was passed."""

    days: int
    late_from: date | None = None
    silent_from: date | None = None
    excused: int = 0  # days left out because nobody could reach the site
    unknown: int | None = None  # a year without a calendar, where its weekdays could have passed the limit


def span(newest: date, until: date, expect: Expect, calendar: Calendar, outages: Collection[date] = ()) -> Span:
    """Counts the days of (newest, until] that `expect` counts; a limit of n is passed on day n + 1."""
    days = excused = 0
    late_from = silent_from = None
    for day in _each(newest, until):
        if expect.days == "working" and not calendar.is_working(day):
            continue
        if day in outages:
            excused += 1
            continue
        days += 1
        if days == expect.late + 1:
            late_from = day
        if days == expect.silent + 1:
            silent_from = day
    lost = _lost(newest, until, calendar) if expect.days == "working" else []
    unknown = lost[0].year if days <= expect.late < days + len(lost) else None
    return Span(days, late_from, silent_from, excused, unknown)


def working_days(first: date, last: date, calendar: Calendar) -> list[date]:
    """The days of [first, last] that surely are working days."""
    return [day for day in _each(first - timedelta(days=1), last) if calendar.is_working(day)]


def _lost(after: date, until: date, calendar: Calendar) -> list[date]:
    """Weekdays of years that the calendar does not have at all: it counts none of them as working days."""
    absent = {
        year for year in range(after.year, until.year + 1)
        if not calendar.working_days(date(year - 1, 12, 31), date(year, 12, 31))
    }
    return [day for day in _each(after, until) if day.year in absent and day.weekday() < 5] if absent else []


def _each(after: date, until: date) -> Iterator[date]:
    return (after + timedelta(days=step) for step in range(1, (until - after).days + 1))
