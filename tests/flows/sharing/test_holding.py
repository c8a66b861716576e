"""A wave holds all it needs or nothing, and gives it back."""

import os
from datetime import timedelta
from typing import Any

import pytest

from crawlers.notebook import Notebook
from domain.clock import Clock
from domain.errors import LeaseLost
from domain.record import Hub, Kind
from domain.source import Source
from flows.sharing.holders import holder
from flows.sharing.holding import SECONDS, Held, names_of
from store import Store
from tests.conftest import NOW


def test_all_or_nothing(store: Store) -> None:
    with Held(store.ledger) as one, Held(store.ledger) as two:
        fence = one.take("source:a", "host:x")
        assert fence and fence.names == ("host:x", "source:a")
        assert two.take("host:x", "source:b") is None
        assert two.take("source:b") is not None
        one.give("host:x")
        assert two.take("host:x") is not None
    assert store.ledger.leases(Clock().now()) == []


def test_leases_are_renewed_while_a_wave_runs(store: Store) -> None:
    with Held(store.ledger) as one:
        one.take("source:a")
        store.ledger.renew("source:a", one.holder, Clock().now(), 1)  # nearly over
        one.renew()
        assert not store.ledger.claim("source:a", "other", Clock().now() + timedelta(seconds=SECONDS / 2), 60)


def test_a_lease_given_back_while_others_are_renewed_is_not_called_lost(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with Held(store.ledger) as one:
        one.take("source:a", "source:b")
        renew = store.ledger.renew

        def given_back_first(name: str, *rest: Any) -> bool:
            if name == "source:b":
                one.give(name)
            return renew(name, *rest)

        monkeypatch.setattr(store.ledger, "renew", given_back_first)
        one.renew()
        assert not caplog.records
        store.ledger.release("source:a", one.holder)
        one.renew()
    assert "source:a was lost" in caplog.text


def test_what_a_dead_process_of_this_machine_held_is_free(store: Store) -> None:
    here = holder("crawl")
    dead = here.replace(f"|{os.getpid()}|", "|1|")  # that process started at another moment
    store.ledger.claim("source:a", dead, Clock().now(), 60)
    store.ledger.claim("source:b", "elsewhere/x|1|1|crawl", Clock().now(), 60)
    with Held(store.ledger) as one:
        assert one.take("source:a") is not None
        assert one.take("source:b") is None


def test_a_crawl_whose_lease_was_taken_over_writes_nothing_more(store: Store) -> None:
    with Held(store.ledger) as one, Held(store.ledger) as two:
        book = Notebook(store, "a", 1, False, one.take("source:a"))
        book.hub(Hub("a", "http://a.example/", Kind.LISTING, NOW))
        book.flush()
        one.give("source:a")
        two.take("source:a")
        book.hub(Hub("a", "http://a.example/2", Kind.LISTING, NOW))
        with pytest.raises(LeaseLost, match="source:a"):
            book.flush()
    assert [hub.url for hub in store.ledger.hubs("a")] == ["http://a.example/"]


def test_a_source_holds_itself_and_its_host() -> None:
    source = Source.model_validate({"id": "a", "title": "A", "unit": "u", "url": "http://www.a.example:8080/x"})
    assert names_of(source) == ("source:a", "host:a.example:8080")
