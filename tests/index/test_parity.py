"""Both stores of the index answer alike: hits, counts, order, snippets, tables and news, on generated questions."""

import random
from collections import Counter
from dataclasses import replace

import pytest

from domain.plan import Plan
from domain.unit import Registry
from index.elastic import ElasticIndex
from index.questions import SearchQuestion
from index.sqlite import SqliteIndex
from store import Store
from tests.index import made
from tests.index.asked import KINDS, ask, questions

SEEDS = (11, 12, 13, 14)
QUESTIONS = 140  # a seed; a round of all kinds has 26
ARTICLES = 150

pytestmark = pytest.mark.elastic


@pytest.mark.parametrize("seed", SEEDS)
def test_both_stores_answer_alike(
    elastic: ElasticIndex, store: Store, registry: Registry, plan: Plan, seed: int
) -> None:
    embedded = SqliteIndex(store.ledger, registry, plan)
    corpus = made.some_articles(random.Random(seed), ARTICLES)
    for index in (embedded, elastic):
        assert index.put(corpus) == ARTICLES
    met, empty = Counter[str](), 0
    for asked in questions(corpus, QUESTIONS, seed):
        mine, theirs = ask(embedded, asked), ask(elastic, asked)
        assert mine == theirs, asked
        met[asked.kind] += 1
        empty += not mine
    assert met.keys() == set(KINDS) and empty < QUESTIONS // 2
    assert embedded.state().articles == elastic.state().articles
    assert embedded.state().undated == elastic.state().undated


def test_both_stores_agree_after_changes(
    elastic: ElasticIndex, store: Store, registry: Registry, plan: Plan
) -> None:
    embedded, rng = SqliteIndex(store.ledger, registry, plan), random.Random(5)
    for revision in (1, 2, 3):
        some = [replace(one, revision=revision) for one in rng.sample(made.some_articles(rng, 120), 60)]
        gone = [made.ident(number) for number in rng.sample(range(120), 9)]
        assert embedded.put(some) == elastic.put(some)
        assert embedded.remove(gone) == elastic.remove(gone)
    corpus = made.some_articles(random.Random(6), 40)
    for asked in questions(corpus, 60, 6):
        assert ask(embedded, asked) == ask(elastic, asked), asked


def test_a_page_of_one_store_goes_on_in_the_other(
    elastic: ElasticIndex, store: Store, registry: Registry, plan: Plan
) -> None:
    embedded, corpus = SqliteIndex(store.ledger, registry, plan), made.some_articles(random.Random(7), 80)
    embedded.put(corpus)
    elastic.put(corpus)
    stores, question, got = [embedded, elastic], SearchQuestion(size=9), []
    while True:
        answer = stores[len(got) % 2].search(question)
        got += [hit.id for hit in answer.hits]
        if answer.next is None:
            break
        question = SearchQuestion(size=9, cursor=answer.next)
    assert got == [hit.id for hit in embedded.export(SearchQuestion())]
