"""A run whose process died is known from the ledger, a living one is left alone."""

from datetime import timedelta

from domain.clock import Clock
from flows.house import House
from flows.sharing.freeing import free_dead
from flows.sharing.holders import holder
from flows.sharing.keeping import SECONDS
from flows.sharing.presence import RUN, absent, present
from flows.sharing.reconciling import free_absent
from tests.flows.dead import dead
from tests.flows.starting import Listed

REAL = Clock().now()


def test_present_while_it_works_and_no_longer(house: House) -> None:
    with present(house, "r1"):
        [lease] = house.store.ledger.leases(Clock().now())
        assert lease.name == "run:r1" and absent(house, Clock().now()) == {}
    assert house.store.ledger.leases(Clock().now()) == []
    with present(house, ""):
        assert house.store.ledger.leases(Clock().now()) == []


def test_a_run_whose_process_died_here_is_freed_once(house: House) -> None:
    ledger, start = house.store.ledger, Listed(running={"r1", "r2"})
    assert ledger.claim(RUN + "r1", dead(), REAL, SECONDS) and ledger.claim(RUN + "r2", holder("run"), REAL, SECONDS)
    free_dead(house)
    assert (free_absent(house, start, REAL), free_absent(house, start, REAL)) == (1, 0)
    assert start.running == {"r2"} and [one.name for one in ledger.leases(REAL)] == ["run:r2"]


def test_a_run_of_a_lost_machine_is_freed_when_it_has_said_nothing_for_its_time(house: House) -> None:
    start = Listed(running={"r1"})
    assert house.store.ledger.claim(RUN + "r1", "elsewhere/x|1|1|run", REAL, SECONDS)
    assert free_absent(house, start, REAL + timedelta(seconds=SECONDS - 1)) == 0
    assert free_absent(house, start, REAL + timedelta(seconds=SECONDS)) == 1


def test_the_next_attempt_of_a_run_takes_the_place_of_the_dead_one(house: House) -> None:
    assert house.store.ledger.claim(RUN + "r1", dead(), REAL, SECONDS)
    with present(house, "r1"):
        assert absent(house, Clock().now()) == {}
