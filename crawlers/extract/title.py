"""The article's title: the words on the page that its <title>, JSON-LD or og:title begin with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from crawlers.blocks import HEADINGS, Block
from crawlers.chrome import is_chrome
from crawlers.dates.visible import is_particulars
from crawlers.metadata import Metadata, text_of
from crawlers.zones import words_of
from domain.textnorm import clean, fold

_HINT = re.compile(r"-(?:\w*title\w*|\w*tieu-?de\w*|headline|\w*heading|name|subject|ten-?bai\w*)-")
_SUBTITLE = re.compile(r"-(?:sub-?\w*-?title|subtitle|portlet|sapo|lead|summary|desc\w*|category|cate|chuyen-?muc)-")
_JOINT = re.compile(r"\s+(?:[-|–—»•·]|::|<|>)\s+|\s*\|\s*")
_OPENS = re.compile(r"\s*(?:[-|–—:»•·_/<>(\[,.…]|\Z)")
_SITE = re.compile(
    r"(?:báo|cổng|trang|sở|ubnd|ủy ban|đài|tạp chí|cục|chi cục|ban|bộ|hội|đảng bộ|website|chuyên (?:mục|trang)|tin tức"
    r"|tin|thông tin|thời sự|trung tâm|công an|huyện|thành phố|thị xã|tỉnh|xã|phường|trường|bệnh viện|chi tiết|home"
    r"|trang chủ|portal|news|chính trị|xã hội|kinh tế)(?:\s|$)"
)
_SITE_PLAIN = re.compile(fold(_SITE.pattern))
_QUOTES = str.maketrans("\"“”'‘’", "      ")
_DATE_TAIL = re.compile(r"\s*[(\[|–-]+\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[^()\[\]]{0,14}[)\]]?$")
_SHORT, _LONG = 8, 400
_CUT = 20  # characters of a title's beginning
_SIDE = frozenset({"nav", "related", "footer", "comment", "header", "ads"})


@dataclass(frozen=True)
class Title:
    """`at` is the index of its line in the page, None when it stands only in the head."""

    text: str
    evidence: str  # visible | jsonld | meta | generic
    at: int | None = None


def find_title(meta: Metadata, page: Sequence[Block], text_at: int | None, listed: str = "") -> Title:
    """The title; `text_at` is the index of the first line of running text, `listed` what a listing called it."""
    told = _told(meta, listed)
    starts, ends = {title[:5] for title in told}, {title[-5:] for title in told}
    found = [n for n, one in enumerate(page) if _may_agree(one.text, starts, ends) and _agrees(one, told)]
    if found:
        at = min(found, key=lambda n: _rank(page[n], n, text_at))
        return Title(_without_date(clean(page[at].text), told), "visible", at)
    near = _heading(page, text_at, told) if text_at is not None else _first_heading(page, told)
    if near is not None and (not told or not _specific(told[0], meta) or _resembles(page[near].text, told)):
        return Title(clean(page[near].text), "generic", near)
    for name, text in (
        ("jsonld", text_of(meta.article.get("headline"))),
        ("meta", meta.first("og:title", "twitter:title")),
    ):
        if text:
            return Title(clean(strip_site(text, meta)), name, near)
    if meta.title and _specific(meta.title, meta):
        return Title(clean(strip_site(meta.title, meta)), "meta", near)
    if near is not None:
        return Title(clean(page[near].text), "generic", near)
    return Title(clean(strip_site(meta.title, meta)), "meta")


def _told(meta: Metadata, listed: str) -> list[str]:
    texts = [
        text_of(meta.article.get("headline")),
        meta.first("og:title", "twitter:title", "title"),
        meta.title,
        listed,
    ]
    return list(dict.fromkeys(_plain(text) for text in texts if text.strip()))


@lru_cache(maxsize=8_192)  # the lines of menus and feet stand on every page of a site
def _plain(text: str) -> str:
    return " ".join(fold(clean(text) if len(text) > 16 else text).translate(_QUOTES).split())


def _may_agree(line: str, starts: set[str], ends: set[str]) -> bool:
    """A look at both ends, 20 times cheaper than the comparison."""
    return _plain(line[:16])[:5] in starts or _plain(line[-16:])[-5:] in ends


def _without_date(line: str, told: Sequence[str]) -> str:
    """A title without the date that some sites print behind it in brackets and leave out of <title>."""
    if any(_plain(line) in title for title in told):
        return line
    return _DATE_TAIL.sub("", line)


def _agrees(block: Block, told: Sequence[str]) -> bool:
    """Whether the line is what a told title begins with, ends with, or was cut from."""
    if not _SHORT <= len(block.text) <= _LONG or block.zone in _SIDE:
        return False
    whole = _plain(block.text)
    if block.node.tag in ("h1", "h2") and any(whole.startswith(f"{one} ") for one in told if _may_be_cut(one)):
        return True  # the head gives only its beginning
    return any(_begins(line, title) for title in told for line in {whole, _DATE_TAIL.sub("", whole)})


@lru_cache(maxsize=1_000)
def _may_be_cut(title: str) -> bool:
    """Whether a told title, in its plain form, is no site's or section's name, which longer headings begin with too."""
    return len(title) >= _CUT and len(title.split()) >= 5 and not _SITE_PLAIN.match(title)


def _begins(line: str, title: str) -> bool:
    """Whether a told title begins or ends with a line, or was cut from it; both in their plain form."""
    if title.startswith(line) and _OPENS.match(title, len(line)):
        return True
    if len(line) >= 20 and title.endswith(line):
        return True
    cut = title.rstrip(" .…")
    return len(cut) >= 30 and cut != title and line.startswith(cut)


def _rank(block: Block, at: int, text_at: int | None) -> tuple[int, int, int, int]:
    """Best first: a heading or an element called title, not a link, before the text, the longest, the nearest."""
    named = block.node.tag in ("h1", "h2") or bool(_HINT.search(_names(block)))
    before = text_at is None or at < text_at
    return (
        (0 if before else 4) + (0 if named else 1) + (1 if block.zone else 0) + (1 if block.linked else 0),
        -min(len(block.text), 120) // 20,
        0 if block.node.tag == "h1" else 1,
        -at if before else at,
    )


def _first_heading(page: Sequence[Block], told: Sequence[str]) -> int | None:
    """On a page without running text: the first <h1> or <h2> in other words than the head's."""
    found = (n for n, one in enumerate(page) if one.node.tag in ("h1", "h2") and _may_head(one))
    return next((n for n in found if _resembles(page[n].text, told)), None)


def _heading(page: Sequence[Block], text_at: int, told: Sequence[str]) -> int | None:
    """The last line before the text that is a heading or is called a title, and not the site's name."""
    found = [n for n in range(max(0, text_at - 14), text_at) if _may_head(page[n])]
    sites = [one for one in told if _SITE_PLAIN.match(one)]
    found = [n for n in found if not any(_plain(page[n].text).startswith(one) for one in sites)] or found
    long = [n for n in found if len(page[n].text.split()) >= 6]  # else it is as often a section's name
    first = [n for n in long or found if page[n].node.tag == "h1"]
    return (first or long or found)[-1] if found else None


def _may_head(block: Block) -> bool:
    if block.zone or not 12 <= len(block.text) <= 250 or block.linked or is_chrome(block.text) or is_particulars(block):
        return False
    names = _names(block)
    return (block.node.tag in HEADINGS or bool(_HINT.search(names))) and not _SUBTITLE.search(names)


def _resembles(line: str, told: Sequence[str]) -> bool:
    """Whether a heading is another wording of the told title: half of its words or more."""
    words = set(_plain(line).split())
    return (
        any(len(words & set(title.split())) >= 0.5 * min(len(words), len(title.split())) for title in told)
        and len(words) >= 4
    )


def _specific(title: str, meta: Metadata) -> bool:
    """Whether <title> names an article at all; many portals give every page the site's name."""
    rest = strip_site(title, meta)
    return len(rest.split()) >= 5 and not _SITE.match(clean(rest).lower())


def strip_site(title: str, meta: Metadata) -> str:
    """The title without the names of site and section that follow (or lead) it."""
    parts = [part for part in _JOINT.split(title) if part.strip()]
    if len(parts) < 2:
        return title.strip()
    while len(parts) > 1 and _is_site(parts[-1], meta):
        parts.pop()
    while len(parts) > 1 and _is_site(parts[0], meta) and len(parts[0].split()) < len(parts[1].split()):
        parts.pop(0)
    start, end = title.find(parts[0]), title.rfind(parts[-1]) + len(parts[-1])
    return title[start:end].strip()


def _is_site(part: str, meta: Metadata) -> bool:
    words = clean(part).lower()
    name = clean(meta.first("og:site_name", "application-name")).lower()
    host = (urlsplit(meta.base).hostname or "").replace("www.", "").split(".")[0]
    glued = re.sub(r"[^a-z0-9]", "", fold(words))
    if name and (words in name or name in words):
        return True
    return (bool(host) and len(host) > 3 and (host in glued or glued in host)) or (
        len(words.split()) <= 12 and bool(_SITE.match(words))
    )


def _names(block: Block) -> str:
    parent = block.node.getparent()
    nodes = [block.node, *block.node[:3]] + ([parent] if parent is not None and len(parent) <= 3 else [])
    return " ".join(
        words_of(f"{node.get('class') or ''} {node.get('id') or ''}") for node in nodes if isinstance(node.tag, str)
    )
