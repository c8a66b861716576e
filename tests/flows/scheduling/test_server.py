"""What the server does otherwise: its collector, who knows it, and when a transaction takes the lock."""

import asyncio
import gc
import sqlite3
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from flows.scheduling.environment import server_command
from flows.scheduling.server import collect, know_the_server, lock_first
from tests.conftest import ROOT


class Cycle:
    """Something that only the collector removes."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture(autouse=True)
def uncollected() -> Iterator[None]:
    """Python collects nothing by itself meanwhile, and afterwards what it did before."""
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


@pytest.fixture
def stop() -> Iterator[threading.Event]:
    """Ends the collector that a test starts."""
    event = threading.Event()
    yield event
    event.set()


def collector(stop: threading.Event) -> threading.Thread:
    return threading.Thread(target=collect, args=(stop, 0.001))


def test_it_collects_until_it_is_stopped(stop: threading.Event) -> None:
    thread, gone = collector(stop), threading.Event()
    weakref.finalize(Cycle(), gone.set)
    thread.start()
    assert gone.wait(20)
    stop.set()
    thread.join(20)
    assert not thread.is_alive()


def test_what_is_loaded_is_looked_at_now_and_then_and_what_comes_later_is_collected(stop: threading.Event) -> None:
    thread, first, second = collector(stop), threading.Event(), threading.Event()
    weakref.finalize(Cycle(), first.set)
    thread.start()
    assert first.wait(20)
    weakref.finalize(Cycle(), second.set)
    assert second.wait(20)
    stop.set()
    thread.join(20)
    assert gc.get_freeze_count() > 1000  # the test's own modules, among others


def test_the_loop_goes_on_while_a_cursor_of_a_waiting_connection_is_collected(
    tmp_path: Path, stop: threading.Event
) -> None:
    file = tmp_path / "x.db"
    holder = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    holder.execute("pragma journal_mode=wal")
    holder.execute("create table t (x)")
    waiting = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=20)
    cycle = Cycle()
    cycle.cursor = waiting.execute("select 1 union select 2")  # type: ignore[attr-defined]  not read to its end
    holder.execute("begin immediate")
    writes = threading.Thread(target=waiting.execute, args=("insert into t values (1)",))
    thread = collector(stop)
    del cycle
    writes.start()
    thread.start()
    writes.join(0.3)  # it waits for the lock, and the collector for it
    assert writes.is_alive()
    holder.execute("commit")  # which nothing here keeps from being given back
    writes.join(10)
    stop.set()
    thread.join(20)
    assert not writes.is_alive() and not thread.is_alive()
    assert holder.execute("select x from t").fetchall() == [(1,)]
    holder.close()
    waiting.close()


@pytest.mark.prefect
def test_the_server_is_asked_for_its_settings_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from prefect.server.api import server

    made: list[object] = []
    monkeypatch.setattr(server, "create_app", lambda: made.append(object()) or made[-1])
    know_the_server()
    assert server.create_app() is server.create_app() and len(made) == 1


@pytest.mark.prefect
def test_one_that_reads_before_it_writes_is_not_overtaken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from prefect.server.database.configurations import AioSqliteConfiguration

    monkeypatch.setattr(AioSqliteConfiguration, "begin_transaction", AioSqliteConfiguration.begin_transaction)
    lock_first()
    database = AioSqliteConfiguration(f"sqlite+aiosqlite:///{tmp_path / 'x.db'}")

    async def add(number: int, after: set[asyncio.Task[None]]) -> None:
        async with await database.session(await database.engine()) as session:
            async with database.begin_transaction(session, with_for_update=False):
                await session.execute(text("select * from t"))
                if after:
                    await asyncio.wait(after, timeout=0.2)  # time enough for another one to write
                await session.execute(text(f"insert into t values ({number})"))

    async def both() -> None:
        other: set[asyncio.Task[None]] = set()
        first = asyncio.create_task(add(1, other))
        other.add(asyncio.create_task(add(2, set())))
        await asyncio.gather(first, *other)

    with sqlite3.connect(tmp_path / "x.db") as made:
        made.execute("pragma journal_mode=wal")
        made.execute("create table t (x)")
    asyncio.run(both())
    assert sorted(made.execute("select x from t")) == [(1,), (2,)]
    made.close()


@pytest.mark.prefect
def test_the_server_is_started_so() -> None:
    command = server_command("127.0.0.1", 4200)
    assert command[:4] == [sys.executable, "-P", "-m", "flows.scheduling.server"]
    said = subprocess.run([*command[:4], "server", "start", "--help"], capture_output=True, text=True, check=True,
                          cwd=ROOT, timeout=120)
    assert "--host" in said.stdout and "--port" in said.stdout
