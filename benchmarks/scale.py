"""A country from the figures of its parts: `python -m benchmarks.scale [--provinces N] [--sites N]` prints Markdown.

Every input is a measurement with its source, or says that it is an assumption. Nothing here is itself measured; how
long a site waits for its turn is simulated with the schedule's own rules.
"""

import argparse
import heapq
import zlib
from dataclasses import dataclass
from math import ceil
from typing import Final


@dataclass(frozen=True)
class Given:
    """One input. CPU in seconds of one core, sizes in bytes."""

    name: str
    value: float
    source: str


CHECK = Given("requests for a site that did not change", 5, "tests/flows/test_wave.py: at most 5")
ARTICLE = Given("requests for a new article", 1.09, "docs/measured.md: 872 pages for 800 articles")
PAUSE = Given("seconds between two requests to a host", 1.0, "domain/settings.py: never less")
ANSWER = Given("seconds until a site answers", 1.0, "assumption")
PACKED = Given("bytes of a page in the archive", 9_000, "assumption: 30 kB of HTML, packed to 30 %")
CHILD_CPU = Given("CPU-s to start and end a crawl", 0.3, "crawlers/nursery.py: a fork, not a start; assumption: 0.3")
PAGE_CPU = Given("CPU-s to ask for a page", 0.0036, "Scrapy on loopback, 2026-11-22: 303 pages/s, 3.6 ms each")
READ_CPU = Given("CPU-s from a page to stored and indexed", 0.018, "docs/measured.md: 14.6 s for 800, one core")
RUN_CPU = Given("CPU-s of a worker for one run", 0.91, "docs/measured.md: 0.63 of the run, 0.28 of the worker")
SERVER_CPU = Given("CPU-s of the server for one run", 0.61, "docs/measured.md: with its services, on SQLite")
STARTS = Given("runs by event that one server starts a second", 1.3, "2026-11-22: 60 in 46 s, SQLite, quiet")
INDEX_BYTES = Given("bytes of an article in the index", 6_500, "docs/measured.md: 650 MB for 100,000")
INDEX_RATE = Given("articles a second into the index", 1_121, "docs/measured.md: embedded index, one core")
AGENCY = Given("new items a working day of an agency", 3, "assumption: 489 in the whole life of one real site")
PRESS = Given("new items a day of a newspaper or broadcaster", 80, "assumption")
SHARE = Given("press among the sites", 2 / 60, "a newspaper and a broadcaster in a province")
CHILDREN = Given("crawls of a wave at a time", 4, "crawlers/crawl.py")
BATCH = Given("articles in a batch of an ordinary hour", 3, "assumption: a crawl is one batch and brings few")

OPEN, OTHER = 11, 2  # crawls of an agency while offices are open, and outside (flows/sharing/due.py)
PRESS_CRAWLS = 48  # every half hour
QUARTERS, FIXED = 44 + 2, 24 * 60 + 24 * 12 + 24 * 6 + 3  # rounds of the agencies; reconcile, index, notices, the rest
WORKING_DAYS: Final = 250
HALF: Final = 0.5  # how full a machine may be in the busiest hour


@dataclass(frozen=True)
class Country:
    """A working day. `installations`: each has its own Prefect server; 1 is one house for all."""

    sites: int
    installations: int = 1

    @property
    def press(self) -> int:
        """Newspapers and broadcasters."""
        return round(self.sites * SHARE.value)

    @property
    def crawls(self) -> int:
        """Of a day."""
        return (self.sites - self.press) * (OPEN + OTHER) + self.press * PRESS_CRAWLS

    @property
    def rush(self) -> float:
        """The busiest hour's share of a day: every agency once, the press twice."""
        return (self.sites + self.press) / self.crawls

    @property
    def articles(self) -> int:
        """New ones of a day."""
        return round((self.sites - self.press) * AGENCY.value + self.press * PRESS.value)

    @property
    def requests(self) -> int:
        """Of a day."""
        return round(self.crawls * CHECK.value + self.articles * ARTICLE.value)

    @property
    def batches(self) -> int:
        """One event and one run each; a run that finds others waiting reads them too, so this is the most."""
        return ceil(self.articles / BATCH.value)

    def runs(self, workers: int) -> int:
        """Prefect runs of a day: every wave in as many parts as there are workers."""
        return workers * (QUARTERS + 96) + self.batches + self.installations * FIXED

    def cpu(self, workers: int) -> dict[str, float]:
        """CPU-s of a day by part."""
        return {
            "crawling": self.crawls * CHILD_CPU.value + self.requests * PAGE_CPU.value,
            "reading, storing, indexing": self.articles * READ_CPU.value,
            "starting runs, on the workers": self.runs(workers) * RUN_CPU.value,
            "Prefect servers": self.runs(workers) * SERVER_CPU.value,
        }

    def busy(self, workers: int) -> dict[str, float]:
        """How much of itself each part uses in the busiest hour; 1 is all of it."""
        cpu = self.cpu(workers)
        on_workers = sum(seconds for part, seconds in cpu.items() if part != "Prefect servers")
        return {
            "workers: CPU of their two cores": on_workers * self.rush / (workers * 2 * 3600),
            "workers: crawls at a time, waiting for hosts": self.sites * visit() / (workers * CHILDREN.value * 3600),
            "Prefect server: starts of runs": self.runs(workers) * self.rush / 3600 / STARTS.value / self.installations,
            "Prefect server: CPU of one core": cpu["Prefect servers"] * self.rush / 3600 / self.installations,
            "index: writes": self.articles * self.rush / 3600 / INDEX_RATE.value,
        }

    def workers(self) -> int:
        """The fewest with which nothing of them is more than half full in the busiest hour; never one alone."""
        count = max(2, self.installations)
        while max(value for part, value in self.busy(count).items() if part.startswith("workers")) > HALF:
            count += 1
        return count


def visit(requests: float = CHECK.value) -> float:
    """Seconds that one visit to a site takes, nearly all of them waiting."""
    return requests * (PAUSE.value + ANSWER.value)


def simulate(sites: int, workers: int, minutes: int = 180) -> tuple[float, float, int]:
    """Hours of waves by the quarter: seconds that the middle and the latest site wait, and waves that were skipped.

    Every site is due once an hour at a minute of its own; a part whose last wave still runs leaves this one out.
    """
    waits: list[float] = []
    skipped = 0
    free_at = [0.0] * workers
    for number in range(workers):
        mine = [zlib.crc32(f"site-{one}".encode()) % 3600 for one in range(sites)
                if zlib.crc32(f"host-{one}".encode()) % workers == number]
        done_until = -3600.0
        for start in range(0, minutes * 60, 900):
            if free_at[number] > start:
                skipped += 1
                continue
            due = sorted(at for minute in mine for at in range(minute - 3600, start + 1, 3600) if at > done_until)
            free_at[number] = _wave(start, due, waits)
            done_until = start
    waits.sort()
    return waits[len(waits) // 2], waits[-1], skipped


def _wave(start: float, due: list[int], waits: list[float]) -> float:
    """One wave over what is due; returns when it ends."""
    children = [float(start)] * int(CHILDREN.value)
    for at in due:
        begins = heapq.heappop(children)
        waits.append(begins - max(at, 0))
        heapq.heappush(children, begins + visit())
    return max(children)


def main() -> None:
    """Inputs, a day in two layouts, what is full first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--provinces", type=int, default=34)
    parser.add_argument("--sites", type=int, default=60)
    given = parser.parse_args()
    print("\n".join(inputs()))
    for label, country in (
        ("One house for the country", Country(given.provinces * given.sites)),
        ("A house for every province", Country(given.provinces * given.sites, given.provinces)),
        ("One province", Country(given.sites)),
    ):
        print("\n".join(("", f"### {label}", "", *lines(country))))


def inputs() -> list[str]:
    """The table of inputs."""
    rows = [one for one in globals().values() if isinstance(one, Given)]
    out = ["| input | value | from |", "|---|---|---|"]
    return out + [f"| {one.name} | {one.value:,.4g} | {one.source} |" for one in rows]


def lines(country: Country) -> list[str]:
    """The tables of one layout."""
    workers, year = country.workers(), country.articles * WORKING_DAYS
    middle, latest, skipped = simulate(country.sites, workers)
    figures = (
        ("sites", country.sites), ("crawls", country.crawls), ("requests", country.requests),
        ("requests a second in the busiest hour", round(country.requests * country.rush / 3600, 1)),
        ("new articles", country.articles), ("events and batches, at most", country.batches),
        ("Prefect runs", country.runs(workers)), ("workers of two cores", workers),
        ("a site waits for its turn, middle / latest, minutes (simulated)", f"{middle / 60:.0f} / {latest / 60:.0f}"),
        ("waves left out because the last one still ran (simulated)", skipped),
        ("articles a year", year), ("archive a year, GB", round(year * PACKED.value / 1e9, 1)),
        ("index a year, one copy, GB", round(year * INDEX_BYTES.value / 1e9, 1)),
    )
    out = ["| a working day | |", "|---|---|"]
    out += [f"| {name} | {value if isinstance(value, str) else f'{value:,}'} |" for name, value in figures]
    cpu = country.cpu(workers)
    out += ["", "| CPU of the day | hours of one core | part |", "|---|---|---|"]
    out += [f"| {name} | {value / 3600:,.1f} | {value / sum(cpu.values()):.0%} |" for name, value in cpu.items()]
    busy = sorted(country.busy(workers).items(), key=lambda one: -one[1])
    out += ["", "| in the busiest hour | used |", "|---|---|"]
    return out + [f"| {name} | {value:.1%} |" for name, value in busy]


if __name__ == "__main__":
    main()
