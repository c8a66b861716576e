"""RSS and Atom, from bytes to entries. feedparser reads the structure; the dates are read here, from the raw words.

    read(body, url, at=None) -> FeedReading(entries, outcome, detail, title)
        outcome: ok | malformed (entries hold what was readable) | empty_template (a sound feed without items)
                 | wrong_type (no feed) | bomb
        at: when the feed was fetched; dates said to be GMT that would lie after it are local time

What feedparser 6 does to Vietnamese dates (measured): “GMT+7” → none, “GMT +7” → read as UTC, 7 hours wrong;
`09-08-2025 09:26:47` → year 2009; `dd/mm/yyyy hh:mm` → none; a naive ISO date → UTC.
"""

import io
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import feedparser
import lxml.html

from crawlers.dates import read_date
from crawlers.entry import Entry, unique
from domain.dated import VIETNAM, Confidence, Dated, Precision
from domain.identity import canonical
from domain.textnorm import clean

_ENTITY = re.compile(rb"<!ENTITY\s+(%\s+)?([\w.-]+)\s+(?:(?:SYSTEM|PUBLIC)[^>]*|\"([^\"]*)\"|'([^']*)')\s*>", re.I)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(\[.*?\])?\s*>", re.I | re.S)
_DECLARED = re.compile(rb"\A(\s*<\?xml[^>]*?)\s+encoding\s*=\s*[\"'][^\"']*[\"']", re.I)
_ZONE = re.compile(
    r"(?i)\s*\(?\b(?:GMT|UTC|ICT)\s*([+-])\s*0?(\d{1,2})(?::?(\d\d))?\)?|\b(ICT)\b|\s([+-])(\d)(?::?00)?$"
)
_ISO = re.compile(r"\d{4}-\d\d?-\d\d?([T\s]|$)")
_RFC = re.compile(
    r"(?i)^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s*)?\d{1,2}\s+[a-z]{3,9}\.?,?\s+\d{2,4}\s+\d{1,2}:\d\d"
)
_NUMBERS = re.compile(r"^\D{0,12}(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_BROKEN = (
    ValueError,
    OverflowError,
    LookupError,
    AttributeError,
    AssertionError,
)  # met in feedparser's loose reader, on damaged bytes
_REFERENCE = re.compile(rb"&(?:amp;)?#([xX][0-9a-fA-F]{1,40}|\d{1,40});")
_MAX_ENTITIES, _MAX_EXPANSION = 100, 100_000


@dataclass(frozen=True)
class FeedReading:
    """What a feed gave and how the reading ended."""

    entries: tuple[Entry, ...] = ()
    outcome: str = "ok"
    detail: str = ""
    title: str = ""


def read(body: bytes, url: str, at: datetime | None = None) -> FeedReading:
    """The items of a feed, each address once, in the feed's order. Never asks the network and never raises."""
    if is_bomb(body):
        return FeedReading(outcome="bomb", detail="thực thể XML phình to")
    try:
        parsed = feedparser.parse(
            io.BytesIO(_plain(body)),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": "application/xml"},
        )
    except _BROKEN as error:
        return _again(body, url, at, error)
    if not parsed.get("version") and not parsed.entries:  # an HTML error page is no “nothing new”
        return FeedReading(outcome="wrong_type", detail="không phải RSS hay Atom")
    raw = [_raw_date(item) for item in parsed.entries]
    month_first = _month_first(raw)
    entries = unique(
        Entry(address, _words(item.get("title", "")), feed_date(date, at, month_first), _words(item.get("summary", "")))
        for item, date in zip(parsed.entries, raw, strict=True)
        if (address := _address(item, url))
    )
    title = _words(parsed.feed.get("title", ""))
    if parsed.bozo and not isinstance(parsed.bozo_exception, feedparser.CharacterEncodingOverride):
        return FeedReading(tuple(entries), "malformed", str(parsed.bozo_exception)[:200], title)
    return FeedReading(tuple(entries), "ok" if entries else "empty_template", "", title)


def _again(body: bytes, url: str, at: datetime | None, error: Exception) -> FeedReading:
    """The feed without character references beyond Unicode, which break feedparser; else what broke it."""
    mended = _REFERENCE.sub(lambda match: b"" if _beyond(match) else match[0], body)
    if mended == body:
        return FeedReading(outcome="malformed", detail=f"{type(error).__name__}: {error}"[:200])
    reading = read(mended, url, at)
    return replace(reading, outcome="malformed", detail=f"ký tự ngoài Unicode: {error}"[:200])


def _beyond(match: re.Match[bytes]) -> bool:
    number = int(match[1][1:], 16) if match[1][:1] in b"xX" else int(match[1])
    return number > 0x10FFFF or 0xD800 <= number < 0xE000


def feed_date(raw: str, at: datetime | None = None, month_first: bool = False) -> Dated | None:
    """One date as feeds write it: ISO 8601, RFC 822 with any zone, or day first. A naive time is Vietnam's."""
    text = " ".join(clean(raw).split())
    if not text:
        return None
    moment = _iso(text) if _ISO.match(text) else _rfc(text) if _RFC.match(text) else None
    if moment is None:
        numbers = _NUMBERS.match(text)
        if month_first and numbers:
            text = (
                text.replace(f"{numbers[1]}", "{}", 1).replace(numbers[2], numbers[1], 1).replace("{}", numbers[2], 1)
            )
        found = read_date(_ZONE.sub("", text))
        return found and Dated(found.value, found.precision, "feed", Confidence.MEDIUM, raw.strip())
    if at is not None and moment > at and moment.utcoffset() == timedelta(0):
        local = moment.replace(tzinfo=VIETNAM)  # local time under a “GMT” that the system prints always
        moment = local if local <= at else moment
    local = moment.astimezone(VIETNAM)
    if (local.hour, local.minute) == (0, 0):
        return Dated(local.date(), Precision.DAY, "feed", Confidence.HIGH, raw.strip())
    return Dated(local, Precision.MINUTE, "feed", Confidence.HIGH, raw.strip())


def is_bomb(body: bytes) -> bool:
    """Entities that name entities, or more of them, or longer ones, than any feed writes."""
    found = _ENTITY.findall(body)
    values = [(name, one or other) for _, name, one, other in found]
    if len(values) > _MAX_ENTITIES or any(
        re.search(rb"&(?!#|amp;|lt;|gt;|quot;|apos;)[\w.-]+;", value) for _, value in values
    ):
        return True
    return sum(len(value) * body.count(b"&" + name + b";") for name, value in values) > _MAX_EXPANSION


def _plain(body: bytes) -> bytes:
    """The feed without its DOCTYPE, and in the encoding that its bytes have, whatever it declares."""
    body = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    for _, name, one, other in _ENTITY.findall(body):
        body = body.replace(b"&" + name + b";", one or other)
    body = _DOCTYPE.sub(b"", body, count=1)
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return body
    return _DECLARED.sub(rb'\1 encoding="utf-8"', body, count=1)


def _raw_date(item: feedparser.FeedParserDict) -> str:
    own = dict(item)  # feedparser's own lookup answers one name for another, with a warning
    return str(own.get("published") or own.get("created") or own.get("updated") or "")


def _address(item: feedparser.FeedParserDict, url: str) -> str:
    """The item's own address; its guid where that is an address and there is no link."""
    for href in (item.get("link"), item.get("id")):
        if href and (str(href) == item.get("link") or str(href).startswith("http")):
            return canonical(str(href), url)
    return ""


def _words(markup: str) -> str:
    """Text without tags and entities, whether the feed escaped them once or twice."""
    text = markup
    for _ in range(2):
        if re.search(r"<[a-zA-Z/!][^>]*>|&#?\w+;", text):
            text = " ".join(lxml.html.document_fromstring(f"<div>{text}</div>").itertext())
    return " ".join(clean(text).split())


def _month_first(raw: list[str]) -> bool:
    """Whether a feed writes 08/22/2023: some date proves it and none speaks for day first."""
    pairs = [(int(match[1]), int(match[2])) for text in raw if (match := _NUMBERS.match(text.strip()))]
    return any(second > 12 >= first for first, second in pairs) and not any(first > 12 for first, _ in pairs)


def _iso(text: str) -> datetime | None:
    stamp = re.sub(r"\.\d+", "", _offset(text)).replace("Z", "+00:00")
    stamp = re.sub(r"\s*([+-])(\d\d):?(\d\d)$", r"\1\2:\3", stamp)
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def _rfc(text: str) -> datetime | None:
    stamp = _offset(text)
    try:
        moment = parsedate_to_datetime(stamp)
    except (ValueError, TypeError, IndexError):
        return None
    if moment.tzinfo is None:  # “-0000”, or no zone at all
        moment = moment.replace(tzinfo=UTC if "-0000" in stamp else VIETNAM)
    return moment


def _offset(text: str) -> str:
    """The text with “GMT+7”, “GMT +07:00”, “ICT” or “+7” as +0700."""
    match = _ZONE.search(text)
    if match is None:
        return text
    if match[4]:
        zone = "+0700"
    elif match[5]:
        zone = f"{match[5]}0{match[6]}00"
    else:
        zone = f"{match[1]}{int(match[2]):02d}{match[3] or '00'}"
    return f"{text[: match.start()].rstrip()} {zone}"
