"""Who wrote the article and from whom it was taken, as its last lines tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawlers.blocks import Block
from domain.textnorm import clean

_LAST = 4  # lines from the end in which a byline may stand
FROM = re.compile(
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
PHOTO = re.compile(r"^[\[(]?\s*(?:ảnh|hình|video|clip|nguồn\s*ảnh|ảnh\s*minh\s*họa)\b", re.I)
_CREDIT = re.compile(r"^[\[(]?\s*(?:thiết\s*kế|trình\s*bày|đồ\s*họa|kỹ\s*thuật|minh\s*họa|dựng)\s*:", re.I)
_ROLE = re.compile(
    r"^(?:phó\s*|pho\s*)?(?:ban\s*bi[eê]n\s*t[aậ]p|tr[uư][oở]ng\s*ban\s*bi[eê]n\s*t[aậ]p|bbt|(?:ad\s?min\w*\s*)+|quản\s*trị(?:\s*viên)?|website|banbientap|biên\s*tập\s*viên?)\W*$",
    re.I,
)
_NAME_WORD = r"[A-ZĐÀ-ỸĂÂÊÔƠƯ][\w.'’]*"
NAME = re.compile(
    rf"^[\[(\-–*\s]*{_NAME_WORD}(?:[\s,;/&–\-]+(?:và\s+)?{_NAME_WORD}){{0,7}}(?:\s*\((?:[^()]{{2,40}})\))?[\])\s.;*–-]*$"
)
_OFFICE = (
    r"(?i:văn phòng|vp|phòng|sở|ban|trung tâm|tt|đài|báo|tạp chí|cổng|ubnd|hđnd|ủy ban|hội|đoàn|liên đoàn|mttq|huyện"
    r"|thành|thị|tỉnh|xã|phường|công an|ca|bch\w*|bộ|trường|bệnh viện|chi cục|cục|viện|tòa|tand|vksnd|bbt|ctv|pv|cđ"
    r"|lđlđ|công chức|cán bộ|chuyên viên|phóng viên|cộng tác viên)(?![\w])"
)
_OF_OFFICE = re.compile(
    rf"^[\[(\-–*\s]*{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,4}}\s*[-–—,/(]\s*{_OFFICE}[^.!?:;]{{0,60}}$"
)
_ITS_OFFICE = re.compile(rf"^\(\s*{_OFFICE}[^().!?:;]{{2,60}}\)$")  # in a line of its own below a name
_SIGNS_FOR = re.compile(  # who signs a letter, not who wrote a story
    r"^(?:TM|KT|TL|TUQ|Q)\s*\.|\b(?:chủ tịch|giám đốc|bí thư|trưởng (?:ban|phòng|đoàn)|chánh|hiệu trưởng|ủy ban|uỷ ban"
    r"|cục trưởng)\b",
    re.I,
)
_AGENCY = re.compile(
    r"^(?P<name>[^()]{3,50}?)\s*\((?P<source>(?:TTX|VOV|VTV|Vietnam\+|Báo )[^()]{0,40}|[\w.]+\.(?:vn|com|net))\)$"
)
_STORY_WORD = re.compile(
    r"\b(?:Điều|Chương|Mục|Số|Hotline|Điện|Tel|Fax|Email|Địa|Website|Trân|Xin|Kính|Hà Nội|Việt Nam)\b"
)
_SITE_AUTHORS = re.compile(
    r"^(?:ad\s?min\w*|administrator|editor|root|user\w*|test|system|quantri\w*|super\s*\w+|https?:.*|.*@.*|.*\.(?:vn|com|net)|sở\b.*|báo\b.*|cổng\b.*|trang\b.*|host|webmaster)$",
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
        who, whence = labelled(text)
        if who is None and whence is None and n > 0 and (inner := _WITH_SOURCE.match(text)):
            who, whence = bare(inner["name"]), bare(inner["source"])
        elif who is None and whence is None and (taken := _AGENCY.match(text)) and NAME.match(taken["name"]):
            who, whence = bare(taken["name"]), bare(taken["source"])
        elif who is None and whence is None and n > 0 and _looks_signed(lines[n], text, above=author is not None):
            who = bare(text)
        if who is None and whence is None:
            if len(text) < 60 and (PHOTO.match(text) or _CREDIT.match(text) or _ITS_OFFICE.match(text)):
                credits.add(n)
                continue
            break
        author, source = who or author, whence or source  # below the author stands the account that typed it in
        dropped.add(n)
    if author:
        dropped |= {n for n in credits if n > min(dropped)}
    return Byline(author, source, frozenset(dropped))


def labelled(text: str) -> tuple[str | None, str | None]:
    """Author and source of a line with a label; both are None without one."""
    if len(text) > 110 or len(text.split()) > 14:
        return None, None
    by = _BY.match(text)
    if by and not PHOTO.match(text):
        name, _, rest = by["name"].partition("(")
        inner = FROM.match(rest.rstrip(") "))
        return bare(name), inner["name"] if inner else None
    done = _DONE_BY.match(text)
    if done and NAME.match(done["name"]) and len(text.split()) <= 9:
        return bare(done["name"]), None
    taken = FROM.match(text)
    if taken is None or PHOTO.match(text) or text.endswith((",", ":", ";")):
        return None, None
    name = taken["name"]
    named = len(name.split()) <= 7 and (name[:1].isupper() or "." in name)
    return None, bare(name) if taken["colon"] or named else None


def _looks_signed(block: Block, text: str, *, above: bool) -> bool:
    """Whether a line without a label is a name; `above` another name only where both are set apart alike."""
    words = bare(text).split()
    if len(text) <= 90 and _OF_OFFICE.match(text) and not _SIGNS_FOR.search(text):
        return True
    if not 1 <= len(words) <= 9 or len(text) > 70 or not NAME.match(text) or any(char.isdigit() for char in text):
        return False
    if _SIGNS_FOR.search(text) or _STORY_WORD.search(text) or block.linked > 0.5 * len(block.text):
        return False
    if block.node.tag == "li" and not block.right:
        return False
    marked = block.right or block.bold >= 0.9 * len(block.text) or text.isupper()
    return len(words) <= 8 if marked else 2 <= len(words) <= 4 and not above


def bare(text: str) -> str:
    """A name without the signs around it."""
    name = text.strip(" \t[]*-–—.;,:/")
    name += ")" * (name.count("(") - name.count(")") if name[:1] != "(" else 0)
    return name if "(" in name[1:] and name.endswith(")") and name[:1] != "(" else name.strip(" \t()[]*-–—.;,:/")


def meta_author(name: str) -> str | None:
    """An author told to machines, unless it is the site or the account of whoever keeps it."""
    name = clean(name).strip()
    return None if not name or len(name) > 80 or _SITE_AUTHORS.match(name) else name
