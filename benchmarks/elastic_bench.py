"""Both stores of the index beside each other: the same documents, the same questions, in one run.

    python -m benchmarks.elastic_bench --sizes 100000,1000000 --keep FOLDER

Starts a node of Elasticsearch with 2 GB of heap as the tests do (tests/servers/elasticsearch.py says what it needs),
and prints one Markdown table. Without that server: the embedded index alone, and why. What is filled stays in FOLDER
and is found there again, also half filled; `--fill` ends before the questions.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from elasticsearch import Elasticsearch

from benchmarks.filling import Filling, fill
from benchmarks.index_bench import DAYS, FIRST, UNITS, Writer, counts, plan, questions, registry
from benchmarks.machine import as_installed, heading
from index.elastic import ElasticIndex
from index.elastic_connect import client
from index.port import Index
from index.questions import Axis, CoverageQuestion, Filters
from index.sqlite import SqliteIndex
from store import open_store
from tests.servers import Missing, stop
from tests.servers.elastic_files import VERSION, kit
from tests.servers.elasticsearch import guard, single

ASKED = 30  # questions of a kind
INSTALLED = {"node.store.allow_mmap": True}  # as an installation has it; the tests do without for other machines' sake
WARMING = 6  # the seed of other questions of the same kinds, asked first: a server that has just started is slow
Took = dict[str, tuple[float, float]]  # p50 and p95 in ms by kind of question


@dataclass(frozen=True)
class Figures:
    """One store of one size."""

    filling: Filling
    took: Took


def asked(index: Index, writer: Writer) -> dict[str, list[Callable[[], object]]]:
    """Every question of the embedded index's benchmark, and the year's matrix."""
    found: dict[str, list[Callable[[], object]]] = {
        kind: [partial(index.search, one) for one in some] for kind, some in questions(writer, ASKED).items()}
    last = FIRST.fromordinal(FIRST.toordinal() + DAYS - 1)
    year = Filters(since=last.replace(year=last.year - 1), until=last)
    matrix = CoverageQuestion((Axis.UNIT, Axis.AREA, Axis.WEEK), year)
    return {**found, **counts(index, writer), "matrix unit × area × week, 1 year": [
        partial(index.coverage, matrix)] * 7}


def answers(index: Index) -> Took:
    """Everything asked, after other questions of the same kinds."""
    writer = Writer()
    for some in questions(writer, ASKED, WARMING).values():
        for one in some:
            index.search(one)
    return {kind: percentiles(work) for kind, work in asked(index, writer).items()}


def percentiles(work: list[Callable[[], object]]) -> tuple[float, float]:
    """p50 and p95 in milliseconds; the first question of a kind is asked twice, since it warms what it reads."""
    work[0]()
    took = []
    for one in work:
        started = time.perf_counter()
        one()
        took.append((time.perf_counter() - started) * 1000)
    took.sort()
    return took[len(took) // 2], took[min(len(took) - 1, int(len(took) * 0.95))]


def embedded(folder: Path, size: int, asking: bool) -> Figures:
    """The index in the ledger's file."""
    with open_store(folder) as store:
        index = SqliteIndex(store.ledger, registry(_units()), plan())

        def disk() -> int:
            with closing(store.ledger.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return sum(path.stat().st_size for path in folder.glob("phusong.db*"))

        filling = fill(folder / "filling.json", size, index.put, disk)
        return Figures(filling, answers(index) if asking else {})


def served(folder: Path, size: int, heap: str, asking: bool) -> Figures:
    """The index on a node of its own, written as `phusong index build` does. Raises Missing."""
    with node(folder / "data", heap) as (opened, pid), open_store(folder) as store:
        index = ElasticIndex(opened, store.ledger, registry(_units()), plan(), "bench")

        def disk() -> int:
            while opened.indices.stats(index="bench")["_all"]["total"]["merges"]["current"]:
                time.sleep(1)
            opened.indices.flush(index="bench")
            return int(opened.indices.stats(index="bench")["_all"]["total"]["store"]["size_in_bytes"])

        filling = fill(
            folder / "filling.json", size, lambda some: index.writer().put(some, {}, {}, empty=True), disk, pid)
        return Figures(filling, answers(index) if asking else {})


@contextmanager
def node(data: Path, heap: str) -> Iterator[tuple[Elasticsearch, int]]:
    """A server over this folder, and its process id. Raises Missing."""
    folder = Path(tempfile.mkdtemp(prefix="phusong-bench-"))
    watcher = guard(folder, os.getpid())
    started = None
    try:
        started = single(folder, kit(folder), heap, options="", data=data, more=INSTALLED)
        with client([f"http://127.0.0.1:{started.port}"], request_timeout=300) as opened:
            yield opened, started.pid
    finally:
        if started:
            stop(started.pid, patience=60)
        stop(watcher)
        shutil.rmtree(folder, ignore_errors=True)


def _units() -> list[str]:
    return [f"don-vi-{number}" for number in range(UNITS)]


def table(found: dict[str, Figures]) -> Iterator[str]:
    """Every store and size side by side, line by line."""
    fillings = [one.filling for one in found.values()]
    yield f"| | {' | '.join(found)} |"
    yield "|---|" + "---|" * len(found)
    for what, cells in {
        "documents/s written": [f"{one.rate:,.0f}" for one in fillings],
        "CPU ms each, ours + the server's": [
            f"{one.each(one.client):.2f} + {one.each(one.server):.2f}" for one in fillings],
        "documents/s with a core for each of the two": [f"{one.limit:,.0f}" for one in fillings],
        "kB on disk each": [f"{one.disk / one.size / 1000:.1f}" for one in fillings],
    }.items():
        yield f"| {what} | {' | '.join(cells)} |"
    for kind in next(iter(found.values())).took:
        took = (one.took[kind] for one in found.values())
        yield f"| {kind}, ms p50 / p95 | {' | '.join(f'{p50:.1f} / {p95:.1f}' for p50, p95 in took)} |"


def bench(folder: Path, given: argparse.Namespace) -> None:
    """One store after the other, each alone."""
    found: dict[str, Figures] = {}
    for size in (int(one) for one in given.sizes.split(",")):
        if "sqlite" in given.stores:
            found[f"SQLite, {size:,}"] = embedded(_made(folder / f"sqlite-{size}"), size, not given.fill)
        try:
            if "elastic" in given.stores:
                found[f"Elasticsearch {VERSION}, {size:,}"] = served(
                    _made(folder / f"elastic-{size}"), size, given.heap, not given.fill)
        except Missing as error:
            print(f"Elasticsearch did not take part: {error}\n")
    print(heading(f"Index, embedded and on a server with {given.heap} heap"))
    print("\n".join(table(found)))


def _made(folder: Path) -> Path:
    """The server's user has to come by."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in (folder, folder.parent):
        one.chmod(0o755)
    return folder


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100000", help="how many documents, several with commas between them")
    parser.add_argument("--keep", type=Path, help="folder in which the filled stores stay")
    parser.add_argument("--fill", action="store_true", help="fill, and ask nothing")
    parser.add_argument("--heap", default="2g", help="of the server")
    parser.add_argument("--stores", default="sqlite,elastic", help="or one of the two")
    given = parser.parse_args()
    as_installed()
    with tempfile.TemporaryDirectory() as folder:
        bench(given.keep or Path(folder), given)


if __name__ == "__main__":
    main()
