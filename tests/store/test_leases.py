"""Only one holder at a time, and nobody holds for ever."""

from datetime import timedelta

from store import Store
from store.leases import Lease
from tests.conftest import NOW

SOON, LATER = NOW + timedelta(seconds=30), NOW + timedelta(seconds=61)


def test_a_lease_is_held_by_one(store: Store) -> None:
    ledger = store.ledger
    assert ledger.claim("source:a", "p1", NOW, 60)
    assert not ledger.claim("source:a", "p2", SOON, 60)
    assert ledger.claim("source:b", "p2", SOON, 60)
    assert ledger.claim("source:a", "p1", SOON, 60)  # its own already
    assert ledger.leases(SOON) == [
        Lease("source:a", "p1", SOON + timedelta(seconds=60)), Lease("source:b", "p2", SOON + timedelta(seconds=60)),
    ]


def test_a_lease_that_ran_out_is_anybodys(store: Store) -> None:
    ledger = store.ledger
    assert ledger.claim("source:a", "p1", NOW, 60)
    assert ledger.leases(LATER) == []
    assert ledger.claim("source:a", "p2", LATER, 60)
    assert not ledger.renew("source:a", "p1", LATER, 60)
    ledger.release("source:a", "p1")  # changes nothing: it is another's
    assert [one.holder for one in ledger.leases(LATER)] == ["p2"]


def test_a_lease_is_renewed_and_given_back(store: Store) -> None:
    ledger = store.ledger
    assert not ledger.renew("source:a", "p1", NOW, 60)
    assert ledger.claim("source:a", "p1", NOW, 60)
    assert ledger.renew("source:a", "p1", SOON, 60)
    assert not ledger.claim("source:a", "p2", LATER, 60)
    ledger.release("source:a", "p1")
    assert ledger.claim("source:a", "p2", SOON, 60)
