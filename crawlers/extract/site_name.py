"""The names of sites and sections that stand in a page's title, and what is left of it without them."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from crawlers.metadata import Metadata
from domain.textnorm import clean, fold

_JOINT = re.compile(r"\s+(?:[-|–—»•·]|::|<|>)\s+|\s*\|\s*")
_SITE = re.compile(
    r"(?:báo|cổng|trang|sở|ubnd|ủy ban|đài|tạp chí|cục|chi cục|ban|bộ|hội|đảng bộ|website|chuyên (?:mục|trang)|tin tức"
    r"|tin|xem tin|bài viết|thông tin|thời sự|trung tâm|phòng(?! (?:chống|ngừa|tránh|cháy|bệnh))|văn phòng"
    r"|quận|thị trấn|công an|huyện|thành phố|thị xã|tỉnh|xã|phường|trường|bệnh viện|chi tiết|home"
    r"|trang chủ|portal|news|chính trị|xã hội|kinh tế)(?:\s|$)"
)
SITE_PLAIN = re.compile(fold(_SITE.pattern))
GENERIC = re.compile(
    r"(?:xem |doc |in )?(?:(?:chi tiet|noi dung|trang)\s*)?(?:ban tin|tin tuc|tin bai|bai viet|tin|van ban|thong tin"
    r"|su kien|thong bao)?"
    r"(?: chi tiet)?"
)  # what a portal calls every page of a kind
_PORTAL = re.compile(r"(?:cong (?:thong tin|ttdt)|trang (?:thong tin|tin|ttdt)|website)\b")
_NAME_WORDS = 9
_QUOTES = str.maketrans("\"“”'‘’", "      ")


@lru_cache(maxsize=8_192)  # the lines of menus and feet stand on every page of a site
def plain(text: str) -> str:
    """A form in which titles are compared: folded, without quotation marks."""
    return " ".join(fold(clean(text) if len(text) > 16 else text).translate(_QUOTES).split())


def specific(title: str, meta: Metadata) -> bool:
    """Whether <title> names an article at all; many portals give every page the site's name."""
    rest = strip_site(title, meta)
    return len(rest.split()) >= 5 and not is_site_name(plain(rest))


def is_site_name(words: str) -> bool:
    """Whether words, in plain form, are a site's name and no sentence that begins with who acts."""
    return bool(_PORTAL.match(words)) or (bool(SITE_PLAIN.match(words)) and len(words.split()) <= _NAME_WORDS)


def strip_site(title: str, meta: Metadata) -> str:
    """The title without the names of site and section that follow (or lead) it."""
    parts = [part for part in _JOINT.split(title) if part.strip()]
    if len(parts) < 2:
        return title.strip()
    while len(parts) > 1 and _is_site(parts[-1], meta):
        parts.pop()
    while len(parts) > 1 and _is_site(parts[0], meta) and len(parts[0].split()) < len(parts[1].split()):
        parts.pop(0)
    start, end = title.find(parts[0]), title.rfind(parts[-1]) + len(parts[-1])
    return title[start:end].strip()


def _is_site(part: str, meta: Metadata) -> bool:
    words = clean(part).lower()
    name = clean(meta.first("og:site_name", "application-name")).lower()
    host = (urlsplit(meta.base).hostname or "").replace("www.", "").split(".")[0]
    glued = re.sub(r"[^a-z0-9]", "", fold(words))
    if name and (words in name or name in words):
        return True
    return (bool(host) and len(host) > 3 and (host in glued or glued in host)) or (
        len(words.split()) <= 12 and bool(_SITE.match(words))
    )
