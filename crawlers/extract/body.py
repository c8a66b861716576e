"""The lines of an article's container, less what is not the article."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, pairwise
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawlers.attachments import is_document
from crawlers.blocks import Block
from crawlers.byline_beside import is_author, labelled_above, named_source
from crawlers.captions import without_captions
from crawlers.chrome import is_rights, opens_comments, opens_list
from crawlers.dates.labels import is_only_label, label_before
from crawlers.dates.visible import is_moment, is_particulars
from crawlers.extract.buttons import is_furniture, tidy
from crawlers.extract.furniture import is_other
from domain.textnorm import clean, fold

_SENTENCE_END = re.compile(r"[.!?…:;”\"]\s*$")
_PROSE = 80  # characters of a paragraph that is no title of another article
_GOES_ON = 0.2  # of the text: with so much of it after an inner list, the story goes on
_TAIL = 3  # lines at its end
_HEAD = 6  # lines of a story among which particulars may stand; beyond them a date is the story's
_SAME = re.compile(r"[\W_]+")


def own_lines(lines: Sequence[Block], title: str) -> list[Block]:
    """The article's lines: no buttons, counters, particulars, lists of other articles, repeated captions."""
    end = next((n for n, block in enumerate(lines) if n and opens_comments(block.text)), len(lines))
    lines, zones = lines[:end], _kept_zones(lines)
    kept = [block for block in lines if block.zone in zones and not is_furniture(block)]
    kept = _without_teasers(_without_lists(kept))
    kept = _without_tail(_without_head(kept, title))
    kept = [block for n, block in enumerate(kept) if not _teaser(block)] or kept
    return _without_repeats(without_captions(kept))


def _kept_zones(lines: Sequence[Block]) -> tuple[str, ...]:
    """Captions are left out, except in a picture story, which has little else."""
    captions = sum(len(block.text) for block in lines if block.zone == "caption")
    return ("", "caption") if captions > sum(len(block.text) for block in lines if not block.zone) else ("",)


def _without_head(lines: list[Block], title: str) -> list[Block]:
    """Before the first paragraph stand the title once more, the date, counters."""
    told = same(title)
    start = next((n for n, block in enumerate(lines) if block.free >= 110), len(lines))
    start = min(start, _HEAD)
    _, names = labelled_above(lines[:start])
    head = [one for n, one in enumerate(lines[:start]) if n not in names and same(one.text) != told]
    head = [one for one in head if not (_about(one) or is_only_label(one.text))]
    head = [one for one in head if not (is_author(one) or named_source([one]))]
    head += [one for one in lines[start:_HEAD] if same(one.text) != told and not _tells_of_itself(one)]
    return head + [block for block in lines[max(start, _HEAD) :] if same(block.text) != told]


def _without_tail(lines: list[Block]) -> list[Block]:
    """After the last paragraph may stand when it was posted and how often it was read."""
    end = len(lines)
    while end > max(1, len(lines) - _TAIL) and _tells_of_itself(lines[end - 1]):
        end -= 1
    return lines[:end]


def _tells_of_itself(block: Block) -> bool:
    if is_rights(block.text) or is_moment(block):
        return True
    return _about(block) and label_before(clean(block.text)[:16].split(":")[0]) in ("published", "updated")


def _about(block: Block) -> bool:
    """Whether a line is the article's date and the like; a row of a timetable is not."""
    row = block.node.tag in ("td", "th", "tr") and " | " in block.text
    return is_particulars(block) and not (row and not label_before(block.text[:30]))


def _without_lists(lines: list[Block]) -> list[Block]:
    """Cut at "Tin liên quan" when little but titles follows it; else drop just that heading and its links."""
    total = sum(block.free for block in lines) or 1
    for n, block in enumerate(lines):
        text = tidy(clean(block.text))
        if not opens_list(text):
            continue
        rest = lines[n + 1 :]
        told = _told_of_others(rest)
        prose = sum(one.free for n, one in enumerate(rest) if _is_prose(one) and n not in told)
        if prose < _GOES_ON * total:
            return lines[:n] + _after_list(rest)
        return lines[:n] + _without_lists(_drop_titles(rest))
    return lines


def _without_teasers(lines: list[Block]) -> list[Block]:
    """Without the last lines that are titles of other articles, each with what is told of it."""
    told, end = _told_of_others(lines), len(lines)
    while end > 1 and (is_other(lines[end - 1]) or end - 1 in told):
        end -= 1
    return lines[:end] if end < len(lines) - 1 else lines


def _told_of_others(lines: Sequence[Block]) -> frozenset[int]:
    """The lines right after titles of other articles, where several of them have one."""
    found = [n + 1 for n, (one, two) in enumerate(pairwise(lines)) if is_other(one) and not is_other(two)]
    return frozenset(found) if len(found) > 1 else frozenset()


def _is_prose(block: Block) -> bool:
    return block.free >= _PROSE and block.linked < 0.3 * len(block.text)


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
    if not block.linked:
        return False
    text = _TO_IT.sub("", _SEE_ALSO.sub("", block.text))
    if block.linked < 0.9 * len(text) or len(text.split()) < 5 or _is_data(block):
        return False
    if len(block.links) >= 3:  # a row of tags
        return True
    hrefs = [(link.get("href") or "").strip() for link in block.links or _around(block)]
    return bool(hrefs) and all(_elsewhere(href) for href in hrefs) and not _SENTENCE_END.search(block.text)


def _around(block: Block) -> list[HtmlElement]:
    """The link that a line stands in, where it is also around a picture."""
    return [*islice(block.node.iterancestors("a"), 1), *islice(block.node.iter("a"), 1)]


def _is_data(block: Block) -> bool:
    """Whether a cell is a table's, and not the title beside another article's picture."""
    row = block.node.getparent()
    return block.node.tag in ("td", "th") and (row is None or not any(True for _ in row.iter("img")))


_TO_IT = re.compile(r"\s*(?:đọc|xem)\s*(?:ngay|thêm|tiếp)\W*$", re.I)
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
