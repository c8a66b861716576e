"""What surrounds every page of a site: menus, footers, side columns, breadcrumbs, banners. Never the list itself."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from domain.textnorm import fold

_TAGS = frozenset(("nav", "footer", "menu", "select", "button", "noscript"))
_HARD_NAMES = (
    "nav navbar navigation navi menu menus mainmenu topmenu submenu megamenu navmenu footer foot bottombar breadcrumb "
    "breadcrumbs crumb crumbs pagination paging pager pagenav wp-pagenavi copyright social share login search topbar "
    "language languages sitemap skip cookie modal popup hotline contact weather thoitiet poll survey counter visitor "
    "weblink weblinks lienket tagcloud tags keywords rating toolbar comments"
)
_SOFT_NAMES = (
    "sidebar aside side right rightcol colright widget related relate lienquan tinlienquan "
    "popular mostview mostviewed xemnhieu docnhieu trending hot-tags banner banners ads advert adv advertisement "
    "quangcao qc marquee ticker partner partners phai cotphai rightpane rightside"
)
_ENTRY = frozenset(("entry", "post", "article", "item", "story"))
_HARD, _SOFT = frozenset(_HARD_NAMES.split()), frozenset(_SOFT_NAMES.split())
_NARROW = re.compile(r"(?:^|-)(?:col(?:-(?:xs|sm|md|lg|xl))?|span|large|medium|grid)[-_]?[1-4]$")
_SIDE_HEADINGS = re.compile(
    r"^(tin |bai )?(doc nhieu|xem nhieu|nhieu nguoi (doc|xem)|doc nhieu nhat|xem nhieu nhat|lien quan|cung chuyen muc|"
    r"quan tam|lien ket|lien ket web\w*|website lien ket|video|thu vien (anh|video)|album|hinh anh hoat dong|tham do|"
    r"thoi tiet|quang cao|thong ke truy cap|tu khoa|chu de nong|most (read|viewed|popular)|popular|related)"
)
_NEW_HEADINGS = re.compile(
    r"^(cac )?(tin|bai|bai viet|tin bai|tin tuc|noi dung)? ?"
    r"(moi|moi nhat|moi dang|moi cap nhat|moi dua|noi bat|tieu diem)$|"
    r"^(recent|latest) (posts?|news)$"
)


def tokens(element: HtmlElement) -> frozenset[str]:
    """The words of an element's class and id, whole and in pieces: `main-menu` gives main-menu, main, menu."""
    return _pieces(f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}")


@lru_cache(maxsize=4096)  # a page has some hundred different classes on thousands of elements
def _pieces(names: str) -> frozenset[str]:
    found: set[str] = set()
    for name in names.split():
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
        found.update((name.lower(), *re.split(r"[-_:]", spaced)))
    return frozenset(found)


def is_hard(element: HtmlElement) -> bool:
    """A menu, footer, breadcrumb, paging, search …: holds no list of articles."""
    if element.tag in _TAGS or element.get("role") in ("navigation", "contentinfo", "banner", "search"):
        return True
    if element.tag == "header":  # an item's own header holds its title and little else
        parent = element.getparent()
        if _ENTRY & tokens(element) or (parent is not None and parent.tag == "article"):
            return False
        links = sum(1 for _ in element.iter("a"))
        return links > 3 or next(element.iter("h1", "h2", "h3", "h4", "h5"), None) is None
    return bool(tokens(element) & _HARD)


def is_soft(element: HtmlElement) -> bool:
    """A side column or box: may hold articles, but not the list that the page is for."""
    if element.tag in ("aside", "marquee"):
        return True
    names = tokens(element)
    return bool(names & _SOFT) or (any(_NARROW.search(name) for name in names) and _holds_several(element))


def _holds_several(element: HtmlElement) -> bool:
    """Whether a narrow column is a column of the page, not the cell of one item in a grid."""
    named = {anchor.get("href") for anchor in element.iter("a") if len(anchor.text_content().split()) >= 4}
    return len(named) >= 3


def is_side_heading(text: str) -> bool:
    """A box title that speaks of other articles than this page's newest: most read, related, links, videos."""
    return bool(_SIDE_HEADINGS.match(fold(" ".join(text.split()))))


def is_new_heading(text: str) -> bool:
    """A box title that many sites put beside every list: the site's newest, whatever section the page is for."""
    return bool(_NEW_HEADINGS.match(fold(" ".join(text.split()))))
