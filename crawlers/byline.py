"""Who wrote the article and from whom it was taken, as its last lines tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawlers.blocks import Block
from crawlers.zones import words_of
from domain.textnorm import clean

_LAST = 4  # lines from the end in which a byline may stand
_FROM = re.compile(
    r"^[\[(\-–*\s]*(?:nguồn\s*(?:tin|bài|ảnh\s*và\s*tin|trích\s*dẫn)?|theo|trích\s*(?:từ|nguồn)?|source)\s*(?P<colon>[:\-–])?\s*(?P<name>.+?)[\])\s.]*$",
    re.I,
)
_BY = re.compile(
    r"^[\[(\-–*\s]*(?:(?:tin|bài|bài\s*viết|ảnh|video|clip|đồ\s*họa|thực\s*hiện|nội\s*dung|tác\s*giả|người\s*(?:viết|đăng|thực\s*hiện)|phóng\s*viên|pv|ctv|biên\s*tập)"
    r"(?:\s*(?:,|và|-|–|\+|&|/|;)?\s*(?:tin|bài|viết|ảnh|hình|video|clip|đồ\s*họa|trình\s*bày|thiết\s*kế))*)\s*[:\-–]\s*(?P<name>.+?)[\])\s.;]*$",
    re.I,
)
_DONE_BY = re.compile(
    r"^[\[(\-–*\s]*(?P<name>.{3,50}?)\s*[\-–(]*\s*(?:thực\s*hiện|tổng\s*hợp|ghi|lược\s*(?:dịch|ghi)|dịch|biên\s*soạn|sưu\s*tầm)[\])\s.]*$",
    re.I,
)
_WITH_SOURCE = re.compile(
    r"^(?P<name>[^()]{3,50}?)\s*[\-–,]?\s*\((?:tổng\s*hợp\s*)?(?:theo|nguồn)\s*:?\s*(?P<source>[^()]{2,60})\)[\s.]*$",
    re.I,
)
_PHOTO = re.compile(r"^[\[(]?\s*(?:ảnh|hình|video|clip|nguồn\s*ảnh|ảnh\s*minh\s*họa)\b", re.I)
_CREDIT = re.compile(r"^[\[(]?\s*(?:thiết\s*kế|trình\s*bày|đồ\s*họa|kỹ\s*thuật|minh\s*họa|dựng)\s*:", re.I)
_WRITTEN_BY = re.compile(
    r"^(?:(?:được\s*)?(?:viết|đăng|gửi|written|posted)\s*)?(?:bởi|by)\s*:?\s+(?P<name>.{3,50})$", re.I
)
_LABEL_ONLY = re.compile(r"(?:(?:đăng|viết|gửi)?\s*bởi|by|tác\s*giả|người\s*(?:đăng|viết|gửi))\W*$", re.I)
_AUTHOR = re.compile(r"-(?:\w*author\w*|tac-?gia\w*|byline|writer|created-?by|nguoi-?viet)-")
_ROLE = re.compile(
    r"^(?:phó\s*|pho\s*)?(?:ban\s*bi[eê]n\s*t[aậ]p|tr[uư][oở]ng\s*ban\s*bi[eê]n\s*t[aậ]p|bbt|(?:ad\s?min\w*\s*)+|quản\s*trị(?:\s*viên)?|website|banbientap|biên\s*tập\s*viên?)\W*$",
    re.I,
)
_NAME_WORD = r"[A-ZĐÀ-ỸĂÂÊÔƠƯ][\w.'’]*"
_NAME = re.compile(
    rf"^[\[(\-–*\s]*{_NAME_WORD}(?:[\s,;/&–\-]+(?:và\s+)?{_NAME_WORD}){{0,7}}(?:\s*\((?:[^()]{{2,40}})\))?[\])\s.;]*$"
)
_STORY_WORD = re.compile(
    r"\b(?:Điều|Chương|Mục|Số|Hotline|Điện|Tel|Fax|Email|Địa|Website|Trân|Xin|Kính|Hà Nội|Việt Nam)\b"
)
_SITE_AUTHORS = re.compile(
    r"^(?:admin\w*|administrator|editor|root|user\w*|test|system|quantri\w*|super\s*\w+|https?:.*|.*@.*|.*\.(?:vn|com|net)|sở\b.*|báo\b.*|cổng\b.*|trang\b.*|host|webmaster)$",
    re.I,
)


@dataclass(frozen=True)
class Byline:
    """`author` and `source` as written, without their labels; `lines` is how many last lines they were."""

    author: str | None = None
    source: str | None = None
    dropped: frozenset[int] = frozenset()  # indices of the lines that are no text of the story


def read_byline(lines: Sequence[Block]) -> Byline:
    """What the last lines say. A line counts only if it is short and looks like a name or has a label."""
    author = source = None
    dropped: set[int] = set()
    credits: set[int] = set()  # who took the pictures and set the page, below who wrote it
    for n in range(len(lines) - 1, max(0, len(lines) - _LAST) - 1, -1):
        text = clean(lines[n].text).strip()
        if _ROLE.match(text):
            dropped.add(n)
            continue
        who, whence = _labelled(text)
        if who is None and whence is None and n > 0 and (inner := _WITH_SOURCE.match(text)):
            who, whence = _name(inner["name"]), _name(inner["source"])
        elif who is None and whence is None and n > 0 and _looks_signed(lines[n], text, above=author is not None):
            who = _name(text)
        if who is None and whence is None:
            if (_PHOTO.match(text) or _CREDIT.match(text)) and len(text) < 60:
                credits.add(n)
                continue
            break
        author, source = who or author, whence or source  # below the author stands the account that typed it in
        dropped.add(n)
    if author:
        dropped |= {n for n in credits if n > min(dropped)}
    return Byline(author, source, frozenset(dropped))


def named_author(lines: Sequence[Block]) -> str | None:
    """The name in a short line whose element is called author, or that says "Viết bởi …", beside title or text."""
    for block in lines:
        text = clean(block.text).strip()
        by = _WRITTEN_BY.match(text)
        if by or (len(text) <= 60 and _AUTHOR.search(_names(block))):
            name = _name(by["name"]) if by else (_labelled(text)[0] or _name(text))
            named = _NAME.match(name) and not _LABEL_ONLY.match(name)
            if named and not any(char.isdigit() for char in name) and meta_author(name):
                return name
    return None


def _names(block: Block) -> str:
    parent = block.node.getparent()
    nodes = [block.node] + ([parent] if parent is not None and len(parent) <= 2 else [])
    return words_of(" ".join(f"{node.get('class') or ''} {node.get('id') or ''}" for node in nodes))


def _labelled(text: str) -> tuple[str | None, str | None]:
    """Author and source of a line with a label; both are None without one."""
    if len(text) > 110 or len(text.split()) > 14:
        return None, None
    by = _BY.match(text)
    if by and not _PHOTO.match(text):
        name, _, rest = by["name"].partition("(")
        inner = _FROM.match(rest.rstrip(") "))
        return _name(name), inner["name"] if inner else None
    done = _DONE_BY.match(text)
    if done and _NAME.match(done["name"]) and len(text.split()) <= 9:
        return _name(done["name"]), None
    taken = _FROM.match(text)
    if taken is None or _PHOTO.match(text) or text.endswith((",", ":", ";")):
        return None, None
    name = taken["name"]
    named = len(name.split()) <= 7 and (name[:1].isupper() or "." in name)
    return None, _name(name) if taken["colon"] or named else None


def _looks_signed(block: Block, text: str, *, above: bool) -> bool:
    """Whether a line without a label is a name; `above` another name only where both are set apart alike."""
    words = text.split()
    if not 1 <= len(words) <= 9 or len(text) > 70 or not _NAME.match(text) or any(char.isdigit() for char in text):
        return False
    if _STORY_WORD.search(text) or block.linked > 0.5 * len(block.text):
        return False
    marked = block.right or block.bold >= 0.9 * len(block.text) or text.isupper()
    return len(words) <= 8 if marked else 2 <= len(words) <= 4 and not above


def _name(text: str) -> str:
    return text.strip(" \t()[]*-–—.;,:/")


def meta_author(name: str) -> str | None:
    """An author told to machines, unless it is the site or the account of whoever keeps it."""
    name = clean(name).strip()
    return None if not name or len(name) > 80 or _SITE_AUTHORS.match(name) else name
