"""What only the index on a server promises: versions behind an alias, one view, and other people's faults in words."""

from datetime import date

import pytest
from elasticsearch import Elasticsearch

from domain.errors import IndexUnavailable, QueryError, StoreError
from domain.plan import Plan
from domain.unit import Registry
from index.elastic import ElasticIndex
from index.elastic_errors import too_many
from index.elastic_search import View
from index.mapping import Json
from index.questions import Axis, CoverageQuestion, SearchQuestion, Sort
from store import Store
from tests.index import made
from tests.index.made import article, ident, titles

pytestmark = pytest.mark.elastic
DAY = date(2023, 8, 22)
ALL = SearchQuestion()


def test_it_joins_no_transaction(elastic: ElasticIndex, store: Store) -> None:
    with store.ledger.begin() as connection:
        with pytest.raises(ValueError, match="outbox"):
            elastic.put([article(1)], connection=connection)
        with pytest.raises(ValueError, match="outbox"):
            elastic.remove([ident(1)], connection=connection)


def test_an_index_made_by_other_rules_answers_nothing_but_its_state(
    elastic: ElasticIndex, elastic_address: str, store: Store, registry: Registry, plan: Plan
) -> None:
    elastic.put([article(1)])
    elastic.client.indices.put_mapping(index=elastic.target(), meta={"schema": 1, "analysis": 0})
    with Elasticsearch(elastic_address) as client:
        later = ElasticIndex(client, store.ledger, registry, plan, elastic.name)
        assert not later.current and later.state().analysis_version == 0 and later.state().articles == 1
        for ask in (lambda: later.search(ALL), lambda: later.put([article(2)]), lambda: list(later.export(ALL)),
                    lambda: later.new(ALL, 0), lambda: later.coverage(CoverageQuestion((Axis.UNIT,)))):
            with pytest.raises(StoreError, match="phusong index migrate"):
                ask()


def test_a_server_without_the_index_says_what_to_do(elastic: ElasticIndex) -> None:
    elastic.client.indices.delete(index=elastic.target())
    with pytest.raises(StoreError, match="phusong index build"):
        elastic.count(ALL)
    assert elastic.state().articles == 0


def test_an_export_keeps_its_view_whatever_is_written(
    elastic: ElasticIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.elastic_search.EXPORTED", 2)
    elastic.put([article(number, "papi", on=DAY) for number in range(5)])
    export = elastic.export(SearchQuestion("papi"))
    first = next(export)
    elastic.put([article(number, "papi", on=DAY) for number in range(5, 8)])
    elastic.remove([ident(3)])
    elastic.rebuild([article(9, "papi")])
    with pytest.raises(StoreError):  # the index that the view looked at is gone: said, not half-answered
        assert [first.id, *(hit.id for hit in export)] == [ident(number) for number in range(5)]


def test_a_view_outlives_writes_and_a_swap_to_a_new_index(
    elastic: ElasticIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.elastic_search.EXPORTED", 2)
    elastic.put([article(number, "papi", on=DAY) for number in range(5)])
    export = elastic.export(SearchQuestion("papi"))
    first = next(export)
    name = elastic.generations.make()
    elastic.writer(name).put([article(9, "papi")], {}, {}, empty=True)
    elastic.generations.swap(name)
    elastic.remove([ident(9)])
    assert [first.id, *(hit.id for hit in export)] == [ident(number) for number in range(5)]


def test_what_an_unfinished_writer_wrote_is_not_seen(elastic: ElasticIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = elastic.writer()
    monkeypatch.setattr(writer, "show", lambda: None)
    writer.put([article(1), article(2)], {}, {})
    assert elastic.count(ALL) == 0
    elastic.put([article(1), article(2)])  # the same again: nothing to write, and seen from now on
    assert elastic.count(ALL) == 2


def test_a_table_of_many_cells_is_whole(elastic: ElasticIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = CoverageQuestion((Axis.UNIT, Axis.AREA, Axis.WEEK))
    elastic.put(made.some_articles(made.random.Random(1), 120))
    before = elastic.coverage(whole)
    monkeypatch.setattr("index.elastic_cells.WEEKS", 1)
    assert elastic.coverage(whole) == before and len(before.cells) > 21
    by_kind = CoverageQuestion((*whole.by, Axis.KIND))
    before = elastic.coverage(by_kind)
    monkeypatch.setattr("index.elastic_coverage.BUCKETS", 7)
    assert elastic.coverage(by_kind) == before and len(before.cells) > 21


def test_a_piece_of_time_with_more_cells_than_one_answer_holds_is_asked_in_halves(
    elastic: ElasticIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = CoverageQuestion((Axis.UNIT, Axis.AREA, Axis.WEEK))
    elastic.put(made.some_articles(made.random.Random(1), 120))
    before, ask_all, refused = elastic.coverage(whole), View.ask_all, []

    def narrow(view: View, searches: list[tuple[Json, Json]]) -> list[Json | None]:
        answers = ask_all(view, searches)
        found = [None if _cells_of(answer) > 30 else answer for answer in answers]
        refused.extend(answer for answer in found if answer is None)
        return found

    monkeypatch.setattr("index.elastic_search.View.ask_all", narrow)
    assert elastic.coverage(whole) == before and refused
    monkeypatch.setattr("index.elastic_search.View.ask_all", lambda view, searches: [None] * len(searches))
    with pytest.raises(StoreError, match="quá nhiều ô"):
        elastic.coverage(whole)


def _cells_of(answer: Json | None) -> int:
    pairs = answer["aggregations"]["pairs"]["buckets"] if answer else []
    return sum(len(pair["weeks"]["buckets"]) for pair in pairs if "weeks" in pair)


@pytest.mark.parametrize(("answer", "error"), [
    ({"error": {"type": "circuit_breaking_exception", "reason": "x"}, "status": 429}, IndexUnavailable),
    ({"error": {"type": "parsing_exception", "reason": "x"}, "status": 400}, StoreError),
])
def test_one_of_several_searches_that_failed_fails_the_whole_answer(answer: Json, error: type[StoreError]) -> None:
    with pytest.raises(error, match="x"):
        too_many(answer)
    assert too_many({"error": {"type": "x", "caused_by": {"type": "too_many_buckets_exception"}}, "status": 400})


def test_a_cursor_of_the_other_order_is_refused(elastic: ElasticIndex) -> None:
    elastic.put([article(number, "papi", on=DAY) for number in range(3)])
    for one, other in ((Sort.RELEVANCE, Sort.NEWEST), (Sort.NEWEST, Sort.RELEVANCE)):
        answer = elastic.search(SearchQuestion("papi", sort=one, size=1))
        with pytest.raises(QueryError, match="tìm lại"):
            elastic.search(SearchQuestion("papi", sort=other, size=1, cursor=answer.next))


def test_relevance_weighs_where_the_words_stand_and_then_the_date(elastic: ElasticIndex) -> None:
    elastic.put([
        article(1, "papi", on=date(2023, 1, 1)), article(2, "khác", "papi", on=DAY),
        article(3, "papi", "papi", on=date(2022, 1, 1)), article(4, "khác", lead="papi", on=date(2021, 1, 1)),
        article(5, "papi", on=DAY),
    ])
    got, cursor = [], None
    while True:
        answer = elastic.search(SearchQuestion("papi", sort=Sort.RELEVANCE, size=2, cursor=cursor))
        got, cursor = [*got, *(hit.id for hit in answer.hits)], answer.next
        if cursor is None:
            break
    assert got == [ident(number) for number in (5, 1, 3, 4, 2)]
    assert titles(elastic, "noi-dung:A01", sort=Sort.RELEVANCE) == []


def test_an_undated_article_of_a_page_is_followed_by_the_next(elastic: ElasticIndex) -> None:
    elastic.put([article(number) for number in range(5)])
    first = elastic.search(SearchQuestion(size=2))
    second = elastic.search(SearchQuestion(size=9, cursor=first.next))
    assert [hit.id for hit in (*first.hits, *second.hits)] == [ident(number) for number in range(5)]
