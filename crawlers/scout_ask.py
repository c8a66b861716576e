"""Asking a site while it is looked at: a budget, each address once, every answer with its outcome word."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crawlers import verdicts
from crawlers.page import Document, parse
from domain.errors import CrawlError
from domain.identity import canonical

Headers = Iterable[tuple[str, str]]
Get = Callable[
    [str], tuple[int, str, Headers, bytes]
]  # status, address after redirects, headers, body; raises CrawlError


@dataclass(frozen=True)
class Look:
    """One answer: its outcome word, its bytes, and the parsed page where it is one."""

    url: str  # after redirects
    outcome: str
    body: bytes = b""
    content_type: str = ""
    document: Document | None = None
    detail: str = ""


class Asker:
    """`get` with a budget; an address asked twice is answered from memory."""

    def __init__(self, get: Get, budget: int) -> None:
        self._get, self.left, self.asked = get, budget, 0
        self._seen: dict[str, Look] = {}

    def page(self, url: str) -> Look:
        """An HTML page, judged. Outcome `over_budget` when nothing more may be asked."""
        return self._ask(url, as_page=True)

    def raw(self, url: str) -> Look:
        """A feed, a sitemap, robots.txt: bytes with the word of their status only."""
        return self._ask(url, as_page=False)

    def knows(self, url: str) -> bool:
        """Whether the address costs no request any more."""
        return canonical(url) in self._seen

    def _ask(self, url: str, *, as_page: bool) -> Look:
        key = canonical(url)
        if key in self._seen:
            return self._seen[key]
        if self.left <= 0 or not key:
            return Look(url, "over_budget" if key else "bad_url")
        self.left, self.asked = self.left - 1, self.asked + 1
        look = look_at(self._get, key, as_page=as_page)
        self._seen[key] = self._seen[canonical(look.url) or key] = look
        return look


def look_at(get: Get, url: str, *, as_page: bool = True) -> Look:
    """One request and its word. Never raises for what a site does."""
    try:
        status, final, headers, body = get(url)
    except CrawlError as error:
        return Look(url, error.outcome, detail=error.detail)
    pairs = tuple(headers)
    kind = next((value for name, value in pairs if name.lower() == "content-type"), "")
    document, detail = None, ""
    if as_page:
        try:
            document = parse(body, kind, final)
        except CrawlError as error:
            if status == 200:
                return Look(final, error.outcome, body, kind, detail=error.detail)
            detail = error.detail
    elif status == 200:
        return Look(final, "ok", body, kind)
    return Look(final, verdicts.judge(status, final, url, document, pairs), body, kind, document, detail)
