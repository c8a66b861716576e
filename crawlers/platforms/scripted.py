"""Items that only a script opens or draws: a list of them is not read, whatever else on the page has addresses."""

from lxml.etree import XPath

from crawlers.page import Document
from crawlers.platforms.blocks import around_of
from crawlers.platforms.texts import text_of

_WORDS = 5  # a title has as many; a button has fewer
_SEVERAL = 3
_REPEATS = ("v-for", "ng-repeat", "x-for")
_REPEATED = XPath("//*[@v-for or @ng-repeat or @data-ng-repeat or @x-for][descendant-or-self::a]")
_FILLED = XPath("boolean(.//@ng-bind|.//@ng-bind-html|.//@v-text|.//@v-html|.//@x-text)")


def opens_by_script(document: Document) -> bool:
    """Whether several titles outside menus have an `onclick` or a `javascript:` address and no link of their own, or
    a row of links is a script's template that the server left unfilled."""
    return _unfilled(document) or _opened(document)


def _unfilled(document: Document) -> bool:
    if not any(name in document.html for name in _REPEATS):
        return False
    around = around_of(document)
    return any(
        around(row) == 0 and ("{{" in text_of(row) or (not text_of(row) and _FILLED(row)))
        for row in _REPEATED(document.tree)
    )


def _opened(document: Document) -> bool:
    around, titles = around_of(document), set[str]()
    for element in document.tree.iter("a", "div", "li", "tr", "h2", "h3", "h4", "span", "p"):
        href = (element.get("href") or "").strip().lower()
        if not (element.get("onclick") or href.startswith("javascript:")) or (href and href[0] not in "#j"):
            continue
        linked = any((one.get("href") or "#")[:1] not in "#j" for one in element.iter("a"))
        text = "" if linked or around(element) > 1 else text_of(element)
        if len(text.split()) >= _WORDS:
            titles.add(text)
    return len(titles) >= _SEVERAL
