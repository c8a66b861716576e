"""The doctor's and the metrics' sums are those of the rows, on both databases."""

from datetime import timedelta
from pathlib import Path

from domain.article import Found
from domain.record import Fetch, Kind, Tally
from domain.settings import load
from domain.verdict import Finding, Verdict
from store import Store
from store.figures import Figures, Queue
from store.looking import figures_of
from tests.conftest import NOW


def crawl(store: Store, source: str, outcome: str, hours: int) -> None:
    at = NOW + timedelta(hours=hours)
    number = store.ledger.begin_crawl(source, at)
    if outcome:
        store.ledger.end_crawl(Tally(source, outcome, requests=3, bytes=10, started=at, crawl=number))


def finding(source: str, section: str | None, verdict: Verdict) -> Finding:
    return Finding(source, "u", section, verdict, None, None, None, None, None, "vì thế")


def test_a_pulse_counts_failures_since_the_last_good_crawl(store: Store) -> None:
    for hours, outcome in enumerate(("timeout", "ok", "dns_error", "interrupted", "timeout", "")):
        crawl(store, "so-x", outcome, hours)
    crawl(store, "so-y", "not_modified", 1)
    first, second = Figures(store.ledger.engine).pulses()
    assert (first.source, first.failures, first.outcome) == ("so-x", 2, "timeout")
    assert (first.last - NOW, first.since, first.ok) == (
        timedelta(hours=5), NOW + timedelta(hours=2), NOW + timedelta(hours=1))
    assert (second.failures, second.since, second.ok) == (0, None, NOW + timedelta(hours=1))


def test_sums_and_groups(store: Store) -> None:
    figures = Figures(store.ledger.engine)
    for outcome in ("ok", "ok", "timeout", ""):
        crawl(store, "so-x", outcome, 0)
    assert figures.crawls_by_outcome() == {"": 1, "ok": 2, "timeout": 1}
    assert figures.traffic_in_all()["requests"] == 9 and figures.traffic_in_all()["bytes"] == 30
    assert figures.articles() == (0, 0) and figures.counts()["crawl"] == 4


def test_queues_know_their_oldest(store: Store) -> None:
    figures, ledger = Figures(store.ledger.engine), store.ledger
    assert figures.fetched() == figures.batches_waiting() == figures.events_unsent() == Queue(0, None)
    url = "https://sox.example/1"
    ledger.found([("a" * 32, Found("so-x", url, NOW))])
    ledger.answered([("a" * 32, Fetch("so-x", url, Kind.ARTICLE, NOW, "ok", digest="d", record="f:0"))])
    assert figures.fetched() == Queue(1, NOW) and figures.works_by_state() == {"fetched": 1}
    ledger.stage("so-x", NOW + timedelta(hours=1))
    assert figures.batches_waiting() == Queue(1, NOW + timedelta(hours=1)) == figures.events_unsent()
    assert figures.batches_by_state() == {"staged": 1}
    ledger.reserve("report:2023-W34", "files", NOW)
    assert figures.deliveries_open() == Queue(1, NOW)


def test_only_the_newest_verdict_of_a_whole_site_counts(store: Store) -> None:
    ledger = store.ledger
    ledger.add_findings([finding("so-x", None, Verdict.SILENT), finding("so-x", "tin-tuc", Verdict.LATE)], NOW)
    ledger.add_findings([finding("so-x", None, Verdict.UP_TO_DATE), finding("so-y", None, Verdict.BLOCKED)], NOW)
    assert Figures(ledger.engine).verdicts() == {"blocked": 1, "up_to_date": 1}


def test_looking_makes_no_ledger(tmp_path: Path) -> None:
    with figures_of(load(home=tmp_path / "none")) as figures:
        assert figures is None
    assert not (tmp_path / "none").exists()
