"""Where an article ends and the page's boxes begin: lists of other articles, programme guides, weather, counters."""

import re
from collections.abc import Sequence

from crawlers.attachments import is_document
from crawlers.blocks import HEADINGS, Block
from crawlers.chrome import is_chrome, opens_box, opens_list
from crawlers.dates.visible import is_particulars

_AROUND = frozenset({"related", "comment", "side", "footer"})
_HEAD = 60  # characters of a box's heading
_AHEAD = 6  # lines looked at after it
_TITLE = 4  # words of a link that is another article's title
_SENTENCE = re.compile(r"[.!?…;,”\"]\s*$")
_FULL_STOP = re.compile(r"(?<!\.)\.\s*$")
_POINTER = re.compile(
    r"(?:các\s+)?(?:tài\s*liệu|văn\s*bản|file|tệp|tập\s*tin|phụ\s*lục)(?:\s+(?:tin|văn\s*bản))?\s*(?:đính\s*kèm|kèm\s*theo)?|đính\s*kèm"
    r"|.{0,40}(?:chi\s*tiết|toàn\s*văn|nội\s*dung|xem|tải).{0,60}(?:đính\s*kèm|kèm\s*theo|tại\s*đây|file|tệp|dưới\s*đây|sau\s*đây)"
    r"(?:\s*(?:này|dưới\s*đây|sau\s*đây))?",
    re.I,
)


def parts(page: Sequence[Block], at: int) -> bool:
    """Whether something that is no part of an article begins at a line."""
    block = page[at]
    if block.zone in _AROUND or opens_list(block.text) or opens_box(block.text):
        return True
    ahead = page[at + 1 : at + 1 + _AHEAD]
    if any(one.free >= 80 and not one.zone for one in ahead[:2]):
        return False
    if is_other(block):
        return _others(ahead) >= 2
    head = len(block.text) <= _HEAD and not block.linked and not _SENTENCE.search(block.text)
    apart = block.node.tag in HEADINGS or (block.bold >= 0.9 * len(block.text) and not block.right)
    return head and apart and not is_particulars(block) and _others(ahead[:1]) == 1 and _others(ahead) >= 2


def first_part(page: Sequence[Block], after: int) -> int:
    """The index of the first such line from `after` on, or the end of the page."""
    return next((n for n in range(after, len(page)) if parts(page, n)), len(page))


def _others(lines: Sequence[Block]) -> int:
    return sum(1 for block in lines if is_other(block))


def is_other(block: Block) -> bool:
    """Whether a line is the title of another article: a link of several words and at most a date beside it."""
    if block.linked < 0.6 * len(block.text) or len(block.text.split()) < _TITLE or block.free > 24:
        return False
    if _FULL_STOP.search(block.text):  # "Nội dung chi tiết tại đây."
        return False
    return not any(is_document(link.get("href") or "") for link in block.links)


def only_points(lines: Sequence[Block]) -> bool:
    """Whether lines do nothing but point at documents: their links, "Tài liệu đính kèm:", "Xem file đính kèm"."""
    return all(_points(block) for block in lines)


def _points(block: Block) -> bool:
    text = block.text.strip(" \t:.-–*•()[]!")
    if is_chrome(text) or _POINTER.fullmatch(text):
        return True
    return bool(block.links) and block.free <= 40 and any(is_document(link.get("href") or "") for link in block.links)
