"""What is sent is reserved first, so that two that want to send the same do not."""

from datetime import timedelta

from store import Store
from tests.conftest import NOW

LATER = NOW + timedelta(hours=1)


def test_one_caller_sends(store: Store) -> None:
    ledger = store.ledger
    assert ledger.reserve("report:2023-W35", "a@b.example", NOW)
    assert not ledger.reserve("report:2023-W35", "a@b.example", LATER)
    assert ledger.reserve("report:2023-W35", "c@b.example", NOW)
    ledger.delivered("report:2023-W35", "a@b.example", NOW)
    assert not ledger.reserve("report:2023-W35", "a@b.example", LATER)


def test_what_was_reserved_and_never_confirmed_is_known(store: Store) -> None:
    ledger = store.ledger
    ledger.reserve("x", "b", NOW)
    ledger.reserve("x", "a", NOW)
    ledger.reserve("y", "a", NOW)
    ledger.delivered("y", "a", NOW)
    assert [(one.what, one.recipient) for one in ledger.undelivered(LATER)] == [("x", "a"), ("x", "b")]
    assert ledger.undelivered(NOW) == []


def test_what_certainly_did_not_go_out_may_be_sent_again(store: Store) -> None:
    ledger = store.ledger
    ledger.reserve("x", "a", NOW)
    assert ledger.give_back("x", "a") and ledger.reserve("x", "a", LATER)
    ledger.delivered("x", "a", LATER)
    assert not ledger.give_back("x", "a") and not ledger.reserve("x", "a", LATER)


def test_what_another_reserved_anew_is_not_given_back(store: Store) -> None:
    ledger = store.ledger
    ledger.reserve("x", "a", LATER)
    assert not ledger.give_back("x", "a", NOW) and not ledger.arrived("x", "a")
    ledger.delivered("x", "a", LATER)
    assert ledger.arrived("x", "a") and not ledger.arrived("x", "b")


def test_rows_that_wait_share_a_transaction(store: Store) -> None:
    ledger = store.ledger
    ledger.save_search("theo dõi", "papi", {}, "a", 3, NOW)
    with ledger.begin() as connection:
        assert ledger.advance("theo dõi", 3, 5, connection) and ledger.reserve("x", "a", NOW, connection)
        connection.rollback()
    assert ledger.saved_searches()[0].watermark == 3 and ledger.undelivered(LATER) == []
