"""Which pictures of a page show something, which are its buttons and ornaments, and what is called their caption."""

import re

from lxml.etree import XPath
from lxml.html import HtmlElement

_ICON = re.compile(
    r"(?:spacer|blank|pixel|icon|logo|arrow|loading|bullet|button|btn|emoji|avatar|print|share|facebook|zalo)[\w-]*\."
    r"|^data:|/icons?/|\.svg(?:\?|$)",
    re.I,
)
_SMALL = 60  # pixels
_TAGS = ("img", "amp-img")
_SHOWN = XPath("boolean(.//img|.//amp-img|.//video|.//iframe|.//picture)")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CAPTION = 600  # characters; a longer one is a layout that keeps the story beside a picture
_BOX_LEVELS = 5  # elements around a caption that may hold its picture


def address_of(image: HtmlElement) -> str:
    """The picture's address, also where a script is to load it."""
    return image.get("data-src") or image.get("data-original") or image.get("src") or ""


def is_picture(image: HtmlElement) -> bool:
    """Whether an image is worth counting: no icon, no button, not tiny."""
    address = address_of(image)
    return bool(address) and not _ICON.search(address) and not _tiny(image)


def has_picture(node: HtmlElement) -> bool:
    """Whether an element is or holds one."""
    return any(is_picture(image) for image in node.iter(*_TAGS))


def describes(node: HtmlElement) -> bool:
    """Whether an element called caption is a picture's: short, no heading, and a picture stands in it or beside it."""
    size = len(node.text_content())
    if node.tag in _HEADINGS or size > _CAPTION:
        return False
    if node.tag == "figcaption":
        return True
    box = node
    for _ in range(_BOX_LEVELS):
        if _SHOWN(box):
            return True
        parent = box.getparent()
        if parent is None or parent.tag in ("body", "html") or len(parent.text_content()) > size + _CAPTION:
            return False
        box = parent
    return False


def _tiny(image: HtmlElement) -> bool:
    return any(
        0 < int(size[1]) < _SMALL
        for size in (re.match(r"(\d{1,4})", image.get(key) or "") for key in ("width", "height"))
        if size
    )
