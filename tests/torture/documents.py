"""Pages, feeds and sitemaps that no site should give, each with the words it may be recorded under."""

import gzip
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tests.crawlers.sites import Reply, reply

OK: Final = frozenset({"ok"})
LOST: Final = frozenset({"connection_error", "cut_short", "timeout"})
BROKEN: Final = frozenset({"malformed", "cut_short", "connection_error", "http_error"})
NO_PAGE: Final = frozenset(
    {"empty_template", "site_changed", "malformed", "no_text", "wrong_type", "needs_browser", "soft_404"}
)
ANY_PAGE: Final = OK | NO_PAGE
REFUSED: Final = frozenset({"private_address", "bad_url", "moved_away"})


@dataclass(frozen=True)
class Case:
    """One answer to one request; `kind` is how the source reads it."""

    name: str
    kind: str  # listing | feed | sitemap
    answer: Reply
    words: frozenset[str]


PAGE: Final = (
    "<html><head><title>Tin tức</title></head><body><ul>"
    + "".join(
        f"<li><h3><a href='/tin-tuc/xa-mau-hop-dan-lan-thu-{n}-{900 + n}.html'>"
        f"Xã Mẫu họp dân lần thứ {n} tại nhà văn hóa thôn</a></h3>"
        f"<span class='date'>{n:02d}/08/2023</span></li>"
        for n in range(1, 7)
    )
    + "</ul></body></html>"
).encode()
RSS: Final = (
    "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Tin</title>"
    + "".join(
        f"<item><title>Xã Mẫu họp dân lần {n}</title><link>/tin-tuc/hop-dan-lan-thu-{n}-{700 + n}.html</link>"
        f"<pubDate>Mon, {n:02d} Aug 2023 07:00:00 +0700</pubDate></item>"
        for n in range(1, 7)
    )
    + "</channel></rss>"
).encode()
MAP: Final = (
    "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
    + "".join(
        f"<url><loc>/tin-tuc/ban-tin-so-{n}-{500 + n}.html</loc><lastmod>2023-08-{n:02d}</lastmod></url>"
        for n in range(1, 7)
    )
    + "</urlset>"
).encode()


def html() -> Iterator[Case]:
    bodies: dict[str, bytes] = {
        "empty": b"",
        "white space": b" \n\t " * 90,
        "NULs": b"\0" * 4000,
        "NULs between": b"\0".join(PAGE.split(b"<")),
        "noise": random.Random(3).randbytes(9000),
        "5,000 levels": b"<div>" * 5000 + PAGE,
        "unclosed script": b"<script>" + PAGE,
        "unclosed comment": b"<!-- " + PAGE,
        "UTF-16": PAGE.decode().encode("utf-16"),
        "UTF-16 unmarked": PAGE.decode().encode("utf-16-le"),
        "mark only": b"\xef\xbb\xbf",
        "bad UTF-8": PAGE.replace(b"h", b"\xc3\x28\xed\xa0\x80"),
        "entity bomb": _laughs(b"html") + PAGE,
        "declares another charset": b"<meta charset='shift_jis'>" + PAGE,
        "declares no charset there is": b"<meta charset='tieng-viet'>" + PAGE,
        "a million attributes": b"<p " + b"a=1 " * 100_000 + b">" + PAGE,
        "links of every sort": b"".join(
            b"<a href='%s'>Mot lien ket rat dai cua xa Mau nam nay</a>" % url
            for url in (
                b"javascript:x",
                b"data:text/html,x",
                b"file:///etc/passwd",
                b"http://[::1",
                b"//",
                b"http://",
                b"///a",
                b"\\\\a\\b",
                b"http://a b/",
                b"?",
                b"#",
                b"http://127.0.0.1:99999/",
                b"mailto:a",
                b"\xff\xfe",
                b"%zz%00",
                b"h" * 5000,
            )
        ),
        "base of another world": b"<base href='file:///'>" + PAGE,
        "a meta refresh": b"<meta http-equiv=refresh content='0;url=file:///etc/passwd'>",
        "frames": b"<frameset><frame src='/a'><frame src='http://10.0.0.1/'></frameset>",
        "only script": b"<div id='root'></div><script src='/a.js'></script>",
    }
    for name, body in bodies.items():
        yield Case(f"html {name}", "listing", reply(body), ANY_PAGE)
    kinds = {
        "image": ("image/png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
        "zip": ("application/zip", b"PK\x03\x04" + b"\0" * 50),
        "pdf": ("application/pdf", b"%PDF-1.4 x"),
        "octets": ("application/octet-stream", b"\0\1\2\3" * 90),
    }
    for name, (kind, body) in kinds.items():
        yield Case(f"type {name}", "listing", reply(body, kind=kind), frozenset({"wrong_type"}))
    yield Case("type octets that are a page", "listing", reply(PAGE, kind="application/octet-stream"), OK)
    yield Case("type missing", "listing", reply(PAGE, kind=""), OK)
    yield Case("type absurd", "listing", reply(PAGE, kind=";;;charset=;/"), OK)


def feeds() -> Iterator[Case]:
    bodies: dict[str, tuple[bytes, frozenset[str]]] = {
        "empty": (b"", NO_PAGE),
        "no items": (b"<rss version='2.0'><channel></channel></rss>", NO_PAGE),
        "an error page": (b"<html><p>Loi</html>", NO_PAGE),
        "cut": (RSS[:-200], OK),
        "cut in a tag": (RSS[:400], OK | NO_PAGE),
        "entity bomb": (_laughs(b"rss") + RSS[38:], frozenset({"bomb"})),
        "external entity": (
            b"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + RSS[39:].replace(b"Tin<", b"&x;<"),
            OK | NO_PAGE | {"bomb"},
        ),
        "undefined entities": (RSS.replace(b"h\xe1\xbb\x8dp", b"h&oacute;&nbsp;p"), OK),
        "NULs": (RSS.replace(b"<item>", b"\0<item>"), OK | NO_PAGE),
        "wrong charset": (RSS.replace(b"utf-8", b"windows-1258"), OK),
        "no charset there is": (RSS.replace(b"utf-8", b"abc-99"), OK),
        "dates of garbage": (RSS.replace(b"Aug 2023", b"Thang Tam"), OK),
        "JSON": (b'{"items": [{"url": "/a"}]}', NO_PAGE),
        "links to files": (RSS.replace(b"<link>/", b"<link>file:///"), OK | NO_PAGE),
        "gzip": (gzip.compress(RSS), OK | NO_PAGE),
        "two roots": (RSS + RSS[39:], OK),
        "UTF-16": (RSS.decode().replace("utf-8", "utf-16").encode("utf-16"), OK | NO_PAGE),
    }
    for name, (body, words) in bodies.items():
        yield Case(f"feed {name}", "feed", reply(body, kind="application/rss+xml"), words)
    yield Case("feed as text", "feed", reply(RSS, kind="text/plain"), OK)


def sitemaps() -> Iterator[Case]:
    space = b"xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    bodies: dict[str, tuple[bytes, frozenset[str]]] = {
        "empty": (b"", NO_PAGE),
        "cut": (MAP[:-90], OK),
        "no namespace": (MAP.replace(b" " + space, b""), OK),
        "entity bomb": (_laughs(b"urlset") + MAP[21:], frozenset({"bomb"})),
        "of itself": (b"<sitemapindex " + space + b"><sitemap><loc>/s</loc></sitemap></sitemapindex>", OK | NO_PAGE),
        "gzip": (gzip.compress(MAP), OK),
        "gzip bomb": (gzip.compress(MAP + b" " * (12 << 20), 9), frozenset({"bomb"})),
        "gzip cut": (gzip.compress(MAP)[:-30], OK | NO_PAGE | BROKEN),
        "an error page": (b"<!doctype html><html><p>Loi</html>", NO_PAGE),
        "foreign": (MAP.replace(b"<loc>/", b"<loc>http://10.0.0.1/"), frozenset({"site_changed"})),
        "dates of garbage": (MAP.replace(b"2023-", b"hom-"), OK),
        "a long address": (MAP.replace(b"ban-tin", b"a" * 9000), OK | NO_PAGE),
    }
    for name, (body, words) in bodies.items():
        yield Case(f"sitemap {name}", "sitemap", reply(body, kind="application/xml"), words)


def _laughs(root: bytes) -> bytes:
    """The billion laughs."""
    entities = b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    return b"<?xml version='1.0'?><!DOCTYPE " + root + b" [<!ENTITY a0 'ha'>" + entities + b"]>"
