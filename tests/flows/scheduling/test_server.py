"""Why the server on SQLite collects in a thread of its own: a cursor left behind waits for its connection."""

import gc
import sqlite3
import subprocess
import sys
import threading
import weakref
from pathlib import Path

from flows.scheduling.environment import server_command
from flows.scheduling.server import collect
from tests.conftest import ROOT


class Cycle:
    """Something that only the collector removes."""

    def __init__(self) -> None:
        self.self = self


def test_it_collects_until_it_is_stopped() -> None:
    gc.disable()
    stop = threading.Event()
    thread = threading.Thread(target=collect, args=(stop, 0.001))
    try:
        gone = threading.Event()
        weakref.finalize(Cycle(), gone.set)
        thread.start()
        assert gone.wait(20)
    finally:
        stop.set()
        thread.join(20)
        gc.enable()
    assert not thread.is_alive()


def test_the_loop_goes_on_while_a_cursor_of_a_waiting_connection_is_collected(tmp_path: Path) -> None:
    gc.disable()
    file = tmp_path / "x.db"
    holder = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    holder.execute("pragma journal_mode=wal")
    holder.execute("create table t (x)")
    waiting = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=20)
    cycle = Cycle()
    cycle.cursor = waiting.execute("select 1 union select 2")  # type: ignore[attr-defined]  not read to its end
    holder.execute("begin immediate")
    writes = threading.Thread(target=waiting.execute, args=("insert into t values (1)",))
    stop = threading.Event()
    collector = threading.Thread(target=collect, args=(stop, 0.001))
    try:
        del cycle
        writes.start()
        collector.start()
        writes.join(0.3)  # it waits for the lock, and the collector for it
        assert writes.is_alive()
        holder.execute("commit")  # which nothing here keeps from being given back
        writes.join(10)
        assert not writes.is_alive()
    finally:
        stop.set()
        collector.join(20)
        gc.enable()
    assert holder.execute("select x from t").fetchall() == [(1,)]
    holder.close()
    waiting.close()


def test_the_server_is_started_so() -> None:
    command = server_command("127.0.0.1", 4200)
    assert command[:4] == [sys.executable, "-P", "-m", "flows.scheduling.server"]
    said = subprocess.run([*command[:4], "server", "start", "--help"], capture_output=True, text=True, check=True,
                          cwd=ROOT, timeout=120)
    assert "--host" in said.stdout and "--port" in said.stdout
