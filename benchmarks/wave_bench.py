"""A wave over 60 loopback sites, at least a second between two requests to a host: `python -m benchmarks.wave_bench`.

The sites are three invented provinces side by side, in this process; the crawl is `phusong crawl` in its own.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import heading
from phusong.demo import Province
from phusong.demo.home import as_environment, settings_of

LOOK = 0.5  # seconds between two looks at the memory


@dataclass(frozen=True)
class Wave:
    """One wave: wall seconds, requests by source, and the most memory of all its processes at one time, in MB."""

    seconds: float
    requests: tuple[int, ...]
    outcomes: int
    closest: float  # seconds between the two closest requests to one host
    proportional: float
    resident: float


def main() -> None:
    """Two waves: everything new, then little changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=60)
    sites = parser.parse_args().sites
    print(heading(f"Wave over {sites} sites, one second between requests to a host"))
    print("| wave | wall | requests | a site, middle / most | closest two requests | memory, shared counted once | "
          "summed |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        provinces = [stack.enter_context(Province()) for _ in range(-(-sites // 25))]
        place = Path(folder)
        environment = written(place, provinces, sites)
        print(row("everything new", wave(provinces, environment)), flush=True)
        for one in provinces:
            one.go("later")
        later = {**environment, "PHUSONG_NOW": provinces[0].now.isoformat()}
        print(row("a week later", wave(provinces, later)), flush=True)
        print(row("nothing changed", wave(provinces, later)), flush=True)


def written(place: Path, provinces: list[Province], sites: int) -> dict[str, str]:
    """The source files of so many sites, one folder; the environment that crawls them."""
    given = settings_of(place, provinces[0])
    for number, province in enumerate(provinces[1:], 2):
        for file in province.write_sources(place / f"more-{number}"):
            file.rename(place / "sources" / f"{file.stem}-{number}.yml")
    for file in sorted((place / "sources").iterdir(), key=lambda one: (one.stem[-2:], one.stem))[sites:]:
        file.unlink()
    return {**os.environ, **as_environment({**given, "home": place / "home", "min_delay": 1})}


def wave(provinces: list[Province], environment: dict[str, str]) -> Wave:
    """One `phusong crawl`, watched."""
    marks = {site: len(site.log) for province in provinces for site in province.sites.values()}
    begun = time.monotonic()
    with subprocess.Popen([sys.executable, "-m", "phusong", "crawl", "--json"], env=environment,
                          stdout=subprocess.PIPE, text=True) as process:
        memory = Memory(process.pid)
        memory.start()
        assert process.stdout
        tallies = [json.loads(line) for line in process.stdout]
    memory.over.set()
    gaps = [later[0] - earlier[0] for site, mark in marks.items()
            for earlier, later in zip(site.log[mark:], site.log[mark + 1:], strict=False)]
    asked, outcomes = sorted(one["requests"] for one in tallies), sum(bool(one["outcome"]) for one in tallies)
    return Wave(time.monotonic() - begun, tuple(asked), outcomes, min(gaps, default=0.0), memory.proportional,
                memory.resident)


class Memory(threading.Thread):
    """The most that a process and everything below it held at one time; pages that several share count once."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.over = pid, threading.Event()
        self.proportional = self.resident = 0.0

    def run(self) -> None:
        """Look now and then until it is over."""
        while not self.over.wait(LOOK):
            parts = [_memory(pid) for pid in tree(self.pid)]
            self.proportional = max(self.proportional, sum(one for one, _ in parts))
            self.resident = max(self.resident, sum(one for _, one in parts))


def tree(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from tree(int(child))


def _memory(pid: int) -> tuple[float, float]:
    """(proportional, resident) in MB; zeros for one that has just ended."""
    values = {"Pss": 0.0, "Rss": 0.0}
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            name = line.split(":")[0]
            if name in values:
                values[name] = int(line.split()[1]) / 1024
    return values["Pss"], values["Rss"]


def row(label: str, one: Wave) -> str:
    """One table row."""
    middle = one.requests[len(one.requests) // 2]
    return (f"| {label}, {one.outcomes} outcomes | {one.seconds:.0f} s | {sum(one.requests)} | {middle} / "
            f"{one.requests[-1]} | {one.closest:.2f} s | {one.proportional:.0f} MB | {one.resident:.0f} MB |")


if __name__ == "__main__":
    main()
