"""How long to wait: between requests, after a failure, and when a server asks for patience."""

import random
import time
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Final

LONGEST: Final = 120.0  # seconds; a server that asks for more is left for the next crawl
SHORTEST: Final = 0.05  # the first back-off where no delay is kept (loopback)
JITTER: Final = 0.25  # share of the wait


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, from a number or an HTTP date; None when it makes no sense."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(int(text[:9]))
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (TypeError, ValueError):
        return None


def back_off(attempt: int, delay: float, rng: random.Random | None = None) -> float:
    """Seconds before try `attempt` + 1: doubled each time up to LONGEST, and up to a quarter more by chance."""
    wait = max(delay, SHORTEST) * 2 ** min(attempt, 10)
    return float(min(LONGEST, wait)) * (1 + JITTER * (rng or random).random())


class Pace:
    """Keeps one site's requests apart, in this process. `monotonic` and `sleep` are replaceable for tests."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic,
                 sleep: Callable[[float], None] = time.sleep) -> None:
        self._now, self._sleep = monotonic, sleep
        self._free: dict[str, float] = {}

    def wait(self, site: str, delay: float) -> None:
        """Sleep until the site may be asked, and take the turn."""
        rest = self._free.get(site, 0.0) - self._now()
        if rest > 0:
            self._sleep(rest)
        self._free[site] = self._now() + delay

    def rest(self, site: str, seconds: float) -> None:
        """Leave the site alone for this long."""
        self._free[site] = max(self._free.get(site, 0.0), self._now() + seconds)
