"""The leases of one wave: renewed while it runs, and given back at its end."""

import logging
import threading
from secrets import token_hex
from types import TracebackType

from domain.clock import Clock
from domain.errors import StoreError
from domain.identity import bare_host
from domain.source import Source
from flows.sharing.holders import holder, is_dead
from flows.sharing.keeping import SECONDS, Keeper
from store import Ledger
from store.leases import Fence

LOG = logging.getLogger(__name__)


class Held:
    """Leases run by the real clock: under a simulated one they would never run out."""

    def __init__(self, ledger: Ledger, label: str = "crawl", seconds: float = SECONDS) -> None:
        self.ledger, self.seconds = ledger, seconds
        self.holder = holder(f"{label} {token_hex(4)}")  # two waves of one process are two holders
        self._names: set[str] = set()
        self._turn, self._keeper = threading.Lock(), Keeper(self.renew, seconds)

    def __enter__(self) -> "Held":
        self._keeper.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._keeper.__exit__(kind, error, trace)
        self.give(*self._names)

    def take(self, *names: str) -> Fence | None:
        """All of these leases, or none; what a dead process of this machine held is free."""
        taken: list[str] = []
        for name in sorted(names):
            if not self._claim(name):
                self.give(*taken)
                return None
            taken.append(name)
            with self._turn:
                self._names.add(name)
        return Fence(tuple(taken), self.holder, self.seconds)

    def give(self, *names: str) -> None:
        """Give leases back."""
        for name in sorted(names):
            with self._turn:
                self._names.discard(name)
            self.ledger.release(name, self.holder)

    def _claim(self, name: str) -> bool:
        ledger, now = self.ledger, Clock().now()
        if ledger.claim(name, self.holder, now, self.seconds):
            return True
        other = next((one.holder for one in ledger.leases(now) if one.name == name), "")
        if is_dead(other):
            ledger.release(name, other)
        return is_dead(other) and ledger.claim(name, self.holder, now, self.seconds)

    def renew(self) -> None:
        """Hold everything for longer; what was lost is told, and whoever works under it notices when it writes."""
        with self._turn:
            names = sorted(self._names)
        for name in names:
            try:
                kept = self.ledger.renew(name, self.holder, Clock().now(), self.seconds)
                if not kept and name in self._names:  # one that was given back meanwhile is not lost
                    LOG.warning("lease %s was lost", name)
            except StoreError as error:
                LOG.warning("lease %s could not be renewed: %s", name, error)


def names_of(source: Source) -> tuple[str, str]:
    """What a crawl of a source holds: the source, and its host, which other sources may share."""
    return f"source:{source.id}", f"host:{bare_host(source.host)}"
