"""Small sites on loopback that do exactly what a test tells them, and remember what they were asked."""

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass
class Asked:
    """One request as the site saw it."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Script:
    """An answer that is spoken step by step."""

    talk: Callable[[socket.socket], None]


Reply = bytes | Script
Page = Reply | Callable[[Asked], Reply]


class Site:
    """`pages` maps a path (with query) to a raw answer, to a function of the request that makes one, or to a `Script`.

    What is not there is a 404.
    """

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[Asked] = []
        self._server = _Server(("127.0.0.1", 0), _Talk)
        self._server.site = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def url(self, path: str = "/") -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked, in order, without robots.txt."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    site: Site


class _Talk(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        """One request, one answer, then the connection ends."""
        try:
            asked = self._request()
            if asked is None:
                return
            site = self.server.site
            site.asked.append(asked)
            found = site.pages.get(asked.path, not_found())
            answer = found if isinstance(found, bytes | Script) else found(asked)
            if isinstance(answer, bytes):
                self.request.sendall(answer)
            else:
                answer.talk(self.request)
        except OSError:
            pass  # the client has left, as some of these tests want

    def _request(self) -> Asked | None:
        line = self.rfile.readline(65536).decode("latin-1").split()
        headers: dict[str, str] = {}
        while (text := self.rfile.readline(65536).decode("latin-1").strip()) != "":
            name, _, value = text.partition(":")
            headers[name.lower()] = value.strip()
        return Asked(line[1], headers) if len(line) == 3 else None


def reply(body: bytes | str = b"", status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    """A whole, well-formed answer; header names are written with `_` for `-`."""
    data = body.encode() if isinstance(body, str) else body
    head = {"Content-Type": kind, "Content-Length": str(len(data)), "Connection": "close"}
    head |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value)
    return f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode() + (b"" if status == 304 else data)


def not_found() -> bytes:
    """The answer for what is not there."""
    return reply("<html><head><title>404</title></head><body>Không tìm thấy</body></html>", 404)


def tagged(body: str, etag: str) -> Callable[[Asked], bytes]:
    """A page that answers 304 to whoever has it."""

    def answer(asked: Asked) -> bytes:
        if asked.headers.get("if-none-match") == etag:
            return reply(status=304, etag=etag)
        return reply(body, etag=etag)

    return answer


def article(number: int, day: date, extra: str = "") -> str:
    """An invented article."""
    text = (
        f"Xã Mẫu {number} tổ chức đối thoại với người dân về thủ tục hành chính và công khai kết quả tại trụ sở. " * 4
    )
    return (
        f"<html><head><title>Xã Mẫu tổ chức buổi đối thoại lần thứ {number} với người dân</title></head><body>"
        f"<h1>Xã Mẫu tổ chức buổi đối thoại lần thứ {number} với người dân</h1><span class='date'>{day:%d/%m/%Y}</span>"
        f"<div class='content'><p>{text}</p><p>{text}</p></div>{extra}</body></html>"
    )


def listing(items: list[tuple[str, str, date]], extra: str = "") -> str:
    """A section page: (address, title, day) each."""
    rows = "".join(
        f"<li class='item'><h3><a href='{url}'>{title}</a></h3><span class='date'>{day:%d/%m/%Y}</span>"
        f"<p class='summary'>Buổi đối thoại diễn ra tại hội trường, nhiều ý kiến được trả lời ngay.</p></li>"
        for url, title, day in items
    )
    return f"<html><head><title>Tin tức</title></head><body><ul class='news'>{rows}</ul>{extra}</body></html>"


def title_of(number: int) -> str:
    """An invented title, long enough to be one."""
    return f"Xã Mẫu tổ chức buổi đối thoại lần thứ {number} với người dân"


def item(number: int, today: date, age: int = 0) -> tuple[str, str, date]:
    """A listing's entry of an invented article."""
    return (
        f"/tin-tuc/doi-thoai-voi-nguoi-dan-lan-{number}-{1000 + number}.html",
        title_of(number),
        today - timedelta(days=age),
    )


def newspaper(site: Site, today: date, count: int = 12, per_page: int = 5, days: int = 1) -> None:
    """A home page, one section with pages, and its articles, `days` apart, newest first."""
    items = [item(number, today, number * days) for number in range(count)]
    pages = [items[start : start + per_page] for start in range(0, count, per_page)]
    for number, part in enumerate(pages, 1):
        path = "/tin-tuc" if number == 1 else f"/tin-tuc?page={number}"
        following = f"<a rel='next' href='/tin-tuc?page={number + 1}'>Trang sau</a>" if number < len(pages) else ""
        site.pages[path] = reply(listing(part, following))
    site.pages["/"] = reply(listing(items[:4], "<a href='/tin-tuc'>Tin tức</a>"))
    for number, (path, _, day) in enumerate(items):
        site.pages[path] = reply(article(number, day))


@contextmanager
def site() -> Iterator[Site]:
    """A site for one test."""
    opened = Site()
    try:
        yield opened
    finally:
        opened.close()
