"""Which lists share a column with the list that a section page is for."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawlers.platforms.chrome import is_side_heading, is_soft, tokens
from crawlers.platforms.learned import shape_of
from crawlers.platforms.rows import Row
from crawlers.platforms.texts import text_of

_SIDES = frozenset(("left", "right", "leftcol", "rightcol", "cotphai", "cottrai", "leftside", "rightside"))
_HEADING_CLASS = re.compile(r"(?i)(^|[-_ ])(title|heading|head|caption|header|tieude|box-title)([-_ ]|$)")


def in_column(rows: Sequence[Row], main: Sequence[Row]) -> bool:
    """Whether a list goes with the main one: no side box, no other table cell, and its addresses look the same."""
    mine, other = main[0].item.block, rows[0].item.block
    if is_side_heading(heading_of(other)) or sum(row.item.soft for row in rows) > sum(row.item.soft for row in main):
        return False
    trail = [mine, *mine.iterancestors()]
    branch: list[HtmlElement] = []
    for element in (other, *other.iterancestors()):
        if element in trail:
            break
        branch.append(element)
    own = trail[: trail.index(branch[-1].getparent())] if branch else []
    if any(is_soft(element) for element in branch):
        return False
    if branch and own and (branch[-1].tag == own[-1].tag == "td" or 0 < width(branch[-1]) < width(own[-1])):
        return False
    if is_bare(rows) and branch and own and (_SIDES & tokens(branch[-1]) or _before(branch[-1], own[-1])):
        return False
    return {shape_of(row.item.url) for row in rows} <= {shape_of(row.item.url) for row in main}


def width(element: HtmlElement) -> int:
    """The width that a grid class names, `col-md-6` or `span3`; 0 without one."""
    widths = re.findall(r"\b(?:col-(?:xs|sm|md|lg|xl)-|col-|span|large-)(\d{1,2})\b", element.get("class") or "")
    return max(map(int, widths), default=0)


def is_bare(rows: Sequence[Row]) -> bool:
    """Whether a list is titles and nothing else: as likely the agency's offices as its articles."""
    told = sum(row.published is not None or bool(row.summary) or row.item.in_heading or row.item.known for row in rows)
    return 2 * told < len(rows)


def _before(one: HtmlElement, other: HtmlElement) -> bool:
    return any(element is other for element in one.itersiblings())


def is_narrow(block: HtmlElement) -> bool:
    """Whether a column of the grid around the block stands beside one at least half as wide again."""
    for element in (block, *block.iterancestors()):
        mine, parent = width(element), element.getparent()
        if mine and parent is not None and any(width(other) >= 1.5 * mine for other in parent if other is not element):
            return True
    return False


def heading_of(block: HtmlElement) -> str:
    """The box title above a list: the nearest heading before it, up to five elements outwards; empty without one."""
    element = block
    for _ in range(5):
        for number, before in enumerate(element.itersiblings(preceding=True)):
            if number > 12:
                break
            text = _heading_text(before)
            if text:
                return text
        parent = element.getparent()
        if parent is None or parent.tag == "body":
            return ""
        element = parent
    return ""


def _heading_text(element: HtmlElement) -> str:
    if not isinstance(element.tag, str):
        return ""
    heading = (
        element if re.fullmatch("h[1-6]", element.tag) or _HEADING_CLASS.search(element.get("class") or "") else None
    )
    if heading is None:
        heading = next((part for part in element.iter("h1", "h2", "h3", "h4", "h5", "h6")), None)
    text = text_of(heading) if heading is not None else ""
    return text if 0 < len(text) <= 40 else ""
