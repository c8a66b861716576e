"""What the ledger says of the work: schedules, queues and failing sources."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.record import Tally
from domain.settings import Settings, load
from flows.doctor.line import State
from flows.doctor.work import failing, queues, schedules
from store import Store, open_store
from tests.conftest import NOW

SOURCE = "title: Sở X\nunit: so-noi-vu\nurl: https://sox.example/\n"


@pytest.fixture
def ours(tmp_path: Path) -> Settings:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "so-x.yml").write_text(SOURCE, "utf-8")
    return load(home=tmp_path / "home", sources=tmp_path / "sources", now=NOW.isoformat())


def crawl(store: Store, outcome: str, ago: timedelta) -> None:
    at = NOW - ago
    number = store.ledger.begin_crawl("so-x", at)
    store.ledger.end_crawl(Tally("so-x", outcome, started=at, finished=at, crawl=number))


def states(lines: Any) -> dict[str, str]:
    return {one.name: one.state.value for one in lines}


def test_a_source_crawled_lately_is_well(ours: Settings) -> None:
    with open_store(ours.home) as store:
        crawl(store, "ok", timedelta(hours=1))
    assert states(schedules(ours)) == {"đồng hồ": "ok", "lịch thu thập": "ok"}
    assert states(failing(ours)) == {"nguồn lỗi": "ok"}
    assert set(states(queues(ours)).values()) == {"ok"}


def test_a_source_nobody_crawls_fails_and_one_never_crawled_warns(ours: Settings) -> None:
    with open_store(ours.home) as store:
        assert [one.state for one in schedules(ours)] == [State.WARN]
        crawl(store, "ok", timedelta(days=3))
    found = {one.name: one for one in schedules(ours)}
    assert found["lịch thu thập"].state is State.FAIL and "so-x" in found["lịch thu thập"].text


def test_three_failures_in_a_row_are_named_with_their_word(ours: Settings) -> None:
    with open_store(ours.home) as store:
        for hours in (9, 6, 3):
            crawl(store, "dns_error", timedelta(hours=hours))
    [line] = failing(ours)
    assert line.state is State.WARN and "không tìm thấy tên miền" in line.text and "so-x" in line.text


def test_events_that_wait_for_an_hour_are_told(ours: Settings) -> None:
    with open_store(ours.home) as store:
        store.ledger.tell("phusong.source.crawled", "1", {"source": "so-x"}, NOW - timedelta(hours=2))
    found = {one.name: one for one in queues(ours)}
    assert found["sự kiện chờ gửi"].state is State.WARN and "2 giờ" in found["sự kiện chờ gửi"].text


def test_without_a_ledger_there_is_nothing_to_say(ours: Settings) -> None:
    assert not [*schedules(ours), *queues(ours), *failing(ours)]
