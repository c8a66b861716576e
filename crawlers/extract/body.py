"""The lines of an article's container, less what is not the article."""

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from crawlers.attachments import is_document
from crawlers.blocks import Block
from crawlers.chrome import is_chrome, opens_list
from crawlers.dates.labels import label_before
from crawlers.dates.visible import is_particulars
from domain.textnorm import clean, fold

_KEPT_ZONES = frozenset({""})
_SENTENCE_END = re.compile(r"[.!?…:;”\"]\s*$")
_HEAD = 6  # lines of a story among which particulars may stand; beyond them a date is the story's
_SAME = re.compile(r"[\W_]+")


def own_lines(lines: Sequence[Block], title: str) -> list[Block]:
    """The article's lines: no buttons, counters, particulars, lists of other articles, repeated captions."""
    kept = [block for block in lines if block.zone in _KEPT_ZONES and not is_chrome(_tidy(block.text))]
    kept = _without_lists(kept)
    kept = _without_head(kept, title)
    kept = [block for n, block in enumerate(kept) if not _teaser(block)] or kept
    return _without_repeats(kept)


def _tidy(text: str) -> str:
    return text.strip(" \t|•·-–*>»«")


def _without_head(lines: list[Block], title: str) -> list[Block]:
    """Before the first paragraph stand the title once more, the date, counters."""
    told = same(title)
    start = next((n for n, block in enumerate(lines) if block.free >= 110), len(lines))
    start = min(start, _HEAD)
    head = [block for block in lines[:start] if same(block.text) != told and not _about(block)]
    return head + [block for block in lines[start:] if same(block.text) != told]


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
        prose = sum(one.free for one in rest if one.free >= 150)
        if prose < 0.25 * total:
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
    """A line that is wholly a link to another page, like the titles set between paragraphs."""
    if block.linked < 0.9 * len(block.text) or len(block.text.split()) < 5 or block.node.tag in ("td", "th"):
        return False
    if len(block.links) >= 3:  # a row of tags
        return True
    hrefs = [(link.get("href") or "").strip() for link in block.links]
    return bool(hrefs) and all(_elsewhere(href) for href in hrefs) and not _SENTENCE_END.search(block.text)


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
