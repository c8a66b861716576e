"""Crawling and reading apart give what both together give; and no source is crawled by two at a time."""

import signal
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from crawlers.nursery import Nursery, Process
from domain.clock import Clock
from domain.record import State
from domain.settings import load
from flows.house import House
from flows.sharing.batching import process_batch
from flows.wave import crawl_only, crawl_sources
from phusong.demo import Province

SITES = ("huyen-da-vong", "so-tai-chinh")


@pytest.fixture(scope="module")
def province() -> Iterator[Province]:
    with Province() as opened:
        yield opened


@pytest.fixture
def house(province: Province, tmp_path: Path) -> Iterator[House]:
    for file in province.write_sources(tmp_path / "sources"):
        if file.stem not in SITES:
            file.unlink()
    opened = House(load(
        home=tmp_path / "home", sources=tmp_path / "sources", units=province.units_file, allow_loopback=True,
        min_delay=0, now=province.now.isoformat(),
    ))
    yield opened
    opened.close()


def read_all(house: House) -> Counter[str]:
    ended: Counter[str] = Counter()
    for batch in house.store.ledger.batches("staged"):
        ended += process_batch(house, batch.id, "reader")
    return ended


def test_apart_gives_what_together_gives(house: House, tmp_path: Path) -> None:
    ledger, sources = house.store.ledger, list(house.sources.values())
    tallies = crawl_only(house, sources)
    assert [(one.source, one.outcome, one.stored) for one in tallies] == [(site, "ok", 0) for site in SITES]
    assert list(ledger.articles()) == [] and ledger.leases(Clock().now()) == []
    told = ledger.events("phusong.batch.staged")
    assert sum(int(one.payload["articles"]) for one in told) == len(ledger.work(state=State.FETCHED)) > 20
    ended = read_all(house)
    assert ledger.work(state=State.FETCHED) == []
    together = House(house.settings.model_copy(update={"home": tmp_path / "together"}))
    try:
        whole = crawl_sources(together, sources)
        apart = {one.article.id: one.article.text for one in ledger.articles()}
        assert apart == {one.article.id: one.article.text for one in together.store.ledger.articles()}
        kept = ledger.crawls()
        assert sum(one.stored for one in kept) == sum(one.stored for one in whole) == ended["stored"]
        assert all(one.expected == one.stored + one.revised + one.unchanged + sum(one.failed.values()) for one in kept)
    finally:
        together.close()


def test_a_source_that_another_crawls_is_left_to_it(house: House) -> None:
    ledger, source = house.store.ledger, house.sources[SITES[0]]
    ledger.claim(f"source:{source.id}", "another machine", Clock().now(), 60)
    [tally] = crawl_only(house, [source])
    assert (tally.outcome, tally.crawl, tally.requests) == ("in_progress", None, 0)
    assert ledger.crawls() == []
    ledger.release(f"source:{source.id}", "another machine")
    ledger.claim(f"host:{source.host}", "another machine", Clock().now(), 60)
    assert [one.outcome for one in crawl_sources(house, [source])] == ["in_progress"]


def test_of_two_waves_at_once_each_source_is_crawled_by_one(house: House) -> None:
    sources = list(house.sources.values())
    with ThreadPoolExecutor(2) as workers:
        both = [one.result() for one in [workers.submit(crawl_only, house, sources) for _ in range(2)]]
    crawled = Counter(tally.source for tallies in both for tally in tallies if tally.crawl)
    refused = Counter(tally.source for tallies in both for tally in tallies if tally.outcome == "in_progress")
    assert set(crawled) == set(SITES)
    assert all(crawled[site] + refused[site] == 2 for site in SITES)
    read_all(house)
    urls = [one.article.found.url for one in house.store.ledger.articles()]
    assert len(urls) == len(set(urls)) > 20


def test_a_crawl_whose_child_was_killed_is_repeated_at_once_and_only_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, start = house.store.ledger, Nursery.start

    def killed(nursery: Nursery) -> Process:
        child = start(nursery)
        child.signal(signal.SIGKILL)
        return child

    monkeypatch.setattr(Nursery, "start", killed)
    tallies = crawl_only(house, list(house.sources.values()))
    assert [one.outcome for one in tallies] == ["interrupted"] * 2
    assert Counter(one.source for one in ledger.crawls()) == dict.fromkeys(SITES, 2)
    turns = iter([killed, *[start] * 9])
    monkeypatch.setattr(Nursery, "start", lambda nursery: next(turns)(nursery))
    tallies = crawl_only(house, list(house.sources.values()))
    assert [one.outcome for one in tallies] == ["ok"] * 2
    assert sorted(one.outcome for one in ledger.crawls())[-3:] == ["interrupted", "ok", "ok"]
    assert not ledger.work(state=State.FOUND) and not ledger.leases(Clock().now())


def test_crawls_of_killed_processes_are_closed(house: House) -> None:
    ledger, source = house.store.ledger, house.sources[SITES[0]]
    killed = ledger.begin_crawl(source.id, house.clock.now())
    crawl_only(house, [source])
    assert [(one.crawl, one.outcome) for one in ledger.crawls()] == [(killed, "interrupted"), (killed + 1, "ok")]
