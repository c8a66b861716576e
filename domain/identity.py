"""Addresses: which one to ask for, and which of them mean the same article.

`canonical` keeps an address that the server answers alike (what is stored and fetched); `identity` goes further and
drops what no article depends on (language, print view, index file, `www.`, scheme); `article_id` is the key made of it.
For a whole site's answer call `crawlers.platforms.identity(url)`: it knows the families and falls back to this one.

    canonical(url, base=None) -> str        "" when the text is no http(s) address
    identity(url) -> str                    of a canonical address
    article_id(identity) -> str             32 hex
    is_trap(url) -> bool
    same_site(one, other) -> bool           same host (www. aside) and port
    registrable(host) -> str                sotttt.baria-vungtau.gov.vn -> baria-vungtau.gov.vn
"""

import re
from functools import lru_cache
from hashlib import sha256
from urllib.parse import parse_qsl, quote, urljoin, urlsplit, urlunsplit

PORTS = {"http": 80, "https": 443}
_LANGUAGES = "vi en vn vie eng vi-vn vi_vn en-us en_us en-gb fr zh zh-cn ja ko lo km ru"
LANGUAGES = frozenset(_LANGUAGES.split())

# Parameters that name a visit, a click or a portlet's state, never a page.
_NOISE = re.compile(
    r"(?i)^(utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|zarsrc|gidzl|_ga|_gl|ref_src|cmpid|"
    r"jsessionid|phpsessid|aspsessionid\w*|asp\.net_sessionid|cfid|cftoken|sessionid|session_id|"
    r"p_auth|p_p_auth|p_p_(state|mode|col_id|col_pos|col_count|cacheability|resource_id|isolated)|p_r_p_\w+|p_l_back_url|"
    r"_\w+_(redirect|keywords|advancedsearch|andoperator|resetcur|viewmode|orderbycol|orderbytype)|"
    r"redirect|inheritredirect|backurl|returnurl|_afrloop|_afrwindowid|_afrwindowmode|_afrfs|_adf\.ctrl-state|"
    r"print|printable|tmpl|pop_up|replytocom|share|amp|__cf_chl_\w+|_x_tr_\w+)$"
)
_CUR = re.compile(r"(?i)^(_\w+_)?cur$")  # Liferay counts from 1; `page=1` is Drupal's second page, so it stays
_DELTA = re.compile(r"(?i)_delta$|^delta$")
_SESSION = re.compile(r"(?i)^(sid|s_id|sess|token)$")
_OPAQUE = re.compile(r"[A-Za-z0-9_-]{20,}")
_IN_PATH = re.compile(r"(?i);(jsessionid|phpsessid|sid)=[^/?#]*|/\(S\([a-z0-9]+\)\)|;jsessionid$")
_INDEX = re.compile(r"(?i)/(index|default|home)\.(html?|php|aspx?|jsp)$")
_CALENDAR = re.compile(r"(?i)(calendar|/lich(-|/|$)|lich-cong-tac|su-kien-theo-ngay|events?/)")
_DATE_PARAMETER = re.compile(r"(?i)^(month|year|week|date|day|thang|nam|tuan|ngay|tungay|denngay|mon|yr)$")
_SECOND_LEVEL = frozenset(("gov", "com", "edu", "org", "net", "info", "pro", "health", "ac", "biz"))  # fmt: skip


@lru_cache(maxsize=8192)  # a site's menu stands on each of its pages
def canonical(url: str, base: str | None = None) -> str:
    """The address to store and to ask for; empty when the text is no http(s) address."""
    text = re.sub(r"[\t\r\n]", "", url).strip()
    try:
        parts = urlsplit(urljoin(base, text) if base else text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme not in PORTS or not host or re.search(r"[\s<>\"{}|\\^`]", host):
        return ""
    netloc = _host(host) + (f":{port}" if port not in (None, PORTS[parts.scheme]) else "")
    return urlunsplit((parts.scheme, netloc, _path(parts.path), _query(parts.query), ""))


@lru_cache(maxsize=8192)
def identity(url: str) -> str:
    """What two addresses of one page share when no family is known: host, path and query without their twins."""
    parts = urlsplit(canonical(url) or url)
    path = _INDEX.sub("/", without_language(parts.path))
    path = re.sub(r"(?i)/(pop_up|print|in-bai|savefile)(?=/)|/!ut/p/.*", "", path).rstrip("/")  # !ut: WebSphere's state
    if path.lower().endswith((".aspx", ".asp", ".cpx")):
        path = path.lower()
    pairs = [(name.lower() if value else name, value) for name, value in _pairs(parts.query) if value != ""]
    kept = sorted((name, value or "") for name, value in pairs if name not in ("lang", "language", "languageid"))
    query = "&".join(f"{name}={value}" if value else name for name, value in kept)  # `?/ten-bai/123` has no value
    return f"{bare_host(parts.netloc)}{path or '/'}" + (f"?{query}" if query else "")


def article_id(identity: str) -> str:
    """The key of an article: 32 hex of the SHA-256 of its identity."""
    return sha256(identity.encode("utf-8")).hexdigest()[:32]


@lru_cache(maxsize=8192)
def is_trap(url: str) -> bool:
    """Whether the address belongs to an endless family: repeated paths, calendars, sessions, too long or too deep."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.lower().split("/") if segment]
    if len(url) > 2000 or len(segments) > 16 or parts.query.count("&") > 30:
        return True
    if _repeats(segments) or sum(segment in LANGUAGES for segment in segments) > 2:
        return True
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    dated = sum(bool(_DATE_PARAMETER.match(name)) for name in names)
    if dated >= 2 or (dated and _CALENDAR.search(parts.path)) or (len(names) > 6 and len(names) != len(set(names))):
        return True
    return bool(_IN_PATH.search(parts.path)) or bool(re.search(r"(?i)/calendar/.*\d{4}.*\d", parts.path))


def same_site(one: str, other: str) -> bool:
    """Whether both addresses are on one host and port, `www.` aside."""
    return _place(one) == _place(other) != ("", None)


def registrable(host: str) -> str:
    """The name somebody registered: what stays the same between a unit's hosts."""
    labels = host.lower().split(":")[0].strip(".").split(".")
    if len(labels) <= 2 or all(label.isdigit() for label in labels):
        return ".".join(labels)
    depth = 3 if labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-depth:])


def without_language(path: str) -> str:
    """The path without the language segments it starts with, and without Liferay's `/web/guest`."""
    segments = path.split("/")
    while len(segments) > 2 and segments[1].lower() in LANGUAGES:
        del segments[1]
    if [segment.lower() for segment in segments[1:3]] == ["web", "guest"] and len(segments) > 3:
        del segments[1:3]
        return without_language("/".join(segments))
    if len(segments) == 2 and segments[1].lower() in LANGUAGES:
        return "/"
    return "/".join(segments)


def bare_host(netloc: str) -> str:
    """Host and port without `www.`, as identities use it."""
    return netloc.lower().removeprefix("www.")


@lru_cache(maxsize=8192)
def _place(url: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(url)
        return bare_host(parts.hostname or ""), None if parts.port == PORTS.get(parts.scheme) else parts.port
    except ValueError:
        return "", None


def _host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    try:
        return host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()


def _path(path: str) -> str:
    path = _IN_PATH.sub("", path)
    kept: list[str] = []
    for segment in re.sub(r"/{2,}", "/", path).split("/")[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    trailing = "/" if path.endswith(("/..", "/.")) and kept else ""
    return "/" + _percent("/".join(kept), "/:@!$&'()*+,;=~-._") + trailing


def _percent(text: str, safe: str) -> str:
    """Percent-encoding in one way: unreserved characters bare, all else upper-case hex of UTF-8."""
    text = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    text = re.sub(r"%[0-9A-Fa-f]{2}", lambda m: _unreserved(m[0]), text)
    return quote(text, safe=safe + "%")


def _unreserved(escape: str) -> str:
    character = chr(int(escape[1:], 16))
    return character if re.match(r"[A-Za-z0-9._~-]", character) else escape.upper()


def _query(query: str) -> str:
    pairs = [(name, value) for name, value in _pairs(query) if not _is_noise(name, value)]
    if not any(_CUR.match(name) for name, _ in pairs):
        pairs = [pair for pair in pairs if not _DELTA.search(pair[0])]
    spoken_to = any(name.startswith("_") for name, _ in pairs)  # a portlet's own parameters need its p_p_id
    if not spoken_to:
        pairs = [pair for pair in pairs if pair[0] not in ("p_p_id", "p_p_lifecycle") or pair[1] in ("1", "2")]
    return "&".join(name if value is None else f"{name}={value}" for name, value in sorted(pairs, key=lambda p: p[0]))


def _pairs(query: str) -> list[tuple[str, str | None]]:
    pairs: list[tuple[str, str | None]] = []
    for part in re.split(r"&(?:amp;)?", query):
        if part:
            name, sign, value = part.partition("=")
            pairs.append((_percent(name, "!$'()*,:@/;~-._"), _percent(value, "!$'()*,:@/;+~-._=") if sign else None))
    return pairs


def _is_noise(name: str, value: str | None) -> bool:
    if _NOISE.match(name) or (_CUR.match(name) and value in ("1", "", None)):
        return True
    if name == "p_p_lifecycle" and value == "0":
        return True
    return bool(_SESSION.match(name) and value and _OPAQUE.fullmatch(value))


def _repeats(segments: list[str]) -> bool:
    """A segment, or a run of them, that comes back as only a crawler's own footsteps do."""
    words = [segment for segment in segments if segment not in LANGUAGES]
    if any(words.count(word) > 2 for word in set(words) if not word.isdigit()):
        return True
    for size in range(2, len(segments) // 2 + 1):
        for start in range(len(segments) - 2 * size + 1):
            if segments[start : start + size] == segments[start + size : start + 2 * size]:
                return True
    return False
