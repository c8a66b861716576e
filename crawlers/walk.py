"""One crawl of one source as a question-and-answer game: `next` says what to ask, `take` gets what came back.

No network and no Scrapy in here: whoever drives it decides how requests travel.
"""

from dataclasses import replace
from datetime import datetime
from typing import Final

from crawlers import robots
from crawlers.answers import Answers
from crawlers.ask import Ask, Queue
from crawlers.fetch import Answer, pause_asked
from crawlers.harvest import Harvest, site_of
from crawlers.notebook import Notebook
from crawlers.outcomes import SILENCE, UNWELCOME, passing
from crawlers.pace import LONGEST, back_off
from crawlers.reading import refined
from crawlers.schedule import QUIET, deep, roots, to_check, to_read
from domain.errors import Refused
from domain.outcome import OK, vietnamese
from domain.record import Fetch, Kind, State
from domain.settings import Settings
from domain.source import Source

IN_A_ROW: Final = 4  # failures of one sort after which a site is left alone until the next crawl
TRIES: Final = {Kind.ROBOTS: 3, Kind.ARTICLE: 2}
TRIES_ELSE: Final = 3


class Walk:
    """The state of one crawl; everything lasting goes through the notebook."""

    def __init__(self, source: Source, settings: Settings, notebook: Notebook) -> None:
        self.source, self.settings, self.notebook = source, settings, notebook
        self.queue = Queue()
        self._rules: dict[str, robots.Robots] = {}  # by site: a section may stand on a host of its own
        self.stopped = ""  # the word that ended the crawl early
        self._harvest = Harvest(source, notebook, self.queue, roots(source, self.now()))
        self._answers = Answers(source, notebook, self._harvest)
        self._streak: tuple[str, int] = ("", 0)
        self._sent = 0

    def now(self) -> datetime:
        """The run's clock."""
        return self.settings.clock.now()

    @property
    def rules(self) -> robots.Robots:
        """What the home page's robots.txt says."""
        return self._rules.get(site_of(self.source.url), robots.OPEN)

    @property
    def delay(self) -> float:
        """Seconds between requests: the longest of ours, the source file's and the site's own wish."""
        return max(self.settings.delay_for(self.source.url), self.source.delay or 0.0, self.rules.delay)

    def begin(self) -> None:
        """Put the first questions: robots.txt of every host, or at once the pages when fresh copies are kept."""
        for site, url in {site_of(url): robots.robots_url(url) for url in self._harvest.roots}.items():
            kept = self.notebook.robots(url, self.now())
            if kept is not None:
                self._rules[site] = kept
            else:
                self.queue.add(Ask(url, Kind.ROBOTS, rank=0))
        if not len(self.queue):
            self._start()

    def next(self) -> Ask | None:
        """The next request, or None when nothing is left to ask now."""
        while not self.stopped and self._sent < self.settings.page_budget:
            ask = self.queue.pop()
            if ask is None:
                return None
            if self._moot(ask):
                continue
            if ask.kind is not Kind.ROBOTS and not self._allowed(ask):
                continue
            self._sent += 1
            return ask
        return None

    def take(self, ask: Ask, answer: Answer) -> None:
        """What came back for one ask."""
        now = self.now()
        counts = self.notebook.counts
        counts.requests += answer.hops
        counts.bytes += answer.size
        self._sent += max(0, answer.hops - 1)
        if answer.outcome == "not_modified" and not (ask.etag or ask.last_modified):
            answer = replace(answer, outcome="http_error", detail="304 mà không hỏi có điều kiện")
        answer = refined(answer)
        if self._again(ask, answer, now):
            return
        if ask.kind is Kind.ROBOTS:
            self._take_robots(ask, answer, now)
        elif ask.article:
            self._count(self._answers.article(ask, answer, now))
        else:
            self._count(self._answers.page(ask, answer, now))

    def permit(self, url: str) -> None:
        """Whether an address, asked or redirected to, may be read. Raises Refused: robots_denied, or the word that kept
        its robots.txt from us."""
        rules = self._rules.get(site_of(url), self.rules)
        if not rules.allows(url):
            raise Refused("robots_denied" if rules.outcome == "ok" else rules.outcome, rules.detail or url[:200])

    def end(self) -> str:
        """Close the books: what was not asked stays for the next crawl. Returns the crawl's word."""
        now = self.now()
        for ask in self.queue.drain():
            if self.stopped and self._harvest.is_root(ask):
                self._harvest.failed(ask, self.stopped, "không hỏi nữa sau nhiều lần thất bại", "", now, again=True)
        counts = self.notebook.counts
        counts.left = sum(one.state is State.FOUND for one in self.notebook.works.values())
        counts.pages = sum(one.due for one in self.notebook.hubs.values())
        return self._word()

    @property
    def detail(self) -> str:
        """Why the crawl ended before everything was asked; empty where nothing was left."""
        spent = self._sent >= self.settings.page_budget and (self.notebook.counts.left or self.notebook.counts.pages)
        word = self.stopped or ("over_budget" if spent else "")
        return vietnamese(word) if word else ""

    def _word(self) -> str:
        read = [one for one in self.notebook.last.values() if one.crawl == self.notebook.crawl]
        if any(one.outcome in OK for one in read):
            return "ok"
        own = [one.outcome for one in read if one.url in self._harvest.roots]
        return own[0] if own else self.stopped or "not_found"

    def _start(self) -> None:
        """Everything this crawl means to read, now that the rules are known."""
        rules, now = self.rules, self.now()
        self._harvest.began = now
        chosen = roots(self.source, now, rules.sitemaps)
        self._harvest.roots = {one.url: one for one in chosen}
        for one in chosen:
            known = self.notebook.hubs.get(one.url, one)
            self.notebook.hub(replace(known, section=one.section, kind=one.kind, page=1, via=one.via))
        if rules.outcome == "ok":
            self._plan(now)
            return
        self.stopped = rules.outcome
        for ask in map(self._harvest.ask_for, chosen):
            if self._harvest.is_root(ask):
                self._harvest.failed(ask, rules.outcome, rules.detail, "", now, again=True)

    def _plan(self, now: datetime) -> None:
        hubs, last, harvest = self.notebook.hubs, self.notebook.last, self._harvest
        checks = to_check(self.notebook.works.values(), now)
        for hub in to_read(hubs, list(harvest.roots.values()), last, now, QUIET - 1 - len(checks)):
            self.queue.add(harvest.ask_for(hub))
        for hub in deep(hubs, last, now):
            self.queue.add(harvest.ask_for(hub, daily=True))
        waiting = [
            one for one in self.notebook.works.values()
            if one.state is State.FOUND or (one.state is State.FAILED and one.next_try and one.next_try <= now)
        ]
        waiting.sort(key=lambda one: one.listed.day.toordinal() if one.listed else 0, reverse=True)
        for work in [*waiting, *checks]:
            self.queue.add(harvest.article_ask(work))

    def _take_robots(self, ask: Ask, answer: Answer, now: datetime) -> None:
        row = self.notebook.asked(ask, answer, answer.outcome, answer.detail, now)
        rules = robots.judge(row.outcome, answer.status, answer.body)
        if rules.outcome != "ok":
            rules = self.notebook.robots(ask.url, now, fallback=True) or rules
        self._rules[site_of(ask.url)] = rules
        if len(self._rules) == len({site_of(url) for url in self._harvest.roots}):
            self._start()

    def _again(self, ask: Ask, answer: Answer, now: datetime) -> bool:
        """Whether the same request is made once more in this crawl, after a growing pause."""
        if not passing(answer.outcome):
            return False
        asked = pause_asked(answer, now)
        if asked is not None and asked > LONGEST:
            self.stopped = answer.outcome if ask.kind is not Kind.ROBOTS else ""
            return False
        if ask.attempt + 1 >= TRIES.get(ask.kind, TRIES_ELSE):
            return False
        self.notebook.asked(ask, answer, answer.outcome, answer.detail, now)
        wait = max(asked or 0.0, back_off(ask.attempt, self.delay))
        self.queue.add(replace(ask, attempt=ask.attempt + 1, wait=wait), again=True)
        return True

    def _count(self, word: str) -> None:
        """Stop where nobody answers, or where we are not wanted, several times in a row."""
        sort = "silence" if word in SILENCE else "unwelcome" if word in UNWELCOME else ""
        before, run = self._streak
        self._streak = (sort, run + 1 if sort and sort == before else 1 if sort else 0)
        if self._streak[1] >= IN_A_ROW:
            self.stopped = word

    def _allowed(self, ask: Ask) -> bool:
        """Whether robots.txt lets us ask; where it does not, that is how the ask ended."""
        try:
            self.permit(ask.url)
        except Refused as refusal:
            now = self.now()
            if ask.article:
                row = Fetch(self.source.id, ask.url, ask.kind, now, refusal.outcome, detail=refusal.detail)
                self.notebook.answered(ask.article, row)
            else:
                self._harvest.failed(ask, refusal.outcome, refusal.detail, "", now, again=False)
            return False
        return True

    def _moot(self, ask: Ask) -> bool:
        """Whether an ask lost its point while it waited."""
        if ask.article:  # it came in under another address
            return self.notebook.works[ask.article].state is State.FETCHED
        return ask.kind is not Kind.ROBOTS and self._harvest.overtaken(ask, self.now())
