"""What a page that was read brings: articles and further pages for the notebook and the queue, a row for the audit."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from crawlers.ask import ARTICLE, OLDER, ROOT, WALK, Ask, Queue
from crawlers.beside import own_entries
from crawlers.links import Link, LinkKind, learn
from crawlers.notebook import Notebook
from crawlers.platforms import Entry, identity
from crawlers.platforms.paging import is_paging, page_of, same_list
from crawlers.reading import Content, Rules, span_of
from crawlers.schedule import DAILY, WINDOW, PageRead, more, retitled, rules_of
from crawlers.sniff import is_file
from domain.dated import VIETNAM
from domain.identity import article_id, bare_host, is_trap
from domain.outcome import OK
from domain.record import Hub, Kind, Listing, State, Work
from domain.source import Source

BARREN: Final = 200  # proposal: after so many pages of one shape without a new article the rest is a trap
MAPS: Final = 5  # parts of a sitemap index that are read again, or at all where only the window is wanted


class Harvest:
    """Puts what pages offer where it belongs. `roots` are the pages that the source file names."""

    def __init__(self, source: Source, notebook: Notebook, queue: Queue, roots: list[Hub]) -> None:
        self.source, self.notebook, self.queue = source, notebook, queue
        self.rules, self.version = Rules(source), rules_of(source)
        self.roots = {one.url: one for one in roots}
        self.walks = source.history == "all"
        self.learned = learn([one.url for one in notebook.works.values()])
        self._sites = {site_of(one.url) for one in roots}
        self._lists = {notebook.key(one.url) for one in roots}  # a list's further pages may look as articles do
        self.began = datetime.min.replace(tzinfo=UTC)  # the crawl's start: set once its rules are known
        self._seen: set[str] = set()
        self._barren: Counter[str] = Counter()  # pages in a row of one address shape that brought nothing new
        self._pages = {identity(url) for url in notebook.hubs} if self.walks else set()

    def read(self, ask: Ask, content: Content, record: str, now: datetime) -> None:
        """One page's content."""
        hub = self.notebook.hubs[ask.url]
        if content.entries and not any(self._ours(one.url) for one in content.entries):
            away = f"{len(content.entries)} mục đều dẫn ra ngoài trang"
            content = replace(content, outcome="site_changed", detail=away)
        offered = [one for one in content.entries if self._offers(one)]
        taken = [one for one in offered if self._takes(one, content, hub, now)]
        entries = taken if content.kind is Kind.SITEMAP else own_entries(offered, ask.section, self.notebook)
        ids, unknown = self._entries(taken, {one.url for one in entries}, ask, now)
        span = span_of(tuple(entries), now)
        page = PageRead(ids, unknown, span.newest, span.oldest, ask.page)
        if content.older and self._ours(content.older):
            first, today = hub.read_at is None, now.astimezone(VIETNAM).date()
            if more(page, ask.before, self.source.history, first, ask.daily, today):
                self._older(content.older, ask, page.ids, now)
        self._maps(content.maps, ask, now)
        self.learned = content.learned if content.learned.articles else self.learned
        again = bool(ids) and ids == ask.before  # past the end some lists show their last page for ever
        unknown += self.links(content.links, ask.url, ask.depth, now, None if again else ask)
        if entries or self.is_root(ask) or ask.url in self.notebook.last:
            self.notebook.listing(Listing(
                self.source.id, ask.section, ask.url, now, content.outcome, len(entries), span.dated, span.newest,
                span.newest_url, span.oldest, content.platform, ask.page, record, content.detail,
            ))
        calm = 0 if unknown or hub.read_at is None else hub.calm + 1
        self._barren[_shape(ask.url)] = 0 if unknown else self._barren[_shape(ask.url)] + 1
        self.notebook.hub(replace(hub, due=False, read_at=now, outcome=content.outcome, calm=calm, rules=self.version,
                                  kind=content.kind))

    def repeated(self, ask: Ask, outcome: str, now: datetime) -> None:
        """A page that has not changed since it was read: its last reading holds, with the new time."""
        last, hub = self.notebook.last.get(ask.url), self.notebook.hubs[ask.url]
        if last is not None:
            self.notebook.listing(replace(last, at=now, outcome=outcome))
        self.notebook.hub(replace(hub, due=False, read_at=now, outcome=outcome, calm=hub.calm + 1))
        if hub.kind is Kind.SITEMAP:  # an index may stay the same while its newest part grows
            parts = [one for one in self.notebook.hubs.values() if one.via == ask.url and one.page == ask.page + 1]
            parts.sort(key=lambda one: self._newest(one.url), reverse=True)
            self._maps([one.url for one in parts], ask, now)
        if ask.daily and last is not None and last.newest and last.newest >= (now - WINDOW).date():
            following = [one for one in self.notebook.hubs.values() if one.via == ask.url and one.page == ask.page + 1]
            for one in following:
                self.queue.add(self.ask_for(one, daily=True))

    def failed(self, ask: Ask, word: str, detail: str, record: str, now: datetime, again: bool) -> None:
        """A page that could not be read; `again`: the next crawl asks for it whatever its age."""
        hub = self.notebook.hubs[ask.url]
        if self.is_root(ask) or ask.section or ask.url in self.notebook.last:
            self.notebook.listing(Listing(self.source.id, ask.section, ask.url, now, word, page=ask.page,
                                          platform=self.platform(ask), record=record, detail=detail))
        calm = hub.calm + 1
        self.notebook.hub(replace(hub, due=again and calm < 3, read_at=now, outcome=word, calm=calm, rules=""))

    def ask_for(self, hub: Hub, daily: bool = False, before: tuple[str, ...] = ()) -> Ask:
        """The request for a hub, conditional where its last reading still says what stands there."""
        rank = ROOT if hub.url in self.roots else OLDER if hub.page > 1 else WALK
        section = hub.section if any(one.id == hub.section for one in self.source.sections) else None
        ask = Ask(hub.url, hub.kind, rank, section, hub.page, hub.depth, before=before, daily=daily)
        last = self.notebook.last.get(hub.url)
        readable = hub.read_at is not None and hub.outcome in OK and (last is None or last.outcome in OK)
        if not readable or hub.rules != self.version:
            return ask
        kept = self.notebook.store.ledger.last_ok(hub.url)
        if kept is None or not kept.record:
            return ask
        held = replace(ask, known=kept.digest, record=kept.record)
        if self.began - kept.at >= DAILY:
            return held  # servers lie about what changed: once a day a list is asked for in full
        return replace(held, etag=kept.etag, last_modified=kept.last_modified)

    def article_ask(self, work: Work) -> Ask:
        """The request for an article, conditional when we hold it."""
        ask = Ask(work.url, Kind.ARTICLE, ARTICLE, article=work.article)
        if work.state is not State.STORED or not work.record:
            return ask
        return replace(ask, etag=work.etag, last_modified=work.last_modified, known=work.digest, record=work.record)

    def settled(self, url: str) -> bool:
        """Whether nothing that a further page says of an address can change what becomes of it."""
        return url in self._seen or url in self.roots or not self._ours(url)

    def links(self, links: Iterable[Link], via: str, depth: int, now: datetime, of: Ask | None = None) -> int:
        """Bare links of a page: articles, and pages to walk on to. Returns how many articles are new.

        Further pages of a list belong to its section (`of`) whichever of them is met first.
        """
        unknown = 0
        for link in links:
            if self.settled(link.url):
                continue
            if link.kind is not LinkKind.LISTING:
                self._seen.add(link.url)  # a page may yet turn out to be an article's, once lists have taught its shape
            if self._is_list(link.url):
                continue
            known = article_id(link.identity) in self.notebook.works
            if link.kind is LinkKind.ARTICLE or (known and link.kind is LinkKind.LISTING):
                unknown += self._article(Entry(link.url, ""), None, via, now)[1]
            elif link.kind is LinkKind.LISTING and link.identity not in self._pages:
                self._pages.add(link.identity)
                self._walk_to(link.url, via, depth, now, of)
        return unknown

    def overtaken(self, ask: Ask, now: datetime) -> bool:
        """Whether a waiting page need not be read: a list has shown it as an article, or its kind never ends."""
        hub = self.notebook.hubs.get(ask.url)
        if hub is None or ask.url in self.roots:
            return False
        if self.notebook.key(ask.url) in self.notebook.works:
            self.notebook.hub(replace(hub, due=False, read_at=now, outcome="ok"))
            return True
        if ask.rank == WALK and self._endless(ask.url):
            self.notebook.hub(replace(hub, due=False, read_at=now, outcome="trap"))
            return True
        return False

    def is_root(self, ask: Ask) -> bool:
        """Whether the source file itself names this page."""
        root = self.roots.get(ask.url)
        return root is not None and not root.via

    def is_walked(self, ask: Ask) -> bool:
        """Whether the page is asked only because a link led to it."""
        return ask.rank == WALK and ask.section is None and ask.url not in self.roots

    def platform(self, ask: Ask) -> str:
        """By which family the page is read."""
        section = next((one for one in self.source.sections if one.id == ask.section), None)
        return (section.platform if section else None) or self.source.platform

    def _entries(self, entries: list[Entry], own: set[str], ask: Ask, now: datetime) -> tuple[tuple[str, ...], int]:
        ids, unknown = list[str](), 0
        for entry in entries:
            key, new = self._article(entry, ask.section if entry.url in own else None, ask.url, now)
            ids.append(key)
            unknown += new
        return tuple(ids), unknown

    def _article(self, entry: Entry, section: str | None, via: str, now: datetime) -> tuple[str, bool]:
        before = self.notebook.works.get(self.notebook.key(entry.url))
        changed = before is not None and _changed(before, entry, via, now)
        key, new = self.notebook.article(entry, now, section, via, changed)
        if new or changed:
            self.queue.add(self.article_ask(self.notebook.works[key] if before is None else before))
        return key, new

    def _offers(self, entry: Entry) -> bool:
        """Whether an entry speaks of something that this site published: an article, or a document file."""
        listed = is_file(entry.url) or self.rules.listed(entry.url)
        return self._ours(entry.url) and listed and not self._is_list(entry.url)

    def _is_list(self, url: str) -> bool:
        hub = self.notebook.hubs.get(url)
        return url in self.roots or self.notebook.key(url) in self._lists or (hub is not None and hub.page > 1)

    def _takes(self, entry: Entry, content: Content, hub: Hub, now: datetime) -> bool:
        """Whether an entry is an article that this crawl wants."""
        if content.kind is not Kind.SITEMAP:
            return not is_file(entry.url) and self._vouched(entry, content, hub, now)
        if not (entry.title or hub.section or self.rules.article(entry.url)):
            if self.walks and not is_file(entry.url):
                self._walk_to(entry.url, hub.url, hub.depth, now)
            return False
        known = self.notebook.key(entry.url) in self.notebook.works
        recent = entry.published is not None and entry.published.earliest >= now - WINDOW
        return known or self.walks or recent or (hub.section is not None and entry.published is None)

    def _vouched(self, entry: Entry, content: Content, hub: Hub, now: datetime) -> bool:
        """Whether an entry is surely an article; a bare title outside the sections is walked to: its page decides."""
        sure = hub.section is not None or entry.published is not None or bool(entry.summary)
        if sure or not self.walks or content.kind is Kind.FEED or self.rules.article(entry.url):
            return True
        if self.notebook.key(entry.url) in self.notebook.works:
            return True
        self._walk_to(entry.url, hub.url, hub.depth, now)
        return False

    def _ours(self, url: str) -> bool:
        return bool(url) and site_of(url) in self._sites and not is_trap(url) and self.rules.wanted(url)

    def _walk_to(self, url: str, via: str, depth: int, now: datetime, of: Ask | None = None) -> None:
        if url in self.notebook.hubs or self._endless(url):
            return
        hub = Hub(self.source.id, url, Kind.LISTING, now, via=via, depth=depth + 1)
        if of and of.section and is_paging(url) and page_of(url) != 1 and same_list(url, of.url):
            hub = replace(hub, section=of.section, page=max(page_of(url), of.page + 2))  # the next one is known
        self.notebook.hub(hub)
        self.queue.add(self.ask_for(hub))

    def _endless(self, url: str) -> bool:
        return self._barren[_shape(url)] >= BARREN

    def _newest(self, url: str) -> int:
        last = self.notebook.last.get(url)
        return last.newest.toordinal() if last and last.newest else 0

    def _older(self, url: str, ask: Ask, before: tuple[str, ...], now: datetime) -> None:
        known = self.notebook.hubs.get(url) or Hub(self.source.id, url, Kind.LISTING, now, depth=ask.depth + 1)
        if url in self.roots:
            return
        hub = replace(known, section=ask.section, page=ask.page + 1, via=ask.url)
        asked = self.queue.add(self.ask_for(hub, ask.daily, before), better=True)
        self.notebook.hub(replace(hub, due=hub.due or asked))

    def _maps(self, urls: Iterable[str], ask: Ask, now: datetime) -> None:
        """The sitemaps of an index, newest first, count as its further pages; once read, only live ones are again."""
        for number, url in enumerate(urls):
            known = self.notebook.hubs.get(url)
            if not self._ours(url) or url in self.roots:
                continue
            if known is None or known.read_at is None:
                wanted = self.walks or number < MAPS
            else:
                wanted = number < MAPS and now - known.read_at >= DAILY
            if wanted:
                fresh = known or Hub(self.source.id, url, Kind.SITEMAP, now, depth=ask.depth + 1)
                hub = replace(fresh, section=ask.section, page=ask.page + 1, via=ask.url, due=True)
                self.notebook.hub(hub)
                self.queue.add(self.ask_for(hub), better=True)


def _changed(work: Work, entry: Entry, via: str, now: datetime) -> bool:
    """Whether a listing shows that a stored article is not what it was; asked at most once a day."""
    asked = work.checked_at or work.fetched_at
    if work.state is not State.STORED or asked is None or now - asked < DAILY:
        return False
    newer = entry.published is not None and asked < entry.published.earliest <= now
    return retitled(work, entry.title, via) or newer


def _shape(url: str) -> str:
    """An address with its numbers left out: `/lich/#?ngay=#`."""
    parts = urlsplit(url)
    return re.sub(r"\d+", "#", parts.path + "?" + parts.query)


def site_of(url: str) -> str:
    """What counts as one site: host and port, `www.` aside."""
    return bare_host(urlsplit(url).netloc)
