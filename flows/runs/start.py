"""What a worker starts for every run: has it forked by the worker's warm process, and stands for that fork.

It loads next to nothing (0.06 s). Signals sent to it are passed on, it ends as the fork ends, and the fork ends when it
does. Where no warm process is to be had it becomes Prefect's engine, as a worker starts it by itself.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Final, NoReturn

from flows.runs.ordering import ENGINE, Order, address, answered, same_user, send

LOADING: Final = 60.0  # seconds for a warm process to be there: a busy machine takes long to start one
LOOK: Final = 0.02
ORPHAN: Final = 1  # parent of whom the worker left behind: a warm process of that one would never end
PASSED_ON: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def main() -> NoReturn:
    """The run that the environment names, in a fork or here."""
    worker = os.getppid()
    line = connected(worker) if sys.platform == "linux" and worker != ORPHAN else None
    if line and taken(line):
        code = answered(line)
        if code is None:
            sys.exit(f"the warm process of worker {worker} was ended, and this run with it")
        leave(code)
    os.execv(sys.executable, [sys.executable, "-m", ENGINE])


def connected(worker: int) -> socket.socket | None:
    """A line to the worker's warm process, which is started if there is none; None when there is none to be had."""
    until, started, ended = time.monotonic() + LOADING, None, False
    while time.monotonic() < until:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            line.connect(address(worker))
            return line if same_user(line) else None
        except OSError:
            line.close()
        if ended:
            return None
        if started is None:
            started = subprocess.Popen(
                [sys.executable, "-P", "-m", "flows.runs.warm", str(worker)], stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        ended = started.poll() is not None  # perhaps since another one was quicker: asked once more
        time.sleep(LOOK)
    return None


def taken(line: socket.socket) -> bool:
    """Whether there is a fork now that is this run; signals wait until it is known to whom they are passed on."""
    signal.pthread_sigmask(signal.SIG_BLOCK, PASSED_ON)
    try:
        if made := ordered(line):
            for one in PASSED_ON:
                signal.signal(one, lambda number, _: pass_on(line, number))
        return made
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, PASSED_ON)


def ordered(line: socket.socket) -> bool:
    """Whether the warm process has made a fork."""
    try:
        send(line, Order(dict(os.environ), str(Path.cwd())))
    except OSError:
        return False
    return answered(line) is not None


def pass_on(line: socket.socket, number: int) -> None:
    """A signal for the fork."""
    try:
        line.send(bytes([number]))
    except OSError:
        return  # it has ended, and its end is about to be read


def leave(code: int) -> NoReturn:
    """End as the fork ended, by the same signal if it was one."""
    if code < 0:
        if -code in PASSED_ON:
            signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(code if code >= 0 else 128 - code)


if __name__ == "__main__":
    main()
