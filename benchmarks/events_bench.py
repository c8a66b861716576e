"""From an event to the start of its run on a real Prefect server: `python -m benchmarks.events_bench [--events N]`.

Seconds on a wall depend on what else the machine does; processor seconds hardly do, so both are told.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.machine import heading
from flows.scheduling import environment
from flows.scheduling.api import Api
from flows.scheduling.telling import as_json
from phusong.demo import Province
from phusong.demo.home import as_environment, settings_of
from phusong.serving.children import Child
from store.events import Event, event_id
from tests.servers import Missing, prefect
from tests.torture.processes import WARM, of_home

PATIENCE = 120.0  # seconds for one run
LOOK = 1.0
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Spent:
    """Processor seconds until now: of the server, of the worker and what it starts, of the runs and what loads them."""

    server: float
    worker: float
    runs: float


def main() -> None:
    """Events one after the other, then one burst."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=20)
    count = parser.parse_args().events
    with tempfile.TemporaryDirectory() as name, Province() as province:
        try:
            bench(Path(name), province, count)
        except Missing as error:
            sys.exit(f"no Prefect server: {error}")


def bench(folder: Path, province: Province, count: int) -> None:
    """A server, a worker and so many events. Raises Missing."""
    url, home = prefect.join(folder / "server")
    given = settings_of(folder, province)
    own = {**as_environment(given), **environment.worker(home, url)}
    worker = Child("worker", environment.worker_command("worker-1"), own, folder / "worker.log")
    try:
        subprocess.run([sys.executable, "-m", "phusong", "deploy"], env={**os.environ, **own}, check=True,
                       stdout=subprocess.DEVNULL)
        worker.start()
        run(Api(url), [-1])  # the first one loads what the others share
        print(heading(f"Event to start of its run (Prefect on SQLite, one worker, poll {environment.POLL} s)"))
        print("| case | n | middle | p95 | worst | CPU-s a run: server | worker | run |\n" + "|---" * 8 + "|")
        for label, groups in (
            ("one at a time", [[number] for number in range(count)]),
            ("burst", [list(range(1000, 1000 + count))]),
        ):
            before = spent(folder / "server", worker, given["home"])
            seconds = sorted(one for group in groups for one in run(Api(url), group))
            print(line(label, seconds, before, spent(folder / "server", worker, given["home"])), flush=True)
    finally:
        worker.end()
        prefect.leave(folder / "server")


def spent(server: Path, worker: Child, home: Path) -> Spent:
    """By now; of children that have not ended their parents' figures know nothing yet."""
    assert worker.process
    runs = [one.pid for one in of_home(home) if WARM in one.command]
    serves = json.loads((server / "server.json").read_text())["pid"]
    return Spent(cpu(serves), cpu(worker.process.pid), sum(map(cpu, runs)))


def cpu(pid: int) -> float:
    """Processor seconds of a process and of its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def run(api: Api, numbers: list[int]) -> list[float]:
    """Tell of batches that do not exist; seconds from each event to the start of its run.

    The server notes the starts: looking for them once a second leaves it to its work.
    """
    begun = datetime.now(UTC)
    api.events([as_json(_event(number, begun)) for number in numbers])
    until, wanted = time.monotonic() + PATIENCE * len(numbers), set(numbers)
    question = {"flows": {"name": {"any_": ["process-batch"]}}, "limit": 200,
                "flow_runs": {"expected_start_time": {"after_": begun.isoformat()}}}
    while time.monotonic() < until:
        time.sleep(LOOK)
        listed = api.post("/flow_runs/filter", question)
        starts = {one["parameters"]["batch_id"]: one["start_time"] for one in listed if one["start_time"]}
        if wanted <= set(starts):
            return [(_moment(starts[number]) - begun).total_seconds() for number in numbers]
    raise TimeoutError(f"runs of {numbers}")


def line(label: str, seconds: list[float], before: Spent, after: Spent) -> str:
    """One table row; `seconds` ascending."""
    p95 = seconds[min(len(seconds) - 1, round(0.95 * len(seconds)))]
    each = ((later - earlier) / len(seconds) for earlier, later in zip(parts(before), parts(after), strict=True))
    return (f"| {label} | {len(seconds)} | {median(seconds):.1f} s | **{p95:.1f} s** | {seconds[-1]:.1f} s | "
            + " | ".join(f"{one:.2f}" for one in each) + " |")


def parts(one: Spent) -> Iterator[float]:
    """In the order of the columns."""
    yield from (one.server, one.worker, one.runs)


def _event(number: int, at: datetime) -> Event:
    key = f"{at.isoformat()}-{number}"
    return Event(event_id("phusong.batch.staged", key), "phusong.batch.staged", key, {"batch": number}, at)


def _moment(text: Any) -> datetime:
    return datetime.fromisoformat(str(text).replace("Z", "+00:00"))


if __name__ == "__main__":
    main()
