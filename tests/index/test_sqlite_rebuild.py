"""Making the embedded index anew beside the old one: who reads sees the old one, who writes loses nothing."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from domain.article import Article
from domain.errors import StoreError
from domain.plan import Plan
from domain.unit import Registry
from index import open_index, sqlite_rebuild
from index.questions import Axis, CoverageQuestion, SearchQuestion
from index.sqlite import SqliteIndex
from index.sqlite_rebuild import start
from store import Store, open_store
from tests.children import heard, started
from tests.index import made
from tests.index.made import article, ident, titles

DAY = date(2023, 8, 22)
MATRIX = CoverageQuestion((Axis.UNIT, Axis.AREA, Axis.WEEK))


@pytest.fixture
def index(store: Store, registry: Registry, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> SqliteIndex:
    for name, value in (("LEAST", 2), ("MOST", 2), ("PIECE", 3)):
        monkeypatch.setattr(f"index.sqlite_rebuild.{name}", value)
    return SqliteIndex(store.ledger, registry, plan)


@pytest.fixture
def other(store: Store, registry: Registry, plan: Plan) -> Iterator[SqliteIndex]:
    """Another process's view of the same file."""
    with open_store(store.home) as opened:
        yield SqliteIndex(opened.ledger, registry, plan)


def old(count: int) -> list[Article]:
    return [article(n, f"Cũ {n}", on=DAY, areas="A01:P") for n in range(count)]


def tables(store: Store) -> set[str]:
    with store.ledger.reading() as connection:
        return {row.name for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_readers_see_the_old_index_until_the_new_one_is_whole(index: SqliteIndex, other: SqliteIndex) -> None:
    index.put(old(6))
    seen: list[tuple[int, int]] = []

    def anew() -> Iterator[Article]:
        for n in range(6):
            seen.append((other.count(SearchQuestion("cũ")), other.count(SearchQuestion("mới"))))
            yield article(n, f"Mới {n}", on=DAY, areas="A05:P")

    assert index.rebuild(anew()) == 6
    assert set(seen) == {(6, 0)}
    assert (other.count(SearchQuestion("cũ")), other.count(SearchQuestion("mới"))) == (0, 6)
    assert [cell.key for cell in other.coverage(MATRIX).cells] == [("so-x", "A05", "2023-W34")]
    assert {hit.id: hit.seq for hit in other.search(SearchQuestion()).hits} == {ident(n): n + 1 for n in range(6)}


def test_what_is_put_and_removed_meanwhile_stays_so(index: SqliteIndex, other: SqliteIndex) -> None:
    index.put(old(6))

    def anew() -> Iterator[Article]:
        yield from old(2)
        other.put([article(1, "Sửa 1", on=DAY, revision=2), article(5, "Sửa 5", on=DAY), article(9, "Thêm 9", on=DAY)])
        other.put([article(4, "Quá cũ", on=DAY, revision=0)])
        other.remove([ident(0), ident(3), ident(77)])
        yield from old(6)[2:]

    index.rebuild(anew())
    assert sorted(titles(index)) == sorted(titles(other)) == ["Cũ 2", "Cũ 4", "Sửa 1", "Sửa 5", "Thêm 9"]
    assert index.count(SearchQuestion("cũ")) == 2
    assert sum(cell.articles for cell in index.coverage(MATRIX).cells) == 2
    assert index.put([article(5, "Sửa 5", on=DAY)]) == 0


def test_an_export_that_runs_over_the_swap_keeps_its_view(index: SqliteIndex, other: SqliteIndex) -> None:
    index.put(old(5))
    export = other.export(SearchQuestion("cũ"))
    first = next(export)
    index.rebuild([article(9, "Mới", on=DAY)])
    assert [first.id, *(hit.id for hit in export)] == [ident(n) for n in range(5)]
    assert titles(other) == ["Mới"]


def test_a_stopped_rebuild_leaves_the_old_index_and_the_next_clears_up(
    store: Store, index: SqliteIndex, other: SqliteIndex
) -> None:
    index.put(old(4))
    before = tables(store)

    def broken() -> Iterator[Article]:
        yield from old(3)
        raise RuntimeError

    for _ in range(2):
        with pytest.raises(RuntimeError):
            index.rebuild(broken())
    assert tables(store) > before
    other.put([article(7, "Cũ 7", on=DAY)])
    assert index.count(SearchQuestion("cũ")) == 5
    assert index.rebuild([*old(4), article(7, "Cũ 7", on=DAY)]) == 5
    assert tables(store) == before
    index.put([article(8, "Cũ 8")])
    assert index.count(SearchQuestion("cũ")) == 6


def test_a_later_rebuild_ends_the_earlier_one(index: SqliteIndex, other: SqliteIndex) -> None:
    index.put(old(2))

    def overtaken() -> Iterator[Article]:
        yield from old(2)
        other.rebuild([article(1, "Sau")])
        yield article(3, "Không đến")

    with pytest.raises(StoreError, match="lần lập lại"):
        index.rebuild(overtaken())
    assert titles(index) == ["Sau"]


def test_writers_stop_writing_twice_for_a_dead_maker(
    store: Store, index: SqliteIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.sqlite_rebuild.PATIENCE", 3)
    making = start(store.ledger)
    for n in range(8):
        index.put([article(n)])
    with store.ledger.reading() as connection:
        written = connection.exec_driver_sql(f"SELECT count(*) FROM {making.tables.prefix}doc").scalar_one()
    assert 0 < written < 8
    with pytest.raises(StoreError, match="lần lập lại"):
        making.swap()
    assert index.state().articles == 8


def test_an_index_of_other_rules_takes_articles_again_while_it_is_made_anew(
    store: Store, index: SqliteIndex, other: SqliteIndex
) -> None:
    index.put(old(2))
    with store.ledger.begin() as connection:
        connection.exec_driver_sql("UPDATE ix_meta SET value = 0 WHERE key = 'schema'")
        connection.exec_driver_sql("DROP TABLE ix_label")

    def anew() -> Iterator[Article]:
        yield from old(2)
        assert other.put([article(5, "Cũ 5")]) == 1
        assert other.remove([ident(0)]) == 1

    with pytest.raises(StoreError, match="rebuild"):
        other.put([article(5)])
    index.rebuild(anew())
    assert sorted(titles(index)) == ["Cũ 1", "Cũ 5"]


def _make(said: Connection, home: Path) -> None:
    """What a process of its own does: an index anew without an end, each twentieth article told."""
    sqlite_rebuild.LEAST = sqlite_rebuild.MOST = 20

    def anew() -> Iterator[Article]:
        for n in count():
            if n % 20 == 0:
                said.send(n)
            yield article(n, "Mới", "cải cách hành chính " * 30, areas="A01:P")

    open_index(open_store(home), made.registry(), made.plan()).rebuild(anew())


def test_a_killed_maker_costs_nothing_but_its_work(store: Store, index: SqliteIndex) -> None:
    index.put(old(10))
    before = tables(store)
    for _ in range(3):
        maker, said = started(_make, store.home)
        while said.recv() < 60:
            index.put([article(100, "Cũ 100")])  # others write between its transactions
        maker.kill()
        heard(said)
        maker.join()
    assert index.count(SearchQuestion("cũ")) == 11
    assert index.rebuild([*old(10), article(100, "Cũ 100")]) == 11
    assert tables(store) == before
    with store.ledger.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        connection.exec_driver_sql("INSERT INTO ix_fts (ix_fts) VALUES ('integrity-check')")


def test_counting_by_unit_reads_one_index_only(store: Store, index: SqliteIndex) -> None:
    index.put(old(3))
    index.rebuild(old(3))
    with store.ledger.reading() as connection:
        sql = "SELECT unit, max(rid), count(*), sum(rid < 1) FROM ix_unit WHERE roles & 1 GROUP BY unit"
        steps = [step[3] for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]
    assert len(steps) == 1 and "COVERING INDEX" in steps[0]
    assert open_index(store, index.registry, made.plan()).freshness("unit")[0].article == ident(0)
