"""Renewing what this process holds, beside its work."""

import logging
import threading
from collections.abc import Callable
from typing import Final

from domain.errors import StoreError

SECONDS: Final = 60.0  # who says nothing for so long is taken to be gone
LOG = logging.getLogger(__name__)


class Keeper:
    """Renews three times in `seconds`, in a thread of its own, as long as the block lasts."""

    def __init__(self, renew: Callable[[], object], seconds: float = SECONDS) -> None:
        self._renew, self._pause, self._over = renew, seconds / 3, threading.Event()
        self._thread = threading.Thread(target=self._keep, name="leases", daemon=True)

    def __enter__(self) -> "Keeper":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()

    def _keep(self) -> None:
        while not self._over.wait(self._pause):
            try:
                self._renew()
            except StoreError as error:
                LOG.warning("a lease could not be renewed: %s", error)
