"""From items to rows: the date and summary of each, read from its own block or from the stretch between two titles."""

from collections.abc import Iterator
from dataclasses import dataclass

from cssselect import SelectorError
from lxml.etree import XPathError
from lxml.html import HtmlElement

from crawlers.entry import Entry
from crawlers.page import Document
from crawlers.platforms.anchors import base_of, title_of
from crawlers.platforms.blocks import Group, Item
from crawlers.platforms.listed import date_in, date_of_text, dated_parts, in_one_order, trailing
from crawlers.platforms.tables import posted_in
from crawlers.platforms.texts import text_of
from domain.dated import Dated
from domain.errors import SiteChanged
from domain.identity import canonical
from domain.textnorm import clean

_LINE = 200  # characters: what stands beside a title as its date is no longer


@dataclass(frozen=True)
class Row:
    """An item with what its block says about it."""

    item: Item
    title: str
    published: Dated | None
    summary: str


def rows(group: Group, page: list[Group]) -> list[Row]:
    """A group's items, each with its own date; a date that could belong to two of them belongs to none."""
    dates = [
        next((date for place in ((i.block, i.spot), *i.mentions) if (date := date_of(*place))), None)
        for i in group.items
    ]
    if sum(date is not None for date in dates) * 2 < len(dates):
        dates = [own or between for own, between in zip(dates, _between(group, page), strict=True)]
    dates = in_one_order(dates)
    titles = [item.title for item in group.items]
    if not any(dates):
        cut = [trailing(title) for title in titles]
        if sum(date is not None for _, date in cut) > 0.6 * len(cut):  # one in brackets may be part of a title
            titles, dates = [title for title, _ in cut], in_one_order([date for _, date in cut])
    return [Row(i, title, date, _summary(i)) for i, title, date in zip(group.items, titles, dates, strict=True)]


def date_of(block: HtmlElement, spot: HtmlElement) -> Dated | None:
    """The date of the row's own column, of the title's own element, or the first that stands alone in the block."""
    column = posted_in(block)
    if column is not None and (found := date_in([column])):
        return found
    inside = dated_parts(spot) if len(spot) else []
    return (date_in(inside[:1]) if inside else None) or date_in([block], skip=[spot])


def _between(group: Group, page: list[Group]) -> list[Dated | None]:
    """Dates that stand beside the blocks, all before or all after their titles; none when both could be."""
    blocks = {item.block: number for number, item in enumerate(group.items)}
    others = {item.block for one in page if one is not group for item in one.items}
    found: list[Dated | None] = [None] * len(group.items)
    for parent in dict.fromkeys(block.getparent() for block in blocks):
        stretch = list(_stretch(parent, blocks, others)) if parent is not None else []
        numbers = [what for what in stretch if isinstance(what, int) and what >= 0]
        if len(numbers) < 2:
            continue
        first, last = stretch.index(numbers[0]), len(stretch) - 1 - stretch[::-1].index(numbers[-1])
        ahead = any(isinstance(what, Dated) for what in stretch[:first])
        behind = any(isinstance(what, Dated) for what in stretch[last + 1 :])
        if ahead == behind:
            continue
        for number, date in _paired(stretch if behind else stretch[::-1]):
            found[number] = date
    return found


def _paired(stretch: list[int | Dated]) -> Iterator[tuple[int, Dated]]:
    """Each title with the first date after it and before the next title."""
    owner = -1
    for what in stretch:
        if isinstance(what, int):
            owner = what
        elif owner >= 0:
            yield owner, what
            owner = -1


def _stretch(parent: HtmlElement, blocks: dict[HtmlElement, int], others: set[HtmlElement]) -> Iterator[int | Dated]:
    """A parent's content in order: the number of a block, -1 for another's block, the dates that stand alone."""
    yield from _dates(parent.text)
    for child in parent:
        if child in blocks:
            yield blocks[child]
        elif child in others or any(len(text_of(anchor).split()) >= 4 for anchor in child.iter("a")):
            yield -1
        elif isinstance(child.tag, str) and len(child.text_content()) <= _LINE and (alone := date_in([child])):
            yield alone
        yield from _dates(child.tail)


def _dates(text: str | None) -> Iterator[Dated]:
    found = date_of_text([" ".join((text or "").split())])
    if found:
        yield found


def _summary(item: Item) -> str:
    """The longest run of text in the block that is not its title: at least eight words, else nothing."""
    best = ""
    for part in item.block.iter():
        if not isinstance(part.tag, str) or part.tag in ("script", "style") or part is item.spot:
            continue
        texts = [part.text or ""] if len(part) else [text_of(part)]
        texts += [child.tail or "" for child in part]
        best = max([best, *(" ".join(text.split()) for text in texts)], key=len)
    best = clean(best) if best else ""
    return best if len(best.split()) >= 8 and best != item.title and not item.title.endswith(best) else ""


def by_selector(document: Document, selector: str) -> list[Entry]:
    """Entries by a person's own selector of one item (CSS, or XPath from `/` or `./`). Raises SiteChanged."""
    try:
        blocks = (
            document.tree.xpath(selector) if selector.startswith(("/", "./")) else document.tree.cssselect(selector)
        )
    except (SelectorError, XPathError) as error:
        raise SiteChanged(f"bộ chọn “{selector}” sai: {error}") from error
    found = []
    for block in blocks:
        anchors = [block] if block.tag == "a" else block.iter("a")
        named = [(title_of(anchor), anchor) for anchor in anchors if anchor.get("href")]
        named = [(title, anchor) for title, anchor in named if title.text]
        if not named:
            continue
        title, anchor = max(named, key=lambda pair: (pair[0].heading, len(pair[0].text)))
        url = canonical(anchor.get("href", ""), base_of(document))
        item = Item(url, title.text, title.spot, block, len(title.text.split()), title.heading, True, False)
        if url:
            found.append(Entry(url, title.text, date_of(block, title.spot), _summary(item)))
    return found
