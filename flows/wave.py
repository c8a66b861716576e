"""One wave: every source crawled in a child of its own, and a tally for each.

`crawl_sources` reads the articles as they arrive; `crawl_only` leaves them in batches for whoever reads.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from crawlers.crawl import CrawlEnd, Progress, crawl_many
from domain.errors import IndexUnavailable
from domain.outcome import OK
from domain.record import State, Tally
from domain.source import Source
from flows.house import House
from flows.reading import read_fetched
from flows.sharing.due import CUT
from flows.sharing.holding import Held, names_of
from store.leases import Fence

LOG = logging.getLogger(__name__)
READ = ("stored", "revised", "unchanged")
Told = Callable[[str, int, int], None]  # source, articles read (or fetched, where others read) so far, requests so far


def crawl_sources(house: House, sources: Sequence[Source], told: Told | None = None) -> list[Tally]:
    """Bring every source up to date. A killed wave leaves nothing half-done: the next one goes on from there."""
    ended: defaultdict[str, Counter[str]] = defaultdict(Counter)  # by the crawl that runs

    def read(source: Source, progress: Progress | None) -> int:
        if progress is None or progress.fetched or progress.end:
            ended[source.id] += read_fetched(house, source, documents=bool(progress and progress.end))
        return ended[source.id].total()

    tallies = [
        finish(house, end, ended.pop(end.source)) if end.crawl else refused(house, end)
        for end in Wave(house, sources, read, told).ends()
    ]
    if house.settings.index:
        _project(house)
    return _in_order(sources, tallies)


def crawl_only(house: House, sources: Sequence[Source], told: Told | None = None) -> list[Tally]:
    """Crawl, and stage what was fetched in batches, with their events, while it arrives and at the end.

    Each tally counts what the crawl itself brought to its end; `process_batch` adds what becomes of the rest.
    """
    def stage(source: Source, progress: Progress | None) -> int:
        if progress is None or progress.fetched:
            house.store.ledger.stage(source.id, house.clock.now(), full=progress is not None)
        return progress.counts.fetched if progress else 0

    tallies = []
    for end in Wave(house, sources, stage, told).ends():
        tallies.append(finish(house, end, Counter(), reads=False) if end.crawl else refused(house, end))
        if end.crawl:  # after its leases were given back: whoever reads may now ask the host for documents
            house.store.ledger.stage(end.source, house.clock.now())
    return _in_order(sources, tallies)


@dataclass
class Wave:
    """Crawls that hold the leases of their source and host; `arrived` is told of each flush, of None before a crawl."""

    house: House
    sources: Sequence[Source]
    arrived: Callable[[Source, Progress | None], int]
    told: Told | None
    _fences: dict[str, Fence] = field(default_factory=dict)
    _cut: set[str] = field(default_factory=set)

    def ends(self) -> Iterator[CrawlEnd]:
        """Crawl all; the ends as they come, one for each source and one more for each crawl that was cut off."""
        house, by_id = self.house, {source.id: source for source in self.sources}
        house.store.archive.mend()
        with Held(house.store.ledger) as held:
            crawls = crawl_many(self.sources, house.settings, house.store, admit=lambda one: self._admitted(held, one),
                                again=self._again)
            for progress in crawls:
                source = by_id[progress.source]
                if progress.crawl:
                    done = self.arrived(source, progress)
                    if self.told:
                        self.told(source.id, done, progress.counts.requests)
                if progress.end:
                    if progress.crawl:
                        held.give(*self._fences.pop(source.id).names)
                    yield progress.end

    def _again(self, end: CrawlEnd) -> bool:
        """A crawl whose child was killed is repeated at once, but only once: a later wave has another try."""
        cut = end.outcome in CUT and end.source not in self._cut
        if cut:
            self._cut.add(end.source)
        return cut

    def _admitted(self, held: Held, source: Source) -> Fence | None:
        """The leases to crawl a source by; what a killed process left of it is put in order first."""
        fence = held.take(*names_of(source))
        if fence is not None:
            ledger, now = self.house.store.ledger, self.house.clock.now()
            self._fences[source.id] = fence
            ledger.close_interrupted(now, source.id)
            ledger.reopen(source.id, now)
            self.arrived(source, None)
        return fence


def finish(house: House, end: CrawlEnd, ended: Counter[str], reads: bool = True) -> Tally:
    """Close one crawl in the ledger: what was asked, and what became of every article that this process ended.

    `reads`: this process reads too, so what waits to be read was interrupted.
    """
    counts = end.counts
    failed = Counter(counts.failed) + Counter({word: n for word, n in ended.items() if word not in READ})
    if counts.left:
        failed[_why_left(house, end)] += counts.left
    if reads and (waiting := len(house.store.ledger.work(end.source, State.FETCHED))):
        failed["interrupted"] += waiting
    unchanged = ended["unchanged"] + counts.unchanged
    clock = house.clock
    tally = Tally(
        end.source, end.outcome, ended["stored"] + ended["revised"] + unchanged + failed.total(), counts.found,
        ended["stored"], ended["revised"], unchanged, dict(failed), counts.requests, counts.bytes, end.listings,
        house.store.ledger.begun(end.crawl), clock.now(), clock.simulated, end.crawl,
    )
    house.store.ledger.end_crawl(tally)
    return tally


def refused(house: House, end: CrawlEnd) -> Tally:
    """No crawl was begun, so none is in the ledger."""
    now = house.clock.now()
    return Tally(end.source, end.outcome, started=now, finished=now, simulated=house.clock.simulated)


def _project(house: House) -> None:
    from flows.projection.projecting import project

    try:
        project(house)
    except IndexUnavailable as error:  # the outbox keeps everything, and the next projection brings the rest
        LOG.warning("chỉ mục tìm kiếm chưa theo kịp sổ cái, lần sau sẽ cập nhật tiếp: %s", error)


def _in_order(sources: Sequence[Source], tallies: Sequence[Tally]) -> list[Tally]:
    by_source = {tally.source: tally for tally in tallies}
    return [by_source[source.id] for source in sources]


def _why_left(house: House, end: CrawlEnd) -> str:
    """Why found articles were not asked: the site stopped us, the budget is spent, or we were stopped."""
    if end.outcome not in OK:
        return end.outcome
    return "over_budget" if end.counts.requests >= house.settings.page_budget else "interrupted"
