"""One transaction: articles, revisions, reposts, work rows, outbox and the embedded index together, or none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from domain.article import Article
from domain.record import Work
from domain.source import Source
from flows.house import House
from flows.identity import own_address
from flows.reading import Failed
from flows.reposts import link
from store import Transaction

Pair = tuple[Work, Article]


def store_batch(house: House, source: Source, read: Sequence[Pair], failed: Sequence[Failed]) -> Counter[str]:
    """Store what was read and end what failed. Returns stored | revised | unchanged | failure word -> articles."""
    ended: Counter[str] = Counter()
    kept: dict[str, Article] = {}
    moved: set[str] = set()  # articles whose original changed
    ledger, index = house.store.ledger, house.index  # opened first: making its tables takes the ledger's lock
    with ledger.begin() as connection:
        for work, article in read:
            result, stored = store_one(house, source, work, article, connection)
            ended[result] += 1
            if stored:
                kept[stored.id] = stored
                moved |= link(house, stored, connection)
        for one in failed:
            ledger.settle(one.work.article, one.outcome, connection=connection)
            ended[one.outcome] += 1
        for name in sorted(moved):
            if found := ledger.article(name, connection):
                kept[name] = found.article
        index.put(kept.values(), connection=connection)
    return ended


def store_one(
    house: House, source: Source, work: Work, article: Article, connection: Transaction
) -> tuple[str, Article | None]:
    """Store one article. Returns how that ended, and the article unless it was another one's address."""
    ledger = house.store.ledger
    target, url = own_address(house, work, article, connection)
    if target != work.article:
        ledger.settle(work.article, "unchanged", same_as=target, connection=connection)
        if ledger.article(target, connection):
            return "unchanged", None
        ledger.adopt(target, work, url, connection)
        article = replace(article, id=target, found=replace(article.found, url=url))
    clock = house.clock
    kept = ledger.save(article, source.unit, clock.now(), clock.simulated, connection)
    ledger.settle(target, "unchanged" if kept.result == "unchanged" else "ok", connection=connection)
    return kept.result, kept.article
