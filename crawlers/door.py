"""The one door to the network: a single HTTP exchange with a checked address, bounded in time and size.

Scrapy's spider and the synchronous `crawlers.fetch.get` both go through it, so no guard can be passed by.
"""

import http.client
import io
import select
import socket
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import SplitResult

from crawlers.guard import port_of, resolve, split
from crawlers.inflate import Inflater
from domain.errors import CrawlError

MB: Final = 1 << 20
_STEP: Final = 1 << 16
_ADDRESSES: Final = 3  # of one host that are tried before it counts as unreachable
Header = tuple[str, str]


@dataclass(frozen=True)
class Limits:
    """Seconds and bytes (after decompression) of one exchange, and how often a crawl writes to the ledger."""

    connect: float = 15.0
    idle: float = 30.0  # without a byte
    whole: float = 90.0
    page: int = 10 * MB
    document: int = 25 * MB
    redirects: int = 5
    flush_rows: int = 150
    flush_seconds: float = 5.0


@dataclass(frozen=True)
class Exchange:
    """One request and its complete answer; `received` counts the body's bytes on the wire."""

    url: str
    status: int
    headers: tuple[Header, ...]
    body: bytes
    received: int


def header(headers: tuple[Header, ...], name: str) -> str:
    """The first header of that name, written in lower case, or an empty string."""
    return next((value for key, value in headers if key.lower() == name), "")


class Door:
    """Keeps one connection open per host; not for use by two threads at once."""

    def __init__(self, limits: Limits, allow_loopback: bool = False) -> None:
        self.limits, self.allow_loopback = limits, allow_loopback
        self._lines: dict[tuple[str, str, int], _Connection] = {}
        self._tls: ssl.SSLContext | None = None

    def ask(self, url: str, headers: tuple[Header, ...]) -> Exchange:
        """GET one address, following nothing. Raises CrawlError, or what the network raises (crawlers.outcomes)."""
        parts = split(url)
        deadline = time.monotonic() + self.limits.whole
        key = (parts.scheme, parts.hostname or "", port_of(parts))
        kept = self._lines.pop(key, None)
        if kept is not None and kept.clean():
            with suppress(ConnectionError):  # the server had closed the kept connection; nothing was answered on it
                return self._exchange(kept, parts, headers, deadline)
        elif kept is not None:
            kept.close()
        return self._exchange(self._connect(key), parts, headers, deadline)

    def close(self) -> None:
        """Let every connection go."""
        for line in self._lines.values():
            line.close()
        self._lines.clear()

    def _connect(self, key: tuple[str, str, int]) -> "_Connection":
        scheme, host, port = key
        if scheme == "https" and self._tls is None:
            self._tls = _tls_context()
        return _Connection(host, port, self, self._tls if scheme == "https" else None)

    def _exchange(self, line: "_Connection", parts: SplitResult, headers: tuple[Header, ...],
                  deadline: float) -> Exchange:
        answer: http.client.HTTPResponse | None = None
        try:
            answer = line.answer(parts, headers, deadline)
            body, received = self._body(answer)
        except BaseException:
            line.close()
            raise
        finally:
            if answer is not None:
                answer.close()
        if answer.will_close:
            line.close()
        else:
            self._lines[(parts.scheme, parts.hostname or "", port_of(parts))] = line
        kept = tuple((name, _text(value)) for name, value in answer.getheaders())
        return Exchange(parts.geturl(), answer.status, kept, body, received)

    def _body(self, answer: http.client.HTTPResponse) -> tuple[bytes, int]:
        limit = self.limits.page if _is_page(answer.getheader("Content-Type") or "") else self.limits.document
        coding = answer.getheader("Content-Encoding") or ""
        if not coding and (answer.length or 0) > limit:
            raise CrawlError("too_large", f"{answer.length} byte")
        inflater = Inflater(coding if answer.length != 0 else "", limit)
        while piece := answer.read(_STEP):
            inflater.add(piece)
        if answer.length:
            raise CrawlError("cut_short", f"thiếu {answer.length} byte")
        return inflater.end(), inflater.received


def _is_page(content_type: str) -> bool:
    kind = content_type.lower()
    return not kind.startswith(("application/", "image/")) or "xml" in kind or "json" in kind


def _text(value: str) -> str:
    """A header as UTF-8 where it is, else as Latin-1, on one line."""
    with suppress(UnicodeError):
        value = value.encode("latin-1").decode("utf-8")
    return " ".join(value.replace("\0", "").split())


def _tls_context() -> ssl.SSLContext:
    """Certificates are checked; old ciphers and renegotiation are allowed, since agencies' servers are old."""
    context = ssl.create_default_context()
    context.set_ciphers("DEFAULT@SECLEVEL=1")
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    return context


class _Line:
    """What http.client believes to be a socket. Like a socket's, its end waits for the reader of the last answer."""

    def __init__(self, sock: socket.socket, idle: float) -> None:
        self.sock, self.idle, self.deadline = sock, idle, 0.0
        self._wires, self._closed = 0, False

    def sendall(self, data: bytes) -> None:
        """The request is a few hundred bytes: the idle limit is enough."""
        self.sock.settimeout(self.idle)
        self.sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        """A reader for one answer."""
        self._wires += 1
        return io.BufferedReader(_Wire(self), _STEP)

    def close(self) -> None:
        """End the connection once nobody reads from it."""
        self._closed = True
        if self._wires <= 0:
            self.sock.close()

    def left(self) -> None:
        """One reader is done."""
        self._wires -= 1
        if self._closed and self._wires <= 0:
            self.sock.close()


class _Wire(io.RawIOBase):
    """A socket read under a deadline, so that neither a slow header nor a slow body holds us longer."""

    def __init__(self, line: _Line) -> None:
        self._line, self._deadline = line, line.deadline

    def readable(self) -> bool:
        """Always; BufferedReader asks."""
        return True

    def readinto(self, buffer: Any) -> int:
        """What arrives next, at most `buffer` bytes. Raises TimeoutError."""
        rest = self._deadline - time.monotonic()
        if rest <= 0:
            raise TimeoutError("quá thời gian cho một câu trả lời")
        self._line.sock.settimeout(min(self._line.idle, rest))
        return self._line.sock.recv_into(buffer)

    def close(self) -> None:
        """Done with this answer."""
        if not self.closed:
            super().close()
            self._line.left()


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was checked after resolution."""

    def __init__(self, host: str, port: int, door: Door, tls: ssl.SSLContext | None) -> None:
        super().__init__(host, port)
        self._door, self._context = door, tls
        self._line: _Line | None = None

    def connect(self) -> None:
        """Connect to the first address that answers. Raises CrawlError, OSError."""
        targets = resolve(self.host, self.port, self._door.allow_loopback)[:_ADDRESSES]
        for last, target in zip([*[False] * (len(targets) - 1), True], targets, strict=True):
            sock = socket.socket(target.family, socket.SOCK_STREAM)
            try:
                sock.settimeout(self._door.limits.connect)
                sock.connect(target.address)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                if self._context is not None:
                    sock = self._context.wrap_socket(sock, server_hostname=self.host)
            except OSError:
                sock.close()
                if last:
                    raise
            else:
                self.sock = self._line = _Line(sock, self._door.limits.idle)  # type: ignore[assignment]
                return

    def answer(self, parts: SplitResult, headers: tuple[Header, ...], deadline: float) -> http.client.HTTPResponse:
        """Send one GET and read its answer's head."""
        if self._line is None:
            self.connect()
        assert self._line is not None
        self._line.deadline = deadline
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
        self.putheader("Host", parts.netloc)
        for name, value in headers:
            self.putheader(name, value)
        self.endheaders()
        return self.getresponse()

    def clean(self) -> bool:
        """Whether a kept connection is open and silent: bytes that wait would belong to no request."""
        if self._line is None:
            return False
        poll = select.poll()
        poll.register(self._line.sock.fileno(), select.POLLIN | select.POLLERR | select.POLLHUP)
        return not poll.poll(0)
