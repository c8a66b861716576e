"""One notice to one address as signed JSON: to a checked public address, following no redirect."""

import hmac
import http.client
import json
import socket
import ssl
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import SplitResult
from uuid import NAMESPACE_URL, uuid5

from crawlers.guard import Target, port_of, resolve, split
from domain.dated import VIETNAM
from domain.errors import CrawlError, NotSent
from domain.settings import Settings
from domain.settings_servers import secret
from flows.notices.notice import Notice

WAIT = 10.0  # seconds
SIGNATURE = "X-Phusong-Signature"


def post(settings: Settings, notice: Notice, now: datetime) -> None:
    """Hand one notice over. Raises NotSent."""
    post_body(settings, notice.id, body_of(notice, now, settings.clock.simulated))


def post_body(settings: Settings, name: str, body: bytes) -> None:
    """Hand JSON over; any answer but 2xx is a refusal, and one `name` has one delivery number. Raises NotSent."""
    headers = {
        "Content-Type": "application/json", "User-Agent": "phusong", "Connection": "close",
        "X-Phusong-Delivery": str(uuid5(NAMESPACE_URL, name)),
    }
    try:
        if key := secret(settings.webhook_secret, settings.webhook_secret_file):
            headers[SIGNATURE] = signature(key, body)
        status = _exchange(split(settings.webhook), body, headers, settings.allow_loopback)
    except CrawlError as error:
        raise NotSent(f"webhook: {error}") from error
    except (OSError, http.client.HTTPException) as error:
        raise NotSent(f"webhook không nhận: {error or type(error).__name__}"[:300]) from error
    if not 200 <= status < 300:
        raise NotSent(f"webhook trả lời mã {status}")


def body_of(notice: Notice, now: datetime, simulated: bool = False) -> bytes:
    """The notice as JSON; instants in Vietnam time."""
    said: dict[str, Any] = {
        "id": notice.id, "incident": notice.incident, "kind": notice.kind, "state": "start" if notice.start else "end",
        "at": notice.at.astimezone(VIETNAM).isoformat(), "audience": notice.audience.value,
        "critical": notice.critical, "heading": notice.heading, "text": notice.sentence, "evidence": notice.evidence,
        "record": notice.record, "sent_at": now.astimezone(VIETNAM).isoformat(), "again": notice.again,
    }
    if simulated:
        said["simulated"] = True
    return json.dumps(said, ensure_ascii=False).encode()


def signature(key: str, body: bytes) -> str:
    """`sha256=` and the HMAC of the body in hex, as the receiver computes it."""
    return "sha256=" + hmac.new(key.encode(), body, sha256).hexdigest()


def _exchange(parts: SplitResult, body: bytes, headers: dict[str, str], allow_loopback: bool) -> int:
    """The status of one POST to the first checked address that answers. Raises CrawlError, OSError, HTTPException."""
    host, port = parts.hostname or "", port_of(parts)
    last: OSError = OSError("không có địa chỉ nào")
    for target in resolve(host, port, allow_loopback)[:3]:
        try:
            sock = _connected(target, host if parts.scheme == "https" else "")
        except OSError as error:
            last = error
            continue
        line = http.client.HTTPConnection(host, port, timeout=WAIT)
        line.sock = sock
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            line.request("POST", path, body, headers)
            return line.getresponse().status
        finally:
            line.close()
    raise last


def _connected(target: Target, tls_host: str) -> socket.socket:
    sock = socket.socket(target.family, socket.SOCK_STREAM)
    try:
        sock.settimeout(WAIT)
        sock.connect(target.address)
        return ssl.create_default_context().wrap_socket(sock, server_hostname=tls_host) if tls_host else sock
    except OSError:
        sock.close()
        raise
