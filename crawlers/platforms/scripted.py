"""Items that only a script opens: a list of them is not read, whatever else on the page has addresses."""

from crawlers.page import Document
from crawlers.platforms.blocks import around_of
from crawlers.platforms.texts import text_of

_WORDS = 5  # a title has as many; a button has fewer
_SEVERAL = 3


def opens_by_script(document: Document) -> bool:
    """Whether several titles outside menus have an `onclick` or a `javascript:` address and no link of their own."""
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
