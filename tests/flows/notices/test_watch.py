"""Our own troubles become incidents from the ledger alone, and end when the trouble does."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.record import Tally
from domain.settings import load
from domain.verdict import Finding, Verdict
from flows.house import House
from flows.notices import watch
from flows.notices.kinds import FAILING, UNWATCHED, notice_of
from flows.notices.notice import Audience
from flows.notices.watch import is_failing, is_unwatched, stalled, watch_house
from store.figures import Figures, Pulse, Queue

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # Monday, 10:00 in Vietnam
SOURCE = "title: Sở X\nunit: {unit}\nurl: https://sox.example/\n"


class Set:
    """A clock that the test sets and that does not call itself simulated."""

    simulated = False

    def now(self) -> datetime:
        return NOW


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    (tmp_path / "sources").mkdir()
    for name in ("so-x", "so-y"):
        (tmp_path / "sources" / f"{name}.yml").write_text(SOURCE.format(unit="so-noi-vu"), "utf-8")
    monkeypatch.setattr(House, "clock", Set())
    opened = House(load(home=tmp_path / "home", sources=tmp_path / "sources"))
    yield opened
    opened.close()


def crawl(house: House, source: str, outcome: str, ago: timedelta) -> None:
    ledger, at = house.store.ledger, NOW - ago
    ledger.end_crawl(Tally(source, outcome, started=at, finished=at, crawl=ledger.begin_crawl(source, at)))


def kinds(house: House) -> list[str]:
    return sorted(one.key for one in house.store.ledger.incidents(open_only=True))


def test_a_source_that_fails_for_a_day_is_told_until_it_answers(house: House) -> None:
    crawl(house, "so-x", "ok", timedelta(days=3))
    for hours in (30, 20, 1):
        crawl(house, "so-x", "timeout", timedelta(hours=hours))
    crawl(house, "so-y", "ok", timedelta(hours=1))
    watch_house(house)
    watch_house(house)
    assert kinds(house) == [f"{FAILING}:so-x"]
    assert house.store.ledger.incidents()[0].payload["why"] == "quá thời gian chờ"
    crawl(house, "so-x", "ok", timedelta(0))
    watch_house(house)
    assert kinds(house) == []


def test_a_site_that_changed_is_operations_matter_until_it_can_be_judged(house: House) -> None:
    def judged(verdict: Verdict, simulated: bool = False) -> None:
        house.store.ledger.add_findings([Finding("so-x", "so-x", None, verdict, None, None, None, None, None,
                                                 "Trang Sở X đã đổi.", simulated=simulated)], NOW)

    judged(Verdict.SITE_CHANGED, simulated=True)
    watch_house(house)
    assert kinds(house) == []
    judged(Verdict.SITE_CHANGED)
    watch_house(house)
    [found] = house.store.ledger.incidents(open_only=True)
    notice = notice_of(found.key, found.kind, found.payload, True, NOW)
    assert notice.audience is Audience.OPERATIONS and "Trang Sở X đã đổi." in notice.sentence
    judged(Verdict.SILENT)  # proof at last: what it says is the department's
    watch_house(house)
    assert kinds(house) == []


def test_our_own_interruptions_are_not_the_sites_failures(house: House) -> None:
    for hours in (40, 30, 20, 1):
        crawl(house, "so-x", "interrupted", timedelta(hours=hours))
    [pulse] = Figures(house.store.ledger.engine).pulses()
    assert (pulse.failures, pulse.since, is_failing(pulse, NOW)) == (0, None, False)


def test_a_source_nobody_crawls_is_told_sooner_where_a_scheduler_runs(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulse = Pulse("so-x", NOW - timedelta(hours=4), None, "ok", 0, None)
    assert not is_unwatched(house, pulse, NOW)  # typed by hand once a day
    monkeypatch.setattr(watch, "api_of", lambda _: object())
    assert is_unwatched(house, pulse, NOW)  # hourly in office hours, three windows missed
    crawl(house, "so-x", "ok", timedelta(hours=4))
    watch_house(house)
    assert kinds(house) == [f"{UNWATCHED}:so-x"]


def test_a_batch_that_waits_an_hour_is_a_dead_queue() -> None:
    assert not stalled(Queue(0, None), NOW) and not stalled(Queue(3, NOW - timedelta(minutes=59)), NOW)
    assert stalled(Queue(3, NOW - timedelta(minutes=61)), NOW)
