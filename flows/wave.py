"""One wave: every source crawled in a child of its own, its articles read as they arrive, and a tally for each."""

from collections import Counter
from collections.abc import Callable, Sequence

from crawlers.crawl import CrawlEnd, crawl_many
from domain.outcome import OK
from domain.record import State, Tally
from domain.source import Source
from flows.house import House
from flows.reading import read_fetched

READ = ("stored", "revised", "unchanged")
Told = Callable[[str, int, int], None]  # source, articles read so far, requests so far


def crawl_sources(house: House, sources: Sequence[Source], told: Told | None = None) -> list[Tally]:
    """Bring every source up to date. A killed wave leaves nothing half-done: the next one goes on from there."""
    house.store.archive.mend()
    by_id = {source.id: source for source in sources}
    ended = {source.id: read_fetched(house, source) for source in sources}  # what a killed run left to be read
    tallies: dict[str, Tally] = {}
    for progress in crawl_many(sources, house.settings, house.store):
        source = by_id[progress.source]
        if progress.fetched or progress.end:
            ended[source.id] += read_fetched(house, source, documents=progress.end is not None)
        if told:
            told(source.id, sum(ended[source.id].values()), progress.counts.requests)
        if progress.end:
            tallies[source.id] = finish(house, progress.end, ended[source.id])
    return [tallies[source.id] for source in sources]


def finish(house: House, end: CrawlEnd, ended: Counter[str]) -> Tally:
    """Close one crawl in the ledger: what was asked, and what became of every article of it."""
    counts = end.counts
    failed = Counter(counts.failed) + Counter({word: n for word, n in ended.items() if word not in READ})
    if counts.left:
        failed[_why_left(house, end)] += counts.left
    if waiting := len(house.store.ledger.work(end.source, State.FETCHED)):
        failed["interrupted"] += waiting
    unchanged = ended["unchanged"] + counts.unchanged
    clock = house.clock
    begun = next((one.started for one in house.store.ledger.crawls(end.source) if one.crawl == end.crawl), None)
    tally = Tally(
        end.source, end.outcome, ended["stored"] + ended["revised"] + unchanged + failed.total(), counts.found,
        ended["stored"], ended["revised"], unchanged, dict(failed), counts.requests, counts.bytes, end.listings,
        begun, clock.now(), clock.simulated, end.crawl,
    )
    house.store.ledger.end_crawl(tally)
    return tally


def _why_left(house: House, end: CrawlEnd) -> str:
    """Why found articles were not asked: the site stopped us, the budget is spent, or we were stopped."""
    if end.outcome not in OK:
        return end.outcome
    return "over_budget" if end.counts.requests >= house.settings.page_budget else "interrupted"
