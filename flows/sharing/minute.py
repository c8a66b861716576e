"""The minute's look for what was lost: it stays as long as somebody works, and notices within seconds who stops."""

import logging
import time
from collections.abc import Callable
from dataclasses import astuple
from typing import Final

from domain.clock import Clock
from flows.house import House
from flows.scheduling.api import Api, ServerAway
from flows.sharing.presence import RUN
from flows.sharing.reconciling import Mended, reconcile
from flows.sharing.starting import Starter
from store.batches import CLAIMED, STAGED

STAY: Final = 45.0  # seconds: over before the next minute's run has started
PAUSE: Final = 10.0  # seconds between two looks
LOG = logging.getLogger(__name__)


def watch(
    house: House, start: Starter, api: Api | None, holder: str, pause: Callable[[float], None] = time.sleep
) -> Mended:
    """One look, and more of them while a crawl or a batch is under way. Returns what all found.

    Raises ServerAway when the last of them was in vain.
    """
    found, left, until = Mended(), int(STAY / PAUSE), time.monotonic() + STAY
    while True:
        last = not left or time.monotonic() > until
        try:
            seen = reconcile(house, start, api, holder)
        except ServerAway as error:
            if last or not busy(house):
                raise
            LOG.warning("%s", error)
        else:
            found = Mended(*(old + new for old, new in zip(astuple(found), astuple(seen), strict=True)))
            if last or not busy(house):
                return found
        left -= 1
        pause(PAUSE)


def busy(house: House) -> bool:
    """Whether anything is held or waits to be read."""
    ledger = house.store.ledger
    return any(not one.name.startswith(RUN) for one in ledger.leases(Clock().now())) or any(
        ledger.batches(state) for state in (STAGED, CLAIMED))
