"""The lines of an article's container, less what is not the article."""

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from crawlers.attachments import is_document
from crawlers.blocks import Block
from crawlers.captions import without_captions
from crawlers.chrome import is_chrome, opens_list
from crawlers.dates.labels import label_before
from crawlers.dates.visible import is_particulars
from domain.textnorm import clean, fold

_SENTENCE_END = re.compile(r"[.!?…:;”\"]\s*$")
_PROSE = 80  # characters of a paragraph that is no title of another article
_GOES_ON = 0.2  # of the text: with so much of it after an inner list, the story goes on
_TAIL = 3  # lines at its end
_HEAD = 6  # lines of a story among which particulars may stand; beyond them a date is the story's
_SAME = re.compile(r"[\W_]+")


def own_lines(lines: Sequence[Block], title: str) -> list[Block]:
    """The article's lines: no buttons, counters, particulars, lists of other articles, repeated captions."""
    kept = [block for block in lines if block.zone in _kept_zones(lines) and not is_chrome(_tidy(block.text))]
    kept = _without_lists(kept)
    kept = _without_tail(_without_head(kept, title))
    kept = [block for n, block in enumerate(kept) if not _teaser(block)] or kept
    return _without_repeats(without_captions(kept))


def _kept_zones(lines: Sequence[Block]) -> tuple[str, ...]:
    """Captions are left out, except in a picture story, which has little else."""
    captions = sum(len(block.text) for block in lines if block.zone == "caption")
    return ("", "caption") if captions > sum(len(block.text) for block in lines if not block.zone) else ("",)


def _tidy(text: str) -> str:
    return text.strip(" \t|•·-–*>»«")


def _without_head(lines: list[Block], title: str) -> list[Block]:
    """Before the first paragraph stand the title once more, the date, counters."""
    told = same(title)
    start = next((n for n, block in enumerate(lines) if block.free >= 110), len(lines))
    start = min(start, _HEAD)
    head = [block for block in lines[:start] if same(block.text) != told and not _about(block)]
    return head + [block for block in lines[start:] if same(block.text) != told]


def _without_tail(lines: list[Block]) -> list[Block]:
    """After the last paragraph may stand when it was posted and how often it was read."""
    end = len(lines)
    while end > max(1, len(lines) - _TAIL) and _tells_of_itself(lines[end - 1]):
        end -= 1
    return lines[:end]


def _tells_of_itself(block: Block) -> bool:
    return label_before(clean(block.text)[:16].split(":")[0]) in ("published", "updated") and _about(block)


def _about(block: Block) -> bool:
    """Whether a line is the article's date and the like; a row of a timetable is not."""
    row = block.node.tag in ("td", "th", "tr") and " | " in block.text
    return is_particulars(block) and not (row and not label_before(block.text[:30]))


def _without_lists(lines: list[Block]) -> list[Block]:
    """Cut at "Tin liên quan" when little but titles follows it; else drop just that heading and its links."""
    total = sum(block.free for block in lines) or 1
    for n, block in enumerate(lines):
        if not opens_list(_tidy(clean(block.text))):
            continue
        rest = lines[n + 1 :]
        prose = sum(one.free for one in rest if one.free >= _PROSE and one.linked < 0.3 * len(one.text))
        if prose < _GOES_ON * total:
            return lines[:n] + _after_list(rest)
        return lines[:n] + _without_lists(_drop_titles(rest))
    return lines


def _after_list(rest: list[Block]) -> list[Block]:
    """A last paragraph or the author may still follow an inner list of related titles."""
    while rest and (rest[0].linked > 0.5 * len(rest[0].text) or is_particulars(rest[0])):
        rest = rest[1:]
    return [block for block in rest if block.right and not block.linked][:2]


def _drop_titles(rest: list[Block]) -> list[Block]:
    n = 0
    while n < len(rest) and rest[n].linked > 0.5 * len(rest[n].text):
        n += 1
    return rest[n:]


def _teaser(block: Block) -> bool:
    """A line that is wholly a link to another page, like the titles set between paragraphs ("Xem thêm: …")."""
    text = _SEE_ALSO.sub("", block.text)
    if block.linked < 0.9 * len(text) or len(text.split()) < 5 or block.node.tag in ("td", "th"):
        return False
    if len(block.links) >= 3:  # a row of tags
        return True
    hrefs = [(link.get("href") or "").strip() for link in block.links]
    return bool(hrefs) and all(_elsewhere(href) for href in hrefs) and not _SENTENCE_END.search(block.text)


_SEE_ALSO = re.compile(
    r"^[\W_]*(?:(?:mời\s*(?:quý\s*vị|bạn\s*đọc|bạn|độc\s*giả)?\s*)?(?:xem|đọc)\s*(?:thêm|tiếp)?|tin\s*(?:bài\s*)?liên\s*quan"
    r"|bài\s*(?:viết\s*)?liên\s*quan|liên\s*quan|có\s*thể\s*bạn\s*quan\s*tâm)(?:\s*(?:bài|tin|tại))?\s*[:»>-]+[\W_]*",
    re.I,
)


def _elsewhere(href: str) -> bool:
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")) or is_document(href):
        return False
    try:
        return len(urlsplit(href).path) > 1
    except ValueError:
        return False


def _without_repeats(lines: list[Block]) -> list[Block]:
    """Captions and quotes that stand twice are kept once."""
    seen: set[str] = set()
    kept = []
    for block in lines:
        key = same(block.text)
        if key in seen and 12 <= len(block.text) <= 300 and block.node.tag not in ("td", "th", "tr"):
            continue
        seen.add(key)
        kept.append(block)
    return kept


@lru_cache(maxsize=4_096)
def same(text: str) -> str:
    """A key by which two lines count as the same words."""
    return _SAME.sub("", fold(clean(text)))
