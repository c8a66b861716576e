"""An index filled with made documents, kept in a folder with what the filling took, and found there again.

Filling a million takes longer than asking: the two can be separate runs, and a filling that was cut off goes on.
"""

import itertools
import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.index_bench import Writer
from domain.article import Article

PORTION = 10_000  # articles a put, so that readers' refreshes are as seldom as when an index is built
TICKS = os.sysconf("SC_CLK_TCK")
Put = Callable[[list[Article]], object]


@dataclass
class Filling:
    """How far it is; seconds of the clock while it was put, of our processor, and of the server's (0 without one)."""

    size: int
    written: int = 0
    clock: float = 0.0
    client: float = 0.0
    server: float = 0.0
    disk: int = 0  # bytes, once everything is in

    @property
    def rate(self) -> float:
        """Documents a second."""
        return self.written / self.clock

    @property
    def limit(self) -> float:
        """The same if client and server had a core each and waited for nothing: the busier of the two decides."""
        return self.written / max(self.client, self.server)

    def each(self, seconds: float) -> float:
        """Milliseconds a document."""
        return seconds / self.written * 1000


def filled(file: Path, size: int) -> Filling:
    """How far the filling told of in this file is; at its beginning without one."""
    return Filling(**json.loads(file.read_text())) if file.is_file() else Filling(size)


def fill(file: Path, size: int, put: Put, disk: Callable[[], int], server: int | None = None) -> Filling:
    """Put what is not in yet; the file is written after each portion. `server`: its process id."""
    found = filled(file, size)
    if found.disk:
        return found
    articles = itertools.islice(Writer().articles(size), found.written, None)
    used = processor(server)
    while some := list(itertools.islice(articles, PORTION)):  # made outside of the measured time
        clock, client = time.perf_counter(), time.process_time()
        put(some)
        found.clock += time.perf_counter() - clock
        found.client += time.process_time() - client
        found.written += len(some)
        now = processor(server)
        found.server, used = found.server + now - used, now
        _keep(file, found)
    found.disk = disk()
    found.server += processor(server) - used  # what it put off until now
    _keep(file, found)
    return found


def processor(pid: int | None) -> float:
    """Seconds of processor time that a process has used so far."""
    if pid is None:
        return 0.0
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _keep(file: Path, found: Filling) -> None:
    """In one step: a run that is cut off leaves the file of the portion before."""
    beside = file.with_suffix(".new")
    beside.write_text(json.dumps(asdict(found)))
    beside.replace(file)
