"""The minute's look stays as long as somebody works, and sees within seconds that he died."""

from dataclasses import dataclass, field
from datetime import datetime

import pytest

from domain.clock import Clock
from flows.house import House
from flows.scheduling.api import ServerAway
from flows.scheduling.schedules import AGAIN
from flows.sharing.holders import holder
from flows.sharing.minute import PAUSE, STAY, busy, watch
from flows.sharing.rounds import Round
from tests.flows.dead import dead
from tests.flows.staging import staged
from tests.flows.starting import Listed

ROUND = Round("agencies").lease


def test_one_look_where_nobody_works(house: House) -> None:
    paused: list[float] = []
    assert watch(house, Listed(), None, "me", paused.append).started == ()
    assert paused == []


def test_it_does_not_stay_into_the_next_minute(house: House) -> None:
    paused: list[float] = []
    house.store.ledger.claim(ROUND, holder("round"), Clock().now(), 600)
    watch(house, Listed(), None, "me", paused.append)
    assert 30 <= sum(paused) <= STAY and set(paused) == {PAUSE}


def test_who_dies_meanwhile_is_found_by_the_next_look(house: House) -> None:
    ledger, start = house.store.ledger, Listed()
    ledger.claim(ROUND, holder("round"), Clock().now(), 600)

    def dies(_: float) -> None:
        ledger.release(ROUND, holder("round"))
        ledger.claim(ROUND, dead(), Clock().now(), 600)

    found = watch(house, start, None, "me", dies)
    assert len(found.started) == 1
    assert start.asked(AGAIN.full) == [{"group": "agencies", "part": 0, "parts": 1, "again": True}]


def test_it_ends_with_the_last_who_worked(house: House) -> None:
    ledger, paused = house.store.ledger, list[float]()
    ledger.claim(ROUND, holder("round"), Clock().now(), 600)

    def given_back(seconds: float) -> None:
        paused.append(seconds)
        ledger.release(ROUND, holder("round"))

    watch(house, Listed(), None, "me", given_back)
    assert paused == [PAUSE]


def test_a_batch_that_nobody_has_taken_is_waited_for(house: House) -> None:
    staged(house)
    assert busy(house)


def test_a_server_that_is_away_for_a_moment_is_asked_again_while_somebody_works(house: House) -> None:
    house.store.ledger.claim(ROUND, holder("round"), Clock().now(), 600)
    start, paused = Away(), list[float]()

    def comes_back(seconds: float) -> None:
        paused.append(seconds)
        start.back.append(True)

    watch(house, start, None, "me", comes_back)
    assert start.asked_in_vain == 1 and len(paused) == STAY // PAUSE


def test_a_server_that_stays_away_is_told(house: House) -> None:
    with pytest.raises(ServerAway):
        watch(house, Away(), None, "me", lambda _: None)
    house.store.ledger.claim(ROUND, holder("round"), Clock().now(), 600)
    with pytest.raises(ServerAway):
        watch(house, Away(), None, "me", lambda _: None)


@dataclass
class Away(Listed):
    """Answers only once it is back."""

    back: list[bool] = field(default_factory=list)
    asked_in_vain: int = 0

    def free_hanging(self, now: datetime) -> int:
        if not self.back:
            self.asked_in_vain += 1
            raise ServerAway("timed out")
        return 0
