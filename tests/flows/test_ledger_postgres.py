"""Moving, backing up, restoring and examining a ledger on a real PostgreSQL: equal counts, equal rows."""

import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.errors import StoreError
from domain.record import Fetch, Kind, Tally
from domain.settings import Settings, load
from flows.doctor.examine import examine
from flows.doctor.line import State
from flows.house import House
from flows.metrics import metrics_text
from flows.upkeep.backup import back_up
from flows.upkeep.moving import move_ledger
from flows.upkeep.restoring import restore
from store import Store, open_store, store_of
from store.pruning import Limit, Pruning
from tests.conftest import NOW
from tests.servers.postgres import PASSWORD, Server, postgres

pytestmark = pytest.mark.postgres
__all__ = ["postgres"]
INDEX = "http://127.0.0.1:1"  # named because a ledger on PostgreSQL wants one; nobody asks it here


@pytest.fixture
def address(postgres: Server) -> Any:
    """A database that holds an empty ledger."""
    with postgres.database() as url:
        yield url


@pytest.fixture
def blank(postgres: Server) -> Any:
    """A database that holds nothing."""
    with postgres.database("template1") as url:
        yield url


def fill(store: Store) -> None:
    ledger = store.ledger
    for number in range(1, 6):
        at = NOW + timedelta(minutes=number)
        crawl = ledger.begin_crawl("so-x", at)
        record = store.archive.put(f"https://sox.example/{number}", 200, [], b"trang \xc4\x91", at)
        ledger.add_fetches([Fetch("so-x", f"https://sox.example/{number}", Kind.ARTICLE, at, "ok", record=record,
                                  detail="chữ có dấu “ ” và\tđặc biệt", crawl=crawl)])
        ledger.end_crawl(Tally("so-x", "ok", 1, 1, 1, failed={"timeout": number}, crawl=crawl, started=at))
        ledger.tell("phusong.source.crawled", str(crawl), {"source": "so-x", "crawl": crawl}, at)
    ledger.open_incident("site.silent:so-x", "site.silent", {"source": "so-x"}, NOW)
    assert ledger.claim("source:so-x", "somebody", NOW, 60)
    store.archive.flush()


def server_settings(home: Path, url: str, server: Server, **given: Any) -> Settings:
    return load(**{"home": home, "ledger": url, "index": INDEX, "pg_bin": server.programs, **given})


def test_a_moved_ledger_has_every_row_and_goes_on_counting(tmp_path: Path, address: str) -> None:
    with open_store(tmp_path / "home") as store:
        fill(store)
        before = (store.ledger.fetches(), store.ledger.crawls(), store.ledger.events(), store.ledger.incidents())
    counts = move_ledger(load(home=tmp_path / "home"), address)
    assert counts["fetch"] == (5, 5) and all(there == here for there, here in counts.values())
    with open_store(tmp_path / "home", address) as store:
        ledger = store.ledger
        assert (ledger.fetches(), ledger.crawls(), ledger.events(), ledger.incidents()) == before
        assert not ledger.leases(NOW)  # who held what was true of the old processes only
        assert ledger.begin_crawl("so-x", NOW) == max(one.crawl or 0 for one in before[1]) + 1
        assert ledger.tell("phusong.source.crawled", "another", {"source": "so-x"}, NOW)
    with open_store(tmp_path / "home") as store:
        assert store.ledger.fetches() == before[0]  # the file stays as it was


def test_a_target_that_holds_anything_is_refused_and_left_alone(tmp_path: Path, address: str) -> None:
    with open_store(tmp_path / "home") as store:
        fill(store)
    with open_store(tmp_path / "home", address) as store:
        store.ledger.begin_crawl("so-y", NOW)
    with pytest.raises(StoreError, match="không trống"):
        move_ledger(load(home=tmp_path / "home"), address)
    with open_store(tmp_path / "home", address) as store:
        assert [one.source for one in store.ledger.crawls()] == ["so-y"] and not store.ledger.fetches()


def test_a_backup_of_postgresql_comes_back_into_an_empty_database(
    tmp_path: Path, postgres: Server, address: str, blank: str
) -> None:
    settings = server_settings(tmp_path / "home", address, postgres)
    with store_of(settings) as store:
        fill(store)
        done = back_up(settings, tmp_path / "backup")
        before = store.ledger.fetches()
    assert done.manifest.kind == "postgresql" and done.manifest.counts["fetch"] == 5
    other = server_settings(tmp_path / "other", blank, postgres)
    assert restore(other, tmp_path / "backup").equal
    with store_of(other) as store:
        assert store.ledger.fetches() == before
        assert all(store.archive.get(one.record).url == one.url for one in before)


def test_neither_a_filled_database_nor_the_wrong_kind_is_overwritten(
    tmp_path: Path, postgres: Server, address: str
) -> None:
    settings = server_settings(tmp_path / "home", address, postgres)
    with store_of(settings) as store:
        fill(store)
    back_up(settings, tmp_path / "backup")
    with pytest.raises(StoreError, match="không trống"):
        restore(server_settings(tmp_path / "other", address, postgres), tmp_path / "backup")
    with pytest.raises(StoreError, match="sqlite"):
        restore(load(home=tmp_path / "third"), tmp_path / "backup")


def test_programs_that_are_missing_or_too_old_are_told_in_words(
    tmp_path: Path, postgres: Server, address: str
) -> None:
    settings = server_settings(tmp_path / "home", address, postgres, pg_bin=tmp_path)
    store_of(settings).close()
    with pytest.raises(StoreError, match="PHUSONG_PG_BIN"):
        back_up(settings, tmp_path / "backup")


def test_the_password_is_not_on_the_command_line(
    tmp_path: Path, postgres: Server, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    real = subprocess.run

    def watched(command: list[str], **given: Any) -> Any:
        seen.append(command)
        return real(command, **given)

    settings = server_settings(tmp_path / "home", address, postgres, ledger_password=PASSWORD)
    with store_of(settings):
        monkeypatch.setattr("store.dumping.subprocess.run", watched)
        back_up(settings, tmp_path / "backup")
    assert seen and not any(PASSWORD in part for command in seen for part in command)


def test_what_is_old_goes_here_too(tmp_path: Path, address: str) -> None:
    with open_store(tmp_path / "home", address) as store:
        fill(store)
        again = NOW + timedelta(days=1)
        store.ledger.add_fetches([Fetch("so-x", "https://sox.example/1", Kind.ARTICLE, again, "ok", record="new:1")])
        pruning = Pruning(store.ledger.engine)
        limit = Limit(NOW + timedelta(hours=1), NOW)
        assert pruning.count(limit)["fetch"] == 1 and pruning.remove(limit) == {"fetch": 1}
        assert len(store.ledger.fetches()) == 5 and "new" in pruning.files_in_use()


def test_the_doctor_and_the_metrics_read_it(tmp_path: Path, postgres: Server, address: str) -> None:
    settings = server_settings(tmp_path / "home", address, postgres, now=NOW.isoformat(), smtp_host="")
    with store_of(settings) as store:
        fill(store)
    found = {one.name: one for one in examine(settings)}
    assert found["PostgreSQL"].state is State.OK and found["sổ cái"].state is State.OK
    assert found["kho lưu trữ"].state is State.OK
    house = House(settings)
    assert b'phusong_crawls_total{outcome="ok"} 5.0' in metrics_text(house)
    house.close()
