"""The figures are those of the ledger, in the form that Prometheus parses."""

from datetime import timedelta
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from domain.record import Tally
from domain.settings import load
from flows.house import House
from flows.metrics import metrics_text
from phusong.serving.pages import found
from tests.conftest import NOW


def test_crawls_queues_and_sources(tmp_path: Path) -> None:
    house = House(load(home=tmp_path / "home", now=NOW.isoformat()))
    ledger = house.store.ledger
    for outcome, hours in (("ok", 5), ("timeout", 3), ("timeout", 1)):
        at = NOW - timedelta(hours=hours)
        crawl = ledger.begin_crawl("so-x", at)
        ledger.end_crawl(Tally("so-x", outcome, 3, 3, 2, 0, 1, {}, 7, 1000, started=at, crawl=crawl))
    ledger.tell("phusong.source.crawled", "1", {"source": "so-x"}, NOW - timedelta(minutes=10))
    ledger.set_projected("thu", 0, NOW)
    text = metrics_text(house).decode()
    house.close()
    said = {(sample.name, *sample.labels.values()): sample.value
            for family in text_string_to_metric_families(text) for sample in family.samples}
    assert said["phusong_crawls_total", "timeout"] == 2 and said["phusong_crawls_total", "ok"] == 1
    assert said["phusong_requests_total",] == 21 and said["phusong_received_bytes_total",] == 3000
    assert said["phusong_queue_waiting", "events"] == 1 and said["phusong_queue_age_seconds", "events"] == 600
    assert said["phusong_source_last_good_crawl_timestamp_seconds", "so-x"] == (NOW - timedelta(hours=5)).timestamp()
    assert said["phusong_source_failures", "so-x"] == 2
    assert said["phusong_articles",] == 0 and said["phusong_index_lag", "thu"] == 0


def test_the_pages_show_them_too(tmp_path: Path) -> None:
    house = House(load(home=tmp_path / "home", now=NOW.isoformat()))
    status, kind, body = found(house, "", "/metrics")
    house.close()
    assert status == 200 and kind.startswith("text/plain") and b"phusong_articles" in body


def test_an_empty_ledger_has_figures_too(tmp_path: Path) -> None:
    house = House(load(home=tmp_path / "home", now=NOW.isoformat()))
    assert b"phusong_articles 0.0" in metrics_text(house)
    house.close()
