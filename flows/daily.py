"""The day's audit: findings kept, silences opened and closed, the day noted so that a missing audit is found."""

from collections import Counter
from datetime import date, datetime, time
from typing import Final

from domain.dated import VIETNAM
from flows.auditing import audit_sources
from flows.house import House
from flows.silence import Turned, watch

MADE: Final = "phusong.audit.made"
DUE: Final = time(7, 30)  # Vietnam time


def due_at(day: date) -> datetime:
    """When the audit of a day is wanted."""
    return datetime.combine(day, DUE, VIETNAM)


def day_audit(house: House) -> Turned:
    """Judge every site from the ledger. A second one on the same day keeps its own findings and tells nothing twice."""
    findings = audit_sources(house, list(house.sources.values()))
    turned = watch(house, findings)
    counts = Counter(one.verdict.value for one in findings if one.section is None)
    day = house.clock.today().isoformat()
    house.store.ledger.tell(MADE, day, {"day": day, **counts}, house.clock.now())
    return turned


def made(house: House, day: date) -> bool:
    """Whether an audit was made on that day."""
    return any(one.key == day.isoformat() for one in house.store.ledger.events(MADE))
