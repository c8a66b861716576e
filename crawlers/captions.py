"""Lines that describe a picture: no text of the story, unless a layout keeps the story itself beside pictures."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawlers.blocks import Block
from crawlers.pictures import has_picture

_LONGEST = 300  # characters of a caption that names its photographer …
_PLAIN = 180  # … and of one that is only set in italics or in the middle
_LEVELS = 4  # elements around a line that may be the picture's box
_CENTRED = re.compile(r"text-align:\s*center", re.I)
_CREDIT = re.compile(
    r"(?:^|[\s(.\[])(?:ảnh|hình)(?:\s+(?:minh\s*họa|tư\s*liệu|internet))?\s*(?::|\)|$)|\(ảnh\b|^(?:ảnh|hình)\s+\d",
    re.I,
)
_NO_CAPTION = re.compile(r"\d{1,2}\s*[.)/]|[IVX]{1,4}\s*[.)]|[“\"'‘*+-]")  # a heading, a quotation, an item of a list
_BOXES = frozenset({"table", "figure", "center", "tbody"})


def without_captions(lines: Sequence[Block]) -> list[Block]:
    """The lines that are no captions; all of them where captions are most of what there is (a picture story)."""
    told: set[int] = set()
    for n, block in enumerate(lines):
        if _describes(block) or (n - 1 in told and _goes_on(block)):
            told.add(n)
    kept = [block for n, block in enumerate(lines) if n not in told]
    captions = sum(len(lines[n].text) for n in told)
    return kept if told and sum(len(block.text) for block in kept) > captions else list(lines)


def _goes_on(block: Block) -> bool:
    """Whether a line is the rest of the caption before it."""
    short = len(block.text) <= _PLAIN and not block.linked and not block.right
    rest = block.text[:1].islower() or bool(_CREDIT.search(block.text))
    return short and rest and (_centred(block.node) or _slanted(block))


def _describes(block: Block) -> bool:
    text, node = block.text, block.node
    if not 3 <= len(text) <= _LONGEST or block.linked > 0.5 * len(text) or block.right or block.bold > 0.5 * len(text):
        return False
    if text.endswith(":") or _NO_CAPTION.match(text):
        return False
    marked = bool(_CREDIT.search(text)) or (len(text) <= _PLAIN and (_centred(node) or _slanted(block)))
    box = _box(node, text)
    if box is not None:
        return marked or (box.tag in _BOXES and len(text) <= _PLAIN)
    return marked and _follows_picture(node)


def _box(node: HtmlElement, text: str) -> HtmlElement | None:
    """The nearest element around a line that holds a picture and, beside it, nothing but the line."""
    for _ in range(_LEVELS):
        if node.tag in ("body", "form") or len(" ".join(node.text_content().split())) > len(text) + 2:
            return None
        if has_picture(node):
            return node
        parent = node.getparent()
        if parent is None:
            return None
        node = parent
    return None


def _centred(node: HtmlElement) -> bool:
    around = [node, *(one for one in [node.getparent()] if one is not None)]
    return any(
        bool(_CENTRED.search(one.get("style") or "")) or (one.get("align") or "").lower() == "center"
        or one.tag == "center" or "text-center" in (one.get("class") or "")
        for one in around
    )


def _slanted(block: Block) -> bool:
    """Whether a line is set in italics."""
    node = block.node
    if node.tag in ("em", "i"):
        return True
    told = sum(len(" ".join(one.text_content().split())) for one in node.iter("em", "i"))
    return told >= 0.9 * len(block.text)


def _follows_picture(node: HtmlElement) -> bool:
    """Whether the element before a line (or before its box) is a picture and nothing else."""
    for one in (node, node.getparent()):
        before = one.getprevious() if one is not None else None
        if before is not None and isinstance(before.tag, str):
            return has_picture(before) and not before.text_content().strip()
    return False
