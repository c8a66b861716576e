"""Events leave the ledger once they were received, and not before."""

from datetime import datetime

import pytest

from domain.clock import Clock
from domain.record import Tally
from flows.house import House
from flows.scheduling.api import Api, ServerAway
from flows.scheduling.telling import Teller, as_json, tell_crawled, tell_server


class Listener(Api):
    """Takes events, or is away for some calls."""

    def __init__(self, away: int = 0) -> None:
        super().__init__("http://127.0.0.1:9/api")
        object.__setattr__(self, "away", away)
        object.__setattr__(self, "got", [])

    def events(self, events):  # type: ignore[no-untyped-def]
        if self.away:  # type: ignore[attr-defined]
            object.__setattr__(self, "away", self.away - 1)  # type: ignore[attr-defined]
            raise ServerAway("no answer")
        self.got.extend(events)  # type: ignore[attr-defined]


@pytest.fixture
def told(house: House) -> House:
    for number in range(3):
        house.store.ledger.tell("phusong.batch.staged", str(number), {"batch": number, "source": "so-tttt"},
                                house.clock.now())
    return house


def test_all_are_handed_over_in_order_and_once(told: House) -> None:
    api = Listener()
    assert tell_server(told, api) == 3
    assert [one["payload"]["batch"] for one in api.got] == [0, 1, 2]  # type: ignore[attr-defined]
    assert tell_server(told, api) == 0


def test_without_a_server_nothing_is_marked(told: House) -> None:
    assert tell_server(told, None) == 0
    with pytest.raises(ServerAway):
        tell_server(told, Listener(away=1))
    assert len(told.store.ledger.unsent()) == 3


def test_a_teller_survives_a_server_that_is_away(told: House) -> None:
    api = Listener(away=1)
    teller = Teller(told, api)
    teller("so-tttt", 1, 1)
    teller("so-tttt", 2, 2)  # too soon to be asked again
    assert len(told.store.ledger.unsent()) == 3
    assert teller.last() and not told.store.ledger.unsent()


def test_the_same_thing_has_the_same_id_and_no_text(told: House) -> None:
    event = told.store.ledger.unsent()[0]
    said = as_json(event)
    assert said["id"] == event.id and said["event"] == "phusong.batch.staged"
    assert said["resource"] == {"prefect.resource.id": "phusong.batch.0", "phusong.source": "so-tttt"}
    assert datetime.fromisoformat(said["occurred"]) == told.clock.now()
    now = datetime.fromisoformat(as_json(event, simulated=True)["occurred"])
    assert abs((Clock().now() - now).total_seconds()) < 60


def test_the_end_of_a_crawl_is_told_once(house: House) -> None:
    now = house.clock.now()
    ended = Tally("so-tttt", "ok", stored=4, started=now, finished=now, crawl=9)
    running = Tally("so-noi-vu", "", started=now, crawl=10)
    unknown = Tally("da-xoa", "ok", started=now, finished=now, crawl=11)
    for _ in range(2):
        tell_crawled(house, [ended, running, unknown])
    events = house.store.ledger.events("phusong.source.crawled")
    assert [(one.payload["source"], one.payload["group"], one.payload["stored"]) for one in events] == [
        ("so-tttt", "agencies", 4)]
