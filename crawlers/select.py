"""Selectors of profiles: CSS, or XPath when they start with `/` or `./`."""

import re
from functools import lru_cache
from typing import Any

from lxml.cssselect import CSSSelector
from lxml.etree import XPath, XPathError
from lxml.html import HtmlElement

from domain.errors import SettingsError

_ONE_CLASS = re.compile(r"\.([\w-]+)")


@lru_cache(maxsize=2_000)
def _compiled(selector: str) -> XPath:
    one = _ONE_CLASS.fullmatch(selector)
    if one:  # by far the commonest; a third of the time of what a CSS compiler makes of it
        return XPath(f"//@class[contains(., '{one[1]}')]/..")
    if selector.startswith(("/", "./", "(")):
        return XPath(selector)
    return CSSSelector(selector, translator="html")


def _found(root: HtmlElement, selector: str) -> list[Any]:
    """Elements and attribute values, in document order. Raises SettingsError for a selector that is none."""
    try:
        found = _compiled(selector)(root)
    except (XPathError, SyntaxError, ValueError, NotImplementedError) as error:
        raise SettingsError(f"Bộ chọn “{selector}” không hợp lệ: {error}") from error
    one = _ONE_CLASS.fullmatch(selector)
    if one:
        return [node for node in found if one[1] in node.get("class").split()]
    return found if isinstance(found, list) else [found]


def may_hold(html: str, selector: str) -> bool:
    """Whether a page can have a match at all: a look at its source, a hundred times cheaper than the search."""
    one = _ONE_CLASS.fullmatch(selector)
    return one is None or one[1] in html


def select(root: HtmlElement, selector: str) -> list[HtmlElement]:
    """The elements that a selector names, in document order. Raises SettingsError."""
    return [one for one in _found(root, selector) if isinstance(one, HtmlElement)]


def select_text(root: HtmlElement, selector: str) -> str:
    """The text of the first match that has one (an XPath may also give an attribute), blanks collapsed."""
    for one in _found(root, selector):
        text = one.text_content() if isinstance(one, HtmlElement) else str(one)
        if text.strip():
            return " ".join(text.split())
    return ""


def select_texts(root: HtmlElement, selector: str) -> list[str]:
    """The text of every match, the attribute of each <time> first, blanks collapsed, empty ones left out."""
    texts: list[str] = []
    for one in _found(root, selector):
        if isinstance(one, HtmlElement):
            texts += [time.get("datetime") or "" for time in one.iter("time")]
            texts.append(one.text_content())
        else:
            texts.append(str(one))
    return [" ".join(text.split()) for text in texts if text.strip()]
