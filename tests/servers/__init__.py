"""The real servers that tests start themselves: found or fetched, shared by a session, stopped by process id.

Every server that took part, or could not be had, is written to one file, from which tests.servers.table makes the
table at the end of a run.
"""

import fcntl
import json
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest

RECORD = "REAL_SERVERS_RECORD"  # in the environment, so that the workers of a session write to the same file
REQUIRED = "REQUIRE_SERVERS"


# Held to the end of the session: another worker may be the one that stops a server, and Python complains of a child
# that is forgotten while it runs.
STARTED: list[subprocess.Popen[bytes]] = []


class Missing(Exception):
    """A server cannot be had on this machine; the text says how to get it."""


@dataclass(frozen=True)
class Part:
    """One server of this session. `seconds`: from asking for it until it answered; 0 where it did not take part."""

    name: str
    version: str
    seconds: float
    how: str = ""  # to get it, where it is missing

    @property
    def missing(self) -> bool:
        """Whether it did not take part."""
        return bool(self.how)


def begin() -> None:
    """A new record, in the process that starts the others."""
    handle, name = tempfile.mkstemp(prefix="real-servers-", suffix=".jsonl")
    os.close(handle)
    os.environ[RECORD] = name


def note(part: Part) -> None:
    """Keep what took part or was missing; nothing happens outside a session that keeps a record."""
    if RECORD in os.environ:
        with Path(os.environ[RECORD]).open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(part)) + "\n")


def parts() -> list[Part]:
    """What this session noted so far, each once."""
    lines = Path(os.environ[RECORD]).read_text("utf-8").splitlines() if RECORD in os.environ else []
    return list(dict.fromkeys(Part(**json.loads(line)) for line in lines))


def spawn(words: Sequence[str | Path], **given: Any) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own, to be stopped by its id."""
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL, start_new_session=True, **given)
    STARTED.append(process)
    return process


def without(error: Missing | str) -> NoReturn:
    """Skip, or fail where servers are required."""
    if os.environ.get(REQUIRED):
        pytest.fail(f"{REQUIRED} is set: {error}")
    pytest.skip(str(error))


def session_folder(factory: pytest.TempPathFactory) -> Path:
    """What all workers of a session share."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Nobody else of this session is inside."""
    with file.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def free_port() -> int:
    """A loopback port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def alive(pid: int) -> bool:
    """Whether it runs; a child of ours that has ended is buried on the way."""
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def stop(pid: int, patience: float = 10.0) -> None:
    """End one process that we started, and wait until it is gone."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + patience
    while alive(pid):
        if time.monotonic() > until:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)
