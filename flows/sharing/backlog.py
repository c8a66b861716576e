"""One batch, and then whatever else waits: the rules for reading take seconds to load, a batch often less to read."""

import time
from collections import Counter
from typing import Final

from flows.house import House
from flows.sharing.batching import process_batch
from store.batches import STAGED

LONGEST: Final = 300.0  # seconds; then a fresh process goes on, so that none grows for ever


def read_backlog(house: House, batch_id: int, holder: str, seconds: float = LONGEST) -> Counter[str]:
    """Read this batch unless another process has it, then those that wait. Returns how many articles ended how."""
    until = time.monotonic() + seconds
    ended = process_batch(house, batch_id, holder)
    tried = {batch_id}
    while time.monotonic() < until and (waiting := _waiting(house, tried)):
        tried.add(waiting[0])
        ended += process_batch(house, waiting[0], holder)
    return ended


def _waiting(house: House, tried: set[int]) -> list[int]:
    """Batches that nobody has; one that failed here is left to the next process."""
    return [one.id for one in house.store.ledger.batches(STAGED) if one.id not in tried]
