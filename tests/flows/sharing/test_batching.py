"""A batch is read once whatever happens to its process, and one bad article holds nobody back."""

import threading
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest

from crawlers.extract import extract
from domain.article import Article
from domain.clock import Clock
from domain.errors import LedgerBusy
from domain.record import State
from flows import reading
from flows.house import House
from flows.reading import read_batch, with_readings
from flows.sharing import batching
from flows.sharing.batching import process_batch, stage_left
from flows.sharing.keeping import Keeper
from index.questions import SearchQuestion
from store.batches import Batch
from store.worklist import PAUSE, TRIES
from tests.flows.pages import put

SOURCE = "so-tttt"


def staged(house: House, numbers: range = range(3)) -> Batch:
    put(house, SOURCE, numbers)
    [batch] = house.store.ledger.stage(SOURCE, house.clock.now())
    return batch


def stored(house: House) -> list[tuple[str, int]]:
    return [(one.article.found.url[-7:-5], one.article.revision) for one in house.store.ledger.articles(SOURCE)]


def test_a_batch_is_read_to_its_end_once(house: House) -> None:
    batch = staged(house)
    assert process_batch(house, batch.id, "p1") == {"stored": 3}
    assert process_batch(house, batch.id, "p2") == {}
    assert len(stored(house)) == 3 and house.index.search(SearchQuestion()).total == 3
    assert [one.state for one in house.store.ledger.batches()] == ["done"]
    assert stage_left(house) == 0


def test_what_was_read_is_counted_to_the_crawl(house: House) -> None:
    ledger = house.store.ledger
    number = ledger.begin_crawl(SOURCE, house.clock.now())
    process_batch(house, staged(house).id, "p1")
    [crawl] = ledger.crawls(SOURCE)
    assert (crawl.crawl, crawl.stored, crawl.expected, crawl.outcome) == (number, 3, 3, "")


def test_the_batch_of_a_killed_process_is_read_by_the_next(house: House) -> None:
    ledger, batch = house.store.ledger, staged(house)
    works = ledger.batch_works(batch.id)
    ledger.claim_batch(batch.id, "killed", Clock().now(), 60)
    read_batch(house, house.sources[SOURCE], works[:2])
    assert process_batch(house, batch.id, "p2") == {}  # the dead one's time has not run out
    ledger.keep_batch(batch.id, "killed", Clock().now(), 0)
    assert process_batch(house, batch.id, "p2") == {"stored": 1}
    assert [revision for _, revision in stored(house)] == [1, 1, 1]
    assert len(ledger.pending(0)) == 3


def test_a_process_that_lost_its_batch_stops(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = staged(house)
    monkeypatch.setattr(type(house.store.ledger), "keep_batch", lambda *_: False)
    assert process_batch(house, batch.id, "p1") == {}
    assert [one.state for one in house.store.ledger.batches()] == ["claimed"] and stored(house) == []


def test_what_a_process_read_after_it_lost_its_batch_is_the_next_ones(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, batch = house.store.ledger, staged(house)
    number = ledger.begin_crawl(SOURCE, house.clock.now())

    def stopped_for_long(house: House, source: Any, articles: Sequence[Article]) -> Iterator[Article]:
        ledger.keep_batch(batch.id, "stopped", Clock().now(), 0)
        assert ledger.claim_batch(batch.id, "next", Clock().now(), 60)
        return with_readings(house, source, articles)

    with monkeypatch.context() as patch:
        patch.setattr(reading, "with_readings", stopped_for_long)
        assert process_batch(house, batch.id, "stopped") == {}
    assert stored(house) == [] and len(ledger.batch_works(batch.id)) == 3
    assert [(one.state, one.holder) for one in ledger.batches()] == [("claimed", "next")]
    assert [(one.crawl, one.stored, one.expected) for one in ledger.crawls()] == [(number, 0, 0)]


def test_what_is_not_counted_is_not_stored(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed_here(*_: object) -> None:
        raise LedgerBusy("bận")

    batch = staged(house)
    with monkeypatch.context() as patch:
        patch.setattr(type(house.store.ledger), "add_read", killed_here)
        with pytest.raises(LedgerBusy):
            process_batch(house, batch.id, "p")
    assert stored(house) == [] and len(house.store.ledger.batch_works(batch.id)) == 3


def test_a_long_reading_keeps_its_batch(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger, batch, kept = house.store.ledger, staged(house), threading.Event()
    keep = ledger.keep_batch

    def noted(*given: Any) -> bool:
        if threading.current_thread().name == "leases":
            kept.set()
        return keep(*given)

    def long(*given: Any) -> Iterator[Article]:
        assert kept.wait(20)
        return with_readings(*given)

    monkeypatch.setattr(ledger, "keep_batch", noted)
    monkeypatch.setattr(reading, "with_readings", long)
    monkeypatch.setattr(batching, "Keeper", lambda renew: Keeper(renew, seconds=0.03))
    assert process_batch(house, batch.id, "p") == {"stored": 3}


def test_a_poisonous_batch_is_set_aside_with_its_reason(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("từ điển hỏng")

    batch = staged(house)
    with monkeypatch.context() as patch:
        patch.setattr(batching, "read_batch", broken)
        for _ in range(3):
            assert process_batch(house, batch.id, "p") == {}
    [aside] = house.store.ledger.batches("quarantined")
    assert "từ điển hỏng" in aside.reason
    assert process_batch(house, batch.id, "p") == {}
    house.store.ledger.replay_batch(batch.id, house.clock.now())
    assert process_batch(house, batch.id, "p") == {"stored": 3}


def test_a_batch_of_an_unknown_source_fails_with_its_name(house: House) -> None:
    put(house, "so-la", range(1))
    [batch] = house.store.ledger.stage("so-la", house.clock.now())
    assert process_batch(house, batch.id, "p") == {}
    assert "so-la" in house.store.ledger.batches()[0].reason


def test_one_poisonous_article_holds_nobody_back(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def picky(house: House, source: Any, articles: Sequence[Article]) -> Iterator[Article]:
        if any(one.text and one.text.title.endswith("1") for one in articles):
            raise RecursionError
        return with_readings(house, source, articles)

    monkeypatch.setattr(reading, "with_readings", picky)
    batch = staged(house)
    assert process_batch(house, batch.id, "p") == {"stored": 2, "internal_error": 1}
    assert [one.state for one in house.store.ledger.batches()] == ["done"]
    [failed] = house.store.ledger.work(SOURCE, State.FAILED)
    assert (failed.outcome, failed.attempts) == ("internal_error", 1) and failed.next_try


def test_an_extraction_that_fails_once_is_tried_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = [ValueError("một lần")]

    def once(*given: Any, **more: Any) -> Any:
        if failing:
            raise failing.pop()
        return extract(*given, **more)

    monkeypatch.setattr(reading, "extract", once)
    ledger, now = house.store.ledger, house.clock.now()
    assert process_batch(house, staged(house).id, "p") == {"stored": 2, "internal_error": 1}
    assert ledger.reopen(SOURCE, now + PAUSE - timedelta(seconds=1)) == 0
    assert ledger.reopen(SOURCE, now + PAUSE) == 1
    [again] = ledger.stage(SOURCE, now)
    assert process_batch(house, again.id, "p") == {"stored": 1}
    assert {one.attempts for one in ledger.work(SOURCE)} == {0}


def test_an_extraction_that_always_fails_stands_in_the_end(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise ValueError("luôn luôn")

    monkeypatch.setattr(reading, "extract", never)
    ledger, at = house.store.ledger, house.clock.now()
    put(house, SOURCE, range(1))
    for _ in range(TRIES):
        [batch] = ledger.stage(SOURCE, at)
        assert process_batch(house, batch.id, "p") == {"internal_error": 1}
        at += PAUSE * 8
        ledger.reopen(SOURCE, at)
    [failed] = ledger.work(SOURCE)
    assert (failed.state, failed.attempts, failed.next_try) == (State.FAILED, TRIES, None)


def test_a_page_that_the_archive_lost_is_asked_anew(house: House) -> None:
    [key] = put(house, SOURCE, range(1))
    for file in house.store.archive.folder.rglob("*.warc.gz*"):
        file.write_bytes(b"")
    [batch] = house.store.ledger.stage(SOURCE, house.clock.now())
    assert process_batch(house, batch.id, "p") == {"internal_error": 1}
    [failed] = house.store.ledger.work(SOURCE)
    assert (failed.article, failed.state, failed.record, failed.digest) == (key, State.FAILED, "", "")
    assert failed.next_try == house.clock.now() + PAUSE


def test_a_ledger_that_is_away_leaves_the_batch_to_the_next(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise LedgerBusy("bận")

    batch = staged(house)
    with monkeypatch.context() as patch:
        patch.setattr(batching, "read_batch", away)
        with pytest.raises(LedgerBusy):
            process_batch(house, batch.id, "p")
    [waiting] = house.store.ledger.batches()
    assert (waiting.state, waiting.attempts) == ("claimed", 1)


def test_what_a_crawl_has_not_staged_is_left_to_it(house: House) -> None:
    put(house, SOURCE, range(2))
    house.store.ledger.claim(f"source:{SOURCE}", "crawl", Clock().now(), 60)
    assert stage_left(house) == 0
    house.store.ledger.release(f"source:{SOURCE}", "crawl")
    assert stage_left(house) == 1
