"""From an event to the start of its run on a real Prefect server: `python -m benchmarks.events_bench [--events N]`."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.machine import heading
from flows import environment
from flows.api import Api
from flows.telling import as_json
from phusong.demo import Province
from phusong.demo.home import as_environment, settings_of
from phusong.serving.children import Child
from store.events import Event, event_id
from tests.servers import prefect

PATIENCE = 120.0  # seconds for one run


def main() -> None:
    """Events one after the other, then one burst."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=20)
    count = parser.parse_args().events
    with tempfile.TemporaryDirectory() as name, Province() as province:
        folder = Path(name)
        given = settings_of(folder, province)
        url, home = prefect.join(folder / "server")
        own = {**as_environment(given), **environment.worker(home, url)}
        subprocess.run([sys.executable, "-m", "phusong", "deploy"], env={**os.environ, **own}, check=True,
                       stdout=subprocess.DEVNULL)
        worker = Child("worker", environment.worker_command("worker-1"), own, folder / "worker.log")
        worker.start()
        try:
            print(heading("Event to start of its run (Prefect on SQLite, one worker, poll 2 s)"))
            print("| case | n | middle | p95 | worst |\n|---|---|---|---|---|")
            single = sorted(seconds for number in range(count) for seconds in run(Api(url), [number]))
            print(line("one at a time", single), flush=True)
            print(line("burst", sorted(run(Api(url), list(range(1000, 1000 + count))))))
        finally:
            worker.end()
            prefect.leave(folder / "server")


def run(api: Api, numbers: list[int]) -> list[float]:
    """Tell of batches that do not exist; seconds from each event to the start of its run."""
    begun = datetime.now(UTC)
    api.events([as_json(_event(number, begun)) for number in numbers])
    until, wanted = time.monotonic() + PATIENCE * len(numbers), set(numbers)
    while time.monotonic() < until:
        listed = api.post("/flow_runs/filter", {"flows": {"name": {"any_": ["process-batch"]}}, "limit": 200})
        starts = {one["parameters"]["batch_id"]: one["start_time"] for one in listed if one["start_time"]}
        if wanted <= set(starts):
            return [(_moment(starts[number]) - begun).total_seconds() for number in numbers]
        time.sleep(0.2)
    raise TimeoutError(f"runs of {numbers}")


def line(label: str, seconds: list[float]) -> str:
    """One table row; `seconds` ascending."""
    p95 = seconds[min(len(seconds) - 1, round(0.95 * len(seconds)))]
    return f"| {label} | {len(seconds)} | {median(seconds):.1f} s | **{p95:.1f} s** | {seconds[-1]:.1f} s |"


def _event(number: int, at: datetime) -> Event:
    key = f"{at.isoformat()}-{number}"
    return Event(event_id("phusong.batch.staged", key), "phusong.batch.staged", key, {"batch": number}, at)


def _moment(text: Any) -> datetime:
    return datetime.fromisoformat(str(text).replace("Z", "+00:00"))


if __name__ == "__main__":
    main()
