"""The elements around a page's own title: whatever their names say, what holds the title holds the article."""

from lxml.html import HtmlElement

from crawlers.extract.site_name import plain
from crawlers.extract.title import told_titles
from crawlers.metadata import Metadata
from crawlers.zones import zone_of

_LEAST = 20  # characters of a title that is nobody's but the article's
_WORDS = 4
_OTHERS = frozenset({"related", "comment", "footer"})


def spine(tree: HtmlElement, meta: Metadata, listed: str) -> frozenset[HtmlElement]:
    """What stands above the headings that say what the head says: a newspaper keeps its stories in `sidebar-1`."""
    told = [title for title in told_titles(meta, listed) if len(title) >= _LEAST]
    held: set[HtmlElement] = set()
    for node in tree.iter("h1", "h2") if told else ():
        if any(True for _ in node.iterancestors("footer", "nav")):
            continue
        words = plain(node.text_content())
        if len(words) < _LEAST or len(words.split()) < _WORDS or not any(title.startswith(words) for title in told):
            continue
        above = list(node.iterancestors())
        if node.tag == "h1" or not any(
            zone_of(one.tag, one.get("class") or "", one.get("id") or "") in _OTHERS for one in above
        ):
            held.update(above)
    return frozenset(held)
