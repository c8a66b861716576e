"""What only the index in the ledger's file promises: shared transactions, several processes, and survival."""

import random
import sqlite3
from datetime import date, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import event

from domain.errors import QueryError, StoreError
from domain.plan import Plan
from domain.unit import Registry
from index import open_index
from index.questions import Axis, CoverageQuestion, Filters, SearchQuestion, Sort
from index.sqlite import SqliteIndex
from index.sqlite_match import MOST_WORDS
from index.sqlite_search import MOST_RANKED
from store import Store, open_store
from tests.children import heard, started
from tests.index import made

DAY = date(2023, 8, 22)


@pytest.fixture
def index(store: Store, registry: Registry, plan: Plan) -> SqliteIndex:
    return SqliteIndex(store.ledger, registry, plan)


def test_articles_appear_with_the_ledgers_transaction_or_not_at_all(store: Store, index: SqliteIndex) -> None:
    with pytest.raises(RuntimeError), store.ledger.begin() as connection:
        assert index.put([made.article(1, "papi", on=DAY, areas="A01:P")], connection=connection) == 1
        raise RuntimeError
    assert index.count(SearchQuestion("papi")) == 0
    assert index.state().seq == 0
    with store.ledger.begin() as connection:
        index.put([made.article(1, "papi")], connection=connection)
        index.remove([made.ident(1)], connection=connection)
        index.put([made.article(1, "papi pci")], connection=connection)
    assert index.count(SearchQuestion("pci")) == 1


def test_an_index_made_by_other_rules_refuses_until_it_is_rebuilt(
    store: Store, registry: Registry, plan: Plan, index: SqliteIndex
) -> None:
    index.put([made.article(1, "papi")])
    with store.ledger.begin() as connection:
        connection.exec_driver_sql("UPDATE ix_meta SET value = 0 WHERE key = 'analysis'")
    later = open_index(store, registry, plan)
    assert not index.current
    for ask in (lambda: later.search(SearchQuestion()), lambda: later.put([made.article(2)]),
                lambda: later.coverage(CoverageQuestion((Axis.UNIT,)))):
        with pytest.raises(StoreError, match="rebuild"):
            ask()
    assert later.state().analysis_version == 0
    assert later.rebuild([made.article(1, "papi")]) == 1
    assert later.count(SearchQuestion("papi")) == 1


def test_full_text_forgets_every_token_of_what_was_replaced(store: Store, index: SqliteIndex) -> None:
    rng = random.Random(3)
    for revision in range(1, 5):
        index.put([made.article(n, one.text.title, one.text.body, revision=revision)
                   for n, one in enumerate(made.some_articles(rng, 40)) if one.text])
    index.remove([made.ident(n) for n in range(40)])
    with store.ledger.begin() as connection:
        connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.seen USING fts5vocab('main', 'ix_fts', 'row')")
        assert connection.exec_driver_sql("SELECT term FROM temp.seen").all() == []
        connection.exec_driver_sql("INSERT INTO ix_fts (ix_fts) VALUES ('integrity-check')")
        for table in ("ix_doc", "ix_text", "ix_area", "ix_unit", "ix_section"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0


def test_pages_come_without_sorting_and_counts_are_remembered(store: Store, index: SqliteIndex) -> None:
    index.put([made.article(n, "papi", on=DAY) for n in range(3)])
    asked: list[str] = []
    event.listen(store.ledger.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    for _ in range(2):
        index.search(SearchQuestion("papi"))
    assert sum("count(*) FROM ix_fts" in sql for sql in asked) == 1
    pages = [sql for sql in asked if "ORDER BY f.rowid DESC" in sql]
    with store.ledger.reading() as connection:
        steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {pages[0]}", ('"papi"', -(1 << 62), 1 << 62)).all()
    assert not any("TEMP B-TREE" in step[3] for step in steps)
    index.put([made.article(9, "papi")])
    assert index.count(SearchQuestion("papi")) == 4


def test_a_prefix_of_too_many_words_still_finds_all(index: SqliteIndex) -> None:
    articles = [made.article(n, f"mã 77{n:04d}") for n in range(MOST_WORDS + 5)]
    index.put(articles[:MOST_WORDS])
    assert index.count(SearchQuestion("77*")) == MOST_WORDS
    index.put(articles[MOST_WORDS:])
    assert index.count(SearchQuestion("77*")) == MOST_WORDS + 5
    index.remove([made.ident(n) for n in range(5)])
    assert index.count(SearchQuestion("77*")) == MOST_WORDS
    assert index.count(SearchQuestion("7700* 77*")) == 95


def test_a_prefix_alone_is_counted_by_what_does_not_match(store: Store, index: SqliteIndex) -> None:
    days = [None, DAY, DAY + timedelta(days=1)]
    texts = [" ".join(f"mã{word}" for word in range(number % 23, 23, 7)) for number in range(60)]
    index.put([made.article(n, text, on=days[n % 3]) for n, text in enumerate([*texts, *["khác"] * 9])])
    asked: list[str] = []
    event.listen(store.ledger.engine, "before_cursor_execute", lambda *call: asked.append(str(call[3])))
    for text in ("mã*", "ma*", "mã1*"):
        starts = text.removesuffix("*").replace("ma", "mã")
        fits = [n for n, one in enumerate(texts) if any(word.startswith(starts) for word in one.split())]
        assert index.count(SearchQuestion(text)) == len(fits)
        on_the_day = SearchQuestion(text, Filters(since=DAY, until=DAY))
        assert index.count(on_the_day) == sum(n % 3 == 1 for n in fits)
        assert index.count(SearchQuestion(f"{text} NOT khác")) == len(fits)
    assert sum('"__all" NOT ("' in given for given in asked) >= 6


def test_relevance_of_very_many_matches_weighs_the_newest(index: SqliteIndex) -> None:
    few = [made.article(n, "tin", "papi", on=date(2023, 1, 1)) for n in range(MOST_RANKED)]
    index.put([made.article(99_999, "PAPI", on=date(2022, 1, 1)), *few])
    answer = index.search(SearchQuestion("papi", sort=Sort.RELEVANCE))
    assert answer.total == MOST_RANKED + 1
    assert made.ident(99_999) not in {hit.id for hit in answer.hits}


def test_a_cursor_of_the_other_order_is_refused(index: SqliteIndex) -> None:
    index.put([made.article(n, "papi", on=DAY) for n in range(3)])
    answer = index.search(SearchQuestion("papi", sort=Sort.RELEVANCE, size=1))
    with pytest.raises(QueryError, match="tìm lại"):
        index.search(SearchQuestion("papi", size=1, cursor=answer.next))


def test_an_export_keeps_its_view_whatever_is_written(index: SqliteIndex) -> None:
    index.put([made.article(n, "papi", on=DAY) for n in range(3)])
    export = index.export(SearchQuestion("papi"))
    first = next(export)
    index.put([made.article(n, "papi", on=DAY) for n in range(3, 6)])
    index.remove([made.ident(1)])
    assert [first.id, *(hit.id for hit in export)] == [made.ident(n) for n in range(3)]


def _write(said: Connection, home: Path, first: int, count: int) -> None:
    """What a process of its own does: ten articles at a time, each time saying how far it came."""
    index = open_index(open_store(home), made.registry(), made.plan())
    for at in range(first, first + count, 10):
        index.put([made.article(n, f"papi {n}", "cải cách hành chính " * 30, on=date(2023, 1, 1) + timedelta(n % 300),
                                areas="A01:P", actors=("so-y",)) for n in range(at, at + 10)])
        said.send(at + 10)


def _agrees(home: Path, articles: int) -> None:
    """Full text, rows and ready-made cells say the same."""
    with open_store(home) as store:
        index = open_index(store, made.registry(), made.plan())
        assert index.state().articles == index.count(SearchQuestion('"cải cách"')) == articles
        matrix = index.coverage(CoverageQuestion((Axis.UNIT, Axis.AREA, Axis.WEEK))).cells
        assert sum(cell.articles for cell in matrix) == articles
        assert index.totals(CoverageQuestion((Axis.UNIT,))).cells[0].articles == articles
    with sqlite3.connect(home / "phusong.db") as plain:
        plain.execute("INSERT INTO ix_fts (ix_fts) VALUES ('integrity-check')")
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    plain.close()


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    writers = [started(_write, home, first, 200) for first in (0, 1000)]
    assert [max(heard(said)) for _, said in writers] == [200, 1200]
    for writer, _ in writers:
        writer.join(120)
    assert [writer.exitcode for writer, _ in writers] == [0, 0]
    _agrees(home, 400)


def test_a_killed_writer_leaves_what_it_acknowledged_and_no_damage(tmp_path: Path) -> None:
    home, acknowledged = tmp_path / "home", 0
    for batches in (1, 4):
        writer, said = started(_write, home, acknowledged, 100_000)
        for _ in range(batches):
            acknowledged = said.recv()
        writer.kill()
        acknowledged = max([acknowledged, *heard(said)])
        writer.join()
    with open_store(home) as store:
        shown = open_index(store, made.registry(), made.plan()).state().articles
    assert acknowledged <= shown <= acknowledged + 10
    _agrees(home, shown)
