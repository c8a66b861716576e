"""Runs as forks of a warm process: what a worker starts is the fork in all that a worker sees, and neither outlives."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from select import select
from typing import Any

import pytest

from flows.runs import start
from flows.runs.ordering import ENGINE
from flows.scheduling.environment import STARTED
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every run loads everything itself")
FORKS = """
import os, sys
from flows.runs.warm import Warm
warm = Warm(int(sys.argv[1]))
print("here", flush=True)
if order := warm.serve():
    exec(order.environment["TEST_RUN"], {"order": order})
"""
WAITS = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"


def warm(worker: int) -> subprocess.Popen[str]:
    """A warm process of this worker with nothing loaded, which runs the code that a run's environment brings."""
    made = python("-c", FORKS, str(worker))
    assert made.stdout and made.stdout.readline() == "here\n"
    return made


@pytest.fixture
def own() -> Iterator[subprocess.Popen[str]]:
    """A warm process of the worker that this test is."""
    made = warm(os.getpid())
    with made:
        yield made
        made.kill()


def run(code: str, **more: Any) -> subprocess.Popen[str]:
    """What a worker starts for a run."""
    return python(*STARTED, **{"env": {"TEST_RUN": code}, **more})


def python(*arguments: str, **more: Any) -> subprocess.Popen[str]:
    given = {**os.environ, "PYTHONPATH": str(ROOT), **more.pop("env", {})}
    ends = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    return subprocess.Popen([sys.executable, *arguments], text=True, env=given, **ends)


def number(process: subprocess.Popen[str]) -> int:
    assert process.stdout
    return int(process.stdout.readline())


def gone(pid: int) -> bool:
    """Whether no such process works any more, within a moment."""
    def ended() -> bool:
        try:
            return " Z " in Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            return True

    return within(ended)


def within(true: Callable[[], bool], seconds: float = 20) -> bool:
    until = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < until:
        select([], [], [], 0.005)  # whoever is waited for may need this processor
    return found


def test_the_run_has_the_folder_the_environment_and_the_ends_that_the_worker_gave(
    own: subprocess.Popen[str], tmp_path: Path,
) -> None:
    told = run("print(order.folder, 'TEST_RUN' in order.environment); import sys; print('đọc', file=sys.stderr)",
               cwd=tmp_path)
    assert told.communicate(timeout=20) == (f"{tmp_path} True\n", "đọc\n") and told.returncode == 0


@pytest.mark.parametrize(("code", "ended"), [
    ("raise SystemExit(3)", 3),
    ("import os; os.kill(os.getpid(), 9)", -signal.SIGKILL),
    ("import os; os.kill(os.getpid(), 15)", -signal.SIGTERM),
])
def test_it_ends_as_the_fork_ends(own: subprocess.Popen[str], code: str, ended: int) -> None:
    with run(code) as one:
        assert one.wait(20) == ended


def test_a_run_that_is_killed_leaves_no_fork_and_no_trouble(own: subprocess.Popen[str]) -> None:
    with run(WAITS) as one, run(WAITS) as other:
        fork, still = number(one), number(other)
        one.kill()
        assert gone(fork) and not Path(f"/proc/{fork}/cwd").exists() and other.poll() is None
        other.terminate()
        assert other.wait(20) == -signal.SIGTERM and gone(still)


def test_a_signal_reaches_the_fork(own: subprocess.Popen[str]) -> None:
    with run("import signal, os\nsignal.signal(15, lambda *_: os._exit(7))\n" + WAITS) as one:
        number(one)
        one.terminate()
        assert one.wait(20) == 7


EARLY = """
import os, signal
from flows.runs import start
start.connected = lambda worker: "line"
start.ordered = lambda line: not os.kill(os.getpid(), signal.SIGTERM)
start.pass_on = lambda line, number: print("passed on", number, flush=True)
start.answered = lambda line: 7
start.main()
"""


def test_a_signal_that_comes_while_the_run_is_ordered_reaches_the_fork() -> None:
    with python("-c", EARLY) as one:
        assert one.communicate(timeout=20)[0] == "passed on 15\n" and one.returncode == 7


def test_when_the_warm_process_is_killed_its_runs_have_crashed(own: subprocess.Popen[str]) -> None:
    with run(WAITS) as one:
        fork = number(one)
        own.kill()
        assert one.wait(20) == 1 and gone(fork)


def test_runs_outlive_their_worker_and_the_warm_process_ends_after_the_last() -> None:
    code = "import subprocess, sys, time\ninput()\n" \
           f"subprocess.Popen([sys.executable, *{STARTED!r}])\ntime.sleep(60)"
    given = {"env": {"TEST_RUN": WAITS}, "stdin": subprocess.PIPE}
    with python("-c", code, **given) as worker, warm(worker.pid) as house:
        print(file=worker.stdin, flush=True)  # a run that finds no warm process starts its own
        fork = number(worker)
        worker.kill()
        worker.wait(20)
        assert house.poll() is None and not gone_now(fork)
        os.kill(fork, signal.SIGTERM)
        assert house.wait(20) == 0


def gone_now(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists()


def test_a_worker_has_one_warm_process(own: subprocess.Popen[str]) -> None:
    with python("-c", FORKS, str(os.getpid())) as second:
        assert second.wait(20) == 1 and own.poll() is None


def test_without_a_warm_process_the_run_is_prefects_own(monkeypatch: pytest.MonkeyPatch) -> None:
    class Done(Exception):
        pass

    def become(program: str, arguments: list[str]) -> None:
        raise Done(*arguments[1:])

    monkeypatch.setattr(os, "execv", become)
    monkeypatch.setattr(sys, "executable", "/bin/false")  # nothing can be started
    with pytest.raises(Done, match=ENGINE):
        start.main()
    monkeypatch.setattr(sys, "platform", "another")
    with pytest.raises(Done, match=ENGINE):
        start.main()


def test_a_run_whose_worker_died_before_it_began_starts_no_warm_process(monkeypatch: pytest.MonkeyPatch) -> None:
    became: list[list[str]] = []

    def become(_: str, arguments: list[str]) -> None:
        became.append(arguments)
        raise SystemExit

    monkeypatch.setattr(start.os, "getppid", lambda: start.ORPHAN)
    monkeypatch.setattr(start, "connected", lambda worker: pytest.fail(f"a warm process of {worker}"))
    monkeypatch.setattr(start.os, "execv", become)
    with pytest.raises(SystemExit):
        start.main()
    assert became == [[sys.executable, "-m", ENGINE]]
