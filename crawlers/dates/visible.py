"""Dates that a reader sees beside the title: never the site's clock, a list of other articles, or the story itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from crawlers.blocks import Block
from crawlers.chrome import opens_box, opens_list
from crawlers.dates.claim import Claim, claims, made_now
from crawlers.dates.labels import is_only_label
from crawlers.dates.words import WEEKDAY
from crawlers.zones import words_of
from domain.dated import VIETNAM, Confidence, Precision
from domain.textnorm import clean

LONG = 110  # characters of running text with which a story begins
_FEW, _MORE = 5, 14  # words that may stand beside a date in a line of particulars
_HINT = re.compile(
    r"-(?:date\w*|time\w*|ngay\w*|publish\w*|posted?|pub|meta\w*|info\w*|timer|created?|updated?|thoi-?gian|author|byline|entry)-|publishdate|ngaydang|postdate|datetime|dateposted|createdate|newsdate"
)
_CLOCK = re.compile(
    r"-(?:clock|today|current|now|dong-?ho|hom-?nay|top-?bar|banner)-"
    r"|(?<!-item)(?<!-entry)(?<!-post)(?<!-article)(?<!-news)(?<!-detail)(?<!-date)-header-"
)
# Words that stand in such lines and say nothing against a date.
_PARTICULARS = re.compile(
    r"(?:lượt\s*(?:xem|đọc|truy\s*cập)|view(?:s|\s*count)?|hits?|số\s*lần|đã\s*xem|\d[\d.,]*\s*lượt|bình\s*luận|cỡ\s*chữ|tác\s*giả|nguồn(?:\s*tin)?|người\s*(?:đăng|viết|gửi)|đăng\s*bởi|"
    r"theo|bởi|by|gmt|utc|\+\s*\d+|ngày|lúc|giờ|thứ|đăng|tin|bài|cập\s*nhật|xuất\s*bản|lần\s*cuối|chuyên\s*mục|danh\s*mục|in\s*bài|a[+-]|được|viết|published|posted|on|date|font|size|print|email|mặc\s*định|xem|đọc)",
    re.I,
)
_EVENT = re.compile(r"địa\s*điểm|thành\s*phần|chủ\s*trì|tham\s*dự|nơi\s*tổ\s*chức", re.I)
_WHEN = re.compile(r"\W*(?:\d+\W+)?(?:thời\s*gian|lúc|ngày\s*giờ)\s*:", re.I)  # an invitation's, where a place follows
_ITEM = re.compile(r"^[\s\-–•*+]*(?:(?:\d{1,2}|[a-zđ])\s*[.)])?\s*")  # the number of an item of a list
_NUMBERED = re.compile(r"\s*(?:\d{1,2}|[a-zđ])\s*[.)]\s+[^\W\d]")
_INVITES = 3  # lines after it in which the place stands
_WORD = re.compile(r"[^\W_]+")
_SIGNS = re.compile(r"[|•·–—»,;()\[\]/\\<>-]|\d(?=\s)")  # what parts a date from words that are not about it
_WRITTEN = re.compile(r"(?:bởi|by|tác\s*giả|đăng|viết)\b", re.I)
_LIST_TAGS = frozenset({"li", "dd"})
_RUNNING, _TOLD = 60, 3  # so many lines of so many characters are a story, however short they are: comments follow
_NEARBY = 40  # lines after the title
_AFTER_LEAD = 8  # lines after the first long one, for layouts with the lead above the date
_SEEN_ZONES = frozenset({"", "share", "tags", "rating"})


@dataclass(frozen=True)
class Sight:
    """The lines of a page around its title: above it in the article's own container, below it, and after the text."""

    above: Sequence[Block] = ()
    below: Sequence[Block] = ()
    after: Sequence[Block] = ()
    last: Sequence[Block] = ()  # the last lines of the text itself


def visible(sight: Sight, fetched_at: datetime) -> list[Claim]:
    """Claims of the lines around the title, best first."""
    today = fetched_at.astimezone(VIETNAM).date()
    below = [_doubted(claim, today) for claim in _below(sight.below) if not made_now(claim, fetched_at)]
    if len(below) > 1:  # a clock may stand between title and date
        below = [claim for claim in below if not _like_clock(claim, today)] or below
    above = [_careful(claim, today) for claim in _above(sight.above)]
    after = [replace(one, weak=one.label != "published") for one in _after(sight.after) if one.label]
    ends = [(one, block) for block in sight.last for one in _line(block, "")]
    last = [_low(one) for one, block in ends if _is_moment(one, block.text) or _opens(one, block)]
    found = below + above + after + last
    return sorted(found, key=lambda claim: (claim.weak, claim.label != "published"))


def _below(lines: Sequence[Block]) -> list[Claim]:
    found: list[Claim] = []
    before, past, short, told = "", 0, False, 0
    for n, block in enumerate(lines[:_NEARBY]):
        if past:
            past += 1
        if past > _AFTER_LEAD or _ends(block):
            break
        strict = past > 0
        if block.zone in _SEEN_ZONES and not _in_list(block) and not _invites(lines, n):
            some = [claim for claim in _line(block, before) if not strict or _own_line(claim, block, short)]
            found += [_low(claim) if strict else claim for claim in some if told < _TOLD or claim.label]
        told += block.free >= _RUNNING and not block.zone
        if block.free >= LONG and not block.zone:
            short, past = not past, past or 1
        before = block.text if is_only_label(block.text) else ""
    return found


def _invites(lines: Sequence[Block], at: int) -> bool:
    """Whether a line is the hour of an event, whose place stands in one of the next."""
    after = lines[at + 1 : at + 1 + _INVITES]
    return bool(_WHEN.match(lines[at].text)) and any(_EVENT.match(_ITEM.sub("", one.text)) for one in after)


def head_of(lines: Sequence[Block]) -> Sequence[Block]:
    """The lines up to the first long one of the story, and moments between that and the next: a lead may come first."""
    long = [n for n, one in enumerate(lines[:_NEARBY]) if one.free >= LONG and not one.zone][:2]
    end = next((n for n, one in enumerate(lines) if _ends(one)), len(lines))
    first, second = [*long, _NEARBY, _NEARBY][:2]
    times = [one for one in lines[first + 1 : min(end, second, first + _AFTER_LEAD)] if one.node.tag == "time"]
    return [*lines[: min(end, first)], *times]


def _ends(block: Block) -> bool:
    """Whether other articles begin here: their dates are not this one's."""
    if block.zone in ("related", "comment", "footer", "side") or opens_list(block.text) or opens_box(block.text):
        return True
    return block.linked >= 0.8 * len(block.text) and len(block.text.split()) >= 6


def _above(lines: Sequence[Block]) -> list[Claim]:
    found: list[Claim] = []
    for block in reversed(lines[-12:]):
        if block.zone in ("", "share", "nav") and not _in_list(block):
            clock = bool(_CLOCK.search(_names(block)))
            found += [claim for claim in _line(block, "") if claim.label or not clock]
    return found


def _after(lines: Sequence[Block]) -> list[Claim]:
    found: list[Claim] = []
    before = ""
    for block in lines[:10]:
        if _ends(block):
            break
        if block.zone in _SEEN_ZONES and not _in_list(block):
            found += _line(block, before)
        before = block.text if is_only_label(block.text) else ""
    return found


def _line(block: Block, before: str) -> list[Claim]:
    """The dates of one line, if the line holds particulars of the article and no sentence."""
    if len(block.text) > 260 or _EVENT.search(block.text) or not any(char.isdigit() for char in block.text):
        return []
    if _NUMBERED.match(block.text):
        return []
    found = [claim for claim in claims(block.text, "visible", before) if claim.label != "other"]
    if block.node.tag in ("td", "th", "tr") and " | " in block.text:
        found = [claim for claim in found if claim.label]  # else a row of a timetable
    found = [claim for claim in found if claim.label or not _is_of_something(block, claim.dated.as_written)]
    if not found:
        return []
    rest = block.text
    for claim in found:
        rest = rest.replace(claim.dated.as_written, " ")
    words = len(_WORD.findall(re.sub(r"\d+", " ", _PARTICULARS.sub(" ", rest))))
    labelled = any(claim.label for claim in found)
    hinted = labelled or bool(_HINT.search(_names(block)))
    timed = any(claim.dated.precision is Precision.MINUTE for claim in found)
    allowed = _MORE if hinted else _FEW + 3 if timed else 2
    bare = len(rest.strip(" |,-–")) <= 2  # WordPress makes the date itself a link
    return found if words <= allowed and (bare or block.linked <= len(block.text) * 0.7) else []


def _is_of_something(block: Block, written: str) -> bool:
    """Whether words of their own stand right before a date in one piece with it: "Họp ngày 28/08/2023"."""
    for piece in islice(block.node.itertext(), 60):
        text = clean(" ".join(piece.split()))
        if written in text:
            before = _SIGNS.split(text[: text.index(written)])[-1]
            return bool(_WORD.search(_PARTICULARS.sub(" ", before))) and not _WRITTEN.search(before)
    return False


def is_particulars(block: Block) -> bool:
    """Whether a line holds the date of the article beside the title, and so is no part of the story."""
    return bool(_line(block, ""))


def _own_line(claim: Claim, block: Block, between: bool) -> bool:
    """Whether a line after the first paragraph is nothing but a labelled or timed date, or one in an element called so
    `between` the lead and the story."""
    rest = len(block.text) - len(claim.dated.as_written)
    if between and rest <= 2 and (block.node.tag == "time" or _HINT.search(_names(block))):
        return True
    return (claim.label != "" and rest <= 60) or (claim.dated.precision is Precision.MINUTE and rest <= 12)


def _is_moment(claim: Claim, line: str) -> bool:
    """Whether a line is a day with its time and nothing else: under the names of who made a long story."""
    return claim.dated.precision is Precision.MINUTE and len(line) - len(claim.dated.as_written) <= 2


def _opens(claim: Claim, block: Block) -> bool:
    """Whether a line is a date with its label: "Xuất bản: 20/11/2023 06:00" under the names of who made a story."""
    return claim.label == "published" and len(block.text) - len(claim.dated.as_written) <= 20


def is_moment(block: Block) -> bool:
    """The same of a line of a page."""
    return any(_is_moment(claim, block.text) for claim in _line(block, ""))


def _like_clock(claim: Claim, today: date) -> bool:
    return not claim.label and claim.dated.day == today and claim.dated.precision is Precision.DAY


def _doubted(claim: Claim, today: date) -> Claim:
    """ "Thứ Sáu, 15/09/2023" on that very day is how clocks are written: another place must confirm it."""
    clock = _like_clock(claim, today) and re.search(WEEKDAY, claim.dated.as_written, re.I)
    return replace(claim, weak=True) if clock else claim


def _careful(claim: Claim, today: date) -> Claim:
    """Above a title stands the site's clock as often as the article's date: only a time or a label makes it usable."""
    timed = claim.dated.precision is Precision.MINUTE and claim.dated.day != today
    if not timed and not claim.label:
        return replace(claim, weak=True)
    return _low(claim)


def _low(claim: Claim) -> Claim:
    """A claim away from the title: an entry of a live report, a ticker's moment. It never outweighs a machine's."""
    return claim if claim.label else replace(claim, dated=replace(claim.dated, confidence=Confidence.LOW))


def _in_list(block: Block) -> bool:
    """A list item with a link in it is another article's."""
    if not block.links:
        return False
    node = block.node
    for _ in range(3):
        if node is None:
            return False
        if node.tag in _LIST_TAGS and block.linked > 12:
            return True
        node = node.getparent()
    return False


def _names(block: Block) -> str:
    """Class and id words of the line's element, of its parent, and of what it wraps."""
    nodes = [block.node, block.node.getparent(), *block.node[:4]]
    return " ".join(
        words_of(f"{node.get('class') or ''} {node.get('id') or ''}")
        for node in nodes
        if node is not None and isinstance(node.tag, str)
    )
