"""The week's report."""

from datetime import date, timedelta

from prefect import flow

from audit.completeness import Period
from flows.house import House
from flows.notices.reports import send_reports
from flows.runs.apart import apart, label
from flows.scheduling.api import api_of_environment
from flows.scheduling.telling import Teller
from flows.sharing.holders import holder
from flows.weekly import last_week, week_report


@flow(name="weekly-report")
async def weekly_report(monday: str = "") -> bool:
    """The report of the last whole week, or of the week that begins on `monday` (yyyy-mm-dd), written and sent once."""
    who = holder(label())

    def work(house: House) -> bool:
        first = date.fromisoformat(monday) if monday else last_week(house.clock.now()).first
        written = week_report(house, Period(first, first + timedelta(days=6)), who)
        send_reports(house)
        Teller(house, api_of_environment()).last()
        return written

    return await apart(work)
