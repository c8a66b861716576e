"""A process with Prefect and our code loaded, of which every run is a fork: loading takes 3 s of a processor.

Each worker has one. The first run starts it (flows/runs/start.py); it ends after the worker and the worker's last run.
"""

import ctypes
import gc
import importlib
import os
import pkgutil
import runpy
import selectors
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from flows.runs.ordering import ENGINE, Order, address, answer, receive, same_user

LOADED: Final = ("prefect.flow_engine", "flows.reading", "nlp.reader", "index", "reports.html")
LATE: Final = ("anyio._backends._asyncio", "prefect._internal.observers", "rich._emoji_codes", "sqlite3")
"""What Prefect and SQLAlchemy load when they are first used."""
SLOW: Final = 5.0  # seconds that an order may take to arrive
_DEATH_SIGNAL: Final = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass(frozen=True)
class Run:
    """A fork at work: `end` can be read once it has ended; `line` leads to the process that stands for it."""

    pid: int
    end: int
    line: socket.socket


class Warm:
    """Forks on order, passes signals on, tells how each fork ended. One thread, so that no lock is copied held."""

    def __init__(self, worker: int) -> None:
        """Raises OSError when the worker is gone, or has one already."""
        self._worker = os.pidfd_open(worker)
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(address(worker))
        self._listener.listen(64)
        self._runs: dict[int, Run] = {}
        self._looking = selectors.DefaultSelector()
        self._look(self._listener, self._accept)
        self._look(self._worker, self._finish)

    def serve(self) -> Order | None:
        """Until the worker and its runs are gone: None. In a fork: what it is to do."""
        while known := self._looking.get_map():
            for key, _ in self._looking.select():
                order: Order | None = key.data() if key.fd in known else None
                if order:
                    return order
        return None

    def _look(self, what: int | socket.socket, then: Callable[[], Order | None]) -> None:
        self._looking.register(what, selectors.EVENT_READ, then)

    def _finish(self) -> None:
        """The worker is gone: nobody will order any more."""
        for one in (self._worker, self._listener):
            self._looking.unregister(one)
        self._listener.close()

    def _accept(self) -> Order | None:
        line, _ = self._listener.accept()
        line.settimeout(SLOW)
        try:
            if not same_user(line):
                raise ValueError("a stranger")
            order, ends = receive(line)
        except (OSError, ValueError):
            line.close()
            return None
        if pid := os.fork():
            self._watch(Run(pid, os.pidfd_open(pid), line))
        else:
            self._let_go(line)
            for usual, end in enumerate(ends):
                os.dup2(end, usual)
        for end in ends:
            os.close(end)
        return None if pid else order

    def _watch(self, run: Run) -> None:
        self._runs[run.pid] = run
        self._look(run.line, lambda: self._hear(run))
        self._look(run.end, lambda: self._bury(run))
        answer(run.line, run.pid)

    def _hear(self, run: Run) -> None:
        """A signal to pass on; a run whose process towards the worker was ended is ended too."""
        try:
            said = run.line.recv(1)
        except OSError:
            said = b""
        os.kill(run.pid, said[0] if said else signal.SIGKILL)
        if not said:
            self._looking.unregister(run.line)

    def _bury(self, run: Run) -> None:
        _, status = os.waitpid(run.pid, 0)
        answer(run.line, os.waitstatus_to_exitcode(status))
        for one in (run.end, run.line):
            with suppress(KeyError):
                self._looking.unregister(one)
        os.close(run.end)
        run.line.close()
        del self._runs[run.pid]

    def _let_go(self, line: socket.socket) -> None:
        """In a fork: what belongs to the warm process."""
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
        self._looking.close()
        for one in (self._listener, line, *(run.line for run in self._runs.values())):
            one.close()
        for end in (self._worker, *(run.end for run in self._runs.values())):
            os.close(end)


def main() -> None:
    """`python -m flows.runs.warm WORKER`: the warm process of the worker with this process number."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # typed at a terminal it is meant for the worker
    try:
        warm = Warm(int(sys.argv[1]))
    except OSError:
        return
    load()
    read = settings()
    if order := warm.serve():
        carry_out(order, read)


def load() -> None:
    """What a run would load."""
    from flows import runs

    ours = [one.name for one in pkgutil.iter_modules(runs.__path__, "flows.runs.")]
    for name in (*LOADED, *LATE, *ours):
        importlib.import_module(name)
    gc.collect()
    gc.freeze()  # what is loaded stays shared between the forks


def settings() -> dict[str, str]:
    """What Prefect reads of the environment while it is loaded; two underscores mark what belongs to one run."""
    return {name: value for name, value in os.environ.items()
            if name.startswith("PREFECT_") and not name.startswith("PREFECT__")}


def carry_out(order: Order, read: dict[str, str]) -> None:
    """In a fork: be the process that was asked for, and run what Prefect's engine runs."""
    os.environ.clear()
    os.environ.update(order.environment)
    os.chdir(order.folder)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if settings() != read:  # loaded again, with its own
        os.execv(sys.executable, [sys.executable, "-m", ENGINE])
    sys.argv = [ENGINE]
    sys.modules.pop(ENGINE, None)  # Prefect itself has loaded it as a module
    runpy.run_module(ENGINE, run_name="__main__")


if __name__ == "__main__":
    main()
