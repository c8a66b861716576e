"""Pages that are no article: fronts, sections, search results, refusals. What is read from them is flagged."""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from crawlers.blocks import Block
from crawlers.extract.choose import Main
from crawlers.extract.container import is_running
from crawlers.extract.furniture import is_other
from crawlers.metadata import Metadata

_FRONTS = frozenset({"", "/", "/index.html", "/index.htm", "/default.aspx", "/trang-chu"})
_TITLES = 3  # of other articles
_WORDS = 5  # of a title; a section's name has fewer
_SHORT = 400  # characters of the text of a refusal
_REFUSAL: Final = re.compile(
    r"\W*(?:404|lỗi\s*404|error|không\s*tìm\s*thấy|page\s*not\s*found|not\s*found|trang\s*(?:này\s*)?không\s*tồn\s*tại"
    r"|đăng\s*nhập|access\s*denied|403|bảo\s*trì)\b",
    re.I,
)


def is_no_article(main: Main, meta: Metadata, url: str, title: str, size: int) -> bool:
    """Whether a page's main part is titles of other articles, or a refusal of `size` characters."""
    if main.origin != "generic" or meta.article or meta.first("article:published_time"):
        return False
    if size < _SHORT and _REFUSAL.match(title):
        return True
    named = main.title is not None and main.title.evidence == "visible" and len(title.split()) >= _WORDS
    if named:
        return False
    return _is_front(url) or _lists(main.lines or main.page)


def _is_front(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path.lower() in _FRONTS and not parts.query


def _lists(lines: Sequence[Block]) -> bool:
    titles = together = longest = 0
    for block in lines:
        if is_other(block):
            titles, together = titles + 1, 0
        elif is_running(block):
            together += 1
            longest = max(longest, together)
    return titles >= _TITLES and longest <= 1
