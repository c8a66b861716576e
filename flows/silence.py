"""Sites that fell silent and sites that came back: opened and closed once each, on positive proof only."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from domain.verdict import Finding, Verdict
from flows.house import House

KIND: Final = "site.silent"
ALIVE: Final = (Verdict.UP_TO_DATE, Verdict.LATE)  # both have seen an item that is not old enough for silence


@dataclass(frozen=True)
class Turned:
    """Source ids whose state changed with this audit."""

    silent: tuple[str, ...] = ()
    recovered: tuple[str, ...] = ()


def watch(house: House, findings: Iterable[Finding]) -> Turned:
    """Open an incident for every silent site, close it for one that is alive.

    What could not be seen (unreachable, blocked, changed …) changes nothing: that is about us.
    """
    silent, recovered = [], []
    for one in findings:
        if one.section is not None:
            continue
        if one.verdict is Verdict.SILENT and _fell(house, one):
            silent.append(one.source)
        elif one.verdict in ALIVE and _came_back(house, one):
            recovered.append(one.source)
    return Turned(tuple(silent), tuple(recovered))


def _fell(house: House, one: Finding) -> bool:
    """The incident first, its event after: an audit that is cut off between them is made good by the next."""
    ledger, now, source = house.store.ledger, house.clock.now(), house.sources[one.source]
    fresh = ledger.open_incident(f"{KIND}:{one.source}", KIND, {
        "source": one.source, "unit": one.unit, "title": source.title, "url": source.url, "reason": one.reason,
        "record": one.evidence[0] if one.evidence else "", "checked_at": one.checked_at.isoformat()
        if one.checked_at else "",
    }, now)
    ledger.tell("phusong.site.silent", _key(house, one), {"source": one.source, "unit": one.unit}, now)
    return fresh


def _came_back(house: House, one: Finding) -> bool:
    """The event first, since the open incident is what tells that there is one to be told."""
    if not (key := _key(house, one)):
        return False
    ledger, now = house.store.ledger, house.clock.now()
    ledger.tell("phusong.site.recovered", key, {"source": one.source, "unit": one.unit}, now)
    return ledger.close_incident(f"{KIND}:{one.source}", now)


def _key(house: House, one: Finding) -> str:
    """The open incident of this site as one word; empty without one."""
    opened = (found for found in house.store.ledger.incidents(open_only=True) if found.key == f"{KIND}:{one.source}")
    return next((f"{one.source}:{found.since.isoformat()}" for found in opened), "")
