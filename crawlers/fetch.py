"""Asking politely: redirects followed under guard, robots.txt obeyed, pace kept; every request ends in an `Answer`.

`get` is the synchronous form, for looking at a site before it is a source; the spider uses `follow`.
"""

import http.client
import random
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Final
from urllib.parse import urljoin

from crawlers import robots
from crawlers.door import Door, Exchange, Header, Limits, header
from crawlers.guard import split
from crawlers.outcomes import of_error, of_status, passing
from crawlers.pace import LONGEST, Pace, back_off, retry_after
from domain.errors import CrawlError, Refused
from domain.identity import same_site
from domain.settings import Settings

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
FORESEEN: Final = (CrawlError, OSError, ValueError, http.client.HTTPException, zlib.error)  # OSError: sockets and TLS
Permit = Callable[[str], None]  # raises Refused for an address that may not be asked


@dataclass(frozen=True)
class Answer:
    """How one request ended; `outcome` is a word of domain.outcome. Without an answer `status` is None."""

    url: str  # as asked
    outcome: str
    detail: str = ""
    final_url: str = ""
    status: int | None = None
    headers: tuple[Header, ...] = ()
    body: bytes = b""  # after content decoding
    size: int = 0  # bytes of the body on the wire
    elapsed_ms: int = 0
    hops: int = 0  # requests that were sent

    def header(self, name: str) -> str:
        """The first header of that name (lower case), or an empty string."""
        return header(self.headers, name)

    @property
    def ok(self) -> bool:
        """Whether there is a page to read."""
        return self.outcome == "ok"

    @property
    def content_type(self) -> str:
        """The Content-Type header as it came."""
        return self.header("content-type")

    @property
    def digest(self) -> str:
        """SHA-256 of the body in hex; empty without a body."""
        return sha256(self.body).hexdigest() if self.body else ""


@cache  # asking for the version takes 1.5 ms, and every request states it
def agent(contact: str) -> str:
    """The honest User-Agent, ASCII: who asks and whom to write to."""
    try:
        number = version("phusong")
    except PackageNotFoundError:
        number = "0"
    whom = contact.encode("ascii", "ignore").decode().translate({ord(c): None for c in "\r\n()"})
    return f"{robots.AGENT}/{number} (+{whom}; cong cu theo doi cua co quan bao chi)"


def request_headers(contact: str, etag: str = "", last_modified: str = "") -> tuple[Header, ...]:
    """What every request says; with validators the server may answer 304."""
    asked = [
        ("User-Agent", agent(contact)),
        ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"),
        ("Accept-Language", "vi,en;q=0.3"),
        ("Accept-Encoding", "gzip, deflate"),
    ]
    validators = [("If-None-Match", etag), ("If-Modified-Since", last_modified)]
    return (*asked, *((name, value) for name, value in validators if value.isascii() and value))


def follow(door: Door, url: str, headers: tuple[Header, ...], permit: Permit, rest: Callable[[], None]) -> Answer:
    """Ask one address and up to five redirects of it; `rest` is called before each of them. Raises no CrawlError."""
    start, at, hops, asked, told = time.monotonic(), url, 0, list[str](), dict[str, str]()
    try:
        while True:
            permit(at)
            if hops:
                rest()
            hops += 1
            asked.append(at)
            again = (("Cookie", "; ".join(f"{name}={value}" for name, value in told.items())),) if told else ()
            exchange = door.ask(at, (*headers, *again))
            at = exchange.url
            onward = _onward(exchange)
            if onward is None:
                return _answer(url, exchange, hops, start)
            fresh = {name: value for name, value in _cookies(exchange).items() if name not in told}
            if (onward in asked and not fresh) or hops > door.limits.redirects:
                raise CrawlError("too_many_redirects", f"{hops} lần, đến {onward[:200]}")
            if not same_site(url, onward):
                raise CrawlError("moved_away", onward[:300])
            if split(onward).netloc == split(at).netloc:  # some servers send nobody on who does not repeat their word
                told |= fresh
            at = onward
    except FORESEEN as error:
        word, detail = of_error(error)
        return Answer(url, word, detail, at, elapsed_ms=_since(start), hops=hops)


def _onward(exchange: Exchange) -> str | None:
    """Where a redirect points. Raises CrawlError for one that points nowhere."""
    if exchange.status not in REDIRECTS:
        return None
    place = header(exchange.headers, "location")
    if not place:
        raise CrawlError("http_error", f"mã {exchange.status} không có Location")
    return split(urljoin(exchange.url, place)).geturl()


def _cookies(exchange: Exchange) -> dict[str, str]:
    """What a server asks to be told again; kept for the redirects of one request only."""
    pairs = (value.split(";")[0].partition("=") for name, value in exchange.headers if name.lower() == "set-cookie")
    return {name.strip(): value.strip() for name, sign, value in pairs if sign and f"{name}{value}".isascii()}


def _answer(url: str, exchange: Exchange, hops: int, start: float) -> Answer:
    word = of_status(exchange.status)
    detail = "" if word in ("ok", "not_modified") else f"mã {exchange.status}"
    if word == "ok" and not exchange.body:
        word, detail = "empty_template", "trả lời rỗng"
    return Answer(url, word, detail, exchange.url, exchange.status, exchange.headers, exchange.body,
                  exchange.received, _since(start), hops)


def _since(start: float) -> int:
    return int((time.monotonic() - start) * 1000)


def pause_asked(answer: Answer, now: datetime) -> float | None:
    """Seconds of patience that the server asks for with a 429 or 503."""
    value = answer.header("retry-after") if answer.status in (429, 503) else ""
    return retry_after(value, now) if value else None


class Web:
    """A polite reader of any site: one request at a time per site. Use as a context manager."""

    def __init__(self, settings: Settings, limits: Limits | None = None, pace: Pace | None = None) -> None:
        self.settings, self.pace = settings, pace or Pace()
        self.door = Door(limits or Limits(), settings.allow_loopback)
        self._robots: dict[str, robots.Robots] = {}

    def __enter__(self) -> "Web":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.door.close()

    def get(self, url: str, etag: str = "", last_modified: str = "", tries: int = 1) -> Answer:
        """One page. A failure that may pass is asked again up to `tries` times, after a growing pause."""
        answer = self._once(url, etag, last_modified)
        for attempt in range(1, tries):
            if not passing(answer.outcome):
                break
            asked = pause_asked(answer, self.settings.clock.now())
            if asked is not None and asked > LONGEST:
                break
            self.pace.rest(_place(url), max(asked or 0.0, back_off(attempt - 1, self._delay(url), random.Random())))
            answer = self._once(url, etag, last_modified)
        return answer

    def robots(self, url: str) -> robots.Robots:
        """The rules of the site, asked once."""
        place = robots.robots_url(url)
        if place not in self._robots:
            answer = self._ask(place, self._headers(), lambda _: None)
            self._robots[place] = robots.judge(answer.outcome, answer.status, answer.body)
        return self._robots[place]

    def _once(self, url: str, etag: str, last_modified: str) -> Answer:
        try:
            split(url)
        except Refused as refusal:
            return Answer(url, refusal.outcome, refusal.detail, url)
        return self._ask(url, self._headers(etag, last_modified), self._permit)

    def _ask(self, url: str, headers: tuple[Header, ...], permit: Permit) -> Answer:
        place = _place(url)
        self.pace.wait(place, self._delay(url))
        return follow(self.door, url, headers, permit, lambda: self.pace.wait(place, self._delay(url)))

    def _permit(self, url: str) -> None:
        rules = self.robots(url)
        if not rules.allows(url):
            word = "robots_denied" if rules.outcome == "ok" else rules.outcome
            raise Refused(word, rules.detail)

    def _headers(self, etag: str = "", last_modified: str = "") -> tuple[Header, ...]:
        return request_headers(self.settings.contact, etag, last_modified)

    def _delay(self, url: str) -> float:
        kept = self._robots.get(robots.robots_url(url))
        return max(self.settings.delay_for(url), kept.delay if kept else 0.0)


def _place(url: str) -> str:
    return split(url).netloc.lower().removeprefix("www.")


def get(url: str, settings: Settings, web: Web | None = None) -> Answer:
    """One page, politely; pass the same `web` for several pages of one site. Never raises for what a site does."""
    if web is not None:
        return web.get(url)
    with Web(settings) as own:
        return own.get(url)
