"""Every fetched article is in one open batch at most, and a batch is one process's at a time."""

from datetime import timedelta

import pytest

from domain.article import Found
from domain.errors import UnknownName
from domain.record import Fetch, Kind
from store import Store
from store.batches import ATTEMPTS
from tests.conftest import NOW

SOON, LATER = NOW + timedelta(seconds=30), NOW + timedelta(seconds=61)


def fetched(store: Store, *articles: str, source: str = "a", digest: str = "d") -> None:
    urls = {one: f"http://{source}.example/{one}" for one in articles}
    store.ledger.found([(one, Found(source, url, NOW)) for one, url in urls.items()])
    store.ledger.answered([
        (one, Fetch(source, url, Kind.ARTICLE, NOW, "ok", digest=digest, record="r")) for one, url in urls.items()
    ])


def test_fetched_articles_are_staged_once_with_their_events(store: Store) -> None:
    fetched(store, *"vwxyz")
    fetched(store, "other", source="b")
    batches = store.ledger.stage("a", NOW, size=2)
    assert [(one.articles, one.state) for one in batches] == [(2, "staged"), (2, "staged"), (1, "staged")]
    assert store.ledger.stage("a", NOW) == []
    assert [work.article for one in batches for work in store.ledger.batch_works(one.id)] == list("vwxyz")
    assert [one.payload for one in store.ledger.events("phusong.batch.staged")] == [
        {"batch": one.id, "source": "a", "articles": one.articles} for one in batches
    ]
    assert store.ledger.batches("staged") == batches


def test_a_batch_is_claimed_by_one_and_finished_by_its_holder(store: Store) -> None:
    ledger = store.ledger
    fetched(store, "x", "y")
    [batch] = ledger.stage("a", NOW)
    mine = ledger.claim_batch(None, "p1", NOW, 60)
    assert mine and (mine.id, mine.holder, mine.attempts, mine.state) == (batch.id, "p1", 1, "claimed")
    assert mine.until == NOW + timedelta(seconds=60)
    assert ledger.claim_batch(None, "p2", SOON, 60) is None
    assert ledger.claim_batch(batch.id, "p2", SOON, 60) is None
    ledger.settle("x", "ok")
    assert [one.article for one in ledger.batch_works(batch.id)] == ["y"]
    assert not ledger.finish_batch(batch.id, "p2", SOON)
    assert ledger.finish_batch(batch.id, "p1", SOON)
    assert [one.state for one in ledger.batches()] == ["done"]
    assert ledger.claim_batch(batch.id, "p1", LATER, 60) is None


def test_what_a_done_batch_left_is_staged_again(store: Store) -> None:
    ledger = store.ledger
    fetched(store, "x", "y")
    [first] = ledger.stage("a", NOW)
    ledger.claim_batch(first.id, "p1", NOW, 60)
    ledger.settle("x", "ok")
    ledger.finish_batch(first.id, "p1", NOW)
    [second] = ledger.stage("a", SOON)
    assert [one.article for one in ledger.batch_works(second.id)] == ["y"]
    fetched(store, "x", digest="other")
    [third] = ledger.stage("a", SOON)
    assert [one.article for one in ledger.batch_works(third.id)] == ["x"]


def test_a_batch_of_a_killed_process_is_claimed_again_until_it_is_given_up(store: Store) -> None:
    ledger, at = store.ledger, NOW
    fetched(store, "x")
    [batch] = ledger.stage("a", NOW)
    for attempt in range(1, ATTEMPTS + 1):
        again = ledger.claim_batch(None, f"p{attempt}", at, 60)
        assert again and again.attempts == attempt
        at += timedelta(seconds=60)
    assert not ledger.finish_batch(batch.id, "p1", at)
    assert ledger.claim_batch(None, "p4", at, 60) is None
    [given_up] = ledger.batches("quarantined")
    assert "3 lần" in given_up.reason and given_up.holder == ""
    assert ledger.stage("a", at) == []  # its articles wait for a person, not for the next crawl


def test_the_next_batch_is_claimed_past_one_that_is_given_up(store: Store) -> None:
    ledger, at = store.ledger, NOW
    fetched(store, "x", "y")
    first, second = ledger.stage("a", NOW, size=1)
    for _ in range(ATTEMPTS):
        ledger.claim_batch(first.id, "p", at, 60)
        at += timedelta(seconds=60)
    claimed = ledger.claim_batch(None, "p", at, 60)
    assert claimed and claimed.id == second.id


def test_a_failed_batch_waits_and_keeps_its_reason(store: Store) -> None:
    ledger = store.ledger
    fetched(store, "x")
    [batch] = ledger.stage("a", NOW)
    for attempt in range(1, ATTEMPTS + 1):
        ledger.claim_batch(batch.id, "p", NOW, 60)
        failed = ledger.fail_batch(batch.id, "p", f"lý do {attempt}", NOW)
        assert failed.state == ("staged" if attempt < ATTEMPTS else "quarantined")
        assert failed.reason == f"lý do {attempt}"
    assert ledger.fail_batch(batch.id, "p", "muộn", NOW).reason == f"lý do {ATTEMPTS}"  # no longer its holder
    assert ledger.replay_batch(batch.id, NOW) and not ledger.replay_batch(batch.id, NOW)
    again = ledger.claim_batch(None, "p", NOW, 60)
    assert again and again.attempts == 1


def test_a_claim_is_held_for_longer_by_its_holder_only(store: Store) -> None:
    ledger = store.ledger
    fetched(store, "x")
    [batch] = ledger.stage("a", NOW)
    ledger.claim_batch(batch.id, "p1", NOW, 60)
    assert ledger.keep_batch(batch.id, "p1", SOON, 60) and not ledger.keep_batch(batch.id, "p2", SOON, 60)
    assert ledger.claim_batch(batch.id, "p2", LATER, 60) is None


def test_a_batch_that_never_was_is_told(store: Store) -> None:
    assert store.ledger.claim_batch(7, "p", NOW, 60) is None
    assert not store.ledger.finish_batch(7, "p", NOW)
    with pytest.raises(UnknownName, match="7"):
        store.ledger.fail_batch(7, "p", "x", NOW)
