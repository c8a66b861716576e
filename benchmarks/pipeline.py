"""End to end from loopback, and each stage alone: `python -m benchmarks.pipeline [--articles N]` prints Markdown.

The crawl and everything that reads run on one core; the site they read runs on the other. With `--family liferay
--articles 100000` it shows how each stage grows: the rates of its first and of its last tenth.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from benchmarks.machine import heading
from crawlers.extract import extract
from crawlers.page import parse
from crawlers.platforms import profile_of
from domain.article import Article
from domain.record import State, Work
from domain.settings import load
from domain.source import Source
from flows.house import House
from flows.reading import extracted, with_readings
from store.archive import Archived

SOURCE = "title: Trang để đo\nunit: so-tttt\nurl: http://127.0.0.1:{port}/\nplatform: {platform}\nhistory: all\n" \
         "sections:\n  - {{id: tin, name: Tin tức, url: /tin-tuc}}\n"
FAMILIES = ("liferay", "plain")
CORE, OTHER = {0}, {1}
Portion = TypeVar("Portion")
One = TypeVar("One")


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
                       "PHUSONG_ALLOW_LOOPBACK": "1", "PHUSONG_MIN_DELAY": "0",
                       "PHUSONG_PAGE_BUDGET": str(2 * count)}
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


def alone(label: str, portions: Iterable[Portion], work: Callable[[Portion], int]) -> str:
    """One table row for a stage by itself: only the work on a portion is measured, not how it was got."""
    took: list[tuple[int, float, float]] = []
    for portion in portions:
        started, cpu = time.monotonic(), time.process_time()
        number = work(portion)
        took.append((number, time.monotonic() - started, time.process_time() - cpu))
    tenth = max(1, len(took) // 10)
    number, wall = sum(one[0] for one in took), sum(one[1] for one in took)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ends = f"first tenth {_rate(took[:tenth]):.0f}, last {_rate(took[-tenth:]):.0f}"
    return f"| {label} | {number} | {wall:.1f} s | **{_rate(took):.0f}/CPU-s** ({ends}) | {peak:.0f} MB |"


def _rate(took: Sequence[tuple[int, float, float]]) -> float:
    return sum(one[0] for one in took) / sum(one[2] for one in took)


def stages(house: House, family: str) -> Iterator[str]:
    """Extract and read, from the archive that the crawl left, fifty articles at a time."""
    source: Source = house.sources["do"]
    works = house.store.ledger.work("do", State.STORED)

    def extracting(kept: Sequence[Archived]) -> int:
        for one in kept:
            document = parse(one.body, one.header("content-type"), one.url)
            extract(document, fetched_at=one.at, source=source, family=profile_of(source))
        return len(kept)

    pages = ([house.store.archive.get(work.record) for work in some] for some in portions(works))
    yield alone(f"extract, {family}", pages, extracting)
    list(with_readings(house, source, texts(house, source, works[:20])))  # load spaCy outside of the measure
    given = (texts(house, source, some) for some in portions(works))
    yield alone(f"read, {family}", given, lambda some: len(list(with_readings(house, source, some))))


def portions(works: Sequence[One], size: int = 50) -> Iterator[Sequence[One]]:
    """As many at a time as the product takes."""
    return (works[at:at + size] for at in range(0, len(works), size))


def texts(house: House, source: Source, works: Sequence[Work]) -> list[Article]:
    """The articles of archived pages."""
    found = [one for work in works if isinstance(one := extracted(house, source, work), Article)]
    assert len(found) == len(works)
    return found


def main() -> None:
    """Both families, or one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--family", choices=FAMILIES, help="one only")
    given = parser.parse_args()
    os.sched_setaffinity(0, CORE)
    print(heading("Pipeline, one core"))
    print("| what | amount | wall | rate | memory |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for family in [given.family] if given.family else FAMILIES:
            row, house = end_to_end(Path(folder), given.articles, family)
            print(row, flush=True)
            for line in stages(house, family):
                print(line, flush=True)
            house.close()


if __name__ == "__main__":
    main()
