"""Servers: whether each that the settings name answers within two seconds; Prefect has a room of its own."""

import base64
import json
import os
import smtplib
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from domain.settings import Settings
from domain.settings_servers import secret
from flows.doctor.line import Line, fail, ok, warn

WAIT: Final = 2.0  # seconds
Json = Any  # what a server's interface answers


def postgres(settings: Settings) -> Iterator[Line]:
    """The ledger's server takes connections; what stands in it is the ledger's line."""
    if settings.ledger:
        parts = urlsplit(settings.ledger)
        host, port = parts.hostname or "localhost", parts.port or 5432
        yield _open("PostgreSQL", host, port, "xem tiến trình PostgreSQL và PHUSONG_LEDGER")


def elasticsearch(settings: Settings) -> Iterator[Line]:
    """Each node answers with its version and lets us in."""
    for url in settings.index_addresses:
        name = f"Elasticsearch {urlsplit(url).netloc}"
        try:
            nodes = ask(url.rstrip("/") + "/_nodes/_local", _key(settings), settings)["nodes"]
            found = next(iter(nodes.values()))["version"]
        except urllib.error.HTTPError as error:
            advice = "xem PHUSONG_INDEX_KEY hoặc PHUSONG_INDEX_USER và mật khẩu" if error.code in (401, 403) else \
                "xem nhật ký của máy chủ này"
            yield fail(name, f"trả lời mã {error.code}", advice)
        except (OSError, ValueError, KeyError, StopIteration) as error:
            yield fail(name, f"không trả lời: {why(error)}", "xem máy chủ này, PHUSONG_INDEX và PHUSONG_INDEX_CA")
        else:
            yield ok(name, f"phiên bản {found}") if found.startswith("9.") else warn(
                name, f"phiên bản {found}", "chương trình được thử với Elasticsearch 9.2.8")


def redis(settings: Settings) -> Iterator[Line]:
    """Prefect's message broker, where one is named."""
    host = os.environ.get("PREFECT_REDIS_MESSAGING_HOST", "")
    if not host:
        return
    port = int(os.environ.get("PREFECT_REDIS_MESSAGING_PORT", "6379"))
    try:
        with socket.create_connection((host, port), WAIT) as line:
            line.settimeout(WAIT)
            line.sendall(b"PING\r\n")
            answer = line.recv(64)
    except OSError as error:
        yield fail("Redis", f"{host}:{port}: {why(error)}", "khởi động lại Redis; sự kiện đang chờ sẽ được gửi lại")
        return
    alive = answer.startswith((b"+PONG", b"-NOAUTH"))
    yield ok("Redis", f"{host}:{port} trả lời") if alive else fail(
        "Redis", f"{host}:{port} trả lời lạ", "xem PREFECT_REDIS_MESSAGING_HOST")


def smtp(settings: Settings) -> Iterator[Line]:
    """The mail server greets us; nothing is sent."""
    if not settings.smtp_host:
        return
    where = f"{settings.smtp_host}:{settings.smtp_port}"
    try:
        with _greeted(settings) as server:
            server.ehlo()
            secured = server.has_extn("starttls")
    except (OSError, smtplib.SMTPException) as error:
        yield fail("thư", f"{where}: {why(error)}", "xem PHUSONG_SMTP_HOST, PHUSONG_SMTP_PORT, PHUSONG_SMTP_TLS")
        return
    if settings.smtp_tls == "starttls" and not secured:
        yield fail("thư", f"{where} không có STARTTLS", "đặt PHUSONG_SMTP_TLS=tls (cổng 465) hoặc hỏi nơi quản trị thư")
    else:
        yield ok("thư", f"{where} trả lời")


def _greeted(settings: Settings) -> smtplib.SMTP:
    if settings.smtp_tls == "tls":
        return smtplib.SMTP_SSL(settings.smtp_host, settings.smtp_port, timeout=WAIT, context=_tls(settings.smtp_ca))
    return smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=WAIT)


def _open(name: str, host: str, port: int, advice: str) -> Line:
    try:
        with socket.create_connection((host, port), WAIT):
            return ok(name, f"{host}:{port} nhận kết nối")
    except OSError as error:
        return fail(name, f"{host}:{port}: {why(error)}", advice)


def ask(url: str, authorization: str, settings: Settings, body: Json = None) -> Json:
    """One answer as JSON; a `body` is posted. Raises OSError, ValueError."""
    headers = {"Content-Type": "application/json"} | ({"Authorization": authorization} if authorization else {})
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, headers)
    context = _tls(settings.index_ca) if url.startswith("https:") else None
    with urllib.request.urlopen(request, timeout=WAIT, context=context) as answer:
        return json.loads(answer.read())


def _tls(authority: object) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(authority) if authority else None)


def _key(settings: Settings) -> str:
    """The Authorization header of the index server. Raises OSError for a file that cannot be read."""
    if key := secret(settings.index_key, settings.index_key_file):
        return f"ApiKey {key}"
    if not settings.index_user:
        return ""
    return basic(f"{settings.index_user}:{secret(settings.index_password, settings.index_password_file)}")


def basic(pair: str) -> str:
    """The Authorization header for `user:password`; "" for none."""
    return "Basic " + base64.b64encode(pair.encode()).decode() if pair else ""


def why(error: Exception) -> str:
    """What went wrong, short."""
    return str(getattr(error, "reason", "") or error or type(error).__name__)[:160]
