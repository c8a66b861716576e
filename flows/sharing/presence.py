"""A run leaves its name in the ledger while it works: one whose process died is known before its heartbeats are missed.

Prefect counts a dead run as running for a minute and a half, and as long it holds a place among the batches.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from flows.house import House
from flows.sharing.holders import is_dead
from flows.sharing.holding import Held
from store.leases import Lease

RUN: Final = "run:"


@contextmanager
def present(house: House, run: str) -> Iterator[None]:
    """As long as the block lasts the ledger knows that this process works at a run; "" is none."""
    if not run:
        yield
        return
    with Held(house.store.ledger, "run") as held:
        held.take(RUN + run)  # an earlier attempt on a lost machine may still hold it: then that one is found
        yield


def absent(house: House, real: datetime) -> dict[str, str]:
    """Runs whose process surely died, or has said nothing for too long, each with its holder."""
    return {one.name.removeprefix(RUN): one.holder for one in deserted(house, RUN, real)}


def deserted(house: House, prefix: str, real: datetime) -> list[Lease]:
    """Leases so named whose holder surely died, or has said nothing for too long."""
    ledger = house.store.ledger
    gone = [one for one in ledger.leases(real) if is_dead(one.holder)] + ledger.run_out(real)
    return [one for one in gone if one.name.startswith(prefix)]
