"""What one crawl knows and has found out, written to the ledger in batches: archive first, then one transaction."""

from dataclasses import dataclass, replace
from datetime import datetime

from crawlers import platforms, robots
from crawlers.ask import Ask
from crawlers.counts import Counts
from crawlers.fetch import Answer
from crawlers.platforms import Entry
from crawlers.robots import Robots
from domain.article import Found
from domain.clock import Clock
from domain.identity import article_id
from domain.outcome import OK
from domain.record import Fetch, Hub, Listing, State, Work
from store import Store, Transaction
from store.leases import Fence
from store.worklist import End


@dataclass(frozen=True)
class Batch:
    """What one flush made readable: article ids whose answer is in the archive."""

    fetched: tuple[str, ...]
    counts: Counts


class Notebook:
    """The memory of one crawl. Not for two crawls of one source at once."""

    def __init__(self, store: Store, source: str, crawl: int, simulated: bool, fence: Fence | None = None) -> None:
        self.store, self.source, self.crawl, self.simulated, self.fence = store, source, crawl, simulated, fence
        self.works: dict[str, Work] = {one.article: one for one in store.ledger.work(source)}
        self.hubs: dict[str, Hub] = {one.url: one for one in store.ledger.hubs(source)}
        self.last: dict[str, Listing] = {one.url: one for one in store.ledger.last_listings(source)}
        self.counts = Counts()
        self._addresses: set[str] = set()
        self._fetches: list[Fetch] = []
        self._listings: list[Listing] = []
        self._found: list[tuple[str, Found]] = []
        self._answered: list[tuple[str, Fetch]] = []
        self._aliases: list[tuple[str, str]] = []
        self._touched: dict[str, Hub] = {}

    def __len__(self) -> int:
        """Rows that wait."""
        return len(self._fetches) + len(self._listings) + len(self._found) + len(self._touched)

    def robots(self, url: str, now: datetime, fallback: bool = False) -> Robots | None:
        """The rules as they were asked for less than a day ago; as a fallback, the last readable ones of 30 days."""
        ledger = self.store.ledger
        row = ledger.last_ok(url) if fallback else ledger.last_fetch(url)
        if row is None or not robots.usable(row.at, now, fallback):
            return None
        if row.outcome in OK and row.record:
            return robots.parse(self.store.archive.get(row.record).body)
        rules = robots.judge(row.outcome, row.status, b"")
        return rules if rules.outcome == "ok" else None

    def key(self, url: str) -> str:
        """The id of the article at an address."""
        return article_id(platforms.identity(url))

    def article(self, entry: Entry, at: datetime, section: str | None, via: str, changed: bool) -> tuple[str, bool]:
        """Note an article that was offered. Returns its id and whether nobody had seen it."""
        key = self.key(entry.url)
        known = self.works.get(key)
        if known is not None and not changed and not self._adds(known, entry, section):
            return key, False
        self._addresses.add(entry.url)
        sections = (section,) if section else ()
        item = Found(self.source, entry.url, at, entry.title or None, entry.published, sections, via)
        self._found.append((key, item))
        if known is None:
            self.works[key] = Work(key, self.source, entry.url, State.FOUND, at, title=item.title, listed=item.listed,
                                   sections=sections, via=via)
            self.counts.found += 1
        else:
            together = (*known.sections, *(one for one in sections if one not in known.sections))
            self.works[key] = replace(known, sections=together, title=item.title or known.title,
                                      listed=item.listed or known.listed)
        return key, known is None

    def _adds(self, known: Work, entry: Entry, section: str | None) -> bool:
        """Whether an offer says anything about an article that was not known."""
        if entry.url != known.url and entry.url not in self._addresses:
            return True
        if section is not None and section not in known.sections:
            return True
        return (known.title is None and bool(entry.title)) or (known.listed is None and entry.published is not None)

    def hub(self, hub: Hub) -> None:
        """Write down what is now known of a hub."""
        if self.hubs.get(hub.url) != hub:
            self.hubs[hub.url] = self._touched[hub.url] = hub

    def asked(self, ask: Ask, answer: Answer, word: str, detail: str, now: datetime) -> Fetch:
        """Archive the answer and note the request; a body that we hold already is not kept twice."""
        digest, record = answer.digest, ""
        if digest and digest == ask.known:
            record = ask.record
        elif answer.status is not None and digest:
            archive = self.store.archive
            record = archive.put(answer.final_url, answer.status, list(answer.headers), answer.body, now)
        row = Fetch(
            self.source, ask.url, ask.kind, now, word, answer.status, answer.final_url, answer.content_type, digest,
            record, answer.size, answer.elapsed_ms, answer.header("etag"), answer.header("last-modified"), detail,
            self.crawl, self.simulated,
        )
        self._fetches.append(row)
        return row

    def listing(self, listing: Listing) -> None:
        """Note a listing reading."""
        row = replace(listing, crawl=self.crawl, simulated=self.simulated, id=None)
        self._listings.append(row)
        self.last[row.url] = row

    def answered(self, article: str, fetch: Fetch) -> None:
        """Note how an article's request ended."""
        self._answered.append((article, fetch))
        state = State.FAILED if fetch.outcome not in OK else State.FETCHED
        if self.works[article].state is not State.STORED or fetch.outcome == "ok":
            self.works[article] = replace(self.works[article], state=state)

    def same(self, article: str, other: str) -> None:
        """Note that an article's address leads to another article."""
        self._aliases.append((article, other))
        self.works[article] = replace(self.works[article], state=State.STORED)

    def hold(self, connection: Transaction | None = None) -> None:
        """Go on holding the leases of this crawl; they run by the real clock. Raises LeaseLost."""
        if self.fence:
            self.store.ledger.renew_all(self.fence, Clock().now(), connection)

    def flush(self) -> Batch:
        """Make everything lasting: the answers, then all rows that point into them at once. Raises LeaseLost."""
        self.store.archive.flush()
        ledger = self.store.ledger

        def write(connection: Transaction) -> dict[str, str]:
            self.hold(connection)
            ledger.found(self._found, connection)
            ended = ledger.answered(self._answered, connection)
            ledger.settle_all([End(article, "ok", other) for article, other in self._aliases], connection)
            ledger.put_hubs(list(self._touched.values()), connection)
            ledger.add_listings(self._listings, connection)
            ledger.add_fetches(self._fetches, connection)
            return ended

        ended = ledger.attempt(write)
        for article, word in ended.items():
            self._count(article, word)
        for rows in (self._found, self._answered, self._aliases, self._listings, self._fetches):
            rows.clear()
        self._touched.clear()
        return Batch(tuple(one for one, word in ended.items() if word == "fetched"), self.counts)

    def _count(self, article: str, word: str) -> None:
        if word == "fetched":
            self.counts.fetched += 1
        elif word in ("unchanged", "not_modified"):
            self.counts.unchanged += 1
        else:
            self.counts.failed[word] = self.counts.failed.get(word, 0) + 1
