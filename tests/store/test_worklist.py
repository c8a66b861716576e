"""Nothing found is lost, nothing is asked twice, and every answer has its end."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.article import Found
from domain.dated import Confidence, Dated, Precision
from domain.record import Fetch, Kind, State
from store import Store
from store.worklist import PAUSE, TRIES, End
from tests.conftest import NOW


def found(url: str = "http://a.example/1", **given: object) -> Found:
    return Found("a", url, NOW, **given)  # type: ignore[arg-type]


def answer(outcome: str = "ok", digest: str = "d1", at: datetime = NOW) -> Fetch:
    record = f"r-{digest}" if outcome == "ok" else ""
    return Fetch("a", "http://a.example/1", Kind.ARTICLE, at, outcome, digest=digest, record=record, etag="e")


def test_an_article_with_many_addresses_is_one(store: Store) -> None:
    ledger = store.ledger
    assert ledger.found([("x", found(sections=("s1",))), ("x", found("http://a.example/2", sections=("s2",)))]) == {"x"}
    assert ledger.found([("x", found("http://a.example/3", sections=("s1",)))]) == set()
    [work] = ledger.work("a")
    assert work.sections == ("s1", "s2")
    assert ledger.addresses("x") == ["http://a.example/1", "http://a.example/2", "http://a.example/3"]


def test_a_listing_adds_title_and_date_but_never_moves_first_sight(store: Store) -> None:
    day = Dated(date(2023, 8, 20), Precision.DAY, "listing", Confidence.MEDIUM, "20/8/2023")
    store.ledger.found([("x", found())])
    store.ledger.found([("x", replace(found(title="Tên", listed=day), first_seen=NOW + timedelta(days=3)))])
    [work] = store.ledger.work("a")
    assert (work.title, work.listed, work.first_seen) == ("Tên", day, NOW)


def test_the_way_of_an_article(store: Store) -> None:
    ledger = store.ledger
    ledger.found([("x", found())])
    assert [w.article for w in ledger.work("a", State.FOUND)] == ["x"]
    assert ledger.answered([("x", answer())]) == {"x": "fetched"}
    assert ledger.work("a", State.FOUND) == []
    assert [w.record for w in ledger.work("a", State.FETCHED)] == ["r-d1"]
    ledger.settle("x", "ok")
    assert ledger.answered([("x", answer())]) == {"x": "unchanged"}
    assert ledger.answered([("x", answer("not_modified", ""))]) == {"x": "unchanged"}
    assert ledger.work("a", State.FETCHED) == []
    assert ledger.answered([("x", answer(digest="d2"))]) == {"x": "fetched"}


def test_a_fetched_page_that_was_not_read_stays_to_be_read(store: Store) -> None:
    ledger = store.ledger
    ledger.found([("x", found())])
    ledger.answered([("x", answer())])
    ledger.answered([("x", answer())])  # asked again before it was read: still to be read, from the first record
    assert [w.record for w in ledger.work("a", State.FETCHED)] == ["r-d1"]


def test_failures_are_tried_again_after_a_growing_pause_and_then_stand(store: Store) -> None:
    ledger, at = store.ledger, NOW
    ledger.found([("x", found())])
    for attempt in range(1, TRIES + 1):
        assert ledger.answered([("x", answer("timeout", "", at))]) == {"x": "timeout"}
        [work] = ledger.work("a", State.FAILED)
        assert work.attempts == attempt
        pause = PAUSE * 2 ** (attempt - 1)
        assert work.next_try == (at + pause if attempt < TRIES else None)
        at += pause


def test_a_page_that_is_gone_is_not_asked_again(store: Store) -> None:
    store.ledger.found([("x", found())])
    store.ledger.answered([("x", answer("not_found", ""))])
    assert store.ledger.work("a")[0].next_try is None


def test_a_failure_does_not_take_away_what_we_hold(store: Store) -> None:
    ledger = store.ledger
    ledger.found([("x", found())])
    ledger.answered([("x", answer())])
    ledger.settle("x", "ok")
    assert ledger.answered([("x", answer("timeout", ""))]) == {"x": "timeout"}
    [work] = ledger.work("a")
    assert (work.state, work.digest) == (State.STORED, "d1")


def test_reading_that_failed_is_tried_by_the_next_crawls_and_then_stands(store: Store) -> None:
    ledger, at = store.ledger, NOW
    ledger.found([("x", found())])
    ledger.answered([("x", answer())])
    for attempt in range(1, TRIES + 1):
        [work] = ledger.work("a", State.FETCHED)
        ledger.unread(work, at)
        [failed] = ledger.work("a", State.FAILED)
        assert (failed.outcome, failed.attempts, failed.record) == ("internal_error", attempt, "r-d1")
        at += PAUSE * 2 ** (attempt - 1)
        assert ledger.reopen("a", at - timedelta(seconds=1)) == 0
        assert ledger.reopen("a", at) == (attempt < TRIES) and ledger.reopen("b", at) == 0


def test_asking_again_does_not_forget_that_reading_failed(store: Store) -> None:
    ledger = store.ledger
    ledger.found([("x", found())])
    ledger.answered([("x", answer())])
    ledger.unread(ledger.work("a")[0], NOW, damaged=True)
    [work] = ledger.work("a")
    assert (work.record, work.digest, work.etag) == ("", "", "") and ledger.reopen("a", NOW + PAUSE) == 0
    assert ledger.answered([("x", answer())]) == {"x": "fetched"}
    [work] = ledger.work("a", State.FETCHED)
    assert (work.attempts, work.record) == (1, "r-d1")
    ledger.settle("x", "ok")
    assert ledger.work("a")[0].attempts == 0


def test_a_page_fetched_anew_while_it_was_read_stays_to_be_read(store: Store) -> None:
    ledger = store.ledger
    ledger.found([("x", found()), ("y", found("http://a.example/2"))])
    ledger.answered([("x", answer()), ("y", answer())])
    ledger.answered([("x", answer(digest="d2"))])
    ledger.settle_all([End("x", "ok", read="r-d1"), End("y", "ok", read="r-d1")])
    assert [(one.article, one.record) for one in ledger.work("a", State.FETCHED)] == [("x", "r-d2")]


def test_a_word_outside_the_list_is_refused(store: Store) -> None:
    store.ledger.found([("x", found())])
    with pytest.raises(KeyError):
        store.ledger.settle("x", "fine")


def test_a_time_without_zone_is_refused(store: Store) -> None:
    from sqlalchemy.exc import StatementError

    with pytest.raises(StatementError, match="without zone"):
        store.ledger.begin_crawl("a", datetime(2023, 8, 28))  # noqa: DTZ001
    assert store.ledger.begin_crawl("a", datetime(2023, 8, 28, tzinfo=UTC)) == 1


def test_thousands_at_once(store: Store) -> None:
    items = [(f"{n:04d}", found(f"http://a.example/{n}")) for n in range(1200)]
    assert len(store.ledger.found(items)) == 1200
    assert store.ledger.found(items) == set()
