"""Sends the weeks' reports: each to each recipient once, outside the quiet hours, until every one has it."""

import logging
from collections import Counter
from collections.abc import Iterable

from domain.errors import NotSent
from flows.house import House
from flows.notices.handing import arrives
from flows.notices.issue import issue_body, issue_letter, read
from flows.notices.notice import Audience
from flows.notices.quiet import is_quiet
from flows.notices.tell import recipients
from flows.weekly import SENT, file_of, written

LOG = logging.getLogger(__name__)


def send_reports(house: House) -> Counter[str]:
    """Send what was written and not sent. Counts reports `sent`, `failed`, `waiting` for the end of the quiet hours.

    A report has been sent when everybody has it; where nobody is to have it, as soon as it is written.
    """
    told = {one.key for one in house.store.ledger.events(SENT)}
    return Counter(_send(house, week) for week in sorted(written(house) - told))


def _send(house: House, week: str) -> str:
    now, settings = house.clock.now(), house.settings
    whom = recipients(house, Audience.DEPARTMENT)
    if whom and is_quiet(now, settings.quiet_from, settings.quiet_until):
        return "waiting"
    try:
        arrived = not whom or _everybody_has(house, week, whom)
    except NotSent as error:
        LOG.warning("report of %s not sent: %s", week, error)
        return "failed"
    if not arrived:
        return "failed"
    house.store.ledger.tell(SENT, week, {"week": week}, now)
    return "sent"


def _everybody_has(house: House, week: str, whom: Iterable[str]) -> bool:
    """Hand it to each, whoever could not be reached before. Raises NotSent where the report's words are gone."""
    issue = read(file_of(house, week))
    arrived = [arrives(house, one, issue, issue_letter, issue_body) for one in whom]
    return all(arrived)
