"""What is due to be told goes out by mail and webhook."""

from prefect import flow

from flows.alerts import tell_due
from flows.notices import notify_due
from flows.runs.apart import apart


@flow(name="notify")
async def notify() -> dict[str, int]:
    """Send what is due, and what saved searches have found. Returns how many were sent, failed, or wait."""
    return dict(await apart(notify_due) + await apart(tell_due))
