"""A process with Scrapy already loaded, of which every crawl's child is a fork: loading costs 1.3 s, a fork 10 ms.

`nursery()` is this process's own: started when it is first needed, ended with this process. Its children end with it.
"""

import atexit
import ctypes
import gc
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

ROOT: Final = Path(__file__).resolve().parent.parent
ANSWER: Final = 30.0  # seconds: a busy machine takes long to load Scrapy
LOST: Final = 255  # exit code of a child whose nursery is gone
_ASK: Final = struct.Struct("!cqq")  # what, number of the child, signal
_SAY: Final = struct.Struct("!q")  # exit code
_RUNS: Final = 1 << 20  # no exit code
_DEATH_SIGNAL: Final = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass
class Process:
    """One child, as its parent holds it; both ends are text in UTF-8."""

    nursery: "Nursery"
    number: int
    stdin: IO[str]
    stdout: IO[str]
    returncode: int | None = None  # negative: the signal that ended it

    def feed(self, job: str) -> None:
        """Hand over its job, after the environment it is to have; one that has ended already takes none."""
        with suppress(BrokenPipeError), self.stdin:
            print(json.dumps(dict(os.environ)), file=self.stdin)
            self.stdin.write(job)

    def poll(self) -> int | None:
        """The exit code, None while it runs."""
        if self.returncode is None:
            self.returncode = self.nursery.exit_code(self.number)
        return self.returncode

    def wait(self, seconds: float = float("inf")) -> int:
        """The exit code, once it has ended. Raises TimeoutError."""
        until = time.monotonic() + seconds
        while (code := self.poll()) is None:
            if time.monotonic() > until:
                raise TimeoutError(f"child {self.number} has not ended in {seconds:g} s")
            time.sleep(0.01)
        return code

    def signal(self, number: signal.Signals) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            self.nursery.signal(self.number, number)


class Nursery:
    """Starts children and answers for them; may be used by several threads."""

    def __init__(self) -> None:
        self._line, its = socket.socketpair()
        self._line.settimeout(ANSWER)
        self._turn, self._born, self.owner = threading.Lock(), 0, os.getpid()
        path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        with its:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "crawlers.nursery", str(its.fileno())], pass_fds=[its.fileno()], cwd=ROOT,
                env={**os.environ, "PYTHONPATH": path}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                start_new_session=True,
            )

    @property
    def open(self) -> bool:
        """Whether this process may ask it for a child."""
        return self.owner == os.getpid() and self._line.fileno() >= 0 and self._process.poll() is None

    def start(self) -> Process:
        """A child that reads its job from its standard input. Comes at once, whether the nursery is loaded or not."""
        job, stdin = os.pipe()
        stdout, told = os.pipe()
        with self._turn:
            self._born += 1
            number = self._born
            with suppress(OSError):  # a nursery that is gone: both ends are closed below, and the child is LOST
                socket.send_fds(self._line, [_ASK.pack(b"f", number, 0)], [job, told])
        os.close(job)
        os.close(told)
        return Process(self, number, os.fdopen(stdin, "w", encoding="utf-8"), os.fdopen(stdout, encoding="utf-8"))

    def exit_code(self, number: int) -> int | None:
        """A child's exit code, None while it runs; that of the nursery where it is gone, and LOST in doubt."""
        with self._turn:
            try:
                self._line.sendall(_ASK.pack(b"p", number, 0))
                if said := self._line.recv(_SAY.size):
                    code = int(_SAY.unpack(said)[0])
                    return None if code == _RUNS else code
            except OSError:
                self._line.close()  # a late answer must not pass for the next one
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(1.0) or LOST
        return LOST

    def signal(self, number: int, what: signal.Signals) -> None:
        """Send a signal to a child that was started here."""
        with self._turn, suppress(OSError):
            self._line.sendall(_ASK.pack(b"s", number, what))

    def close(self) -> None:
        """End it, and with it the children that still run."""
        self._line.close()
        self._process.terminate()  # it may be loading still
        self._process.wait()


_turn = threading.Lock()
_own: list[Nursery] = []


def nursery() -> Nursery:
    """This process's nursery; a new one where the last is gone."""
    with _turn:
        if not _own or not _own[-1].open:
            _own[:] = [Nursery()]
            atexit.register(_own[-1].close)
        return _own[-1]


def serve(line: socket.socket) -> int:
    """Fork a child for every request until the other side is closed. In a child: its crawl; returns its exit code."""
    gc.set_threshold(50_000)  # looking for garbage cost a tenth of loading, and in a crawl there is little
    from crawlers import child  # Scrapy, Twisted, lxml, SQLAlchemy: what takes long

    pids: dict[int, int] = {}
    gc.collect()
    gc.freeze()  # what is loaded stays shared between the children
    while True:
        asked, ends, *_ = socket.recv_fds(line, _ASK.size, 2)
        if not asked:
            return 0
        what, number, given = _ASK.unpack(asked)
        if what == b"f":
            pids[number] = os.fork()
            if not pids[number]:
                line.close()
                _take(ends)
                return child.main()
            for end in ends:
                os.close(end)
        elif what == b"p":
            line.sendall(_SAY.pack(_ended(pids, number)))
        elif number in pids:
            os.kill(pids[number], given)


def _ended(pids: dict[int, int], number: int) -> int:
    if number not in pids:
        return LOST
    pid, status = os.waitpid(pids[number], os.WNOHANG)
    if not pid:
        return _RUNS
    del pids[number]  # the number may be given to a stranger from here on
    return os.waitstatus_to_exitcode(status)


def _take(ends: list[int]) -> None:
    """Make the pipe's ends this child's own input and output, and its parent's environment its own."""
    os.setsid()
    if sys.platform == "linux":  # elsewhere a child notices at its next line that nobody listens
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGTERM)
    for end, usual in zip(ends, (0, 1), strict=True):
        os.dup2(end, usual)
        os.close(end)
    sys.stdin, sys.stdout = os.fdopen(0, encoding="utf-8"), os.fdopen(1, "w", encoding="utf-8")
    given = json.loads(sys.stdin.readline())
    os.environ.clear()
    os.environ.update(given)


if __name__ == "__main__":
    code = serve(socket.socket(fileno=int(sys.argv[1])))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # taking apart what is loaded would cost each child 80 ms, most of it for copying shared pages
