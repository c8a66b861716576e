"""A house whose index is on the session's Elasticsearch, and articles put into its ledger by hand."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from elasticsearch import Elasticsearch

from domain.article import Article, Page
from domain.settings import load
from flows.house import House
from phusong.demo import DEMO_NOW, Province
from tests.index import made
from tests.index.served import clear

PAGE = Page("https://trang-x.example/1", DEMO_NOW, 200, "text/html", "0" * 64, "record")


@contextmanager
def served_house(address: str, home: Path, **given: Any) -> Iterator[House]:
    """Nothing crawled, an empty index of its own name on the server, nothing of it afterwards."""
    name = f"nha-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with Elasticsearch(address) as client:
        clear(client, name)
        house = opened(home, index=address, index_name=name, **given)
        yield house
        house.close()
        clear(client, name)


def opened(home: Path, **given: Any) -> House:
    """A house on this folder; two of them are two processes as far as the ledger is concerned."""
    return House(load(home=home, units=Province.units_file, now=DEMO_NOW.isoformat(), **given))


def save(house: House, *articles: Article) -> None:
    """Into the ledger, each in a transaction of its own."""
    for article in articles:
        house.store.ledger.save(replace(article, page=PAGE), "so-x", DEMO_NOW)


def article(number: int, title: str = "papi", **given: Any) -> Article:
    """As the ledger wants it."""
    return replace(made.article(number, title, **given), page=PAGE)
