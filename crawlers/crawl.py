"""Crawling sources, each in a child process of its own, and surviving whatever happens to the child.

A crawl that is killed, on either side, leaves what was flushed; the next one goes on from there.
"""

import json
import queue
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from crawlers.counts import Counts
from crawlers.door import Limits
from crawlers.job import Job
from crawlers.nursery import nursery
from domain.identity import bare_host
from domain.record import Listing, State
from domain.settings import Settings
from domain.source import Source
from store import Store
from store.leases import Fence

CHILDREN: Final = 4
PATIENCE: Final = 180.0  # seconds without a line: a child says every five seconds that it is alive
STARTING: Final = 30.0  # seconds more for its first line: a busy machine takes long to load Scrapy
Lines = queue.Queue[tuple[int, str | None]]  # (crawl, line); None is the end of a child's output
Admit = Callable[[Source], Fence | None]  # the leases to crawl a source by; None: another process is at it
Again = Callable[["CrawlEnd"], bool]


@dataclass(frozen=True)
class CrawlEnd:
    """How one crawl ended: `outcome` is ok, or the word why nothing could be read; `detail` why something was left."""

    source: str
    crawl: int
    outcome: str
    counts: Counts = field(default_factory=Counts)
    listings: tuple[Listing, ...] = ()
    detail: str = ""


@dataclass(frozen=True)
class Progress:
    """One flush of one crawl: the ids of the articles that can now be read from the archive, or the crawl's end."""

    source: str
    crawl: int
    fetched: tuple[str, ...] = ()
    counts: Counts = field(default_factory=Counts)
    end: CrawlEnd | None = None


def crawl(source: Source, settings: Settings, store: Store, on_batch: Callable[[Progress], None] | None = None,
          limits: Limits | None = None, patience: float = PATIENCE) -> CrawlEnd:
    """Crawl one source; `on_batch` is called after every flush, in this thread. Never raises for what a site does."""
    for progress in crawl_many([source], settings, store, 1, limits, patience):
        if progress.end is not None:
            return progress.end
        if on_batch is not None:
            on_batch(progress)
    raise AssertionError("a crawl always ends")


def crawl_many(sources: Sequence[Source], settings: Settings, store: Store, children: int = CHILDREN,
               limits: Limits | None = None, patience: float = PATIENCE,
               admit: Admit | None = None, again: Again | None = None) -> Iterator[Progress]:
    """Crawl several sources, `children` at a time and each host once; yields flushes and ends as they come.

    `admit` is asked just before a source is begun; one that it refuses ends at once as `in_progress`. `again` is asked
    after each end of a crawl whether the source is to be crawled once more.
    """
    waiting, running = list(sources), dict[int, _Child]()
    lines: Lines = queue.Queue()
    try:
        while waiting or running:
            for source in _startable(waiting, running, children):
                waiting.remove(source)
                fence = admit(source) if admit else None
                if admit and fence is None:
                    yield Progress(source.id, 0, end=CrawlEnd(source.id, 0, "in_progress"))
                    continue
                child = _Child(source, settings, store, limits or Limits(), lines, fence)
                running[child.crawl] = child
            for progress in _next(lines, running, patience) if running else ():
                yield progress
                if progress.end and again and again(progress.end):
                    waiting.append(running[progress.crawl].source)
    finally:
        for child in running.values():
            child.end_process()


def _startable(waiting: list[Source], running: dict[int, "_Child"], children: int) -> list[Source]:
    hosts = {bare_host(child.source.host) for child in running.values()}
    chosen: list[Source] = []
    for source in waiting:
        host = bare_host(source.host)
        if len(running) + len(chosen) < children and host not in hosts:
            hosts.add(host)
            chosen.append(source)
    return chosen


def _next(lines: Lines, running: dict[int, "_Child"], patience: float) -> Iterator[Progress]:
    """Wait for a line of any child; one that says nothing for too long is ended."""
    try:
        crawl_id, line = lines.get(timeout=min(1.0, patience / 4))
    except queue.Empty:
        crawl_id, line = 0, ""
    child = running.get(crawl_id)
    if child is not None:
        progress = child.heard(line)
        if progress is not None:
            yield progress
            if progress.end is not None:
                running.pop(crawl_id).end_process()
    for silent in [one for one in running.values() if time.monotonic() - one.last_line > patience]:
        silent.detail = f"không có tín hiệu trong {patience:g} giây"
        silent.end_process(grace=0.1)  # its end of file follows as its last line
        silent.last_line = time.monotonic()


class _Child:
    """One running child; a thread turns its output into lines of the common queue."""

    def __init__(self, source: Source, settings: Settings, store: Store, limits: Limits,
                 lines: Lines, fence: Fence | None = None) -> None:
        self.source, self.store = source, store
        clock = settings.clock
        self.crawl = store.ledger.begin_crawl(source.id, clock.now(), clock.simulated)
        self.counts, self.detail, self.last_line = Counts(), "", time.monotonic() + STARTING
        self._outcome = ""
        self._process = nursery().start()
        job = Job(source, self.crawl, limits, settings, fence)
        threading.Thread(target=self._pass_on, args=(job, lines), daemon=True).start()

    def heard(self, line: str | None) -> Progress | None:
        """What one line means; None is the end of the child's output, however it came about."""
        if line is None:
            return Progress(self.source.id, self.crawl, counts=self.counts, end=self._end())
        said: dict[str, Any] = json.loads(line) if line.startswith("{") else {}
        if "counts" in said:
            self.counts = Counts(**said["counts"])
        if said.get("line") == "end":
            self._outcome, self.detail = said["outcome"], said["detail"]
        if said.get("line") != "batch":
            return None
        return Progress(self.source.id, self.crawl, tuple(said["fetched"]), self.counts)

    def end_process(self, grace: float = 3.0) -> None:
        """End this child and nothing else; for `grace` seconds it may still write down what it has."""
        if self._process.poll() is None:
            self._process.signal(signal.SIGTERM)
            try:
                self._process.wait(grace)
            except TimeoutError:
                self._process.signal(signal.SIGKILL)
        self._process.wait()

    def _end(self) -> CrawlEnd:
        code, ledger = self._process.wait(), self.store.ledger
        mine = tuple(one for one in ledger.last_listings(self.source.id) if one.crawl == self.crawl)
        if self._outcome:
            return CrawlEnd(self.source.id, self.crawl, self._outcome, self.counts, mine, self.detail)
        left = len(ledger.work(self.source.id, State.FOUND))
        detail = self.detail or f"tiến trình con dừng với mã {code}"
        return CrawlEnd(self.source.id, self.crawl, "interrupted", replace(self.counts, left=left), mine, detail)

    def _pass_on(self, job: Job, lines: Lines) -> None:
        process = self._process
        process.feed(job.to_json())
        for line in process.stdout:
            self.last_line = time.monotonic()  # here, since whoever reads the lines may be busy with the last ones
            lines.put((self.crawl, line))
        process.stdout.close()
        lines.put((self.crawl, None))
