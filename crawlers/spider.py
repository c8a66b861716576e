"""Scrapy's part: it keeps the order, the pace and the number of requests in flight; `Walk` decides what is asked.

Requests travel through `crawlers.door` (download handler `Wire`), so the guard, the limits and the redirects are the
same as for every other request of ours.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import local
from typing import Any, Final

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response

from crawlers.ask import Ask
from crawlers.door import Door, Limits
from crawlers.fetch import Answer, agent, follow, request_headers
from crawlers.notebook import Batch
from crawlers.pace import LONGEST
from crawlers.walk import Walk
from domain.errors import LeaseLost

TAKEN_OVER: Final = 4  # exit code
LANES: Final = 8  # requests in flight where no delay is kept, which is only on loopback
SLOT: Final = "site"  # one queue for the whole site, whatever its addresses call it
Told = Callable[[Batch | None], None]  # None: still alive


class SiteSpider(Spider):
    """Drives one walk to its end."""

    name = "site"

    def __init__(self, walk: Walk, limits: Limits, told: Told, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.walk, self.limits, self.told = walk, limits, told
        self.lanes = LANES if walk.delay == 0 else 1
        self.word = "interrupted"
        self._longest = limits.whole * (limits.redirects + 2) + 2 * LONGEST + walk.delay * (limits.redirects + 2)
        self._flying, self._flushed = 0, time.monotonic()
        self._pulse: asyncio.Task[None] | None = None
        self._answered = time.monotonic()

    async def start(self) -> AsyncIterator[Request]:
        """The first requests."""
        self.told(None)
        self._pulse = asyncio.get_running_loop().create_task(self._beat())
        self.walk.begin()
        for request in self._requests():
            yield request

    def parse(self, response: Response, **_: Any) -> Iterator[Request]:
        """One answer; then as many requests as there are free lanes."""
        self._flying, self._answered = self._flying - 1, time.monotonic()
        ask, answer = response.meta["ask"], response.meta["answer"]
        self.walk.take(ask, answer)
        self._keep_pace()
        book = self.walk.notebook
        if len(book) >= self.limits.flush_rows or time.monotonic() - self._flushed >= self.limits.flush_seconds:
            self._flush()
        yield from self._requests()

    def closed(self, reason: str) -> None:
        """The walk's end: everything that is still in memory becomes lasting."""
        if self._pulse is not None:
            self._pulse.cancel()
        word = self.walk.end()
        self._flush()
        self.word = word if reason == "finished" else "interrupted"

    def _requests(self) -> Iterator[Request]:
        while self._flying < self.lanes and (ask := self.walk.next()) is not None:
            self._flying += 1
            yield Request(ask.url, meta={"ask": ask, "download_slot": SLOT}, dont_filter=True)

    def _keep_pace(self) -> None:
        """A Crawl-delay is only known once robots.txt was read."""
        engine = self.crawler.engine
        slot = engine.downloader.slots.get(SLOT) if engine else None
        if slot is not None and slot.delay != self.walk.delay:
            slot.delay, slot.concurrency = self.walk.delay, 1
            self.lanes = 1

    def _flush(self) -> None:
        try:
            self.told(self.walk.notebook.flush())
        except LeaseLost:
            os._exit(TAKEN_OVER)  # another process crawls this source now: not one request more
        self._flushed = time.monotonic()

    async def _beat(self) -> None:
        """A sign of life while a server keeps us waiting, and a flush when pages come in slowly."""
        while True:
            await asyncio.sleep(self.limits.flush_seconds)
            if len(self.walk.notebook) or self.walk.notebook.fence:
                self._flush()
            else:
                self.told(None)
            if time.monotonic() - self._answered > self._longest:
                os._exit(3)  # every request has its time limit: a longer silence is a fault of ours


class Wire:
    """Scrapy's download handler: one exchange in a thread, every outcome an answer."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._pool = ThreadPoolExecutor(LANES, thread_name_prefix="wire")
        self._own = local()  # a door is for one thread
        self._doors: list[Door] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Wire":
        """Scrapy's way to make one."""
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        """Ask, after the pause that the ask itself carries."""
        ask: Ask = request.meta["ask"]
        if ask.wait:
            await asyncio.sleep(ask.wait)
        answer = await asyncio.get_running_loop().run_in_executor(self._pool, self._ask, ask)
        request.meta["answer"] = answer
        return Response(request.url, status=answer.status or 599, request=request)

    async def close(self) -> None:
        """Let connections and threads go."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for door in self._doors:
            door.close()

    def _ask(self, ask: Ask) -> Answer:
        spider = self._crawler.spider
        assert isinstance(spider, SiteSpider)
        walk = spider.walk
        if not hasattr(self._own, "door"):
            self._own.door = Door(spider.limits, walk.settings.allow_loopback)
            self._doors.append(self._own.door)
        headers = request_headers(walk.settings.contact, ask.etag, ask.last_modified)
        return follow(self._own.door, ask.url, headers, walk.permit, lambda: time.sleep(walk.delay))


def scrapy_settings(walk: Walk) -> dict[str, Any]:
    """Everything that differs from Scrapy's defaults, with the reason where it is not plain."""
    return {
        "USER_AGENT": agent(walk.settings.contact),
        "ROBOTSTXT_OBEY": False,  # crawlers.robots decides: kept for a day, recorded, and checked on redirects too
        "DOWNLOAD_DELAY": walk.delay,
        "DOWNLOAD_DELAY_JITTER": 0,  # the delay is a promise: never shorter
        "CONCURRENT_REQUESTS": LANES,
        "CONCURRENT_REQUESTS_PER_DOMAIN": LANES if walk.delay == 0 else 1,
        "CONCURRENT_ITEMS": 1,  # Scrapy starts this many tasks for every answer; at its 100 they cost 1.5 ms a page
        "AUTOTHROTTLE_ENABLED": False,
        "RETRY_ENABLED": False,  # Walk asks again, with its own pauses
        "REDIRECT_ENABLED": False,  # crawlers.fetch follows, under guard
        "COOKIES_ENABLED": False,
        "HTTPCACHE_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "HTTPERROR_ALLOW_ALL": True,
        "DOWNLOAD_HANDLERS": {"http": Wire, "https": Wire, "file": None, "ftp": None, "s3": None, "data": None},
        "DOWNLOADER_MIDDLEWARES_BASE": {},  # each is replaced above; passing through them cost 0.6 ms a page
        "SPIDER_MIDDLEWARES_BASE": {},
        "EXTENSIONS_BASE": {},
        "LOG_LEVEL": "WARNING",
        "LOG_FORMAT": "%(levelname)s %(name)s: %(message)s",
        "STATS_DUMP": False,
    }


def run(walk: Walk, limits: Limits, told: Told) -> str:
    """Crawl to the end in this process, which can do so only once. Returns the crawl's word."""
    process = AsyncCrawlerProcess(scrapy_settings(walk))
    crawler = process.create_crawler(SiteSpider)
    process.crawl(crawler, walk=walk, limits=limits, told=told)
    process.start()
    spider = crawler.spider
    return spider.word if isinstance(spider, SiteSpider) else "internal_error"
