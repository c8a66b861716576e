"""A page as the lines a reader sees, in order: one walk serves titles, dates, text and chrome alike."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from lxml.etree import XPath
from lxml.html import HtmlElement

from crawlers.pictures import describes
from crawlers.zones import zone_of

SKIPPED = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "button", "select",
    "option", "textarea", "head", "title", "link", "meta", "audio", "map", "math", "source", "track", "param",
})  # fmt: skip
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "input", "ins", "kbd", "label", "mark", "nobr", "o:p", "p:", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "st1:city", "st1:country-region", "st1:place", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr",
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BOLD = HEADINGS | {"b", "strong", "th"}
_CELLS = frozenset({"td", "th"})
_RIGHT = re.compile(r"text-align:\s*(?:right|end)", re.I)
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.I)
_STREAMED = re.compile(r"S:[0-9a-f]+$")  # a part that React sends later and its script shows
_BOLD_STYLE = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.I)
_GLUED = re.compile(r"\d:\d\d$|[/.-]\d{4}$")
_DAY, _MONTH = re.compile(r"\d{1,2}"), re.compile(r"\d{1,2}[/.-]\d{4}")  # in two elements, the day set large
_SIZE = XPath("count(.//*)")
_LINES = 1_000  # of a <pre>; a longer one is a log and stays one line
_BULK = 40  # elements from which a menu, a foot or a list of other articles is one line: nobody reads it line by line


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page."""

    text: str  # blanks collapsed; not yet passed through textnorm
    node: HtmlElement  # the nearest block element, or the named inline one in which the line begins
    zone: str = ""  # why it is no part of an article: nav, related, share, comment …
    linked: int = 0  # characters inside links
    bold: int = 0  # characters in bold
    right: bool = False
    links: tuple[HtmlElement, ...] = ()

    @property
    def free(self) -> int:
        """Characters that are not link text."""
        return max(0, len(self.text) - self.linked)


@dataclass(slots=True)
class _State:
    """What holds at a place of the tree."""

    node: HtmlElement
    zone: str
    link: bool
    bold: bool
    right: bool
    row: bool  # in a table row whose cells are joined into one line
    head: bool = False  # in a heading, which is one line whatever it holds


@dataclass(slots=True)
class _Line:
    parts: list[str] = field(default_factory=list)
    links: list[HtmlElement] = field(default_factory=list)
    linked: int = 0
    bold: int = 0
    state: _State | None = None

    def add(self, text: str, state: _State) -> None:
        """One more piece of text."""
        if self.state is None:
            if text.isspace():
                return
            self.state = state
        elif text[:1].isupper() and self.parts[-1][-1:].islower() and text[1:2].islower():
            text = " " + text  # "Vũng Tàu" and "Sáng nay" in two elements
        elif text[:1].isdigit() and (_GLUED.search(self.parts[-1]) or _is_badge(self.parts[-1], text)):
            text = " " + text  # "08:15" and "22/08/2023" in two elements that only a style sheet parts
        self.parts.append(text)
        if state.link or state.bold:
            size = len(" ".join(text.split()))
            self.linked += size if state.link else 0
            self.bold += size if state.bold else 0

    def take(self) -> Block | None:
        """The finished line, and an empty one in its place."""
        state, text = self.state, " ".join("".join(self.parts).split())
        if state is not None and state.row:
            text = text.rstrip("| ")  # of empty cells
        block = None
        if state is not None and text:
            linked, bold = min(self.linked, len(text)), min(self.bold, len(text))
            block = Block(text, state.node, state.zone, linked, bold, state.right, tuple(self.links))
        self.parts, self.links, self.linked, self.bold, self.state = [], [], 0, 0, None
        return block


def _is_badge(day: str, month: str) -> bool:
    return _DAY.fullmatch(day) is not None and _MONTH.fullmatch(month) is not None


def blocks(
    root: HtmlElement,
    without: Collection[HtmlElement] = (),
    *,
    zoned: bool = True,
    spine: Collection[HtmlElement] = (),
) -> list[Block]:
    """The lines under an element, in document order. Hidden elements, scripts and `without` give none.

    `zoned=False` takes no element for chrome by its name: for pages whose article stands in one of such a name;
    of `spine`, the elements around the title, none is.
    """
    return list(_walk(root, without, zoned, spine))


def _walk(
    root: HtmlElement, without: Collection[HtmlElement], zoned: bool, spine: Collection[HtmlElement]
) -> Iterator[Block]:
    line = _Line()
    stack: list[tuple[HtmlElement, _State, bool]] = [(root, _State(root, "", False, False, False, False), False)]
    while stack:
        node, state, leaving = stack.pop()
        inline = node.tag in INLINE
        if leaving:
            yield from _close(node, state, inline, line)
            continue
        inner = None if node in without else _enter(node, state, inline, line, zoned and node not in spine)
        if inner is None:  # skipped, but what follows it is read
            if node.tail and node is not root:
                line.add(node.tail, state)
            continue
        if inner.head and not inline and node.tag not in HEADINGS:
            line.add(" ", state)
        elif not inline:
            block = None if state.row and node.tag in _CELLS else line.take()
            if block:
                yield block
            if state.row and node.tag in _CELLS and line.state is not None:
                line.add(" | ", state)
        if inner.zone and not state.zone and _SIZE(node) > _BULK:
            yield _bulk(node, inner.zone)
            line.add(node.tail or "", state)
            continue
        if node.tag == "pre" and not len(node) and (node.text or "").count("\n") <= _LINES:
            yield from _lines_of(node, inner, line)
        elif node.text:
            line.add(node.text, inner)
        stack.append((node, state, True))
        stack.extend((child, inner, False) for child in reversed(node))
    last = line.take()
    if last:
        yield last


def _lines_of(node: HtmlElement, state: _State, line: _Line) -> Iterator[Block]:
    """The lines of a <pre>, which breaks them itself."""
    for text in (node.text or "").split("\n"):
        line.add(text, state)
        block = line.take()
        if block:
            yield block


def _bulk(node: HtmlElement, zone: str) -> Block:
    text = " ".join(node.text_content().split())
    linked = sum(len(" ".join(link.text_content().split())) for link in node.iter("a"))
    return Block(text, node, zone, min(linked, len(text)))


def _close(node: HtmlElement, state: _State, inline: bool, line: _Line) -> Iterator[Block]:
    if not inline and not state.head and not (state.row and node.tag in _CELLS):
        block = line.take()
        if block:
            yield block
    if node.tail:
        line.add(node.tail, state)


def _enter(node: HtmlElement, state: _State, inline: bool, line: _Line, zoned: bool) -> _State | None:
    tag = node.tag
    if not isinstance(tag, str) or tag in SKIPPED:
        return None
    get = node.get
    style = get("style") or ""
    if (style and _HIDDEN.search(style)) or (get("hidden") is not None and not _STREAMED.match(get("id") or "")):
        return None
    if tag == "a":
        line.links.append(node)
        linked = state.link or get("href") is not None
        return _State(state.node, state.zone, linked, state.bold, state.right, state.row, state.head)
    names = get("class") or ""
    if tag == "div" and (kind := get("type")):  # "RelatedOneNews", "VideoStream": a system of many newspapers
        names = f"{names} {kind}"
    bold = state.bold or tag in BOLD or "bold" in names or bool(style and _BOLD_STYLE.search(style))
    zone = state.zone or (zone_of(tag, names, get("id") or "") if zoned else "")
    if zone == "caption" and not state.zone and not describes(node):
        zone = ""
    if inline:
        owner = node if (names or tag == "time" or get("id")) and not state.head else state.node
        if bold == state.bold and zone == state.zone and owner is state.node:
            return state
        return _State(owner, zone, state.link, bold, state.right, state.row, state.head)
    right = (
        get("align") == "right" or bool(style and _RIGHT.search(style)) or (state.right and tag not in ("td", "div"))
    )
    head = state.head or tag in HEADINGS
    owner = state.node if state.head else node
    return _State(owner, zone, state.link, bold, right, state.row or (tag == "tr" and _simple(node)), head)


def _simple(row: HtmlElement) -> bool:
    """Whether a row is data, not layout: several cells, none of them with blocks in it or long."""
    if len(row) < 2:
        return False
    return all(_plain(cell) for cell in row)


def _plain(cell: HtmlElement) -> bool:
    inner = [node for node in cell.iterdescendants() if isinstance(node.tag, str) and node.tag not in INLINE]
    if len(inner) > 1 or any(node.tag != "p" for node in inner):
        return False
    return len(cell.text_content()) < 400
