"""Lists of official documents: which day says when a row was posted, and which only when the document was issued."""

import re
from collections.abc import Collection

from lxml.html import HtmlElement

from crawlers.entry import Entry
from crawlers.page import Document
from crawlers.platforms.anchors import links, up
from crawlers.platforms.texts import text_of
from domain.textnorm import fold

_POSTED = re.compile(r"^\W*((ngay|thoi gian)( gio)? (dang|cap nhat|xuat ban|tao|dua)|(dang|cap nhat) (ngay|luc))\b")
_ISSUED = re.compile(r"^\W*((ngay|thoi gian|nam)( thang)? (ban hanh|ky|vb|van ban)|ban hanh)\b")
_SHARE = 0.5  # of the dated items


def posted_in(block: HtmlElement) -> HtmlElement | None:
    """The cell of an item's row under a heading such as “Ngày đăng”; None where the table has no such column."""
    row = next((one for one in (block, *up(block, 4)) if one.tag == "tr"), None)
    if row is None:
        return None
    table = next((one for one in up(row, 3) if one.tag == "table"), None)
    heads, cells = _heads(table), [cell for cell in row if cell.tag in ("td", "th")]
    if len(heads) != len(cells):
        return None
    return next((cell for head, cell in zip(heads, cells, strict=True) if _POSTED.match(head)), None)


def only_issued(document: Document, entries: Collection[Entry]) -> bool:
    """Whether the days beside the entries are those of the documents: they say nothing of when they were posted.

    A day that its own label calls so (“Ngày ban hành: …”) is read as no day at all; here a column's heading does.
    """
    dated = {one.url for one in entries if one.published}
    tables = {one for one in document.tree.iter("table") if _issues(_heads(one))} if dated else set()
    if not tables:
        return False
    inside = {url for anchor, url in links(document, papers=True) if tables.intersection(anchor.iterancestors())}
    return len(dated & inside) >= _SHARE * len(dated)


def _issues(heads: list[str]) -> bool:
    return any(map(_ISSUED.match, heads)) and not any(map(_POSTED.match, heads))


def _heads(table: HtmlElement | None) -> list[str]:
    """The folded headings of a table's columns: its first row."""
    first = next(table.iter("tr"), None) if table is not None else None
    return [fold(text_of(cell)) for cell in first if cell.tag in ("td", "th")] if first is not None else []
