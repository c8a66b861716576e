"""The index against a naive look at every article, on generated texts, queries and tables."""

import random
from collections import Counter
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest

from domain.article import Article, Role
from domain.plan import Plan
from domain.unit import Registry
from index.names import Names
from index.port import Index
from index.query import parse
from index.questions import Axis, CoverageQuestion, Filters, SearchQuestion
from index.tree import Words, folded, leaves
from tests.index import made, naive

ROLES = ((Role.PUBLISHER,), (Role.ACTOR,), (Role.PUBLISHER, Role.ACTOR), (Role.MENTIONED,))
QUERIES = 80  # for each of three seeds


def some_filters(rng: random.Random) -> Filters:
    """None or a few of the filters."""
    day = date(2023, 7, 24) + timedelta(days=rng.randrange(50))
    every: dict[str, Any] = {
        "sources": (f"trang-{rng.choice('xyz')}",), "kinds": (rng.choice(("so", "ubnd-huyen")),),
        "units": tuple(rng.sample(made.UNITS, rng.choice((1, 2)))),
        "areas": tuple(rng.sample(made.AREAS, rng.choice((1, 2)))), "formats": (rng.choice(made.FORMS),),
        "since": day, "until": day + timedelta(days=rng.randrange(30)), "original": rng.random() < 0.7,
        "dated": rng.random() < 0.7, "mentions": True, "every_area": True,
    }
    return Filters(**{name: every[name] for name in rng.sample(sorted(every), rng.choice((0, 0, 1, 2, 3)))})


def some_query(rng: random.Random, depth: int = 0) -> str:
    """A query of the grammar, from the words of the texts and a few that no text has."""
    kind = rng.choice(("word", "word", "word", "phrase", "prefix", "field", "or", "and", "not", "title"))
    phrase = rng.choice((*made.PHRASES, "cải cach", "chưa từng", "thủ tục hạnh chính", "số hành"))
    phrase = phrase if rng.random() < 0.6 else naive.bare(phrase.lower())
    if kind in ("or", "and", "not") and depth < 3:
        left, right = some_query(rng, depth + 1), some_query(rng, depth + 1)
        return {"or": f"({left} HOẶC {right})", "and": f"{left} {right}", "not": f"{left} KHÔNG ({right})"}[kind]
    if kind == "field":
        return rng.choice((
            "don-vi:so-x", 'don-vi:"Sở Yên bình"', "noi-dung:A05", "noi-dung:1", "the-loai:phóng-sự", "loai:so",
            "goc:không", "tu:05/08/2023", "den:2023-08-20", "ngay:08/2023", "nguon:trang-y",
        ))
    if kind == "phrase":
        return f'"{phrase}"'
    if kind == "title":
        return f'tieu-de:"{phrase}"'
    if kind == "prefix":
        word = max(naive.words(phrase), key=len)
        return f"{word[: max(2, len(word) - 1)]}*"
    return phrase.replace(" - ", " ").replace("-", " ") if rng.random() < 0.5 else naive.words(phrase)[0]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_search_finds_what_a_look_at_every_article_finds(
    index: Index, registry: Registry, plan: Plan, seed: int
) -> None:
    rng = random.Random(seed)
    articles = made.some_articles(rng, 100)
    index.put(articles)
    names, seen = Names(registry, plan), Counter[str]()
    for number in range(QUERIES):
        question = SearchQuestion(some_query(rng), some_filters(rng), rng.choice(ROLES), size=40)
        question = question if number else SearchQuestion('"cải cach"', size=40)
        tree = parse(question.text, names)
        expected, is_folded = naive.found(articles, tree, question), False
        if not expected and any(isinstance(leaf, Words) and leaf.exact for leaf in leaves(tree, negated=True)):
            expected = naive.found(articles, folded(tree), question)
            is_folded = bool(expected)
        answer = index.search(question)
        got = [hit.id for hit in answer.hits]
        assert (answer.total, answer.folded) == (len(expected), is_folded), question
        assert got == expected[:40], question
        assert index.count(question) == len(expected)
        seen["hit" if expected else "empty"] += 1
        seen["folded"] += is_folded
    assert seen["hit"] > 25 and seen["empty"] > 2 and seen["folded"] > 0


def _exported(index: Index, question: SearchQuestion) -> list[str]:
    return [hit.id for hit in index.export(question)]


@pytest.mark.parametrize("size", [1, 7, 50])
def test_pages_and_export_give_every_match_once_in_order(index: Index, size: int) -> None:
    articles = made.some_articles(random.Random(4), 120)
    index.put(articles)
    expected = naive.found(articles, parse("", Names(made.registry(), made.plan())), SearchQuestion())
    question, got = SearchQuestion(size=size), []
    while True:
        answer = index.search(question)
        got += [hit.id for hit in answer.hits]
        if answer.next is None:
            break
        question = SearchQuestion(size=size, cursor=answer.next)
    assert got == expected == _exported(index, SearchQuestion())


@pytest.mark.parametrize("seed", [5, 6])
def test_coverage_counts_what_a_look_at_every_article_counts(index: Index, seed: int) -> None:
    rng = random.Random(seed)
    articles = made.some_articles(rng, 100)
    index.put(articles)
    for by in [by for width in (1, 2, 3) for by in combinations(Axis, width)]:
        filters, roles = some_filters(rng), rng.choice(ROLES)
        filters = Filters(**{**vars(filters), "mentions": False, "every_area": False})
        answer = index.coverage(CoverageQuestion(by, filters, roles))
        expected = naive.coverage(articles, by, roles, filters)
        assert {cell.key: tuple(cell[1:]) for cell in answer.cells} == expected, (by, filters, roles)
        assert len(answer.cells) == len(expected)


def test_totals_count_all_articles(index: Index) -> None:
    articles = made.some_articles(random.Random(8), 150)
    index.put(articles)
    for by in ((Axis.UNIT, Axis.WEEK), (Axis.UNIT,), (Axis.SOURCE, Axis.MONTH), (Axis.KIND, Axis.FORMAT)):
        answer = index.totals(CoverageQuestion(by))
        expected = naive.coverage(articles, by, (Role.PUBLISHER,), Filters(), counting=False)
        assert {cell.key: tuple(cell[1:]) for cell in answer.cells} == expected


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
    assert certain == sum(1 for days in spans if days and since <= days[0] and days[1] <= until)
    assert possible == sum(
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
