"""kill -9 at random points of crawl and indexing, then run again: same final state, nothing lost, nothing doubled.

Written for the project's own demo province on loopback; no site outside this machine is asked.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from domain.settings import load
from flows.house import House
from flows.wave import crawl_sources
from phusong.demo import Province
from store import open_store


@dataclass(frozen=True)
class State:
    """What must be the same however often the work was interrupted."""

    articles: tuple[tuple[str, int, str, str | None], ...]  # id, revision, text digest, original
    work: tuple[tuple[str, str], ...]  # id, state
    hits: tuple[str, ...]  # what the index returns for everything


@dataclass(frozen=True)
class Outcome:
    """How one series of kills ended."""

    kills: int  # that met a running process
    installations: int  # one is killed again and again until a run of it ends before its kill; then comes the next
    lost: int
    doubled: int
    same: bool
    records: int  # archive records that were read back, all of them


def run(home: Path, sources: Path, province: Province, moment: Callable[[], bool], child_first: bool = False) -> bool:
    """One `phusong crawl` over the province, killed when `moment` has come. Returns whether it ended before.

    `child_first`: kill a crawler child, let the parent go on for a moment, then kill the parent too.
    """
    environment = {
        **os.environ, "PHUSONG_HOME": str(home), "PHUSONG_SOURCES": str(sources), "PHUSONG_MIN_DELAY": "0",
        "PHUSONG_ALLOW_LOOPBACK": "1", "PHUSONG_UNITS": str(province.units_file),
        "PHUSONG_NOW": province.now.isoformat(),
    }
    command = [sys.executable, "-m", "phusong", "crawl", "--json"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        while not moment():
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.02)
                return True
        started = children_of(process.pid)  # the nursery, and then the crawlers that it forked
        children = [*started, *(one for nursery in started for one in children_of(nursery))]
        if child_first and children:
            with suppress(ProcessLookupError):
                os.kill(children[-1], signal.SIGKILL)
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.7)
        for one in (process.pid, *children):  # the command and the crawlers it started, nothing else
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        return False


def run_here(home: Path, sources: Path, province: Province) -> None:
    """The same crawl to its end, without the cost of a process of its own."""
    house = House(load(home=home, sources=sources, units=province.units_file, allow_loopback=True, min_delay=0,
                       now=province.now.isoformat()))
    try:
        crawl_sources(house, list(house.sources.values()))
    finally:
        house.close()


def after(seconds: float) -> Callable[[], bool]:
    """The moment so many seconds from now."""
    until = time.monotonic() + seconds
    return lambda: time.monotonic() >= until


def written(home: Path) -> Callable[[], bool]:
    """The moment at which the first child has written down what it fetched: others are at work, nothing is read."""

    def there() -> bool:
        if not (home / "phusong.db").exists():
            return False
        with suppress(sqlite3.OperationalError), closing(sqlite3.connect(home / "phusong.db")) as ledger:
            return bool(ledger.execute("SELECT count(*) FROM fetch").fetchone()[0])
        return False  # its tables are being made

    return there


def children_of(pid: int) -> list[int]:
    """The processes that a process started, as the kernel lists them."""
    try:
        listed = [(task / "children").read_text() for task in Path(f"/proc/{pid}/task").iterdir()]
    except OSError:
        return []
    return [int(one) for text in listed for one in text.split()]


def state(home: Path) -> State:
    """The final state of an installation. Raises ArchiveDamaged when a record does not read back."""
    from index import open_index  # noqa: F401  the index tables live in the same file

    with open_store(home) as store:
        articles = tuple(sorted(
            (one.article.id, one.article.revision, _digest(one.article.text), one.article.original)
            for one in store.ledger.articles()
        ))
        work = tuple(sorted((row.article, row.state.value) for row in store.ledger.work()))
        with store.ledger.reading() as connection:
            hits = tuple(connection.exec_driver_sql("SELECT id FROM ix_doc ORDER BY id").scalars())
    return State(articles, work, hits)


def _digest(text: object) -> str:
    return json.dumps(vars(text), default=str, ensure_ascii=False, sort_keys=True)


def readable(home: Path) -> int:
    """Read every archive record back. Returns how many there are."""
    with open_store(home) as store:
        store.archive.mend()
        return sum(bool(store.archive.get(record).url) for record in store.archive.records())


def torture(folder: Path, kills: int, seed: int) -> Outcome:
    """A clean run of every site beside installations that are killed, at moments spread over a whole run."""
    chance, done, homes = random.Random(seed), 0, list[Path]()
    with Province() as province:
        sources = folder / "sources"
        province.write_sources(sources)
        start = time.monotonic()
        run(folder / "clean", sources, province, lambda: False)
        length = time.monotonic() - start
        while done < kills:
            homes.append(folder / f"killed-{len(homes)}")
            ended = False
            while done < kills and not ended:
                moment = after(chance.uniform(0.05, 0.8) * length)
                ended = run(homes[-1], sources, province, moment, done % 2 == 1)
                done += not ended
            run(homes[-1], sources, province, lambda: False)
    return compared(folder / "clean", homes, done)


def killed_once(folder: Path, sites: Sequence[str]) -> Outcome:
    """A clean run of some sites beside one of which first a crawler and then everything else is killed."""
    with Province() as province:
        sources = folder / "sources"
        for file in province.write_sources(sources):
            if file.stem not in sites:
                file.unlink()
        run_here(folder / "clean", sources, province)
        ended = run(folder / "killed", sources, province, written(folder / "killed"), child_first=True)
        run_here(folder / "killed", sources, province)
    return compared(folder / "clean", [folder / "killed"], int(not ended))


def compared(clean: Path, homes: Sequence[Path], kills: int) -> Outcome:
    """The killed installations beside the clean one."""
    wanted, got = state(clean), [state(home) for home in homes]
    named = [[one[0] for one in each.articles] for each in got]
    lost = sum(len({one[0] for one in wanted.articles} - set(ids)) for ids in named)
    doubled = sum(len(ids) - len(set(ids)) for ids in named)
    records = sum(readable(home) for home in homes)
    return Outcome(kills, len(homes), lost, doubled, all(each == wanted for each in got), records)


def main(arguments: Sequence[str]) -> None:
    """`python -m tests.torture.kills FOLDER KILLS SEED`."""
    folder, kills, seed = Path(arguments[0]), int(arguments[1]), int(arguments[2])
    print(torture(folder, kills, seed))


if __name__ == "__main__":
    main(sys.argv[1:])
