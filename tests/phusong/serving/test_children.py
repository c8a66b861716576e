"""A program that dies is started again, one that ends for good takes what it started with it."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from select import select

import pytest

from phusong.serving.children import Child

FAMILY = (
    "import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
    "print(p.pid, flush=True); time.sleep(60)"
)


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[[str], Child]]:
    made: list[Child] = []

    def child(code: str) -> Child:
        made.append(Child("x", [sys.executable, "-c", code], {"WORD": "xin chào"}, tmp_path / "x.log"))
        return made[-1]

    yield child
    for one in made:
        one.end(0.1)


def until(true: Callable[[], bool], seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < end:
        select([], [], [], 0.005)  # whoever is waited for may need this processor
    return found


def gone(pid: int) -> bool:
    """Whether a process has ended; a dead one that nobody buried yet counts as gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_it_runs_with_its_environment_and_writes_its_log(make: Callable[[str], Child]) -> None:
    child = make("import os; print(os.environ['WORD'])")
    child.start()
    assert child.process and child.process.wait(10) == 0
    assert child.log.read_text("utf-8") == "xin chào\n"


def test_a_killed_one_is_started_again(make: Callable[[str], Child]) -> None:
    child = make("import time; time.sleep(60)")
    child.start()
    assert not child.tend() and child.process
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    assert until(lambda: not child.alive()) and until(child.tend)
    assert child.lives == 2 and child.alive() and child.process.pid != first


def test_one_that_dies_at_once_is_not_started_without_a_pause(make: Callable[[str], Child]) -> None:
    child = make("raise SystemExit(3)")
    child.start()
    assert until(lambda: not child.alive()) and until(child.tend)
    assert until(lambda: not child.alive())
    started = time.monotonic()
    assert not child.tend()
    assert until(child.tend) and time.monotonic() - started > 0.5


def test_its_end_takes_its_own_children_along(make: Callable[[str], Child]) -> None:
    child = make(FAMILY)
    child.start()
    assert until(lambda: child.log.read_text().strip() != "")
    grandchild = int(child.log.read_text())
    child.end(0.2)
    assert not child.alive() and until(lambda: gone(grandchild))
