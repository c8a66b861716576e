"""End to end from loopback, and each stage alone: `python -m benchmarks.pipeline [--articles N]` prints Markdown.

The crawl and everything that reads run on one core; the site they read runs on the other.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.machine import heading
from crawlers.extract import extract
from crawlers.page import parse
from crawlers.platforms import profile_of
from domain.record import State
from domain.settings import load
from domain.source import Source
from flows.house import House
from flows.reading import extracted, with_readings
from store.archive import Archived

SOURCE = "title: Trang để đo\nunit: so-tttt\nurl: http://127.0.0.1:{port}/\nplatform: {platform}\nhistory: all\n" \
         "sections:\n  - {{id: tin, name: Tin tức, url: /tin-tuc}}\n"
CORE, OTHER = {0}, {1}


@contextmanager
def site(count: int, family: str) -> Iterator[int]:
    """A site in a process of its own, on the other core."""
    command = [sys.executable, "-m", "benchmarks.site", str(count), family]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        os.sched_setaffinity(process.pid, OTHER)
        assert process.stdout
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


def end_to_end(folder: Path, count: int, family: str) -> tuple[str, House]:
    """One table row for `phusong crawl` on one core; the house it filled."""
    platform = "liferay" if family == "liferay" else "listing"
    sources = folder / family / "sources"
    sources.mkdir(parents=True)
    with site(count, family) as port:
        (sources / "do.yml").write_text(SOURCE.format(port=port, platform=platform), "utf-8")
        environment = {**os.environ, "PHUSONG_HOME": str(folder / family), "PHUSONG_SOURCES": str(sources),
                       "PHUSONG_ALLOW_LOOPBACK": "1", "PHUSONG_MIN_DELAY": "0"}
        start, spent = time.monotonic(), _cpu()
        with subprocess.Popen([sys.executable, "-m", "phusong", "crawl", "--json"], env=environment,
                              stdout=subprocess.PIPE, text=True) as process:
            os.sched_setaffinity(process.pid, CORE)
            assert process.stdout
            tally = json.loads(process.stdout.read())
        seconds, spent = time.monotonic() - start, _cpu() - spent
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    row = (f"| crawl → index, {family} | {tally['stored']} articles, {tally['requests']} pages | {seconds:.1f} s | "
           f"**{tally['requests'] / seconds:.0f} pages/s**, {tally['requests'] / spent:.0f}/CPU-s | "
           f"{peak:.0f} MB largest process |")
    return row, House(load(home=folder / family, sources=sources))


def _cpu() -> float:
    """CPU seconds of every process that was started here and has ended, with those that it started."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def alone(label: str, work: Callable[[], int]) -> str:
    """One table row for a stage by itself."""
    work_start, cpu = time.monotonic(), time.process_time()
    number = work()
    spent, cpu = time.monotonic() - work_start, time.process_time() - cpu
    return f"| {label} | {number} | {spent:.1f} s | **{number / cpu:.0f}/CPU-s** | |"


def stages(house: House, family: str) -> Iterator[str]:
    """Extract and read, from the archive that the crawl left."""
    source: Source = house.sources["do"]
    works = house.store.ledger.work("do", State.STORED)
    kept: list[Archived] = [house.store.archive.get(work.record) for work in works]

    def reading_pages() -> int:
        for one in kept:
            document = parse(one.body, one.header("content-type"), one.url)
            extract(document, fetched_at=one.at, source=source, family=profile_of(source))
        return len(kept)

    yield alone(f"extract, {family}", reading_pages)
    articles = [found for work in works if not hasattr(found := extracted(house, source, work), "outcome")]
    assert len(articles) == len(works)
    list(with_readings(house, source, articles[:20]))  # load spaCy outside of the measure
    yield alone(f"read, {family}", lambda: len(list(with_readings(house, source, articles))))


def main() -> None:
    """Both families."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1500)
    count = parser.parse_args().articles
    os.sched_setaffinity(0, CORE)
    print(heading("Pipeline, one core"))
    print("| what | amount | wall | rate | memory |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for family in ("liferay", "plain"):
            row, house = end_to_end(Path(folder), count, family)
            print(row, flush=True)
            for line in stages(house, family):
                print(line, flush=True)
            house.close()


if __name__ == "__main__":
    main()
