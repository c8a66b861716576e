"""Both stores of the index beside each other: the same documents, the same questions, in one run.

    python -m benchmarks.elastic_bench --size 100000

Starts a node of Elasticsearch with 2 GB of heap as the tests do (tests/servers/elasticsearch.py says what it needs),
and prints a Markdown table. Without that server: the embedded index alone, and why.
"""

import argparse
import itertools
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from elasticsearch import Elasticsearch

from benchmarks.index_bench import DAYS, FIRST, UNITS, Writer, counts, plan, questions, registry
from benchmarks.machine import heading
from index.elastic import ElasticIndex
from index.port import Index
from index.questions import Axis, CoverageQuestion, Filters
from index.sqlite import SqliteIndex
from store import Store, open_store
from tests.servers import Missing, stop
from tests.servers.elastic_files import VERSION, kit
from tests.servers.elasticsearch import guard, single

PORTION = 10_000  # articles a put, so that readers' refreshes are as seldom as when an index is built
ASKED = 30  # questions of a kind


@dataclass(frozen=True)
class Figures:
    """One store: documents a second, bytes on disk, and (p50, p95) in ms of each kind of question."""

    written: float
    size: int
    took: dict[str, tuple[float, float]]


def measure(index: Index, size: int, disk: Callable[[], int]) -> Figures:
    """Write everything, then ask everything."""
    writer = Writer()
    articles, seconds = writer.articles(size), 0.0
    while some := list(itertools.islice(articles, PORTION)):  # made outside of the measured time
        started = time.perf_counter()
        index.put(some)
        seconds += time.perf_counter() - started
    took = {kind: percentiles(work) for kind, work in asked(index, writer).items()}
    return Figures(size / seconds, disk(), took)


def asked(index: Index, writer: Writer) -> dict[str, list[Callable[[], object]]]:
    """Every question of the embedded index's benchmark, and the year's matrix."""
    found: dict[str, list[Callable[[], object]]] = {
        kind: [partial(index.search, one) for one in some] for kind, some in questions(writer, ASKED).items()}
    last = FIRST.fromordinal(FIRST.toordinal() + DAYS - 1)
    year = Filters(since=last.replace(year=last.year - 1), until=last)
    matrix = CoverageQuestion((Axis.UNIT, Axis.AREA, Axis.WEEK), year)
    return {**found, **counts(index, writer), "matrix unit × area × week, 1 year": [
        partial(index.coverage, matrix)] * 7}


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


@contextmanager
def elastic(store: Store, heap: str) -> Iterator[tuple[ElasticIndex, Callable[[], int]]]:
    """An index on a node of its own, and what it takes on disk. Raises Missing."""
    folder = Path(tempfile.mkdtemp(prefix="phusong-bench-"))
    watcher = guard(folder, os.getpid())
    node = None
    try:
        node = single(folder, kit(folder), heap, options="")
        with Elasticsearch(f"http://127.0.0.1:{node.port}", request_timeout=300) as client:
            index = ElasticIndex(client, store.ledger, registry(_units()), plan(), "bench")

            def disk() -> int:
                client.indices.forcemerge(index="bench", max_num_segments=1)
                client.indices.flush(index="bench")
                return int(client.indices.stats(index="bench")["_all"]["total"]["store"]["size_in_bytes"])

            yield index, disk
    finally:
        if node:
            stop(node.pid)
        stop(watcher)
        shutil.rmtree(folder, ignore_errors=True)


def embedded(store: Store) -> tuple[SqliteIndex, Callable[[], int]]:
    """The index in the ledger's file, and the file."""
    index = SqliteIndex(store.ledger, registry(_units()), plan())

    def disk() -> int:
        with store.ledger.begin() as connection:
            connection.exec_driver_sql("SELECT 1")
        return sum(path.stat().st_size for path in store.home.glob("phusong.db*"))

    return index, disk


def _units() -> list[str]:
    return [f"don-vi-{number}" for number in range(UNITS)]


def table(size: int, found: dict[str, Figures]) -> None:
    """Both stores side by side."""
    names = list(found)
    print(f"| {size:,} documents | {' | '.join(names)} |")
    print("|---|" + "---|" * len(names))
    print(f"| documents/s written | {' | '.join(f'{found[name].written:,.0f}' for name in names)} |")
    print(f"| kB on disk each | {' | '.join(f'{found[name].size / size / 1000:.1f}' for name in names)} |")
    for kind in found[names[0]].took:
        cells = (f"{p50:.1f} / {p95:.1f}" for p50, p95 in (found[name].took[kind] for name in names))
        print(f"| {kind}, ms p50 / p95 | {' | '.join(cells)} |")


def bench(size: int, heap: str, with_embedded: bool = True) -> None:
    """Both stores, one after the other, each alone."""
    found: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as store:
        if with_embedded:
            index, disk = embedded(store)
            found["SQLite"] = measure(index, size, disk)
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as store:
        try:
            with elastic(store, heap) as (served, taken):
                found[f"Elasticsearch {VERSION}, {heap} heap"] = measure(served, size, taken)
        except Missing as error:
            print(f"Elasticsearch did not take part: {error}\n")
    print(heading(f"Index, embedded and on a server, {size:,} documents"))
    table(size, found)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000, help="how many documents")
    parser.add_argument("--heap", default="2g", help="of the server")
    parser.add_argument("--server-only", action="store_true", help="leave the embedded index out")
    given = parser.parse_args()
    bench(given.size, given.heap, not given.server_only)


if __name__ == "__main__":
    main()
