"""The columns of a site that hold articles: which links of the home page to try, and what each page shows."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlsplit

from crawlers import platforms
from crawlers.links import Link, LinkKind, Shapes, classify, may_be_article
from crawlers.page import Document
from crawlers.platforms import Entry
from crawlers.platforms.anchors import base_of
from crawlers.platforms.chrome import is_hard
from crawlers.platforms.shapes import EXTENSION
from crawlers.scout_ask import Asker, Look
from crawlers.sniff import is_file
from domain.errors import CrawlError
from domain.identity import canonical, identity, without_language
from domain.source import Section, Source
from domain.textnorm import clean, fold

_NEVER = re.compile(
    r"^(trang chu|home|gioi thieu.*|lien he.*|so do.*|dang nhap|dang ky|tim kiem.*|hoi dap.*|gop y.*|danh ba.*|"
    r"english|"
    r"tieng (viet|anh)|vi|en|rss|(hinh|thu vien|album).*(anh|video).*|video.*|hinh anh|audio.*|podcast|"
    r"e-?mail.*|thu dien tu|"
    r"co cau.*|to chuc( bo may)?|bo may.*|chuc nang.*|lanh dao.*|ban lanh dao|(cac )?phong ban.*|"
    r"don vi (su nghiep|truc thuoc).*|"
    r"lich su.*|tong quan.*|duong day nong|hotline|lien ket.*|thoi tiet.*|quang cao.*|xem (them|tiep|chi tiet|"
    r"tat ca).*|"
    r"chi tiet|tiep theo|\d+|(thang|quy|nam) \d.*|"
    r"login|contact.*|about.*|sitemap|phan mem.*|website.*|dieu khoan.*|ban quyen.*|"
    r"toa soan.*|"
    r"truy cap noi dung.*|bo thu tuc.*|nop ho so.*|tra cuu.*|theo doi ho so.*|dich vu cong.*|mot cua.*|"
    r"phong (?!chong )[a-z].*|van phong.*|"
    r"trung tam .*|chi cuc .*|thanh vien)$"
)
_NEWS = re.compile(
    r"tin |tin$|thong bao|hoat dong|su kien|thoi su|cai cach|tuyen truyen|pho bien|chuyen doi so|phap luat|"
    r"chinh tri|kinh te|xa hoi|"
    r"van hoa|giao duc|y te|doi song|an ninh|quoc phong|cong khai|phong chong|tham nhung|chi dao|dieu hanh|"
    r"doan the|thanh tra|news"
)
_MAX_WORDS = 9


@dataclass(frozen=True)
class SectionSeen:
    """A column that was looked at: what its page lists and whether the list goes on."""

    id: str
    name: str
    url: str
    items: int = 0
    dated: int = 0
    newest: date | None = None
    paged: bool = False
    outcome: str = "ok"

    def as_section(self) -> Section:
        """The column as the source file will hold it."""
        return Section(id=self.id, name=self.name, url=self.url)


@dataclass
class Columns:
    """What one look through a site gave: columns with their pages, and names of what was never asked."""

    sections: list[SectionSeen] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def candidates(home: Document, source: Source) -> list[tuple[str, str]]:
    """(name, address) of links that may be columns: those whose articles the home page shows, news words, then others.

    The name is empty for a picture that says nothing: many agencies' columns are reached by a banner only.
    """
    links = classify(home, source)
    titles = _titles(links)
    hubs = {link.url for link in links if link.kind is LinkKind.LISTING}
    shown_here = titles | {link.url for link in links if link.kind is LinkKind.ARTICLE}
    article_paths = [without_language(urlsplit(url).path) for url in shown_here]
    ranked: dict[str, tuple[int, int, str, str]] = {}
    base = base_of(home)
    for number, anchor in enumerate(home.tree.iter("a")):
        url = canonical(anchor.get("href") or "", base)
        menu = any(is_hard(element) for element in anchor.iterancestors())
        name = section_name(anchor.text_content()) or section_name(anchor.get("title") or "")
        stem = re.sub(r"\d*$", "", EXTENSION.sub("", without_language(urlsplit(url).path).rstrip("/")))
        words = fold(name or stem.rsplit("/", 1)[-1].replace("-", " ").strip())
        if url not in hubs or (url in titles and not menu) or not _may_be_column(words, stem, url):
            continue
        shown = len(stem) > 1 and any(path.startswith(stem + "/") for path in article_paths)
        rank = 0 if shown else 1 if _NEWS.search(words) else 2 if menu or not name else 3
        key = identity(url)
        if key not in ranked or (rank, not name) < (ranked[key][0], not ranked[key][2]):
            ranked[key] = (rank, number, name, url)
    return [(name, url) for _, _, name, url in sorted(ranked.values())]


def _titles(links: Iterable[Link]) -> set[str]:
    """Addresses that look like articles', under titles as long as articles have."""
    named = [link for link in links if link.kind is LinkKind.LISTING and len(link.text.split()) >= 6]
    return {link.url for link in named if may_be_article(link.url, Shapes())}


def _may_be_column(words: str, stem: str, url: str) -> bool:
    if _NEVER.match(words) or len(words.split()) > _MAX_WORDS:
        return False
    return len(stem) >= 2 or "?" in url


def look_through(home: Document, source: Source, ask: Asker, keep: int) -> Columns:
    """The columns with their lists; `keep` requests are left over."""
    found = Columns()
    lists: set[frozenset[str]] = set()
    queue = candidates(home, source)
    for name, url in queue:
        if ask.left <= keep and not ask.knows(url):
            found.missed.append(name or urlsplit(url).path)
            continue
        look = ask.page(url)
        section, entries = read_section(name or page_name(look, home), url, look, source)
        if section is None and not entries and look.document is not None:
            tried = {one for _, one in queue}
            queue += [below for below in candidates(look.document, source) if _is_below(below[1], url, tried)]
        mine = frozenset(entry.url for entry in entries)
        if section is None or mine in lists:  # the home page under another name, or a column twice in the menu
            continue
        lists.add(mine)
        found.sections.append(replace(section, id=_free(section.id, [one.id for one in found.sections])))
        found.looks.append(look)
    return found


def _is_below(url: str, landing: str, tried: Container[str]) -> bool:
    """Whether a link of a page without a list leads to a column under it: "/tin-tuc/trong-tinh" on "/tin-tuc"."""
    return url not in tried and url.startswith(EXTENSION.sub("", landing).rstrip("/") + "/")


def read_section(name: str, url: str, look: Look, source: Source) -> tuple[SectionSeen | None, list[Entry]]:
    """What a page shows as a column; None when it holds no list of articles."""
    if look.outcome != "ok" or look.document is None or not name or _NEVER.match(fold(name)):
        return None, []
    section = Section(id=slug(name), name=name, url=url)
    try:
        entries = platforms.entries(look.document, source, section)
    except CrawlError:
        return None, []
    days = [entry.published.day for entry in entries if entry.published]
    if not days and (len(entries) < 3 or all(is_file(entry.url) for entry in entries)):  # forms to fill in, say
        return None, entries
    paged = platforms.next_page(look.document, source, section) is not None
    newest = max(days, default=None)
    return SectionSeen(section.id, name, url, len(entries), len(days), newest, paged), entries


def page_name(look: Look, home: Document) -> str:
    """What a page calls itself in its title, without the part that the home page's title has too."""
    if look.document is None:
        return ""
    site = fold(" ".join(part.text_content() for part in home.tree.iter("title")))
    title = next((part.text_content() for part in look.document.tree.iter("title")), "")
    parts = [section_name(part) for part in re.split(r"\s+[-|–»:]+\s+", title)]
    own = next((part for part in parts if part and fold(part) not in site), "")
    return own[:1].upper() + own[1:]


def section_name(text: str) -> str:
    """A link's wording as a column's name: one line, no counters, capitals only where Vietnamese has them."""
    name = re.sub(r"\s*\(\d+\)$|^[\W_]+|[\s>»›:|]+$", "", " ".join(clean(text).split()))
    return name.capitalize() if name.isupper() and len(name) > 6 else name


def slug(text: str, fallback: str = "muc") -> str:
    """A name as an id: plain letters, digits and single hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:60].strip("-") or fallback


def _free(wanted: str, taken: Iterable[str]) -> str:
    used = set(taken)
    return next(one for one in (wanted, *(f"{wanted}-{n}" for n in range(2, 1000))) if one not in used)
