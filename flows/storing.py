"""One transaction: articles, revisions, reposts, work rows, outbox and the embedded index together, or none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from domain.article import Article
from domain.record import Work
from domain.source import Source
from flows.house import House
from flows.identity import own_address
from flows.reading import Failed, Joined
from flows.reposts import link
from store import Transaction
from store.articles import Stored
from store.worklist import End

Pair = tuple[Work, Article]


@dataclass
class Desk:
    """What one transaction has stored so far."""

    house: House
    source: Source
    connection: Transaction
    waiting: dict[str, Pair] = field(default_factory=dict)
    stored: dict[str, Stored] = field(default_factory=dict)
    ends: list[End] = field(default_factory=list)
    ended: Counter[str] = field(default_factory=Counter)

    def held(self, article: str) -> Article | None:
        """An article as it is stored, or will be."""
        if article in self.waiting:
            return self.waiting[article][1]
        known = self.stored.get(article) or self.house.store.ledger.article(article, self.connection)
        return known.article if known else None

    def take(self, pairs: Sequence[Pair]) -> None:
        """Store articles; one that turns out to be stored under another address only points there."""
        waiting = self.waiting
        for work, article in pairs:
            target, url = own_address(self.house, work, article, self.held)
            if target in waiting:  # both are the same article: the second is a look at what the first brought
                self._save()
            if target != work.article:
                self.ends.append(End(work.article, "unchanged", target))
                if self.held(target):
                    self.ended["unchanged"] += 1
                    continue
                self.house.store.ledger.adopt(target, work, url, self.connection)
                article = replace(article, id=target, found=replace(article.found, url=url))
            waiting[target] = (work, article)
        self._save()

    def _save(self) -> None:
        clock = self.house.clock
        items = [article for _, article in self.waiting.values()]
        saved = self.house.store.ledger.save_all(
            items, self.source.unit, clock.now(), clock.simulated, self.connection
        )
        for one in saved:
            work, _ = self.waiting[one.article.id]
            read = work.record if work.article == one.article.id else ""
            self.ends.append(End(one.article.id, "unchanged" if one.result == "unchanged" else "ok", read=read))
            self.stored[one.article.id] = one
            self.ended[one.result] += 1
        self.waiting.clear()


def store_batch(
    house: House, source: Source, read: Sequence[Pair], failed: Sequence[Failed], joined: Joined | None = None
) -> Counter[str]:
    """Store what was read and end what failed. Returns stored | revised | unchanged | failure word -> articles.

    The embedded index joins in; one on a server follows the outbox, and may be away meanwhile.
    """
    ledger = house.store.ledger
    index = None if house.settings.index else house.index  # opened first: making its tables takes the ledger's lock

    def work(connection: Transaction) -> Counter[str]:
        ledger.in_order(connection)  # articles stored at the same time elsewhere must be seen, or a repost is missed
        desk = Desk(house, source, connection)
        desk.take(read)
        moved = link(house, list(desk.stored.values()), connection)
        ledger.settle_all([*desk.ends, *(_end(one) for one in failed if not one.ours)], connection)
        for one in failed:
            desk.ended[one.outcome] += 1
            if one.ours:
                ledger.unread(one.work, house.clock.now(), one.damaged, connection)
        if index is not None:
            index.put([one.article for one in {**desk.stored, **moved}.values()], connection=connection)
        if joined is not None:
            joined(desk.ended, connection)
        return desk.ended

    return ledger.attempt(work)


def _end(one: Failed) -> End:
    return End(one.work.article, one.outcome, read=one.work.record)
