"""What is due to be told goes out by mail and webhook."""

from prefect import flow

from flows.notices import notify_due
from flows.notices.reports import send_reports
from flows.runs.apart import apart
from flows.searches.alerts import tell_due


@flow(name="notify")
async def notify() -> dict[str, int]:
    """Send what is due, what saved searches have found, and reports. Returns how many were sent, failed, or wait."""
    return dict(await apart(lambda house: notify_due(house) + tell_due(house) + send_reports(house)))
