"""Which groups of a page's items are lists of articles, and which of those a section page is for."""

import re
from collections.abc import Collection
from statistics import median

from lxml.html import HtmlElement

from crawlers.page import Document
from crawlers.platforms import shapes
from crawlers.platforms.blocks import Group, Known, groups
from crawlers.platforms.chrome import is_new_heading, is_side_heading
from crawlers.platforms.columns import heading_of, in_column, is_bare, is_narrow
from crawlers.platforms.learned import Shapes, learn
from crawlers.platforms.rows import Row, rows
from crawlers.platforms.texts import text_of
from domain.textnorm import fold

_DAY = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d{2}(?![\d/])")


def accepted(document: Document, known: Known, papers: bool = False) -> list[list[Row]]:
    """The groups that are lists of articles, each as rows, in the page's order."""
    return _accepted(groups(document, known, papers))


def told_of(document: Document, known: Known, wanted: Collection[str]) -> frozenset[str]:
    """Which of some addresses the page lists with a date or a summary: titles alone may be a list of offices."""
    made = groups(document, known)
    about = [group for group in made if any(item.url in wanted for item in group.items)]
    told = frozenset(
        row.item.url for group in about for row in rows(group, made) if row.published is not None or row.summary
    )
    if told.isdisjoint(wanted):  # as a menu's entries on every page
        return frozenset()
    return frozenset(
        row.item.url for one in _accepted(made) for row in one if row.published is not None or row.summary
    ).intersection(wanted)


def _accepted(made: list[Group]) -> list[list[Row]]:
    read_rows = [rows(group, made) for group in made]
    surely = [one for one in read_rows if is_list(one)]
    taught = learn(row.item.url for one in surely for row in one)  # the page's own lists say how its articles are named
    return [one for one in read_rows if one in surely or _named_alike(one, taught)]


def _named_alike(made: list[Row], taught: Shapes) -> bool:
    alike = sum(taught.is_article(row.item.url) for row in made)
    return bool(made) and alike >= 0.6 * len(made) and median(row.item.words for row in made) >= 5


def is_list(made: list[Row]) -> bool:
    """Dates, summaries or addresses of articles, and titles as long as titles are: no menu has them all.

    Measured on four newspapers and a department's site: median title 9-14 words, menu entries 2-5.
    """
    if not made:
        return False
    size = len(made)
    long = median(row.item.words for row in made)
    dated = sum(row.published is not None for row in made) / size
    summed = sum(bool(row.summary) for row in made) / size
    known = sum(row.item.known for row in made) / size
    headed = sum(row.item.in_heading for row in made) / size
    if size == 1:
        return long >= 5 and (dated + summed + known >= 1)
    return (
        (dated >= 0.5 and long >= 3)
        or (known >= 0.6 and long >= 4)
        or (summed >= 0.5 and long >= 5)
        or (headed >= 0.6 and long >= 5 and _addressed(made))
        or (long >= 3 and _of_days(made) and _addressed(made))
        or (size >= 4 and long >= 7 and _addressed(made) and len({row.title for row in made}) > size / 2)
    )


def _of_days(made: list[Row]) -> bool:
    """Whether each title names another day, as a broadcaster's programmes do: “Thời sự tối 22/08/2023”."""
    days = {day[0] for row in made if (day := _DAY.search(row.title))}
    return len(days) >= max(2, 0.6 * len(made))


def _addressed(made: list[Row]) -> bool:
    """Whether most addresses have a number or a title's worth of words: a menu's have neither."""
    slugs = [shapes.take_apart(row.item.url) for row in made]
    told = sum(any(c.isdigit() for c in a.slug) or bool(a.values) or shapes.words_in(a.slug) >= 5 for a in slugs)
    return told >= 0.6 * len(made)


def weight(made: list[Row]) -> float:
    """How much a list looks like the one that the page is for."""
    size = len(made)
    dated = sum(row.published is not None for row in made) / size
    summed = sum(bool(row.summary) for row in made) / size
    side = _aside(made) or _of_others(made)
    length = min(12.0, median(row.item.words for row in made)) / 8
    return size * (1 + 2 * dated + 1.5 * summed) * length * (0.2 if side else 1)


def _aside(made: list[Row]) -> bool:
    return sum(row.item.soft for row in made) * 2 > len(made) or is_narrow(made[0].item.block)


def _of_others(made: list[Row]) -> bool:
    """Whether the heading above a list speaks of other articles than the page's own: most read, related, newest."""
    block = made[0].item.block
    heading = heading_of(block)
    return (is_side_heading(heading) or is_new_heading(heading)) and fold(heading) not in fold(_title(block))


def _title(block: HtmlElement) -> str:
    return next((text_of(element) for element in block.getroottree().iter("title")), "")


def own_lists(lists: list[list[Row]]) -> list[list[Row]]:
    """The list that a section page is for, with what stands in the same column: a lead story, older titles.

    A box “most read”, “newest” beside the page, or bare titles in its narrow column are no section's list even where
    the page has no other.
    """
    lists = [one for one in lists if not _is_box(one)]
    if not lists:
        return []
    main = max(lists, key=weight)
    return [one for one in lists if one is main or in_column(one, main)]


def newest_boxes(lists: list[list[Row]], name: str) -> list[list[Row]]:
    """Of a section page's lists those under “newest” that stand before a list under the section's own name: what they
    may be, the lists of other sections tell (crawlers.beside)."""
    headings = [fold(heading_of(one[0].item.block)) for one in lists]
    own = {fold(name), *(fold(_title(one[0].item.block)) for one in lists[:1])}
    named = [at for at, one in enumerate(headings) if " " in one and any(text.startswith(one) for text in own)]
    return [
        one for at, one in enumerate(lists)
        if at < max(named, default=0) and at not in named and is_new_heading(headings[at])
    ]


def _is_box(made: list[Row]) -> bool:
    block = made[0].item.block
    if is_bare(made) and is_narrow(block):
        return True
    return _of_others(made) and (_aside(made) or is_side_heading(heading_of(block)))
