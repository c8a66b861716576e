"""How every stage grows with what is held already: `python -m benchmarks.growth --sizes 10000,100000` prints Markdown.

An installation is filled with made articles through the product's own storing (ledger, shingles, reposts, index), then
a site is crawled into it. Reading a page and reading a text hold nothing but a vocabulary, which is full after some
thousand texts: they are repeated as often, but at most MOST times.
"""

import argparse
import itertools
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.index_bench import Writer
from benchmarks.machine import heading
from benchmarks.pipeline import CORE, alone, end_to_end, portions
from benchmarks.site import Pages
from crawlers.extract import extract
from crawlers.page import parse
from crawlers.platforms import profile_of
from domain.article import Article, Page, Role, UnitReading
from domain.settings import load
from domain.source import Source
from flows.house import House
from flows.reading import with_readings
from flows.reposts import link
from nlp.shingles import sample
from store import Transaction

ADDRESS = "http://127.0.0.1"
MOST = 20_000  # pages or texts: 30,000 lasting words are met by then; all of 100,000 would take eight minutes more


def texts(size: int) -> Iterator[list[Article]]:
    """Made articles, fifty at a time."""
    made = Writer().articles(size)
    while some := list(itertools.islice(made, 50)):
        yield some


def articles(house: House, size: int) -> Iterator[list[Article]]:
    """The same of the shipped registry's units, as the reader would hand them over."""
    units = sorted(house.registry.units)
    for some in texts(size):
        yield [_read(article, units[int(article.id, 16) % len(units)]) for article in some]


def _read(article: Article, unit: str) -> Article:
    assert article.reading and article.text
    publisher = (UnitReading(unit, Role.PUBLISHER),)
    page = Page(article.found.url, article.found.first_seen, 200, "text/html", article.id * 2, "")
    reading = replace(article.reading, units=publisher, shingles=sample(article.text.body))
    return replace(article, page=page, reading=reading)


def storing(house: House, some: Sequence[Article]) -> int:
    """As `flows.storing` does it, for articles that no crawl has found."""
    ledger, index = house.store.ledger, house.index

    def work(connection: Transaction) -> int:
        ledger.in_order(connection)
        saved = ledger.save_all(some, "so-noi-vu", house.clock.now(), False, connection)
        link(house, saved, connection)
        index.put([one.article for one in saved], connection=connection)
        return len(saved)

    return ledger.attempt(work)


def pages(size: int) -> Iterator[Sequence[str]]:
    """Articles of the site that is measured, as pages."""
    made = Pages(size, "liferay")
    return ([made.article(number) for number in some] for some in portions(range(size)))


def reading_pages(house: House, source: Source, some: Sequence[str]) -> int:
    """Parse and extract."""
    for page in some:
        document = parse(page.encode(), "text/html; charset=utf-8", ADDRESS)
        extract(document, fetched_at=house.clock.now(), source=source, family=profile_of(source))
    return len(some)


def grown(folder: Path, size: int, crawled: int) -> None:
    """The rows of one size."""
    home = folder / "liferay"
    house = House(load(home=home))
    made = articles(house, size)
    print(alone(f"store, relate and index, up to {size:,}", made, lambda some: storing(house, some)), flush=True)
    house.close()
    row, house = end_to_end(folder, crawled, "liferay")
    print(row.replace("crawl → index, liferay", f"crawl → index, beside {size:,} articles"), flush=True)
    source, often = house.sources["do"], min(size, MOST)
    print(alone(f"extract, {often:,}", pages(often), lambda some: reading_pages(house, source, some)), flush=True)
    list(with_readings(house, source, next(texts(20))))  # load spaCy outside of the measure
    given = texts(often)
    print(alone(f"read, {often:,}", given, lambda some: len(list(with_readings(house, source, some)))), flush=True)
    house.close()


def main() -> None:
    """Every size in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10000,100000", help="with commas")
    parser.add_argument("--crawled", type=int, default=1500, help="articles of the site that is crawled")
    given = parser.parse_args()
    os.sched_setaffinity(0, CORE)
    print(heading("Growth, one core"))
    print("| what | amount | wall | rate | memory |\n|---|---|---|---|---|")
    for size in map(int, given.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            grown(Path(folder), size, given.crawled)


if __name__ == "__main__":
    main()
