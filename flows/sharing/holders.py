"""Who holds a lease: a process by its place and its start, so that a dead one of this machine can be told apart."""

import os
import socket
from functools import cache
from pathlib import Path
from typing import Final

PARTS: Final = 4  # place, process id, its start, and what it was
SEPARATOR: Final = "|"


def holder(label: str = "") -> str:
    """This process; `label` says what it does. No other process ever had or will have the same, on any machine."""
    return name_of(os.getpid(), label)


def name_of(pid: int, label: str = "") -> str:
    """A process of this machine by a name that outlives it."""
    return SEPARATOR.join((place(), str(pid), _start(pid), label.replace(SEPARATOR, "/")))


def living(name: str) -> int | None:
    """The process id behind a name of this machine, or None when it is gone or of another."""
    parts = name.split(SEPARATOR, PARTS - 1)
    known = len(parts) == PARTS and parts[0] == place() and parts[1].isdigit() and bool(parts[2])
    return int(parts[1]) if known and not is_dead(name) else None


def is_dead(name: str) -> bool:
    """Whether the holder surely is no more: it was of this machine and its process is gone. Unknown counts as alive."""
    parts = name.split(SEPARATOR, PARTS - 1)
    if len(parts) != PARTS or parts[0] != place() or not parts[1].isdigit():
        return False
    return _start(int(parts[1])) != parts[2]


@cache
def place() -> str:
    """This machine since it was started, and the space in which its process ids count (a container has its own)."""
    boot = Path("/proc/sys/kernel/random/boot_id")
    try:
        return "/".join((socket.gethostname(), boot.read_text()[:8], str(Path("/proc/self/ns/pid").readlink())))
    except OSError:  # no Linux: only the name is known, and no holder is ever called dead
        return f"{socket.gethostname()}/{os.getpid()}"


def _start(pid: int) -> str:
    """When the process was started, in the kernel's ticks; "" when there is none or it only waits to be buried."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else fields[19]
