"""What an answer is, in one word of domain.outcome: a page, or something that stands where the page should be.

    judge(status, final_url, asked_url, document, headers) -> str
        document: None where the body is no HTML; headers: (name, value) pairs

Words are looked for where such pages put them (title, headings, a text with little else), so that an article *about*
captchas or attacks stays an article.
"""

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawlers import walls
from crawlers.page import Document
from crawlers.platforms.chrome import is_hard
from crawlers.platforms.texts import texts
from domain.identity import bare_host, canonical, identity, registrable
from domain.outcome import known
from domain.textnorm import fold

_HOME = re.compile(
    r"(?i)^/?((index|default|home|trang-?chu|web/guest(/home|/trang-?chu)?|pages/(default|home)|portal|vi-vn)"
    r"(\.(html?|aspx?|php|jsp|htm))?)?/?$"
)
_LOGIN = re.compile(r"(?i)/(login|log-in|signin|sign-in|dang-?nhap|authenticate|adfs|cas|sso|oauth2?|wp-login)(/|\.|$)")
_BY_STATUS = {
    304: "not_modified",
    401: "forbidden",
    403: "forbidden",
    404: "not_found",
    410: "not_found",
    429: "rate_limited",
    451: "forbidden",
}
_HTML = ("text/html", "application/xhtml", "text/xml", "application/xml", "text/plain")


class Seen:
    """A page as a person sees it first: title, headings, the text without menus, how much there is of it."""

    def __init__(self, document: Document) -> None:
        self.html, self.tree = document.html, document.tree

    @cached_property
    def title(self) -> str:
        """The document's title, folded."""
        return _line(next((element.text_content() for element in self.tree.iter("title")), ""))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The text of h1 to h3, folded."""
        return tuple(line for e in self.tree.iter("h1", "h2", "h3") if (line := _line(e.text_content())))[:6]

    @cached_property
    def text(self) -> str:
        """The visible text, folded, without menus, footers and the like."""
        most = 0.6 * len(self.tree.text_content())  # what holds more is a wrapper, whatever it is called

        def apart(element: HtmlElement) -> bool:
            if element.tag in ("body", "html", "form", "main") or not is_hard(element):
                return False
            return element.tag in ("nav", "footer") or len(element.text_content()) <= most

        return _line(" ".join(texts(self.tree, apart)))

    @cached_property
    def beside_login(self) -> int:
        """Characters of text outside the form that asks for a password (its box, where the whole page is a form)."""
        field = next((one for one in self.tree.iter("input") if (one.get("type") or "").lower() == "password"), None)
        box = next((one for one in field.iterancestors() if one.tag == "form"), None) if field is not None else None
        if box is None or field is None:
            return len(self.text)
        whole = len(box.text_content()) > 0.6 * len(self.tree.text_content())
        inside = list(field.iterancestors())[min(4, sum(1 for _ in field.iterancestors()) - 1)] if whole else box
        return max(0, len(self.text) - len(_line(" ".join(texts(inside, is_hard)))))

    @cached_property
    def paragraphs(self) -> int:
        """Paragraphs of running text: at least 80 characters outside links. Counted to three: no sign asks for more."""
        running = (
            p for p in self.tree.iter("p")
            if len(p.text_content()) - sum(len(a.text_content()) for a in p.iter("a")) >= 80
        )
        return sum(1 for _ in islice(running, 3))

    @cached_property
    def links(self) -> int:
        """How many links the page has."""
        return sum(1 for anchor in self.tree.iter("a") if anchor.get("href"))


def judge(
    status: int, final_url: str, asked_url: str, document: Document | None, headers: Iterable[tuple[str, str]] = ()
) -> str:
    """The outcome word of one answer; `ok` for a page that may be read."""
    named = {name.lower(): value.lower() for name, value in headers}
    seen = Seen(document) if document is not None and document.html.strip() else None
    return known(
        _status(status, named, seen) or _place(final_url or asked_url, asked_url) or _content(named, document, seen)
    )


def _status(status: int, headers: dict[str, str], seen: Seen | None) -> str:
    if status == 200 or 200 < status < 300:
        return ""
    if headers.get("cf-mitigated") == "challenge" or (seen and status in (403, 405, 429, 503) and walls.is_wall(seen)):
        return "bot_wall"
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    return "server_error" if 500 <= status < 600 else "http_error"


def _place(final: str, asked: str) -> str:
    """What a redirect's end says; an empty word where it ends at the page asked for, or near enough."""
    if identity(final) == identity(asked):
        return ""
    to, start = urlsplit(canonical(final) or final), urlsplit(canonical(asked) or asked)
    if _owner(to.netloc) != _owner(start.netloc):
        return "moved_away"
    if _LOGIN.search(to.path) and not _LOGIN.search(start.path):
        return "login_wall"
    home = _HOME.match(_no_language(to.path)) and not to.query
    if bare_host(to.netloc) != bare_host(start.netloc):
        return "moved_away" if home and start.netloc.endswith("." + bare_host(to.netloc)) else ""
    asked_home = _HOME.match(_no_language(start.path)) and not start.query
    return "redirected_home" if home and not asked_home else ""


def _content(headers: dict[str, str], document: Document | None, seen: Seen | None) -> str:
    if document is None:
        kind = headers.get("content-type", "").split(";")[0].strip()
        return "malformed" if not kind or kind.startswith(_HTML) else "wrong_type"
    if seen is None:
        return "empty_template"
    for word, asks in walls.SIGNS:
        if asks(seen):
            return word
    return "ok"


def _owner(netloc: str) -> str:
    """The registered name; for an address in numbers, and on this machine, the port belongs to it."""
    host = bare_host(netloc)
    bare = host.split(":")[0]
    return host if bare == "localhost" or re.fullmatch(r"[\d.]+|\[.*", bare) else registrable(bare)


def _no_language(path: str) -> str:
    return re.sub(r"(?i)^/(vi|en|vn|vi-vn|en-us)(?=/|$)", "", path)


def _line(text: str) -> str:
    return " ".join(fold(text).split())
