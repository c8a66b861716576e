"""Pages on which article follows article as the reader scrolls: the first is the page's own."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from crawlers.blocks import HEADINGS, Block
from crawlers.dates.visible import is_particulars
from crawlers.extract.container import is_running
from crawlers.extract.title import Title


def first_article(page: list[Block], title: Title) -> list[Block]:
    """The page up to the title of the next article, where articles are strung together for scrolling."""
    if title.at is None:
        return page
    node = page[title.at].node
    if node.tag not in HEADINGS:
        return page
    later = range(title.at + 6, len(page))
    ends = [n for n in later if not page[n].zone and _is_such(page, n, node)]
    story = sum(block.free for block in page[title.at : ends[0]] if is_running(block)) if ends else 0
    return page[: ends[0]] if story > 600 else page


def _is_such(page: Sequence[Block], at: int, title: HtmlElement) -> bool:
    """Whether a line is a title like another: of its kind, of its class and a link, or a link with its own date."""
    block = page[at]
    if block.node.tag not in HEADINGS:
        return False
    alike = bool(title.get("class")) and block.node.get("class") == title.get("class")
    if block.node.tag == title.tag and (alike or _apart(block.node, title)):
        return True
    linked = block.linked >= 0.9 * len(block.text) and len(block.text.split()) >= 4
    return linked and (alike or any(is_particulars(one) for one in page[at + 1 : at + 3]))


def _apart(one: HtmlElement, two: HtmlElement) -> bool:
    """Whether each stands in an <article> of its own."""
    places = [next(node.iterancestors("article"), None) for node in (one, two)]
    return None not in places and places[0] is not places[1]
