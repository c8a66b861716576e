"""The days on which the invented province is looked at: fixed, so that every run sees the same news."""

from datetime import UTC, date, datetime

from domain.dated import VIETNAM

DEMO_NOW = datetime(2023, 8, 28, 8, 0, tzinfo=VIETNAM).astimezone(UTC)  # a Monday: the week before is complete
LATER_NOW = datetime(2023, 9, 5, 8, 0, tzinfo=VIETNAM).astimezone(UTC)  # Tuesday after the National Day holiday
FIRST_DAY = date(2023, 6, 5)  # Monday of the first of twelve weeks
LAST_DAY = date(2023, 8, 27)  # Sunday of the last
DAYS_OFF = frozenset({date(2023, 9, 1), date(2023, 9, 4)})  # National Day 2023, as the labour ministry announced it

STAGES = {"first": DEMO_NOW, "later": LATER_NOW}


def is_working(day: date) -> bool:
    """Whether offices are open."""
    return day.weekday() < 5 and day not in DAYS_OFF
