"""A dead holder is told apart from a living one, and never one of another machine."""

from datetime import timedelta

from domain.clock import Clock
from flows.house import House
from flows.sharing.freeing import Freed, free_dead
from flows.sharing.holders import holder, is_dead, place
from store.batches import ATTEMPTS
from tests.flows.dead import dead
from tests.flows.staging import staged


def test_a_living_holder_is_not_dead() -> None:
    assert not is_dead(holder("đọc | lô 1")) and holder("x") == holder("x") and len(holder("x" * 60)) < 200


def test_a_process_that_ended_is_dead() -> None:
    assert is_dead(dead())


def test_a_process_id_used_again_is_another_holder() -> None:
    parts = holder("x").split("|")
    assert is_dead("|".join((parts[0], parts[1], "1", "x")))


def test_what_cannot_be_known_counts_as_alive() -> None:
    gone = dead().split("|")
    for name in ("", "me", "|".join(("elsewhere/1/pid", *gone[1:])), "|".join((place(), "x", "1", "x"))):
        assert not is_dead(name)


def test_what_the_dead_held_is_free_at_once(house: House) -> None:
    ledger, now, gone = house.store.ledger, Clock().now(), dead()
    batch = staged(house)
    assert ledger.claim("source:so-tttt", gone, now, 600) and ledger.claim("source:so-noi-vu", holder(), now, 600)
    assert ledger.claim_batch(batch.id, gone, now, 600)
    assert free_dead(house) == Freed(("source:so-tttt",), (batch.id,), ())
    assert [one.name for one in ledger.leases(now)] == ["source:so-noi-vu"]
    assert ledger.claim_batch(batch.id, "next", now, 600)
    assert free_dead(house) == Freed()


def test_a_batch_that_ended_three_processes_is_set_aside(house: House) -> None:
    ledger, gone, batch = house.store.ledger, dead(), staged(house)
    for number in range(ATTEMPTS):
        assert ledger.claim_batch(batch.id, gone, Clock().now() + timedelta(seconds=number), 600)
        freed = free_dead(house)
    assert freed.set_aside == (batch.id,)
    assert "đột ngột" in ledger.batches("quarantined")[0].reason
