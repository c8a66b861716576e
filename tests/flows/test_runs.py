"""With the decorators taken off the flows still run: no server, no Prefect settings, the same result."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.settings import load
from flows.house import House
from flows.runs.audit import audit_agencies
from flows.runs.crawl import crawl_source
from flows.runs.process import process_batch
from flows.runs.project import project_index
from flows.runs.purge import purge
from flows.runs.rebuild import rebuild
from flows.runs.reconcile import reconcile
from flows.runs.report import weekly_report
from phusong.demo import Province
from phusong.demo.home import as_environment, settings_of

SITES = ("so-noi-vu", "so-khcn", "so-ldtbxh")


@pytest.fixture(scope="module")
def province() -> Iterator[Province]:
    with Province() as opened:
        site = opened.sites["so-khcn"]
        site.spec = replace(site.spec, robots="open")  # its Crawl-delay would cost a second a request
        yield opened


@pytest.fixture
def house(province: Province, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Three sites of the province, by the environment as every run reads it."""
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    given = settings_of(tmp_path, province)
    for file in (tmp_path / "sources").iterdir():
        if file.stem not in SITES:
            file.unlink()
    for name, value in as_environment(given).items():
        monkeypatch.setenv(name, value)
    opened = House(load())
    yield opened
    opened.close()


def test_a_day_without_prefect(house: House, province: Province) -> None:
    ledger = house.store.ledger
    outcomes = asyncio.run(crawl_source.fn(group="agencies"))
    assert outcomes == {"so-noi-vu": "ok", "so-khcn": "ok", "so-ldtbxh": "connection_error"}
    batches = ledger.batches("staged")
    assert batches and not list(ledger.articles())
    first = asyncio.run(process_batch.fn(batches[0].id))
    assert first["stored"] == sum(one.articles for one in batches)  # the others that waited were read too
    assert asyncio.run(process_batch.fn(batches[0].id)) == {}
    shown = {one.id for site in SITES[:2] for one in province.truth.of_site(site) if one.appears == "first"}
    assert len({one.article.id for one in ledger.articles()}) == len(shown)
    assert asyncio.run(crawl_source.fn(group="agencies")) == {}  # nothing is due
    assert asyncio.run(project_index.fn()) == 0
    turned = asyncio.run(audit_agencies.fn())
    assert turned == {"silent": ["so-khcn"], "recovered": []}
    assert asyncio.run(weekly_report.fn()) and not asyncio.run(weekly_report.fn())
    assert asyncio.run(reconcile.fn()) == {}
    assert asyncio.run(rebuild.fn(sources=("so-noi-vu",)))["unchanged"] > 0
    told = [one.name for one in ledger.events()]
    assert told.count("phusong.source.crawled") == 3 and told.count("phusong.site.silent") == 1
    assert told.count("phusong.batch.staged") == len(batches) and told.count("phusong.report.sent") == 1


def test_nothing_is_purged_under_a_clock_set_by_hand(house: House) -> None:
    assert asyncio.run(purge.fn()) == {"flow_runs": 0, "rows": 0, "files": 0}
