"""The audit as a step: judge from the ledger, keep the findings with their evidence."""

from collections.abc import Sequence

from audit.gather import audit
from domain.source import Source
from domain.verdict import Finding
from flows.house import House


def audit_sources(house: House, sources: Sequence[Source]) -> list[Finding]:
    """One finding for every site and section, stored as they are given."""
    clock = house.clock
    findings = audit(house.store, sources, house.calendar, clock.now(), clock.simulated, registry=house.registry)
    house.store.ledger.add_findings(findings, clock.now())
    return findings
