"""The week's report: written once, from the same numbers as every table, and noted so that a missing one is found."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from audit.completeness import Period
from domain.clock import Clock
from domain.dated import VIETNAM, week_of
from flows.house import House
from flows.notices.issue import issue_of, keep
from flows.reporting import file_name, folder_of, report_of, write

REPORT: Final = "report:"  # and the week: what is delivered
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
    """Write the week's report unless it was written or another process is at it. Returns whether this call did.

    Sending it is the next step (flows/notices/reports.py): it may have to wait, and a report is not written twice.
    """
    ledger, what = house.store.ledger, REPORT + week_of(period.first)
    if made(house, period.first) or not ledger.claim(what, holder, Clock().now(), LEASE):
        return False
    try:
        now = house.clock.now()
        ledger.reserve(what, FILES, now)
        report = report_of(house, period)
        keep(issue_of(what, report, write(report, folder_of(house))))
        ledger.delivered(what, FILES, now)
    finally:
        ledger.release(what, holder)
    return True


def made(house: House, monday: date) -> bool:
    """Whether the report of the week that begins on this day was written."""
    return house.store.ledger.arrived(REPORT + week_of(monday), FILES)


def written(house: House) -> set[str]:
    """The weeks, as `2023-W34`, whose reports were written."""
    return {what.removeprefix(REPORT) for what in house.store.ledger.handed_to(FILES)}


def file_of(house: House, week: str) -> Path:
    """Where the report of a week stands."""
    first = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    return folder_of(house) / file_name(Period(first, first + timedelta(days=6)))
