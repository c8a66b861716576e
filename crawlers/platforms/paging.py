"""The older page of a list: `rel=next`, the number after the current one, the words for “next”, a script's own note."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement

from crawlers.page import Document
from crawlers.platforms.anchors import base_of
from crawlers.platforms.texts import text_of
from domain.identity import bare_host, canonical, is_trap, same_site
from domain.textnorm import fold

_NEXT = re.compile(r"^[\W_]*(trang (sau|tiep|ke)( theo)?|tiep( theo)?|sau|next( page)?|older( posts)?|cu hon)[\W_]*$")
_ARROW = re.compile(r"^\s*(›|>|→|❯|&gt;)\s*$")
_PARAMETER = re.compile(
    r"(?i)^(_\w+_cur|cur|page|paged|p|trang|pageindex|pagenumber|pagenum|pg|start|offset|limitstart)$"
)
_PATH = re.compile(
    r"(?i)/(?:page|trang|p)[-/_]?(\d{1,5})(?:/|\.html?|$)|-trang-?(\d{1,5})(?:\.html?|$)|/page-(\d{1,5})"
)
_TURNING = re.compile(r"(?i)dopostback|page|trang|paging|__list|load-?more|xem-?them|show-?more|goto")
_MORE = re.compile(r"^\W*((xem|tai|hien thi) (them|tiep)( tin| bai| bai viet| tin bai)?|load more|show more)\W*$")
_NOTED = XPath("//*[@*[starts-with(name(), 'data-')]]")
_NEXT_NOTE = re.compile(r"data-(?:\w+-)*next(?:-?(?:url|href|link|page|src|path))*(?:-?url)?")
_NOTE = re.compile(r"data-(?:(?:ajax|load|more|target|page)-?)*(?:url|href|link)")
_LOADS = re.compile(r"(?i)load-?more|show-?more|xem-?them|infinite")
_MACHINE = re.compile(r"(?i)/(?:api|ajax|handlers?|services?)/|\.(?:json|ashx|asmx|xml)$")  # answers scripts only
_CALENDAR = 26  # numbers; a month has more
_CURRENT = re.compile(r"(?i)(^|[-_ ])(current|active|selected|hientai|on)([-_ ]|$)")


def older(document: Document) -> str | None:
    """The canonical address of the next page, or None at the end (or where only a script can turn the page)."""
    for link in document.tree.iter("link", "a"):
        if "next" in (link.get("rel") or "").lower().split() and (url := _address(link, document)):
            return url
    numbered = _numbers(document)
    current = _marked(numbered) or _plain(numbered) or page_of(document.url) or 1
    following = [url for number, anchor in numbered if number == current + 1 and (url := _address(anchor, document))]
    if following:
        return following[0]
    worded = [anchor for anchor in document.tree.iter("a") if _says_next(anchor)]
    told = next((url for anchor in worded if (url := _address(anchor, document)) and is_paging(url)), None)
    return told or _noted(document, current)


def by_script(document: Document) -> bool:
    """Whether the list goes on behind links that only a script follows: `__doPostBack`, `onclick`, `data-page`."""
    told = {text_of(one) for one in document.tree.iter("a", "button") if len(one) < 4 and _scripted(one)}
    numbers = {int(text) for text in told if re.fullmatch(r"\d{1,4}", text)}
    if len(numbers) > _CALENDAR:
        return False
    current = page_of(document.url) or 1
    further = any(_MORE.match(fold(text)) for text in told)
    return further or current + 1 in numbers or (len(numbers) >= 2 and max(numbers) > current)


def _scripted(link: HtmlElement) -> bool:
    href = (link.get("href") or "").strip().lower()
    if "__dopostback(" in href:
        return True
    idle = not href or href.startswith(("#", "javascript:"))
    told = " ".join((link.get("onclick") or "", href if href.startswith("javascript:") else "",
                     *(link.get(name) or "" for name in ("id", "class") if link.tag == "button")))
    return idle and bool(_TURNING.search(told) or link.get("data-page") or link.get("data-ci-pagination-page"))


def page_of(url: str) -> int:
    """The page number that an address names; 0 when it names none (or counts in items)."""
    parts = urlsplit(url)
    for name, value in parse_qsl(parts.query):
        if _PARAMETER.match(name) and value.isdigit() and not re.search(r"(?i)start|offset", name):
            return int(value)
    path = _PATH.search(parts.path)
    return int(next(group for group in path.groups() if group)) if path else 0


def same_list(one: str, other: str) -> bool:
    """Whether two addresses are pages of one list: the same but for what turns the page."""
    return _unturned(one) == _unturned(other)


@lru_cache(maxsize=8192)
def is_paging(url: str) -> bool:
    """Whether the address is a further page of something."""
    parts = urlsplit(url)
    return bool(_PATH.search(parts.path)) or any(
        _PARAMETER.match(name) and value.isdigit() for name, value in parse_qsl(parts.query)
    )


def _unturned(url: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """The address without its page number; what a portlet says of its own state is no part of the list's name."""
    parts = urlsplit(url)
    path = re.sub(r"\.\w{2,5}$", "", _PATH.sub("", parts.path).rstrip("/")).lower()
    pairs = [(name, value) for name, value in parse_qsl(parts.query) if not _PARAMETER.match(name)]
    own = sorted(pair for pair in pairs if not pair[0].lower().startswith(("_", "p_p_")))
    return bare_host(parts.netloc), path, tuple(own)


def _noted(document: Document, current: int) -> str | None:
    """The next page's address where a list that grows by scrolling, or its button “more”, keeps it for a script."""
    for element in _NOTED(document.tree):
        for name, value in element.attrib.items():
            sure = _NEXT_NOTE.fullmatch(name) is not None
            if not re.search(r"[/?]", value) or not (sure or (_NOTE.fullmatch(name) and _loads_more(element))):
                continue
            url = _resolved(value.strip(), document)
            if url and not is_trap(url) and _goes_on(url, document.url, current, sure):
                return url
    return None


def _loads_more(element: HtmlElement) -> bool:
    named = _LOADS.search(f"{element.get('class')} {element.get('id')}") is not None
    return named or (len(element) < 4 and _MORE.match(fold(text_of(element))) is not None)


def _goes_on(url: str, here: str, current: int, sure: bool) -> bool:
    """Whether an address is a later page of the same list (`sure`: is called the next one), and one for readers."""
    mine, other = urlsplit(here), urlsplit(url)
    if _MACHINE.search(other.path):
        return False
    if same_list(url, here):
        return page_of(url) > current or not page_of(url)  # some count in items
    return sure and other.path.rstrip("/") == mine.path.rstrip("/") and bool(other.query)


def _address(link: HtmlElement, document: Document) -> str | None:
    return _resolved((link.get("href") or "").strip(), document)


def _resolved(href: str, document: Document) -> str | None:
    if not href or href.startswith(("#", "javascript:")):
        return None
    url = canonical(href, base_of(document))
    return url if url and url != canonical(document.url) and same_site(url, document.url) else None


def _numbers(document: Document) -> list[tuple[int, HtmlElement]]:
    """Links whose whole text is a number and whose address turns a page: a calendar's days do not."""
    found = []
    for anchor in document.tree.iter("a"):
        text = text_of(anchor) if len(anchor) < 4 else ""
        if re.fullmatch(r"\d{1,4}", text) and (
            _turns(anchor, int(text), document) or (anchor.get("href") or "#") == "#"
        ):
            found.append((int(text), anchor))
    return found


def _turns(anchor: HtmlElement, number: int, document: Document) -> bool:
    url = canonical(anchor.get("href") or "", base_of(document))
    if not url or is_trap(url):
        return False
    near = urlsplit(url).path.startswith(urlsplit(document.url).path.rstrip("/").rsplit(".", 1)[0])
    return is_paging(url) or (near and str(number) in re.findall(r"\d+", url))


def _marked(numbered: list[tuple[int, HtmlElement]]) -> int:
    """The number that its own class, or its parent's, calls current."""
    for number, anchor in numbered:
        for element in (anchor, anchor.getparent()):
            if element is not None and _CURRENT.search(element.get("class") or ""):
                return number
    return 0


def _plain(numbered: list[tuple[int, HtmlElement]]) -> int:
    """The number that stands near the links without being one of them: the page one is on."""
    turning = {anchor for _, anchor in numbered}
    for _, anchor in numbered[:1]:
        for place in list(anchor.iterancestors())[:4]:
            for part in place.iter():
                text = (
                    (part.text or "").strip()
                    if isinstance(part.tag, str) and part.tag not in ("option", "script")
                    else ""
                )
                if re.fullmatch(r"\d{1,4}", text) and not turning & {part, *list(part.iterancestors())[:3]}:
                    return int(text)
    return 0


def _says_next(anchor: HtmlElement) -> bool:
    text = text_of(anchor) or anchor.get("title") or anchor.get("aria-label") or ""
    return len(text) < 20 and bool(_NEXT.match(fold(text)) or _ARROW.match(text))
