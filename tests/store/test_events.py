"""What happened is told once, in order, and kept until it was passed on."""

from datetime import timedelta

import pytest

from store import Store
from store.events import event_id
from tests.conftest import NOW


def test_the_same_thing_told_twice_is_one_event(store: Store) -> None:
    ledger = store.ledger
    assert ledger.tell("phusong.batch.staged", "1", {"batch": 1, "source": "a"}, NOW)
    assert not ledger.tell("phusong.batch.staged", "1", {"batch": 1}, NOW + timedelta(hours=1))
    assert ledger.tell("phusong.source.crawled", "1", {}, NOW)
    [first, second] = ledger.events()
    assert (first.id, first.at) == (event_id("phusong.batch.staged", "1"), NOW)
    assert first.payload == {"batch": 1, "source": "a"}
    assert second.name == "phusong.source.crawled" and first.id != second.id


def test_what_was_passed_on_is_not_sent_again(store: Store) -> None:
    ledger = store.ledger
    for key in "abc":
        ledger.tell("n", key, {}, NOW)
    assert [one.key for one in ledger.unsent(2)] == ["a", "b"]
    ledger.mark_sent([event_id("n", "a"), event_id("n", "c")], NOW)
    assert [one.key for one in ledger.unsent()] == ["b"]
    assert [one.sent_at for one in ledger.events()] == [NOW, None, NOW]


def test_events_of_one_name_since_a_moment(store: Store) -> None:
    ledger = store.ledger
    ledger.tell("n", "old", {}, NOW)
    ledger.tell("n", "new", {}, NOW + timedelta(hours=1))
    ledger.tell("m", "new", {}, NOW + timedelta(hours=1))
    assert [one.key for one in ledger.events("n", NOW + timedelta(minutes=1))] == ["new"]


def test_an_event_is_as_true_as_its_transaction(store: Store) -> None:
    with pytest.raises(RuntimeError), store.ledger.begin() as connection:
        assert store.ledger.tell("n", "k", {}, NOW, connection)
        raise RuntimeError
    assert store.ledger.events() == []
