"""Lines that are buttons, counters, tags and other things of the site, told also by what stands in their elements."""

from itertools import islice

from crawlers.blocks import Block
from crawlers.chrome import is_chrome, labels_tags


def is_furniture(block: Block) -> bool:
    """Whether a line is a button or the like, or several set side by side without a blank."""
    if is_chrome(tidy(block.text)):
        return True
    if len(block.text) > 200:
        return False
    if not block.links:
        return _is_of_buttons(block)
    words = [" ".join(link.text_content().split()) for link in block.links]
    whole = sum(map(len, words)) >= 0.8 * len(block.text.replace(" ", ""))
    if labels_tags(block.text) and 2 * sum(map(len, words)) >= len(block.text) - 12:
        return True
    return len(words) > 1 and whole and all(is_chrome(one) or is_chrome(tidy(one)) for one in words)


def _is_of_buttons(block: Block) -> bool:
    """Whether each piece of a line in an element of its own is chrome."""
    if block.node.tag == "pre":
        return False
    pieces = [piece for piece in (" ".join(text.split()) for text in islice(block.node.itertext(), 20)) if piece]
    if not 2 <= len(pieces) <= 12 or sum(map(len, pieces)) < len(block.text.replace(" ", "")) - 12:
        return False
    return all(map(is_chrome, pieces))


def tidy(text: str) -> str:
    """Without the signs that stand around a label."""
    return text.strip(" \t|•·-–*>»«")
