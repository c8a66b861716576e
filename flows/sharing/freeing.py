"""What a process of this machine held when it died is free at once; what died elsewhere is free when its time is up."""

from dataclasses import dataclass
from typing import Final

from domain.clock import Clock
from flows.house import House
from flows.sharing.holders import is_dead
from flows.sharing.presence import RUN
from flows.sharing.rounds import ROUND
from store.batches import CLAIMED

REASON: Final = "tiến trình đọc lô này bị dừng đột ngột (bị ngắt hoặc hết bộ nhớ)"


@dataclass(frozen=True)
class Freed:
    """Names of leases and numbers of batches; `set_aside` are those that have now ended three processes."""

    leases: tuple[str, ...] = ()
    batches: tuple[int, ...] = ()
    set_aside: tuple[int, ...] = ()


def free_dead(house: House) -> Freed:
    """Give back what the dead of this machine held; the leases of rounds and runs stay for the reconciler to find."""
    ledger, now = house.store.ledger, Clock().now()
    leases = [one for one in ledger.leases(now) if is_dead(one.holder) and not one.name.startswith((ROUND, RUN))]
    for one in leases:
        ledger.release(one.name, one.holder)
    failed = [ledger.fail_batch(one.id, one.holder, REASON, now) for one in ledger.batches(CLAIMED)
              if is_dead(one.holder)]
    aside = tuple(one.id for one in failed if one.state == "quarantined")
    return Freed(tuple(one.name for one in leases), tuple(one.id for one in failed), aside)
