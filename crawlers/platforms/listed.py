"""The date of one item of a list, from that item's own block and only where it stands apart from running text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from crawlers.dates import read_date
from crawlers.platforms.chrome import tokens
from crawlers.platforms.texts import parts, text_of, texts
from domain.dated import Confidence, Dated, Precision
from domain.textnorm import fold

_DIGITS = re.compile(
    r"\d{1,4}\s*[-./]\s*\d{1,2}|\d\d?\s*(thg|th|thang|tháng|Tháng|Thg|Th)\b|\d{4}|\d{1,2}:\d{2}|[Tt]háng\s*\d"
)
_AROUND_WORDS = (
    "ngay dang tai luc gio cap nhat tin bai thu hai ba tu nam sau bay chu nhat sang chieu toi gmt am pm sa ch "
    "view count "
    "luot xem doc so dang luc xuat ban phat hanh ban hanh viet boi thoi gian thang post posted on by date published "
    "updated mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec monday tuesday wednesday "
    "thursday friday saturday sunday january february march april june july august september october november december "
    "comments binh luan tac gia nguon admin th cn t2 t3 t4 t5 t6 t7 h p utc"
)
_AROUND = frozenset(_AROUND_WORDS.split())
_LABELS = frozenset(
    ("date", "time", "ngay", "timer", "ngaydang", "datetime", "published", "publishdate", "postdate", "created", "day")
)
_FIGURE = re.compile(r"\d")
_NUMBER = re.compile(r"\d/[A-ZĐ]{2}|\d/\d{4}/\D")  # 12/2023/QĐ-UBND is no month
_OTHER_DAY = re.compile(
    r"\b(han( chot| nop| cuoi)?|het han|hieu luc|ket thuc|bat dau|khai mac|dien ra|den ngay|deadline|expires?)\b"
)
_PERIOD = re.compile(r"(?i)\b(từ|đến)\s+(hết\s+)?(ngày\s+)?\d")  # with its tone: “Thứ tư ngày” is a weekday
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}(?!\d)")
_TRAILING = re.compile(r"\(\s*((?:\d{1,2}:\d{2}[^()]{0,6})?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[^()]{0,20})\)\s*$")


def date_in(blocks: Iterable[HtmlElement], skip: Iterable[HtmlElement] = ()) -> Dated | None:
    """The first date of its own in the blocks: `<time>`, then a place named after dates, then any short text.

    `skip` are the parts that may speak of other days: the title and the summary.
    """
    left_out = set(skip)
    told = [one for one in blocks if _has_figures(one, left_out) or next(one.iter("time"), None) is not None]
    if not told:
        return None
    found_in = [part for block in told for part in parts(block, left_out.__contains__)]
    for part in found_in:
        if part.tag == "time" and (found := listed(part.get("datetime", "")) or listed(text_of(part))):
            return found
    named = [part for part in found_in if _LABELS & tokens(part) or "date" in (part.get("class") or "").lower()]
    for text in (_without(part, left_out) for part in (*named, *found_in)):  # outer before inner: “24” beside “08/2022”
        if _alone(text) and (found := listed(text)):
            return found
    return date_of_text(text for part in found_in for text in _own_texts(part))


def _has_figures(block: HtmlElement, left_out: set[HtmlElement]) -> bool:
    """Whether there is a figure outside the parts left out, as every date has; most blocks are a title and no more."""
    figure = _FIGURE.search
    return bool(figure(block.text_content())) and any(map(figure, texts(block, left_out.__contains__)))


def dated_parts(spot: HtmlElement) -> list[HtmlElement]:
    """The parts of a title's element that are a date by themselves: `<a>Title <span>(24/08/2022)</span></a>`."""
    return [
        part
        for part in spot.iterdescendants()
        if isinstance(part.tag, str) and _alone(text := text_of(part)) and re.search(r"\d\W+\d", text) and listed(text)
    ]


def own_words(spot: HtmlElement) -> str:
    """The text of a title's element without the dates in it."""
    left_out = set(dated_parts(spot)) if len(spot) else set()
    return " ".join(" ".join(texts(spot, left_out.__contains__)).split())


def date_of_text(texts: Iterable[str]) -> Dated | None:
    """The first of some short texts that is a date with nothing but its labels."""
    for text in texts:
        if _alone(text) and (found := listed(text)):
            return found
    return None


def trailing(title: str) -> tuple[str, Dated | None]:
    """A title and the date in brackets at its end, as hand-made lists write: “… (12/05/2023)”."""
    match = _TRAILING.search(title)
    found = listed(match[1]) if match else None
    return (title[: match.start()].rstrip(), found) if match and found else (title, None)


def in_one_order(dates: Sequence[Dated | None]) -> list[Dated | None]:
    """A list's dates, the doubtful ones month first where others can only be read so: 8/27/2023 beside 8/5/2023."""
    pairs = [_pair(date) for date in dates]
    if not any(two > 12 >= one for one, two in pairs):
        return list(dates)
    if any(one > 12 for one, _ in pairs):  # both orders in one list: what can only be month first is a slip of the pen
        return [None if two > 12 else date for date, (_, two) in zip(dates, pairs, strict=True)]
    return [
        replace(date, value=date.value.replace(month=one, day=two))
        if date and 0 < one <= 12 and 0 < two <= 12 and (date.value.day, date.value.month) == (one, two)
        else date
        for date, (one, two) in zip(dates, pairs, strict=True)
    ]


def _pair(date: Dated | None) -> tuple[int, int]:
    """The two numbers before the year, as written; zeros where it is written otherwise."""
    match = _SLASHED.search(date.as_written) if date else None
    return (int(match[1]), int(match[2])) if match else (0, 0)


def listed(text: str) -> Dated | None:
    """One written date as a listing's claim."""
    text = " ".join(text.split())
    found = read_date(text)
    if found is None and (other := _SLASHED.search(text)) and int(other[2]) > 12 >= int(other[1]):
        turned = read_date(f"{text[: other.start(1)]}{other[2]}/{other[1]}{text[other.end(2) :]}")
        found = replace(turned, as_written=other[0]) if turned else None
    if found is None or found.precision is Precision.MONTH:
        return None
    return Dated(found.value, found.precision, "listing", Confidence.MEDIUM, found.as_written)


def _own_texts(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield child.tail or ""


def _without(element: HtmlElement, left_out: set[HtmlElement]) -> str:
    """The element's text without the parts left out; empty when it is longer than any date with its labels."""
    pieces: list[str] = []
    length = 0
    for piece in texts(element, left_out.__contains__):
        pieces.append(piece)
        length += len(piece)
        if length > 400:
            return ""
    return " ".join(" ".join(pieces).split())


def _alone(text: str) -> bool:
    """Whether a short text is a date with its labels: no sentence, no deadline, no document's number."""
    if not 4 <= len(text) <= 90 or not _DIGITS.search(text) or _NUMBER.search(text):
        return False
    folded = fold(text)
    if _OTHER_DAY.search(folded) or _PERIOD.search(text):
        return False
    strange = [word for word in re.findall(r"[^\W\d_]+", folded) if word not in _AROUND]
    return len(strange) <= 2
