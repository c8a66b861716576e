"""Answers that no site should give, each with the words it may be recorded under; `cases()` is the short form, and
`cases(300)` goes on with seeded damage to sound pages, feeds and sitemaps."""

import gzip
import random
import socket
import struct
import time
import zlib
from collections.abc import Callable, Iterator
from typing import Final

from tests.crawlers.sites import Reply, Script, reply
from tests.torture.documents import (
    ANY_PAGE,
    BROKEN,
    LOST,
    MAP,
    NO_PAGE,
    OK,
    PAGE,
    REFUSED,
    RSS,
    Case,
    feeds,
    html,
    sitemaps,
)


def cases(count: int = 0, seed: int = 1) -> list[Case]:
    """The table, and as many damaged documents after it as it takes to reach `count`."""
    table = [*_http(), *_redirects(), *html(), *feeds(), *sitemaps()]
    rng = random.Random(seed)
    while len(table) < count:
        table.append(_damaged(len(table), rng))
    return table


def raw(head: str, body: bytes = b"") -> bytes:
    """An answer as it is written, without any help."""
    return head.replace("\n", "\r\n").encode("latin-1") + b"\r\n\r\n" + body


def slowly(pieces: list[bytes], pause: float) -> Script:
    """An answer in pieces."""

    def talk(sock: socket.socket) -> None:
        for piece in pieces:
            sock.sendall(piece)
            time.sleep(pause)

    return Script(talk)


def reset(first: bytes = b"") -> Script:
    """A connection that is torn down, after some bytes."""

    def talk(sock: socket.socket) -> None:
        sock.sendall(first)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        sock.close()

    return Script(talk)


HEAD: Final = "HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8\nConnection: close"


def _http() -> Iterator[Case]:
    def case(name: str, answer: Reply, words: frozenset[str] | str) -> Case:
        return Case(f"http {name}", "listing", answer, frozenset({words}) if isinstance(words, str) else words)

    bomb = gzip.compress(b"\0" * (12 << 20), 9, mtime=0)
    size = len(PAGE)
    yield case("closes at once", b"", LOST)
    yield case("reset", reset(), LOST)
    yield case("reset in the body", reset(raw(f"{HEAD}\nContent-Length: 9999", PAGE)), LOST)
    yield case("body cut", raw(f"{HEAD}\nContent-Length: {size + 50}", PAGE), "cut_short")
    yield case("length too short", raw(f"{HEAD}\nContent-Length: {size - 40}", PAGE), ANY_PAGE)
    yield case("length negative", raw(f"{HEAD}\nContent-Length: -5", PAGE), ANY_PAGE | BROKEN)
    yield case(
        "length is a word", raw(f"{HEAD}\nContent-Length: nhiều".encode().decode("latin-1"), PAGE), ANY_PAGE | BROKEN
    )
    yield case("two lengths", raw(f"{HEAD}\nContent-Length: {size}\nContent-Length: 3", PAGE), ANY_PAGE | BROKEN)
    yield case("length of 8 TB", raw(f"{HEAD}\nContent-Length: 8796093022208", PAGE), "too_large")
    yield case("no length", raw(HEAD, PAGE), OK)
    yield case("chunks of garbage", raw(f"{HEAD}\nTransfer-Encoding: chunked", b"zz\r\nabc\r\n"), BROKEN)
    yield case("chunks cut", raw(f"{HEAD}\nTransfer-Encoding: chunked", b"ff\r\nabc"), BROKEN)
    yield case("chunk of 4 GB", raw(f"{HEAD}\nTransfer-Encoding: chunked", b"ffffffff\r\nabc"), BROKEN | {"too_large"})
    yield case("header line of 70 KB", raw(f"{HEAD}\nX: {'a' * 70_000}", PAGE), BROKEN)
    yield case("300 headers", raw(HEAD + "".join(f"\nX-{n}: 1" for n in range(300)), PAGE), BROKEN)
    yield case("header without colon", raw(f"{HEAD}\nlinh tinh", PAGE), ANY_PAGE | BROKEN)
    yield case("NUL in a header", raw(f'{HEAD}\nX-A: a\0b\nEtag: "\0"', PAGE), OK)
    yield case("header in UTF-8", raw(f"{HEAD}\nX-Tên: giá trị".encode().decode("latin-1"), PAGE), ANY_PAGE | BROKEN)
    yield case("no status line", PAGE, BROKEN)
    yield case("status 999", raw("HTTP/1.1 999 Vay Do\nConnection: close", PAGE), "http_error")
    yield case("status 99", raw("HTTP/1.1 099 Thap\nConnection: close", PAGE), BROKEN)
    yield case("status is a word", raw("HTTP/1.1 OK 200\nConnection: close", PAGE), BROKEN)
    yield case("bare line feeds", raw(HEAD, PAGE).replace(b"\r\n", b"\n"), ANY_PAGE | BROKEN)
    yield case("100 before 200", b"HTTP/1.1 100 Continue\r\n\r\n" + raw(HEAD, PAGE), OK)
    yield case("204", raw("HTTP/1.1 204 None\nConnection: close"), "http_error")
    yield case("206", raw("HTTP/1.1 206 Part\nConnection: close", PAGE), "http_error")
    yield case("304 that nobody asked for", raw("HTTP/1.1 304 Same\nConnection: close"), "http_error")
    yield case("gzip that is not", reply(PAGE, content_encoding="gzip"), OK)
    yield case("gzip damaged", reply(gzip.compress(PAGE)[:30] + b"\xff" * 60, content_encoding="gzip"), BROKEN)
    yield case("gzip cut", reply(gzip.compress(PAGE)[:-20], content_encoding="gzip"), "cut_short")
    yield case("gzip bomb", reply(bomb, content_encoding="gzip"), "bomb")
    yield case("gzip bomb in gzip", reply(gzip.compress(bomb), content_encoding="gzip, gzip"), "bomb")
    yield case("gzip three times", reply(PAGE, content_encoding="gzip, gzip, gzip"), "bomb")
    yield case("gzip twice", reply(gzip.compress(gzip.compress(PAGE)), content_encoding="gzip, gzip"), OK)
    yield case("gzip with a tail", reply(gzip.compress(PAGE) + b"\0\0rubbish", content_encoding="gzip"), OK)
    yield case(
        "gzip in two members", reply(gzip.compress(PAGE[:90]) + gzip.compress(PAGE[90:]), content_encoding="gzip"), OK
    )
    yield case("deflate", reply(zlib.compress(PAGE), content_encoding="deflate"), OK)
    yield case("deflate without a head", reply(zlib.compress(PAGE)[2:-4], content_encoding="deflate"), OK)
    yield case("deflate bomb", reply(zlib.compress(b" " * (12 << 20), 9), content_encoding="deflate"), "bomb")
    yield case("deflate damaged", reply(b"\x78\x9c" + b"\xee" * 90, content_encoding="deflate"), BROKEN)
    yield case("a coding nobody knows", reply(PAGE, content_encoding="vang"), "malformed")
    yield case("11 MB", reply(PAGE + b"<p>" + b"a b " * (11 << 18)), "too_large")
    yield case("slow headers", slowly([b"HTTP/1.1 200 OK\r\n", *[b"X: 1\r\n"] * 40], 0.03), "timeout")
    yield case("slow body", slowly([raw(HEAD, b""), *[b"<p>"] * 40], 0.03), "timeout")
    yield case("endless 100", slowly([b"HTTP/1.1 100 Continue\r\n\r\n"] * 40, 0.03), "timeout")


def _redirects() -> Iterator[Case]:
    places = {
        "to a private address": "http://10.1.2.3/",
        "to a metadata service": "http://169.254.169.254/x",
        "to a file": "file:///etc/passwd",
        "to data": "data:text/html,<p>x",
        "to a script": "javascript:alert(1)",
        "to a number": "http://0xA000001/",
        "to ftp": "ftp://a.example/",
        "to a mapped address": "http://[::ffff:192.168.0.1]/",
        "to no host": "http:///x",
        "to a wrong port": "http://127.0.0.1:99999999/",
        "with a name and password": "http://u:p@127.0.0.1/",
        "to half an address": "http://[::1",
    }
    for name, place in places.items():
        yield Case(
            f"redirect {name}", "listing", reply(status=302, location=place), REFUSED | {"malformed", "not_found"}
        )
    yield Case("redirect to nowhere", "listing", raw("HTTP/1.1 302 Go\nConnection: close"), frozenset({"http_error"}))
    yield Case("redirect of 9 KB", "listing", reply(status=302, location="/" + "a" * 9000), REFUSED)


def _damaged(number: int, rng: random.Random) -> Case:
    """A sound document with bytes flipped, cut out, doubled or replaced by markup."""
    kind, body, mime = rng.choice(
        [("listing", PAGE, "text/html"), ("feed", RSS, "application/rss+xml"), ("sitemap", MAP, "text/xml")]
    )
    hurts: list[Callable[[bytearray], None]] = [
        lambda b: b.__setitem__(rng.randrange(len(b)), rng.randrange(256)),
        lambda b: b.__delitem__(slice(start := rng.randrange(len(b)), start + rng.randrange(1, 60))),
        lambda b: b.__setitem__(slice(start := rng.randrange(len(b)), start), b[start : start + rng.randrange(1, 300)]),
        lambda b: b.__setitem__(
            slice(start := rng.randrange(len(b)), start),
            rng.choice(
                [
                    b"\0",
                    b"\xff\xfe",
                    b"<![CDATA[",
                    b"]]>",
                    b"<!--",
                    b"&",
                    b"&#x110000;",
                    b"<?",
                    b"</",
                    b"\r\n\r\n",
                    b"\xed\xb0\x80",
                ]
            ),
        ),
    ]
    data = bytearray(body)
    for _ in range(rng.choice([1, 3, 10, 40])):
        rng.choice(hurts)(data)
        data = data or bytearray(b"<")
    coding = rng.choice(["", "", "gzip", "deflate"])
    sent = gzip.compress(bytes(data)) if coding == "gzip" else zlib.compress(bytes(data)) if coding else bytes(data)
    if rng.random() < 0.2:
        sent = sent[: rng.randrange(1, len(sent))]
    words = OK | NO_PAGE | BROKEN | {"bomb", "too_large", "bot_wall", "login_wall"}
    return Case(f"damaged {number}", kind, reply(sent, kind=mime, content_encoding=coding), words)
