"""At which moment of a wave something is killed, by what the ledger shows: a slow machine kills no earlier."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PATIENCE: Final = 600.0  # seconds until the moment has come, however busy the machine
LOOK: Final = 0.05
SHOWN: Final = {  # moment -> what is there from then on
    "a crawl begun": "SELECT 1 FROM crawl",
    "pages fetched": "SELECT 1 FROM fetch",
    "a crawl ended": "SELECT 1 FROM crawl WHERE outcome IS NOT NULL",
    "a batch staged": "SELECT 1 FROM batch",
    "its event received": "SELECT 1 FROM event WHERE name = 'phusong.batch.staged' AND sent_at IS NOT NULL",
    "a batch claimed": "SELECT 1 FROM batch WHERE attempts > 0",
    "articles stored": "SELECT 1 FROM article",
    "a batch done": "SELECT 1 FROM batch WHERE state = 'done'",
}
CRAWLING: Final = ("a crawl begun", "pages fetched")


@dataclass(frozen=True)
class Moment:
    """So many seconds after the ledger shows something."""

    name: str
    after: float

    def await_in(self, home: Path, meanwhile: Callable[[], object]) -> None:
        """Return when it has come. Raises AssertionError when it does not."""
        until = time.monotonic() + PATIENCE
        while not shown(home, self.name):
            assert time.monotonic() < until, f"never came: {self.name}"
            meanwhile()
            time.sleep(LOOK)
        time.sleep(self.after)


def shown(home: Path, name: str) -> bool:
    """Whether the ledger shows it."""
    if not (home / "phusong.db").exists():
        return False
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(home / "phusong.db")) as ledger:
        return ledger.execute(f"{SHOWN[name]} LIMIT 1").fetchone() is not None
    return False  # its tables are being made
