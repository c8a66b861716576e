"""Crawling and reading on a real PostgreSQL give what the embedded ledger gives, also when the server restarts."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from domain.clock import Clock
from domain.record import State
from domain.settings import Settings, load
from flows.house import House
from flows.sharing.batching import process_batch
from flows.wave import crawl_only, crawl_sources
from phusong.demo import Province
from tests.servers.postgres import Server, postgres

pytestmark = pytest.mark.postgres
__all__ = ["postgres"]
SITES = ("huyen-da-vong", "so-noi-vu")
INDEX = "http://127.0.0.1:1"  # an index on a server follows by itself, and is not even opened here


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    with Province() as province:
        for file in province.write_sources(tmp_path / "sources"):
            if file.stem not in SITES:
                file.unlink()
        yield load(
            home=tmp_path / "home", sources=tmp_path / "sources", units=province.units_file, allow_loopback=True,
            min_delay=0, now=province.now.isoformat(),
        )


def held(house: House) -> dict[str, object]:
    """Everything that is stored, and how each address ended."""
    ledger = house.store.ledger
    articles = {one.article.id: (one.article.text, one.article.reading, one.article.original, one.article.revision)
                for one in ledger.articles()}
    return {"articles": articles, "work": [(one.article, one.state, one.outcome, one.title, one.listed, one.sections)
                                           for one in sorted(ledger.work(), key=lambda one: one.article)]}


def test_a_server_that_restarts_in_mid_crawl_loses_nothing(settings: Settings, postgres: Server) -> None:
    embedded = House(settings)
    crawl_sources(embedded, list(embedded.sources.values()))
    restarts: list[Thread] = []

    def restart() -> None:
        postgres.stop()
        postgres.start()

    def told(_: str, __: int, ___: int) -> None:
        if not restarts:
            restarts.append(Thread(target=restart))
            restarts[0].start()

    with postgres.database() as url:
        central = House(settings.model_copy(update={
            "home": settings.home.with_name("central"), "ledger": url, "index": INDEX,
        }))
        tallies = crawl_only(central, list(central.sources.values()), told)
        restarts[0].join()
        assert [one.outcome for one in tallies] == ["ok", "ok"]
        for batch in central.store.ledger.batches("staged"):
            process_batch(central, batch.id, "reader")
        assert central.store.ledger.work(state=State.FETCHED) == []
        assert held(central) == held(embedded)
        assert len(central.store.ledger.pending(0, 1000)) == len(embedded.store.ledger.pending(0, 1000))
        assert central.store.ledger.leases(Clock().now()) == []
        central.close()
    embedded.close()
