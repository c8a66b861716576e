"""One order for every index: what was numbered once keeps its number, whichever index gave it or shows it."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from domain.article import Page
from domain.plan import Plan
from domain.unit import Registry
from index.questions import SearchQuestion
from index.sqlite import SqliteIndex
from store import Store
from tests.conftest import NOW
from tests.index.made import article, ident

ALL = SearchQuestion()
PAGE = Page("https://trang-x.example/1", NOW, 200, "text/html", "0" * 64, "record")


@pytest.fixture
def index(store: Store, registry: Registry, plan: Plan) -> SqliteIndex:
    return SqliteIndex(store.ledger, registry, plan)


def as_of_schema_1(store: Store, *ids: str, after: int = 0) -> None:
    """The file as the landed version left it: numbers of the index's own, an index of older rules."""
    with store.ledger.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE ix_seq (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE)")
        for seq, id in enumerate(ids, after + 1):
            connection.exec_driver_sql("INSERT INTO ix_seq VALUES (?, ?)", (seq, id))
        connection.exec_driver_sql("UPDATE ix_meta SET value = 1 WHERE key = 'schema'")


def keep(store: Store, *numbers: int) -> None:
    """Into the ledger only."""
    for number in numbers:
        store.ledger.save(replace(article(number), page=PAGE), "so-x", NOW)


def seen(index: SqliteIndex, since: int, size: int = 200) -> tuple[list[str], int]:
    answer = index.new(ALL, since, size)
    return [hit.id for hit in answer.hits], answer.seq


def test_the_ledger_numbers_what_the_index_shows(store: Store, index: SqliteIndex) -> None:
    held = store.ledger.numbers([ident(7), ident(5)])
    index.put([article(5), article(6), article(7)])
    assert {hit.id: hit.seq for hit in index.export(ALL)} == {**held, ident(6): 3}
    assert index.state().seq == 3


def test_numbers_of_an_older_file_go_over_as_they_are(
    store: Store, index: SqliteIndex, registry: Registry, plan: Plan
) -> None:
    as_of_schema_1(store, ident(9), ident(2), ident(4), after=40)
    later = SqliteIndex(store.ledger, registry, plan)
    assert later.state().seq == 43
    later.rebuild([article(number) for number in (2, 4, 9, 11)])
    assert seen(later, 0) == ([ident(9), ident(2), ident(4), ident(11)], 44)
    assert seen(SqliteIndex(store.ledger, registry, plan), 41) == ([ident(2), ident(4), ident(11)], 44)
    with store.ledger.reading() as connection:
        assert connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'ix_seq'").first() is None


def test_numbers_that_the_ledger_gave_meanwhile_stand(
    store: Store, index: SqliteIndex, registry: Registry, plan: Plan
) -> None:
    held = store.ledger.numbers([ident(4), ident(9)])  # an index on a server followed the ledger
    as_of_schema_1(store, ident(8), ident(9), ident(1))
    later = SqliteIndex(store.ledger, registry, plan)
    numbers = store.ledger.numbers([ident(8), ident(1), ident(4), ident(9)])
    assert numbers == {**held, ident(8): 3, ident(1): 4}
    assert later.state().seq == 4


def test_a_watermark_waits_for_what_only_the_other_index_has_shown(store: Store, index: SqliteIndex) -> None:
    index.put([article(1), article(2)])
    keep(store, 1, 2, 3, 4, 5)
    store.ledger.numbers([ident(3), ident(4)])  # shown by the index on a server; then the switch back
    index.put([article(5)])
    assert seen(index, 0) == ([ident(1), ident(2)], 2)
    assert seen(index, 2) == ([], 2) and seen(index, 1, size=1) == ([ident(2)], 2)
    index.rebuild(article(number) for number in range(1, 6))
    assert seen(index, 2) == ([ident(3), ident(4), ident(5)], 5)


def test_what_left_the_ledger_holds_up_nobody(store: Store, index: SqliteIndex) -> None:
    store.ledger.numbers([ident(1)])
    index.put([article(2)])
    assert seen(index, 0) == ([ident(2)], 2)


def test_two_thousand_articles_are_numbered_in_a_few_statements(store: Store, index: SqliteIndex) -> None:
    asked: list[str] = []
    event.listen(store.ledger.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    index.put([article(number) for number in range(2000)])
    assert 0 < sum(" number" in sql for sql in asked) <= 10
