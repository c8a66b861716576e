"""Which word of domain.outcome an HTTP status or a failure of the network is."""

import http.client
import socket
import ssl
import zlib
from typing import Final

from domain.errors import CrawlError
from domain.outcome import known

# Worth asking again: the same request may well be answered in a minute.
PASSING: Final = frozenset({"dns_error", "connection_error", "timeout", "server_error", "cut_short", "rate_limited"})
# Nobody answered: after a few in a row the site is left alone until the next crawl.
SILENCE: Final = frozenset({"dns_error", "connection_error", "tls_error", "timeout"})
# Somebody answered that we are not wanted: going on would be rude.
UNWELCOME: Final = frozenset({"forbidden", "rate_limited", "bot_wall"})

_STATUS: Final = {
    304: "not_modified", 401: "forbidden", 403: "forbidden", 404: "not_found", 407: "forbidden", 408: "timeout",
    410: "not_found", 413: "http_error", 429: "rate_limited", 451: "forbidden",
}
_READABLE: Final = frozenset({200, 203})


def of_status(status: int) -> str:
    """The word for a status code alone; what the body says is crawlers.verdicts' matter."""
    if status in _READABLE:
        return "ok"
    if status in _STATUS:
        return _STATUS[status]
    return "server_error" if 500 <= status <= 599 else "http_error"


def of_error(error: BaseException) -> tuple[str, str]:
    """(word, detail) of a failure; what is not of the network is `internal_error` and keeps its type's name."""
    if isinstance(error, CrawlError):
        return known(error.outcome), error.detail
    return known(_network_word(error)), _detail(error)


def _network_word(error: BaseException) -> str:
    if isinstance(error, socket.gaierror | UnicodeError):
        return "dns_error"
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return "cut_short"
    if isinstance(error, ssl.SSLError):
        return "timeout" if "timed out" in str(error) else "tls_error"
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, http.client.RemoteDisconnected | ConnectionError):
        return "connection_error"
    if isinstance(error, http.client.IncompleteRead):
        return "cut_short"
    if isinstance(error, http.client.InvalidURL):
        return "bad_url"
    if isinstance(error, http.client.HTTPException | zlib.error | ValueError):
        return "malformed"
    return "connection_error" if isinstance(error, OSError) else "internal_error"


def _detail(error: BaseException) -> str:
    text = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def passing(word: str) -> bool:
    """Whether the same request may be answered later."""
    return word in PASSING
