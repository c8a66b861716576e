"""Moments that a page keeps in attributes, for a script to write out: `data-time`, `<abbr title>`, `.timeago`."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

_NAMES = ("datetime", "data-datetime", "data-published", "data-time", "data-date")
_TIMED = re.compile(r"time|date|ngay|publish", re.I)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[/-]\d{1,2}[/-]\d{4}")
_OTHERS = frozenset({"li", "a", "aside", "nav", "footer"})
_NEAR = 40  # elements between the title and a moment that is its own
_STORY = 110  # characters of a paragraph, with which the story begins


def stamps(title: HtmlElement) -> Iterator[str]:
    """What such attributes right after a title say, in order; those of lists of other articles are left out."""
    for node in islice(following(title), _NEAR):
        if node.tag in ("p", "article") and len(node.text_content()) > _STORY:
            return
        if node.tag == "time" or any(one.tag in _OTHERS for one in (node, *islice(node.iterancestors(), 3))):
            continue
        told = next((node.get(name) or "" for name in _NAMES if _MOMENT.search(node.get(name) or "")), "")
        if not told and (node.tag == "abbr" or _TIMED.search(node.get("class") or "")):
            told = node.get("title") or ""
        if _MOMENT.search(told):
            yield told


def following(title: HtmlElement) -> Iterator[HtmlElement]:
    """The elements after one, in document order."""
    node: HtmlElement | None = title
    while node is not None and node.tag != "body":
        for sibling in node.itersiblings():
            yield from (one for one in sibling.iter() if isinstance(one.tag, str))
        node = node.getparent()
