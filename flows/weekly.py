"""The week's report: made once, from the same numbers as every table, and noted so that a missing one is found."""

from datetime import date, datetime, time, timedelta
from typing import Final

from audit.completeness import Period
from domain.clock import Clock
from domain.dated import VIETNAM, week_of
from flows.house import House
from flows.reporting import write_report

FILES: Final = "files"  # the recipient of what is written under `home`
SENT: Final = "phusong.report.sent"
LEASE: Final = 600.0  # seconds; a report over a year of a province takes far less
DUE: Final = time(7)  # Monday, Vietnam time


def last_week(now: datetime) -> Period:
    """The last whole ISO week, Monday to Sunday in Vietnam."""
    today = now.astimezone(VIETNAM).date()
    monday = today - timedelta(days=today.weekday() + 7)
    return Period(monday, monday + timedelta(days=6))


def due_at(period: Period) -> datetime:
    """When the report of a week is wanted: the Monday after it at seven."""
    return datetime.combine(period.last + timedelta(days=1), DUE, VIETNAM)


def week_report(house: House, period: Period, holder: str) -> bool:
    """Write the week's report unless it was written or another process is at it. Returns whether this call did."""
    ledger, week = house.store.ledger, week_of(period.first)
    if made(house, period.first) or not ledger.claim(f"report:{week}", holder, Clock().now(), LEASE):
        return False
    try:
        now = house.clock.now()
        ledger.reserve(f"report:{week}", FILES, now)
        write_report(house, period)
        ledger.delivered(f"report:{week}", FILES, now)
        ledger.tell(SENT, week, {"week": week}, now)
    finally:
        ledger.release(f"report:{week}", holder)
    return True


def made(house: House, monday: date) -> bool:
    """Whether the report of the week that begins on this day was written."""
    week = week_of(monday)
    return any(one.key == week for one in house.store.ledger.events(SENT))
