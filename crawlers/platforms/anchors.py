"""Links of a page: where they lead, and what they call it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import urljoin

from lxml.html import HtmlElement

from crawlers.page import Document
from crawlers.platforms.listed import own_words
from crawlers.platforms.texts import text_of
from domain.identity import canonical, same_site
from domain.textnorm import clean

_MEDIA = re.compile(r"(?i)\.(zip|rar|7z|jpe?g|png|gif|webp|svg|mp[34]|avi|css|js|xml|rss)$")
_PAPER = re.compile(r"(?i)\.(pdf|docx?|xlsx?|pptx?|odt|ods|rtf)$")
MORE = re.compile(
    r"(?i)^[\W_]*(xem (thêm|chi tiết|tiếp|tất cả|toàn bộ)|chi tiết|đọc (tiếp|thêm)|read more|more|tải về|download|"
    r"trang (sau|trước|tiếp|đầu|cuối)|quay lại|về trang chủ|truy cập nội dung|skip to)\b"
)
NUMBER = re.compile(  # 112, 112/KH-UBND, Số: 12/2023/QĐ-UBND
    r"(?i)(?:số\s*:?\s*)?(?:\d{1,6}|[\w.]{0,10}\d[\w.]*\s*[/-]\s*[\w/&.Đđ -]{1,30})"
)
_WHOLE = re.compile(r"/(?![/\s])|https?://\w")  # leads to the same place from every page of a site
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TITLE = re.compile(r"(?i)title|tieu-?de|headline|caption|name")


@dataclass(frozen=True)
class Title:
    """What a link calls its article, in which element, and whether a heading says so."""

    text: str
    spot: HtmlElement
    heading: bool


def is_paper(url: str) -> bool:
    """Whether an address is a document file's: what many agencies put into a list in place of an article."""
    return bool(_PAPER.search(url.split("?")[0]))


def links(document: Document, papers: bool = False) -> list[tuple[HtmlElement, str]]:
    """The in-site page addresses of a document, canonical, without the page itself and its files (but `papers`)."""
    here = canonical(document.url)
    resolve = resolver(document)
    found = []
    for anchor in document.tree.iter("a"):
        href = (anchor.get("href") or "").strip()
        if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
            continue
        url = resolve(href)
        if url and url != here and same_site(url, document.url) and not _MEDIA.search(url.split("?")[0]):
            found += [(anchor, url)] if papers or not is_paper(url) else []
    return found


def named_beside(anchor: HtmlElement) -> Title | None:
    """The title of a row whose link says only “Tải về”: the longest text of the row that is no link to a document."""
    row = anchor
    for element in up(anchor, 4):
        if len({one.get("href") for one in element.iter("a") if is_paper(one.get("href") or "")}) > 1:
            break
        row = element
    cells = [one for one in row.iter() if isinstance(one.tag, str) and one.tag != "a" and not len(one) and text_of(one)]
    spot = max(cells, key=lambda cell: len(text_of(cell)), default=None)
    return Title(clean(text_of(spot)), spot, False) if spot is not None and len(text_of(spot).split()) >= 4 else None


def named_in_row(anchor: HtmlElement) -> Title | None:
    """What a document is about, where a table's row links only its number: the longest of the row's other cells."""
    row = next((one for one in up(anchor, 6) if one.tag in ("tr", "li") or one.get("role") == "row"), None)
    if row is None:
        return None
    pages = {one.get("href") for one in row.iter("a") if not is_paper(one.get("href") or "")}
    inside = set(anchor.iter())
    cells = [one for one in row.iter("td", "span", "p", "div") if one not in inside and not len(one) and text_of(one)]
    spot = max(cells, key=lambda cell: len(text_of(cell)), default=None)
    if spot is None or len(pages) > 2 or len(text_of(spot).split()) < 4:
        return None
    return Title(clean(text_of(spot)), spot, False)


def named_above(anchor: HtmlElement) -> Title | None:
    """The title of an item whose only link is its picture or “Chi tiết”: the heading, or part called so, beside it."""
    href = anchor.get("href")
    for element in up(anchor, 4):
        if any(one.get("href") != href for one in element.iter("a")):
            return None
        for part in element.iter(*_HEADINGS, "div", "span", "p", "td", "b", "strong"):
            named = part.tag in _HEADINGS or _TITLE.search(part.get("class") or "")
            text = text_of(part) if named and part not in set(anchor.iterancestors()) else ""
            if 4 <= len(text.split()) <= 40:
                return Title(clean(text), part, part.tag in _HEADINGS)
    return None


def base_of(document: Document) -> str:
    """What relative addresses are relative to: `<base href>` where the page has one."""
    for base in document.tree.iter("base"):
        if base.get("href"):
            return canonical(base.get("href", ""), document.url) or document.url
    return document.url


def resolver(document: Document) -> Callable[[str], str]:
    """Canonical addresses of a page's links; most do not depend on the page, so a menu's are worked out once a site."""
    base = base_of(document)
    site = canonical("/", base) or base
    return lambda href: canonical(href, site if _WHOLE.match(href) else base)


def joiner(document: Document) -> Callable[[str], str]:
    """A page's links made absolute and nothing else; those that do not depend on the page are joined once a site."""
    base = base_of(document)
    site = urljoin(base, "/")
    return lambda href: _joined(site if _WHOLE.match(href) else base, href)


@lru_cache(maxsize=8192)
def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:  # `//[` and the like: no address
        return href


def titles_of(document: Document) -> Callable[[HtmlElement], Title]:
    """`title_of` for the links of one page, each worked out once."""
    titles: dict[HtmlElement, Title] = document.memo.setdefault("titles", {})

    def title(anchor: HtmlElement) -> Title:
        if anchor not in titles:
            titles[anchor] = title_of(anchor)
        return titles[anchor]

    return title


def title_of(anchor: HtmlElement) -> Title:
    """The title that a link gives; the whole of it where the visible text is cut short."""
    inner = _named_part(anchor) if len(anchor) else None
    spot = inner if inner is not None else anchor
    text = _wording(own_words(spot))
    if text.endswith(("…", "...")):
        offered = _wording(" ".join((anchor.get("title") or "").split()))
        if offered.startswith(text.rstrip("….").rstrip()[:20]):
            text = offered
    heading = spot.tag in _HEADINGS or any(parent.tag in _HEADINGS for parent in up(anchor, 3))
    return Title(text, spot, heading)


def _named_part(anchor: HtmlElement) -> HtmlElement | None:
    """The heading in a link, else its part that is named after titles."""
    inner = next((part for part in anchor.iter(*_HEADINGS) if text_of(part)), None)
    if inner is not None:
        return inner
    parts = (part for part in anchor.iterdescendants() if isinstance(part.tag, str))
    return next((part for part in parts if _TITLE.search(part.get("class") or "") and text_of(part)), None)


_wording = lru_cache(maxsize=4096)(clean)  # a site's menus and boxes stand on each of its pages


def up(element: HtmlElement, steps: int) -> list[HtmlElement]:
    """The nearest elements around one, at most so many."""
    return list(islice(element.iterancestors(), steps))
