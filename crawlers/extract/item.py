"""Pages that are an item without a text: a broadcaster's film or recording, a picture with words drawn on it.

Only what a list or feed has shown as an item, under the title that stands on the page, may be one.
"""

import re
from typing import Final
from urllib.parse import urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement

from crawlers.extract.around import count_images
from crawlers.extract.body import same
from crawlers.metadata import Metadata
from crawlers.page import Document
from crawlers.platforms.paging import older
from domain.article import Found
from domain.dated import Dated, Precision

VIDEO: Final = "video"
AUDIO: Final = "audio"
PICTURE: Final = "picture"
_WORDS = 4  # of a title; a programme's name has fewer
_VIDEO = XPath(
    "boolean(.//video|.//amp-video|.//amp-youtube|.//*[contains(@class,'fb-video')]|.//*[@data-video-src or @data-video"
    " or @data-vid]|.//*[contains(@class,'jwplayer') or contains(@class,'video-js') or contains(@class,'plyr')])"
)
_AUDIO = XPath("boolean(.//audio|.//amp-audio)")
_FRAMES = XPath(".//iframe/@src|.//iframe/@data-src|.//embed/@src|.//object/@data|.//amp-iframe/@src")
_SCRIPTS = XPath(".//script[not(@src)]/text()")
_FRAME = re.compile(
    r"youtu\.?be|vimeo|dailymotion|facebook\.com/plugins/video|tiktok|player|/embed|video|\.mp4|m3u8|/tv/|vtv|ok\.ru",
    re.I,
)
_SOUND = re.compile(r"soundcloud|podcast|\.mp3|radio|audio", re.I)
_SETUP = re.compile(r"jwplayer\s*\(|videojs\s*\(|new\s+(?:Plyr|Hls|Clappr)|flowplayer|\.m3u8|\.mp4[\"'?]", re.I)


def item_kind(
    document: Document,
    meta: Metadata,
    place: HtmlElement | None,
    title: str,
    published: Dated | None,
    found: Found | None,
) -> str:
    """What stands in place of a text: video, audio or picture; empty where the page is not clearly an item's."""
    if found is None or not (found.title or found.listed) or not _named(title, found) or _is_home(document.url):
        return ""
    dated = published is not None and published.precision is not Precision.MONTH
    player = _player(meta, place)
    if player and (dated or (found.title and len(title.split()) >= _WORDS and older(document) is None)):
        return player
    return PICTURE if dated and place is not None and count_images([place]) else ""


def _named(title: str, found: Found) -> bool:
    """Whether page and list call it alike; either may be cut."""
    if not title:
        return False
    if not found.title:
        return len(title.split()) >= _WORDS
    one, two = same(title), same(found.title.rstrip(" .…"))
    return bool(two) and (one.startswith(two[:40]) or two.startswith(one[:40]))


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/", "/index.html", "/trang-chu") and not parts.query


def _player(meta: Metadata, place: HtmlElement | None) -> str:
    kind = str(meta.article.get("@type", ""))
    if "VideoObject" in kind or meta.first("og:video", "og:video:url", "og:video:secure_url", "twitter:player"):
        return VIDEO
    if "AudioObject" in kind or meta.first("og:audio"):
        return AUDIO
    if place is None:
        return ""
    frames = " ".join(map(str, _FRAMES(place)))
    if _AUDIO(place) or _SOUND.search(frames):
        return AUDIO
    if _VIDEO(place) or _FRAME.search(frames) or any(_SETUP.search(str(text)) for text in _SCRIPTS(place)):
        return VIDEO
    return ""
