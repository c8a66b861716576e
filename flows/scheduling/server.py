"""Prefect's server on SQLite, with Python's cyclic collector in a thread of its own.

`python -m flows.scheduling.server …` takes what `python -m prefect …` takes.

A statement that fails (“database is locked”) leaves its cursor to the collector, since SQLAlchemy's adapter closes only
those that succeed. The collector then resets the cursor on whichever thread allocates next, and waits there for its
connection. Was that the event loop, and did the connection itself wait for a lock whose holder only the event loop
could let go on, the whole server stood still until SQLite gave up, 60 s later: six times in a quarter of an hour of
a busy demo, with the stack of the loop at gc_collect_main → cursor_dealloc → sqlite3_reset → pthread_mutex_lock.
"""

import gc
import runpy
import threading
from typing import Final

EVERY: Final = 10.0  # seconds: some megabytes of garbage at most


def main() -> None:
    """What `python -m prefect` does with the same arguments."""
    gc.disable()
    threading.Thread(target=collect, name="collector", daemon=True).start()
    runpy.run_module("prefect", run_name="__main__", alter_sys=True)


def collect(stop: threading.Event | None = None, every: float = EVERY) -> None:
    """Collect now and then; only this thread ever waits for what is collected."""
    stop = stop or threading.Event()
    while not stop.wait(every):
        gc.collect()


if __name__ == "__main__":
    main()
