"""One round over the sources that are due: crawled by this process where no other one is at it."""

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Final

from domain.clock import Clock
from domain.record import Tally
from domain.source import Source, pick
from flows.house import House
from flows.scheduling.telling import tell_crawled
from flows.sharing.due import Group, due, group_of, part
from flows.sharing.holding import Held
from flows.wave import Told, crawl_only

ROUND: Final = "round:"
ASKED: Final = "asked for"  # holds a round's lease from the moment its repetition was asked for until that begins
LOOK_BACK: Final = timedelta(days=3)  # longer than any window
Crawl = Callable[[House, Sequence[Source], Told | None], list[Tally]]


@dataclass(frozen=True)
class Round:
    """Which sources: the named ones, or those of a group (all where empty), one of `parts` by host."""

    group: str = ""
    named: tuple[str, ...] = ()
    part: int = 0
    parts: int = 1

    @property
    def lease(self) -> str:
        """What a round over a group holds while it runs, so that one that was cut off is found; "" for named ones."""
        return "" if self.named else f"{ROUND}{self.group}:{self.part}:{self.parts}"

    @property
    def parameters(self) -> dict[str, str | int]:
        """What starts the same round again."""
        kept = asdict(self)
        kept.pop("named")
        return kept


def round_of(lease: str) -> Round:
    """The round that holds, or held, a lease."""
    group, number, parts = lease.removeprefix(ROUND).split(":")
    return Round(group, part=int(number), parts=int(parts))


def wanted(house: House, one: Round) -> list[Source]:
    """The sources of this round that are to be crawled now; named ones always are. Raises UnknownName."""
    if one.named:
        return pick(house.sources, one.named)
    group = Group(one.group) if one.group else None
    mine = [source for source in house.sources.values() if group is None or group_of(source) is group]
    now, crawls = house.clock.now(), defaultdict(list)
    for tally in house.store.ledger.crawls(since=now - LOOK_BACK):
        crawls[tally.source].append(tally)
    return due(part(mine, one.part, one.parts), crawls, now, house.calendar)


def crawl_round(house: House, one: Round, told: Told | None = None, wait: float = 0.0) -> list[Tally]:
    """Crawl what is due, and what a killed process left once its lease has run out, for at most `wait` seconds."""
    with Held(house.store.ledger, "round") as held:
        if one.lease:
            house.store.ledger.release(one.lease, ASKED)
            held.take(one.lease)  # two at the same round share it: each source has a lease of its own
        return _crawl(house, one, told, wait)


def _crawl(house: House, one: Round, told: Told | None, wait: float) -> list[Tally]:
    until, done = time.monotonic() + wait, crawl_now(house, wanted(house, one), told)
    while not one.named and (left := wanted(house, one)):
        pause = _until_free(house, left)
        if pause is None or time.monotonic() + pause > until:
            break
        time.sleep(pause)
        done += crawl_now(house, wanted(house, one), told)
    return done


def crawl_now(house: House, sources: Sequence[Source], told: Told | None = None) -> list[Tally]:
    """Crawl these; every end becomes an event."""
    tallies = crawl_only(house, sources, told) if sources else []
    tell_crawled(house, tallies)
    return tallies


def _until_free(house: House, sources: Sequence[Source]) -> float | None:
    """Seconds until the first lease on one of these sources runs out; None where nobody holds one."""
    now, names = Clock().now(), {f"source:{source.id}" for source in sources}
    ends = [lease.until for lease in house.store.ledger.leases(now) if lease.name in names]
    return max(0.5, (min(ends) - now).total_seconds() + 0.5) if ends else None
