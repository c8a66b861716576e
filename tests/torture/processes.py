"""Which processes work for one home, and which of them crawl, carry a run, or hand runs out."""

import os
import signal
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ENGINE, WARM, CRAWLERS = "prefect.engine", "flows.runs.warm", "crawlers."  # in the command line


@dataclass(frozen=True)
class Process:
    """One process of this machine."""

    pid: int
    parent: int
    command: str


def of_home(home: Path) -> list[Process]:
    """Every living process that was started for this home."""
    mark = f"PHUSONG_HOME={home}".encode()
    found = (_process(one, mark) for one in Path("/proc").iterdir() if one.name.isdigit())
    return [one for one in found if one and one.pid != os.getpid()]


def crawlers(all_of_it: Iterable[Process]) -> list[int]:
    """Crawler children and the nurseries that they are forked from."""
    return [one.pid for one in all_of_it if CRAWLERS in one.command]


def flows(all_of_it: Iterable[Process]) -> list[int]:
    """Processes that carry a run: an engine of its own, or a fork of one that keeps everything loaded."""
    warm = {one.pid for one in all_of_it if WARM in one.command}
    return [one.pid for one in all_of_it if ENGINE in one.command or (one.pid in warm and one.parent in warm)]


def kill(pids: Iterable[int]) -> bool:
    """kill -9 of these. Returns whether there was one."""
    hit = False
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            hit = True
    return hit


def _process(folder: Path, mark: bytes) -> Process | None:
    try:
        if mark not in (folder / "environ").read_bytes().split(b"\0"):
            return None
        state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
        command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return None
    return None if state in "ZX" else Process(int(folder.name), int(parent), command)
