"""A trouble is one row from its start to its end, and each of the two is told once."""

from datetime import timedelta

from store import Store
from tests.conftest import NOW

LATER = NOW + timedelta(hours=1)


def test_an_incident_opens_once_and_closes_once(store: Store) -> None:
    ledger = store.ledger
    assert ledger.open_incident("source:a", "unreachable", {"source": "a", "lý do": "không kết nối được"}, NOW)
    assert not ledger.open_incident("source:a", "unreachable", {}, LATER)
    [one] = ledger.incidents(open_only=True)
    assert (one.since, one.ended, one.payload["lý do"]) == (NOW, None, "không kết nối được")
    assert ledger.close_incident("source:a", LATER) and not ledger.close_incident("source:a", LATER)
    assert ledger.incidents(open_only=True) == []
    assert ledger.open_incident("source:a", "unreachable", {}, LATER)  # the same again is another one
    assert len(ledger.incidents()) == 2


def test_start_and_end_are_told_once(store: Store) -> None:
    ledger = store.ledger
    ledger.open_incident("k", "silent", {}, NOW)
    assert [one.key for one in ledger.to_tell(NOW)] == ["k"]
    assert ledger.to_tell(NOW - timedelta(seconds=1)) == []
    ledger.mark_told("k", True, NOW)
    assert ledger.to_tell(LATER) == []
    ledger.close_incident("k", LATER)
    [one] = ledger.to_tell(LATER)
    assert (one.told_start, one.told_end, one.ended) == (NOW, None, LATER)
    ledger.mark_told("k", False, LATER)
    assert ledger.to_tell(LATER) == []


def test_the_oldest_untold_is_marked_first(store: Store) -> None:
    ledger = store.ledger
    for at in (NOW, LATER):
        ledger.open_incident("k", "silent", {}, at)
        ledger.close_incident("k", at)
    ledger.mark_told("k", True, LATER)
    assert [one.told_start for one in ledger.incidents()] == [LATER, None]
    ledger.mark_told("unknown", True, LATER)
    assert len(ledger.to_tell(LATER)) == 2
