"""Items by structure: links with titles of several words, the block of each, and the groups that blocks form."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from lxml.html import HtmlElement

from crawlers.page import Document
from crawlers.platforms.anchors import (
    MORE,
    NUMBER,
    Title,
    is_paper,
    links,
    named_above,
    named_beside,
    named_in_row,
    titles_of,
    up,
)
from crawlers.platforms.chrome import is_hard, is_soft

Known: TypeAlias = Callable[[str], bool]
Around: TypeAlias = Callable[[HtmlElement], int]

_STOP = frozenset(("body", "html", "main", "form"))
_MENU_WORDS = 7
_PASSING = re.compile(r"\d|first|last|odd|even|active|current|alt|hot|clear|row")
_BLOCKISH = 1500  # characters: longer than an item's title, date and summary have been


@dataclass(frozen=True)
class Item:
    """One link that reads like an article's title. `block` is the largest element that speaks of it alone."""

    url: str
    title: str
    spot: HtmlElement  # the element whose text the title is
    block: HtmlElement
    words: int
    in_heading: bool
    known: bool  # a family or the site's own lists know this address as an article's
    soft: bool  # in a side column or box
    mentions: tuple[tuple[HtmlElement, HtmlElement], ...] = ()  # (block, spot) where the page names it again


@dataclass(frozen=True)
class Group:
    """Items whose blocks are made alike, in the page's order."""

    items: tuple[Item, ...]

    @property
    def soft(self) -> bool:
        """Whether most of it stands in a side column."""
        return 2 * sum(item.soft for item in self.items) > len(self.items)


def groups(document: Document, known: Known, papers: bool = False) -> list[Group]:
    """The page's title-like links outside menus, footers and the like, grouped by how their blocks are made."""
    made: dict[tuple[object, ...], list[Item]] = {}
    for item in items(document, known, papers):
        made.setdefault(_make(item), []).append(item)
    return [Group(tuple(group)) for group in made.values()]


def items(document: Document, known: Known, papers: bool = False) -> list[Item]:
    """Every title-like link with its block; an address once in each block that speaks of it, under its best wording."""
    around, titles = around_of(document), titles_of(document)
    named: dict[str, list[tuple[HtmlElement, Title]]] = {}
    bare: dict[str, HtmlElement] = {}
    for anchor, url in links(document, papers):
        title = titles(anchor)
        if papers and is_paper(url) and (len(title.text.split()) < 3 or MORE.match(title.text)):
            title = named_beside(anchor) or title
        elif NUMBER.fullmatch(title.text):
            title = named_in_row(anchor) or title
        if _reads_as_title(title, known(url)):
            named.setdefault(url, []).append((anchor, title))
        elif MORE.match(title.text) if title.text else next(anchor.iter("img"), None) is not None:
            bare.setdefault(url, anchor)
    for url, anchor in bare.items():
        beside = named_above(anchor) if url not in named and around(anchor) < 2 else None
        if beside is not None:
            named[url] = [(anchor, beside)]
    named = {url: places for url, places in named.items() if known(url) or not _label(places)}
    shared = _shared(named, around)
    found = []
    for url, places in named.items():
        if not known(url) and _in_menu(places, around):
            continue
        blocks: dict[HtmlElement, list[tuple[HtmlElement, Title]]] = {}
        for anchor, title in places:
            if around(anchor) < 2:
                blocks.setdefault(_block(anchor, shared), []).append((anchor, title))
        for block, own in blocks.items():
            anchor, title = max(own, key=lambda place: _rank(around(place[0]), place[1]))
            again = tuple((other, t.spot) for other, theirs in blocks.items() if other is not block for _, t in theirs)
            words = len(title.text.split())
            soft = around(anchor) == 1
            found.append(Item(url, title.text, title.spot, block, words, title.heading, known(url), soft, again))
    return found


def _reads_as_title(title: Title, known: bool) -> bool:
    least = 2 if title.heading else 3 if known else 4
    return len(title.text.split()) >= least and not MORE.match(title.text)


def may_be_titled(title: Title) -> bool:
    """Whether a link to an address that nobody knows can be an item: its words, or its number in a row of more."""
    return _reads_as_title(title, known=False) or NUMBER.fullmatch(title.text) is not None


def _in_menu(places: list[tuple[HtmlElement, Title]], around: Around) -> bool:
    """Whether a menu names the address, in as few words as menus have: then it is a section wherever else it stands."""
    return any(around(anchor) == 2 and len(title.text.split()) <= _MENU_WORDS for anchor, title in places)


def _rank(around: int, title: Title) -> tuple[int, bool, int]:
    """The page's own matter before boxes, headings before other links, and the longest that is no summary."""
    words = len(title.text.split())
    return -around, title.heading, words if words <= 40 else 1


def _label(places: list[tuple[HtmlElement, Title]]) -> bool:
    """Whether an address is a label that items share (their section, their author), not an item."""
    return len(places) >= 4 and len({title.text for _, title in places}) == 1


def _shared(named: dict[str, list[tuple[HtmlElement, Title]]], around: Around) -> set[HtmlElement]:
    """The elements that hold several title-like addresses; an item's own tags are none."""
    owners: dict[HtmlElement, str] = {}
    shared: set[HtmlElement] = set()
    for url, places in named.items():
        for anchor, _ in places:
            if around(anchor) < 2:
                for element in _with_ancestors(anchor):
                    if element in shared:  # then so is all that holds it
                        break
                    if owners.setdefault(element, url) != url:
                        shared.add(element)
    return shared


def _with_ancestors(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def _block(anchor: HtmlElement, shared: set[HtmlElement]) -> HtmlElement:
    """The largest element around the link that holds no other title and is no bigger than an item."""
    block = anchor
    for element in up(anchor, 9):
        if element in shared or element.tag in _STOP:
            break
        if any(is_hard(child) and len(child.text_content()) > 150 for child in element if isinstance(child.tag, str)):
            break  # a page's menu or footer; an item's tags and buttons are shorter
        if len(element.text_content()) > _BLOCKISH:
            break
        block = element
    return block


def around_of(document: Document) -> Around:
    """How an element stands on its page: 2 in a menu, footer …; 1 in a side column; 0 in the page's own matter."""
    if "around" not in document.memo:
        document.memo["around"] = _around(document)
    around: Around = document.memo["around"]
    return around


def _around(document: Document) -> Around:
    size = max(1, len(document.tree.text_content()))
    links = sum(1 for _ in document.tree.iter("a"))

    def wraps(element: HtmlElement, hard: bool) -> bool:
        """Whether an element with a box's name is a wrapper of the whole page."""
        if hard:
            return sum(1 for _ in element.iter("a")) > 0.8 * links
        return len(element.text_content()) > 0.6 * size

    def own(element: HtmlElement) -> int:
        if element.tag in ("body", "html"):
            return 0
        level = 2 if is_hard(element) else 1 if is_soft(element) else 0
        return 0 if level and element.tag not in ("nav", "footer") and wraps(element, level == 2) else level

    levels: dict[HtmlElement, int] = {}

    def around(element: HtmlElement) -> int:
        if element in levels:
            return levels[element]
        unknown, level = [], 0
        for one in _with_ancestors(element):
            if one in levels:
                level = levels[one]
                break
            unknown.append(one)
        for one in reversed(unknown):
            level = levels[one] = max(level, own(one))
        return level

    return around


def _make(item: Item) -> tuple[object, ...]:
    """How a block is made: tags and lasting classes from the block five steps up, and where in it the title stands."""
    outer = tuple((e.tag, _lasting(e.get("class") or "")) for e in (item.block, *up(item.block, 4)))
    inner = []
    for element in (item.spot, *up(item.spot, 6)):
        inner.append(element.tag)
        if element is item.block:
            break
    return outer, tuple(inner)


@lru_cache(maxsize=4096)
def _lasting(names: str) -> frozenset[str]:
    """The classes of an element that do not count or mark one of its siblings."""
    return frozenset(name for name in names.lower().split() if not _PASSING.search(name))


def share(document: Document, known: Known) -> float:
    """The share of a page's title-like links whose address is known as an article's: how a family knows its pages."""
    found = {item.url: item.known for item in items(document, known)}
    return sum(found.values()) / len(found) if len(found) >= 3 else 0.0
