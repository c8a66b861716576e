"""The index against a naive look at every article, on generated texts, queries and tables."""

import random
from collections import Counter
from datetime import date

import pytest

from domain.article import Article, Role
from domain.plan import Plan
from domain.unit import Registry
from index.names import Names
from index.port import Index
from index.query import parse
from index.questions import Axis, CoverageQuestion, Filters, SearchQuestion
from tests.index import made, naive
from tests.index.asked import KINDS, ROLES, ask, questions
from tests.index.expected import expected

QUESTIONS = 150  # for each seed


@pytest.fixture(scope="module")
def corpus() -> list[Article]:
    return made.some_articles(random.Random(1), 100)


@pytest.mark.parametrize("seed", [1, 2, *(pytest.param(more, marks=pytest.mark.torture) for more in (3, 4, 5))])
def test_every_question_is_answered_as_by_a_look_at_every_article(
    index: Index, registry: Registry, plan: Plan, corpus: list[Article], seed: int
) -> None:
    index.put(corpus)
    filled: Counter[str] = Counter()
    for asked in questions(corpus, QUESTIONS, seed):
        answer = ask(index, asked, show=lambda hit: hit.id)
        assert answer == expected(corpus, asked, registry, plan), asked
        filled[asked.kind] += any(map(bool, answer[1:]))
    assert all(filled[kind] > 1 for kind in KINDS), filled


def _exported(index: Index, question: SearchQuestion) -> list[str]:
    return [hit.id for hit in index.export(question)]


@pytest.mark.parametrize("size", [1, 7, 50])
def test_pages_and_export_give_every_match_once_in_order(index: Index, size: int) -> None:
    articles = made.some_articles(random.Random(4), 120)
    index.put(articles)
    every = naive.found(articles, parse("", Names(made.registry(), made.plan())), SearchQuestion())
    question, got = SearchQuestion(size=size), []
    while True:
        answer = index.search(question)
        got += [hit.id for hit in answer.hits]
        if answer.next is None:
            break
        question = SearchQuestion(size=size, cursor=answer.next)
    assert got == every == _exported(index, SearchQuestion())


def test_totals_count_all_articles(index: Index) -> None:
    articles = made.some_articles(random.Random(8), 150)
    index.put(articles)
    for by in ((Axis.UNIT, Axis.WEEK), (Axis.UNIT,), (Axis.SOURCE, Axis.MONTH), (Axis.KIND, Axis.FORMAT)):
        answer = index.totals(CoverageQuestion(by))
        counted = naive.coverage(articles, by, (Role.PUBLISHER,), Filters(), counting=False)
        assert {cell.key: tuple(cell[1:]) for cell in answer.cells} == counted


def test_every_article_is_either_in_a_week_or_counted_apart(index: Index) -> None:
    articles = made.some_articles(random.Random(9), 150)
    index.put(articles)
    answer = index.totals(CoverageQuestion((Axis.WEEK,)))
    assert sum(cell.articles for cell in (*answer.cells, *answer.undated)) == len(articles)
    since, until = date(2023, 8, 7), date(2023, 8, 13)
    asked = index.totals(CoverageQuestion((Axis.SOURCE,), Filters(since=since, until=until)))
    certain = sum(cell.articles for cell in asked.cells)
    possible = sum(cell.articles for cell in asked.undated)
    spans = [naive.span(one) for one in articles]
    before = sum(1 for one, days in zip(articles, spans, strict=True)
                 if naive.seen(one) < since and (days is None or days[0] < since <= days[1]))
    assert before
    assert certain == sum(1 for days in spans if days and since <= days[0] and days[1] <= until)
    assert possible + before == sum(
        1 for days in spans
        if days is None or (days[1] >= since and days[0] <= until and not (since <= days[0] and days[1] <= until)))


def test_a_changed_index_equals_one_made_at_once(index: Index) -> None:
    rng = random.Random(10)
    shown: dict[str, Article] = {}
    for revision in range(1, 6):
        some = made.some_articles(rng, 60)
        for one in rng.sample(some, 30):
            shown[one.id] = Article(one.id, one.found, None, one.text, one.reading, revision, one.original)
        index.put(shown.values())
        gone = rng.sample(sorted(shown), 5)
        assert index.remove(gone) == 5
        for id in gone:
            del shown[id]
    before = _everything(index)
    assert index.rebuild(shown.values()) == len(shown)
    assert _everything(index) == before


def _everything(index: Index) -> tuple[object, ...]:
    hits = [(hit.id, hit.seq, hit.title, hit.areas, hit.units, hit.day) for hit in index.export(SearchQuestion())]
    counts = tuple(index.count(SearchQuestion(f'"{phrase}"')) for phrase in made.PHRASES)
    tables = tuple(
        index.coverage(CoverageQuestion((Axis.UNIT, Axis.AREA, Axis.WEEK), roles=roles)) for roles in ROLES)
    return hits, counts, tables, index.facets(SearchQuestion(), tuple(Axis)), index.freshness("section"), index.state()
