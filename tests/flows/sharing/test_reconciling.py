"""Whatever was lost on the way is found in the ledger: batches, crawls, the day's audit, the week's report."""

from datetime import datetime, timedelta

import pytest

from domain.clock import Clock
from domain.record import Tally
from domain.settings import load
from flows import daily, weekly
from flows.house import House
from flows.scheduling.schedules import AGAIN, AUDIT, BATCH, REPORT
from flows.sharing.due import TRIES
from flows.sharing.freeing import free_dead
from flows.sharing.holders import holder
from flows.sharing.holding import Held
from flows.sharing.keeping import SECONDS
from flows.sharing.reconciling import (
    close_crawls,
    quarantine,
    reconcile,
    restart_batches,
    restart_cut,
    restart_rounds,
    settled,
    start_missing,
)
from flows.sharing.rounds import Round, crawl_round, round_of
from store.batches import ATTEMPTS
from tests.flows.dead import dead
from tests.flows.staging import fetched, staged
from tests.flows.starting import Listed

REAL = Clock().now()
LATER, DAY = REAL + timedelta(hours=1), timedelta(days=1)


def crawled(house: House, at: datetime | None = None, outcome: str = "ok") -> None:
    ledger, now = house.store.ledger, at or house.clock.now()
    for source in house.sources:
        ledger.end_crawl(Tally(source, outcome, started=now, finished=now, crawl=ledger.begin_crawl(source, now)))


def test_nothing_lost_nothing_done(house: House) -> None:
    start = Listed()
    found = reconcile(house, start, None, "me")
    assert (found.told, found.freed, found.closed, found.started, found.quarantined) == (0, 0, (), (), ())
    assert not start.runs


def test_a_batch_that_no_run_took_is_started_once(house: House) -> None:
    batch, start = staged(house), Listed()
    assert list(restart_batches(house, start, LATER)) == list(restart_batches(house, start, LATER))
    assert start.asked(BATCH.full) == [{"batch_id": batch.id}]


def test_a_batch_whose_event_is_on_its_way_is_left_alone(house: House) -> None:
    batch = staged(house)
    assert not list(restart_batches(house, Listed(), batch.created + timedelta(seconds=5)))
    assert not list(restart_batches(house, Listed(underway={batch.id}), LATER))


def test_a_batch_of_a_killed_process_is_started_again(house: House) -> None:
    batch, start = staged(house), Listed()
    ledger = house.store.ledger
    assert ledger.claim_batch(batch.id, "dead", REAL, 60)
    assert not list(restart_batches(house, start, REAL + timedelta(seconds=59)))
    assert list(restart_batches(house, start, REAL + timedelta(seconds=61)))


def test_a_poison_batch_is_set_aside_with_its_reason_and_can_be_replayed(house: House) -> None:
    batch, ledger, start = staged(house), house.store.ledger, Listed()
    at = REAL
    for _ in range(ATTEMPTS):
        assert ledger.claim_batch(batch.id, "dead", at, 60)
        at += timedelta(minutes=2)
    assert not list(restart_batches(house, start, at))
    assert quarantine(house, "me", at) == (batch.id,)
    [kept] = ledger.batches("quarantined")
    assert str(ATTEMPTS) in kept.reason
    assert quarantine(house, "me", at) == ()
    assert ledger.replay_batch(batch.id, at)
    assert list(restart_batches(house, start, at + timedelta(hours=1)))
    assert start.asked(BATCH.full) == [{"batch_id": batch.id}]


def test_a_killed_crawl_gets_its_word_once_nobody_holds_its_source(house: House) -> None:
    ledger, now = house.store.ledger, house.clock.now()
    number = ledger.begin_crawl("so-tttt", now)
    assert ledger.claim("source:so-tttt", "alive", Clock().now(), 60)
    assert close_crawls(house, "me") == ()
    ledger.release("source:so-tttt", "alive")
    assert close_crawls(house, "me") == (number,)
    assert ledger.crawls("so-tttt")[0].outcome == "interrupted"
    assert close_crawls(house, "me") == () and not ledger.leases(Clock().now())


def test_a_round_whose_process_died_is_started_again_once(house: House) -> None:
    ledger, start = house.store.ledger, Listed()
    one = Round("agencies", part=1, parts=2)
    assert round_of(one.lease) == one and Round(named=("so-tttt",)).lease == ""
    assert ledger.claim(one.lease, holder("round"), REAL, 60) and not list(restart_rounds(house, start, REAL))
    assert len(list(restart_rounds(house, start, LATER))) == 1 and not list(restart_rounds(house, start, LATER))
    crawled(house)  # nothing is due: the repeated round begins and ends
    crawl_round(house, one)
    assert not ledger.leases(LATER) and not ledger.run_out(LATER + DAY)
    assert ledger.claim(one.lease, dead(), REAL, 600)
    free_dead(house)
    assert len(list(restart_rounds(house, start, REAL))) == 1
    assert start.asked(AGAIN.full) == [{"group": "agencies", "part": 1, "parts": 2, "again": True}] * 2


def test_a_repeated_round_that_never_begins_is_asked_for_again(house: House) -> None:
    ledger, start = house.store.ledger, Listed()
    assert ledger.claim(Round("agencies").lease, dead(), REAL, 600)
    assert len(list(restart_rounds(house, start, REAL))) == 1
    soon, late = (REAL + timedelta(seconds=SECONDS + more) for more in (-1, 1))
    assert not list(restart_rounds(house, start, soon)) and len(list(restart_rounds(house, start, late))) == 1
    assert len(start.asked(AGAIN.full)) == 2


def test_sources_whose_crawl_was_cut_off_are_crawled_again_but_not_for_ever(house: House) -> None:
    ledger, start = house.store.ledger, Listed()
    assert not list(restart_cut(house, start, REAL))
    for turn in range(1, TRIES):
        crawled(house, outcome="interrupted")
        with Held(ledger, "round") as held:
            held.take(Round("press").lease)
            assert not list(restart_cut(house, start, REAL))
        assert list(restart_cut(house, start, REAL)) == list(restart_cut(house, start, REAL))
        assert start.asked(AGAIN.full) == [{"group": "", "part": 0, "parts": 1, "again": True}] * turn
    crawled(house, outcome="interrupted")
    assert not list(restart_cut(house, start, REAL))


def test_what_was_crawled_since_it_was_cut_off_is_left_alone(house: House) -> None:
    crawled(house, outcome="interrupted")
    crawled(house)
    assert not list(restart_cut(house, Listed(), REAL))


def test_pages_of_a_killed_crawl_are_staged(house: House) -> None:
    ledger = house.store.ledger
    ledger.begin_crawl("so-tttt", house.clock.now())
    fetched(house, "so-tttt", 3)
    reconcile(house, Listed(), None, "me")
    reconcile(house, Listed(), None, "me")
    assert [(one.source, one.articles) for one in ledger.batches()] == [("so-tttt", 3)]


def test_audit_and_report_are_asked_for_when_their_hour_has_passed_and_all_were_looked_at(house: House) -> None:
    start = Listed()
    assert not list(start_missing(house, start, REAL))
    crawled(house)
    assert settled(house, weekly.due_at(weekly.last_week(house.clock.now())))
    assert len(list(start_missing(house, start, REAL))) == 2
    list(start_missing(house, start, REAL))
    assert (start.asked(AUDIT.full), start.asked(REPORT.full)) == ([{}], [{}])


@pytest.mark.parametrize("outcome", ["interrupted", "connection_error"])
def test_a_source_that_could_not_be_read_holds_no_report_up(house: House, outcome: str) -> None:
    crawled(house, outcome=outcome)
    assert len(list(start_missing(house, Listed(), REAL))) == 2


def test_what_waits_to_be_read_holds_the_report_up_but_not_for_ever(house: House) -> None:
    crawled(house)
    staged(house)
    assert not list(start_missing(house, Listed(), REAL))
    later = House(load(**{**house.settings.model_dump(), "now": (house.clock.now() + timedelta(hours=7)).isoformat()}))
    assert len(list(start_missing(later, Listed(), REAL))) == 2
    later.close()


def test_before_its_hour_nothing_is_asked_for(house: House) -> None:
    early = House(load(**{**house.settings.model_dump(), "now": "2023-08-28T06:30:00+07:00"}))
    crawled(early)
    assert not list(start_missing(early, Listed(), REAL))
    early.close()


def test_what_was_made_is_not_asked_for(house: House) -> None:
    crawled(house)
    ledger, now = house.store.ledger, house.clock.now()
    ledger.reserve("report:2023-W34", weekly.FILES, now)
    ledger.delivered("report:2023-W34", weekly.FILES, now)
    ledger.tell(daily.MADE, "2023-08-28", {}, now)
    assert not list(start_missing(house, Listed(), REAL))
