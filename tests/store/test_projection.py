"""An article's number is given once; the marks of a target are its own."""

from store import Store
from tests.conftest import NOW


def test_numbers_are_given_once_and_in_the_order_asked(store: Store) -> None:
    ledger = store.ledger
    first = ledger.numbers(["b", "a", "b"])
    assert list(first) == ["b", "a"] and first["b"] < first["a"]
    second = ledger.numbers(["c", "a", "b"])
    assert list(second) == ["c", "a", "b"]
    assert second["a"] == first["a"] and second["b"] == first["b"] < first["a"] < second["c"]
    assert ledger.numbers([]) == {}


def test_thousands_of_numbers(store: Store) -> None:
    ids = [f"{n:032x}" for n in range(1200)]
    numbers = store.ledger.numbers(ids)
    assert sorted(numbers, key=numbers.__getitem__) == ids and len(set(numbers.values())) == 1200


def test_the_marks_of_a_target(store: Store) -> None:
    ledger = store.ledger
    assert (ledger.projected("v1"), ledger.settled("v1")) == (0, 0)
    ledger.set_projected("v1", 7, NOW)
    ledger.set_settled("v1", 5)
    ledger.set_projected("v2", 9, NOW)
    assert (ledger.projected("v1"), ledger.settled("v1"), ledger.projected("v2")) == (7, 5, 9)
    ledger.set_projected("v1", 8, NOW)
    assert (ledger.projected("v1"), ledger.settled("v1")) == (8, 5)
