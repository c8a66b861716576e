"""Finds what was lost on the way and gets it going again, from the ledger alone: events are only hints."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.clock import Clock
from domain.record import Tally
from flows import daily, weekly
from flows.house import House
from flows.scheduling.api import Api
from flows.scheduling.schedules import AGAIN, AUDIT, BATCH, REPORT
from flows.scheduling.telling import tell_crawled, tell_server
from flows.sharing.batching import stage_left
from flows.sharing.freeing import free_dead
from flows.sharing.keeping import SECONDS
from flows.sharing.presence import RUN, absent, deserted
from flows.sharing.rounds import ASKED, LOOK_BACK, ROUND, Round, round_of, wanted
from flows.sharing.starting import Starter
from store.batches import ATTEMPTS, CLAIMED, STAGED, Batch

MOMENT: Final = timedelta(seconds=20)  # a batch this young is still on its way through its event
PATIENCE: Final = timedelta(minutes=10)  # a report that was started is waited for before it is started again
SHORT: Final = 30.0  # seconds for which the reconciler itself holds a lease
GRACE: Final = timedelta(hours=6)  # a report does not wait longer than this for sources nobody could crawl


@dataclass(frozen=True)
class Mended:
    """What one look found: all zero when nothing was lost."""

    told: int = 0
    freed: int = 0
    closed: tuple[int, ...] = ()  # crawls
    started: tuple[str, ...] = ()  # idempotency keys of the runs asked for
    quarantined: tuple[int, ...] = ()  # batches


def reconcile(house: House, start: Starter, api: Api | None, holder: str) -> Mended:
    """One look over everything. Raises ServerAway; whatever was not done is found by the next look."""
    real = Clock().now()
    set_aside = free_dead(house).set_aside
    closed = close_crawls(house, holder)
    stage_left(house)
    tell_crawled(house, house.store.ledger.crawls(since=house.clock.now() - LOOK_BACK))
    given_up = (*set_aside, *quarantine(house, holder, real))
    freed = start.free_hanging(real) + free_absent(house, start, real)
    started = (
        *restart_rounds(house, start, real), *restart_cut(house, start, real), *restart_batches(house, start, real),
        *start_missing(house, start, real),
    )
    return Mended(tell_server(house, api), freed, closed, started, given_up)


def close_crawls(house: House, holder: str) -> tuple[int, ...]:
    """Crawls without an end whose source nobody crawls any more get their word."""
    ledger, closed = house.store.ledger, []
    opened = {one.source for one in ledger.crawls(since=house.clock.now() - LOOK_BACK) if not one.outcome}
    for source in sorted(opened):
        if ledger.claim(f"source:{source}", holder, Clock().now(), SHORT):
            try:
                closed += ledger.close_interrupted(house.clock.now(), source)
            finally:
                ledger.release(f"source:{source}", holder)
    return tuple(closed)


def restart_rounds(house: House, start: Starter, real: datetime) -> Iterator[str]:
    """A run for every round whose process died: what it had not begun has no other trace.

    The lease stays until that run has begun: one that gets lost too is asked for again.
    """
    ledger = house.store.ledger
    for one in deserted(house, ROUND, real):
        key = f"{one.name}:{one.holder}:{one.until:%d%H%M%S}"
        start.start(AGAIN.full, {**round_of(one.name).parameters, "again": True}, key)
        ledger.release(one.name, one.holder)
        ledger.claim(one.name, ASKED, real, SECONDS)
        yield key


def restart_cut(house: House, start: Starter, real: datetime) -> Iterator[str]:
    """A round where sources are due whose last crawl was cut off, and no round is under way that could repeat it."""
    ledger = house.store.ledger
    if any(one.name.startswith(ROUND) for one in ledger.leases(real)):
        return
    last: dict[str, Tally] = {}
    for one in ledger.crawls(since=house.clock.now() - LOOK_BACK):
        last[one.source] = max(one, last.get(one.source, one), key=lambda tally: tally.crawl or 0)
    cut = [last[one.id].crawl or 0 for one in wanted(house, Round())
           if one.id in last and last[one.id].outcome == "interrupted"]
    if cut:
        start.start(AGAIN.full, {**Round().parameters, "again": True}, f"cut:{max(cut)}")
        yield f"cut:{max(cut)}"


def free_absent(house: House, start: Starter, real: datetime) -> int:
    """Runs whose process died give their places back. Returns how many the server took to be running."""
    ledger, gone = house.store.ledger, absent(house, real)
    freed = start.free_dead(gone, real)
    for run, holder in gone.items():
        ledger.release(RUN + run, holder)
    return freed


def quarantine(house: House, holder: str, real: datetime) -> tuple[int, ...]:
    """Batches that ended three processes: the ledger sets them aside when they are asked for a fourth time."""
    ledger = house.store.ledger
    worn = [one.id for one in _claimable(house, real) if one.attempts >= ATTEMPTS]
    for number in worn:
        ledger.claim_batch(number, holder, real, SHORT)
    return tuple(worn)


def restart_batches(house: House, start: Starter, real: datetime) -> Iterator[str]:
    """A run for every batch that waits or was dropped and that no run is about to take."""
    waiting = [one for one in _claimable(house, real) if one.attempts < ATTEMPTS]
    underway = start.batches_underway() if waiting else set()
    for one in waiting:
        if one.id not in underway:
            key = f"batch:{one.id}:{one.attempts}:{_slot(real, timedelta(minutes=1))}"
            start.start(BATCH.full, {"batch_id": one.id}, key)
            yield key


def start_missing(house: House, start: Starter, real: datetime) -> Iterator[str]:
    """The day's audit and the week's report where their hour has passed and every source has been looked at since."""
    now, slot = house.clock.now(), _slot(real, PATIENCE)
    today, week = house.clock.today(), weekly.last_week(now)
    expected = (
        (AUDIT.full, f"audit:{today}", daily.due_at(today), daily.made(house, today)),
        (REPORT.full, f"report:{week.first}", weekly.due_at(week), weekly.made(house, week.first)),
    )
    for deployment, key, due, made in expected:
        if now >= due and not made and (now >= due + GRACE or settled(house, due)):
            start.start(deployment, {}, f"{key}:{slot}")
            yield f"{key}:{slot}"


def settled(house: House, due: datetime) -> bool:
    """Whether every source was looked at on the day that this falls on, or after, and nothing waits to be read."""
    day = due.replace(hour=0, minute=0)
    seen = {one.source for one in house.store.ledger.crawls(since=day) if one.outcome}
    open_batches = [one for state in (STAGED, CLAIMED) for one in house.store.ledger.batches(state)]
    return seen >= set(house.sources) and not open_batches


def _claimable(house: House, real: datetime) -> list[Batch]:
    ledger = house.store.ledger
    waiting = [one for one in ledger.batches(STAGED) if one.created + MOMENT < real]
    return waiting + [one for one in ledger.batches(CLAIMED) if one.until and one.until <= real]


def _slot(real: datetime, length: timedelta) -> int:
    return int(real.timestamp() // length.total_seconds())
