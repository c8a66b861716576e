"""Prefect's server, with three things done otherwise that make it stand still, or ask again, when it has much to do.

`python -m flows.scheduling.server …` takes what `python -m prefect …` takes.

Its cyclic collector has a thread of its own. A statement that fails (“database is locked”) leaves its cursor to the
collector, since SQLAlchemy's adapter closes only those that succeed. The collector then resets the cursor on whichever
thread allocates next, and waits there for its connection. Was that the event loop, and did the connection itself wait
for a lock whose holder only the event loop could let go on, the whole server stood still until SQLite gave up, 60 s
later: six times in a quarter of an hour of a busy demo, with the stack of the loop at gc_collect_main → cursor_dealloc
→ sqlite3_reset → pthread_mutex_lock.
"""

import functools
import gc
import runpy
import sys
import threading
from itertools import count
from typing import Any, Final

EVERY: Final = 10.0  # seconds: some megabytes of garbage at most
WHOLE: Final = 60  # looks


def main() -> None:
    """What `python -m prefect` does with the same arguments."""
    gc.disable()
    threading.Thread(target=collect, name="collector", daemon=True).start()
    know_the_server()
    lock_first()
    runpy.run_module("prefect", run_name="__main__", alter_sys=True)


def collect(stop: threading.Event | None = None, every: float = EVERY) -> None:
    """Collect now and then; only this thread ever waits for what is collected.

    All others wait while it looks: 0.6 s for everything that Prefect is made of. So it looks at everything when
    something has been loaded, and at every sixtieth time; otherwise, in 0.02 s, at what has come since.
    """
    stop, looks, loaded = stop or threading.Event(), count(), 0
    while not stop.wait(every):
        whole = next(looks) % WHOLE == 0 or loaded != len(sys.modules)
        if whole:
            loaded = len(sys.modules)
            gc.unfreeze()
        gc.collect()
        if whole:
            gc.freeze()


def know_the_server() -> None:
    """The server in this process is found at once.

    Every action of an automation asks for it, and Prefect reads and compares all its settings before it gives the one
    there is: 0.26 s in which the server does nothing else.
    """
    from prefect.server.api import server

    server.create_app = functools.cache(server.create_app)


def lock_first() -> None:
    """On SQLite a transaction takes the lock for writing as it begins, and waits for it then, if it must.

    One that reads before it writes fails at once where another has written meanwhile, and whoever had asked for it asks
    again after 2 s, then 4, then 8: that made two events of eight late.
    """
    from prefect.server.database.configurations import AioSqliteConfiguration

    database: Any = AioSqliteConfiguration
    begin = database.begin_transaction
    database.begin_transaction = lambda self, session, with_for_update=True: begin(self, session, with_for_update=True)


if __name__ == "__main__":
    main()
