"""Which lines of a page are its article: a profile's element, else the container of the running text."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from crawlers.blocks import Block, blocks
from crawlers.dates import Sight
from crawlers.extract.container import (
    common,
    depth_of,
    extend,
    find_container,
    first_running,
    is_running,
    lines_under,
)
from crawlers.extract.furniture import first_part
from crawlers.extract.scroll import first_article
from crawlers.extract.spine import spine
from crawlers.extract.title import Title, find_title
from crawlers.extract.under import near_title
from crawlers.metadata import Metadata
from crawlers.select import select
from domain.source import Profile
from domain.textnorm import clean

_LEAST = 40  # characters that a profile's body must give to be believed
_AFTER = 14  # lines after the text in which dates and documents are looked for
_RELAX = 400  # free characters below which the names of elements are doubted
_PARAGRAPH = 120  # characters
# Zones that have been met as an article's.
_MISNAMED = frozenset({"related", "share", "tags", "rating", "ads", "side", "caption"})
Owned = tuple[tuple[str, Profile], ...]


@dataclass(frozen=True)
class Main:
    """The article's lines, and what stands around them where a profile did not make that needless."""

    lines: Sequence[Block]
    nodes: tuple[HtmlElement, ...]
    origin: str  # profile | family | generic
    title: Title | None = None
    between: Sequence[Block] = ()  # from the title to the first of `lines`
    sight: Sight | None = None
    share: float = 1.0  # of the page's running text
    head: HtmlElement | None = None  # the title's element
    page: Sequence[Block] = ()  # all lines, where they were needed

    @property
    def around(self) -> list[Block]:
        """The lines whose links may be the article's documents."""
        after = self.sight.after if self.sight else ()
        after = after[: first_part(after, 0)]
        return [*self.between, *self.lines, *(block for block in after if not block.zone)]


def choose_main(
    tree: HtmlElement, meta: Metadata, profiles: Owned, drops: Collection[HtmlElement], *, whole: bool, listed: str = ""
) -> Main:
    """The article's place. `whole` asks for the lines around it although a profile gives the body; `listed` is the
    title that a listing gave."""
    nodes, origin = _selected(tree, profiles)
    lines = [block for node in nodes for block in blocks(node, drops)]
    if sum(len(block.text) for block in lines) < _LEAST:
        nodes, lines, origin = [], [], "generic"
    if lines and not whole:
        return Main(lines, tuple(nodes), origin)
    page = _page(tree, drops, spine(tree, meta, listed))
    if not lines:
        return _found(page, meta, listed)
    inside = sorted({n for node in nodes for n in lines_under(page, node)}) or [len(page)]
    title = find_title(meta, page, inside[0], listed)
    around = _around(page, title, inside[0], inside[-1] + 1, nodes[0])
    return Main(lines, tuple(nodes), origin, title, *around, head=_head(page, title), page=page)


def _head(page: Sequence[Block], title: Title) -> HtmlElement | None:
    return page[title.at].node if title.at is not None and title.at < len(page) else None


def _selected(tree: HtmlElement, profiles: Owned) -> tuple[list[HtmlElement], str]:
    for owner, profile in profiles:
        nodes = select(tree, profile.body) if profile.body else []
        outer = [node for node in nodes if not any(above in nodes for above in node.iterancestors())]
        if outer:
            best = _nearest(tree, outer, profile)
            return [node for node in outer if node.getparent() is best.getparent()], owner
    return [], "generic"


def _nearest(tree: HtmlElement, nodes: list[HtmlElement], profile: Profile) -> HtmlElement:
    """Of several matches (.journal-content-article meets widgets too) the one closest to the title, or the fullest."""
    titles = select(tree, profile.title) if profile.title and len(nodes) > 1 else []

    def rank(node: HtmlElement) -> tuple[int, int]:
        shared = common(titles[0], node) if titles else None
        return (0 if shared is None else depth_of(shared), len(node.text_content().strip()))

    return max(nodes, key=rank)


def _page(tree: HtmlElement, drops: Collection[HtmlElement], own: Collection[HtmlElement]) -> list[Block]:
    root = tree.find("body")
    root = tree if root is None else root
    page = blocks(root, drops, spine=own)
    kept = sum(block.free for block in page if not block.zone and block.free >= 60)
    if kept >= _RELAX:
        return page
    lost = sum(_prose(block.node) for block in page if block.zone in _MISNAMED and block.free >= _PARAGRAPH)
    return blocks(root, drops, zoned=False) if lost > 3 * kept + 200 else page


def _prose(node: HtmlElement) -> int:
    """The characters of whole paragraphs in an element: a list of other articles has none."""
    texts = [" ".join((one.text or "").split()) for one in node.iter("p", "div", "td", "span")]
    return sum(len(text) for text in texts if len(text) >= _PARAGRAPH)


def _found(page: list[Block], meta: Metadata, listed: str) -> Main:
    guess = find_title(meta, page, first_running(page), listed)
    page = first_article(page, guess)
    container = find_container(page, 0 if guess.at is None else guess.at + 1) or find_container(page)
    if guess.at is not None:
        container = near_title(page, guess.at, container)
    if container is None:
        around = (
            _around(page, guess, len(page), len(page), None) if guess.at is not None else ((), Sight(below=page[:20]))
        )
        return Main((), (), "generic", guess, *around, 0.0, _head(page, guess), page)
    first = next((n for n in range(container.start, container.end) if page[n].free >= 90), container.start)
    title = guess if guess.at is not None else find_title(meta, page, first, listed)
    start = container.start
    if title.at is not None and start <= title.at < container.end:
        start = title.at + 1
    container = extend(page, container)
    around = _around(page, title, start, container.end, container.node)
    loose = _loose(around[0]) if title.at is not None and title.at < start else []
    lines = [*loose, *page[start : container.end]]
    return Main(lines, (container.node,), "generic", title, *around, container.share, _head(page, title), page)


def _loose(between: Sequence[Block]) -> list[Block]:
    """Captions and first lines that stand before the container of the rest."""
    lines = [block for block in between if is_running(block, 20) and not block.linked]
    return lines if len(between) <= 15 else []


def _around(
    page: list[Block], title: Title, start: int, end: int, node: HtmlElement | None
) -> tuple[Sequence[Block], Sight]:
    """The lines between title and text, and the lines in which the date may stand."""
    shared = _shared(page, title, node)
    after = [page[n] for n in lines_under(page[: end + _AFTER], shared) if n >= end] if shared is not None else []
    last = page[max(start + 3, end - 2) : end]
    if title.at is None or title.at >= end:
        head = page[max(0, start - 6) : start]
        return head, Sight(below=[*head, *page[start:end][:12]], after=after, last=last)
    between = page[title.at + 1 : start] if title.at < start else []
    above = [page[n] for n in lines_under(page[: title.at], shared)] if shared is not None else []
    if not above:
        above = [block for block in page[max(0, title.at - 4) : title.at] if block.zone != "header"]
    return between, Sight(above, [*_rest_of(page[title.at], title), *page[title.at + 1 : end]], after, last)


def _shared(page: list[Block], title: Title, node: HtmlElement | None) -> HtmlElement | None:
    """The article's own element: what holds title and text, unless that is the page itself."""
    if node is None:
        return None
    shared = common(page[title.at].node, node) if title.at is not None and title.at < len(page) else node.getparent()
    return None if shared is None or shared.tag in ("body", "html", "form") else shared


def _rest_of(block: Block, title: Title) -> list[Block]:
    """What follows the title in its own line: "… (22/08/2023)"."""
    rest = clean(block.text)[len(title.text) :].strip()
    return [replace(block, text=rest)] if rest and block.text.startswith(title.text[:10]) else []
