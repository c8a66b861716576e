"""Incidents of our own work, from what the ledger shows: opened when a trouble begins, closed when it is over.

Sites that fall silent are the audit's matter (flows/silence.py).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from domain.dated import VIETNAM
from domain.outcome import vietnamese
from domain.verdict import Verdict
from flows.house import House
from flows.notices.kinds import CHANGED, FAILING, QUARANTINED, STALLED, UNWATCHED, Payload
from flows.scheduling.api import api_of
from flows.sharing.due import interval
from store.figures import Figures, Pulse, Queue

FAILURES, LASTING = 3, timedelta(hours=24)  # proposal: three failed crawls over a day; one bad hour is no incident
UNREAD: Final = (Verdict.SITE_CHANGED, Verdict.BLOCKED)  # somebody has to look at the source's file
WINDOWS: Final = 3  # crawls that a source may miss before somebody is told
BY_HAND: Final = timedelta(hours=26)  # without a scheduler somebody types the command, once a day
WAITING: Final = timedelta(hours=1)  # a batch is taken within seconds; after an hour nobody takes it


def watch_house(house: House) -> None:
    """Failing and unwatched sources, batches set aside, a dead queue; a clock set by hand says nothing about them."""
    if house.clock.simulated:
        return
    figures = Figures(house.store.ledger.engine)
    now = house.clock.now()
    pulses = {one.source: one for one in figures.pulses() if one.source in house.sources}
    _keep(house, FAILING, {one.source: _failing(one) for one in pulses.values() if is_failing(one, now)})
    _keep(house, CHANGED, {one.source: {"source": one.source, "reason": one.reason} for one in figures.judged()
                           if one.verdict in UNREAD and one.source in house.sources})
    _keep(house, UNWATCHED, {one.source: {"source": one.source, "since": moment(one.last)}
                             for one in pulses.values() if is_unwatched(house, one, now)})
    _keep(house, QUARANTINED, {str(one.id): {"batch": one.id, "source": one.source, "why": one.reason}
                               for one in house.store.ledger.batches("quarantined")})
    waiting = figures.batches_waiting()
    _keep(house, STALLED, {"batches": {"waiting": waiting.waiting, "since": moment(waiting.oldest)}}
          if stalled(waiting, now) and waiting.oldest else {})


def is_failing(pulse: Pulse, now: datetime) -> bool:
    """Whether the source could not be read for long enough to tell somebody."""
    return pulse.failures >= FAILURES and pulse.since is not None and now - pulse.since >= LASTING


def is_unwatched(house: House, pulse: Pulse, now: datetime) -> bool:
    """Whether nobody looked at the source for three of its windows."""
    usual = WINDOWS * interval(house.sources[pulse.source], now, house.calendar)
    return now - pulse.last > (usual if api_of(house.settings.home) else max(usual, BY_HAND))


def stalled(queue: Queue, now: datetime) -> bool:
    """Whether something waits for longer than a working installation lets it."""
    return queue.oldest is not None and now - queue.oldest > WAITING


def moment(at: datetime) -> str:
    """An instant as officials write it."""
    return f"{at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"


def _keep(house: House, kind: str, now_wrong: Mapping[str, Payload]) -> None:
    """The open incidents of this kind become exactly these."""
    ledger, at = house.store.ledger, house.clock.now()
    wanted = {f"{kind}:{name}": payload for name, payload in now_wrong.items()}
    for one in ledger.incidents(open_only=True):
        if one.kind == kind and one.key not in wanted:
            ledger.close_incident(one.key, at)
    for key, payload in wanted.items():
        ledger.open_incident(key, kind, payload, at)


def _failing(one: Pulse) -> Payload:
    assert one.since
    return {"source": one.source, "why": vietnamese(one.outcome) if one.outcome else "—", "since": moment(one.since)}
