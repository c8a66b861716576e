"""One letter to one recipient by SMTP: STARTTLS, TLS from the first byte, or none on a network that is trusted."""

import smtplib
import ssl
from contextlib import suppress
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import NAMESPACE_URL, uuid5

from domain.dated import VIETNAM
from domain.errors import NotSent
from domain.settings import Settings
from domain.settings_servers import secret
from flows.notices.letter import Letter
from flows.notices.notice import one_line

WAIT = 20.0  # seconds for one answer of the mail server


def send(settings: Settings, recipient: str, letter: Letter, name: str, now: datetime) -> None:
    """Hand one letter over. Raises NotSent; a letter sent twice under one `name` has one Message-ID."""
    message = message_of(settings, recipient, letter, name, now)
    try:
        with _server(settings) as server:
            server.send_message(message)
    except smtplib.SMTPException as error:
        raise NotSent(f"máy chủ thư {settings.smtp_host} không nhận: {one_line(str(error))[:300]}") from error
    except OSError as error:  # TLS and time-outs are of this family
        raise NotSent(f"không gửi được qua {settings.smtp_host}:{settings.smtp_port}: {error}"[:300]) from error


def message_of(settings: Settings, recipient: str, letter: Letter, name: str, now: datetime) -> EmailMessage:
    """The letter as a message. Raises NotSent for an address that is none."""
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = Address("Phủ sóng", addr_spec=address(settings.mail_from))
        message["To"] = Address(addr_spec=address(recipient))
    except (ValueError, MessageError, IndexError) as error:
        raise NotSent(f"địa chỉ thư sai: {error}") from error
    domain = settings.mail_from.rpartition("@")[2]
    message["Subject"] = one_line(letter.subject)
    message["Date"] = format_datetime(now.astimezone(VIETNAM))
    message["Message-ID"] = f"<{uuid5(NAMESPACE_URL, f'{name}|{recipient}')}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.plain)
    message.add_alternative(letter.html, subtype="html")
    return message


def address(text: str) -> str:
    """The address itself. Raises ValueError for what is no single plain address."""
    local, at, domain = text.partition("@")
    named = at and local and ("." in domain.strip(".") or domain == "localhost")
    if not named or not text.isascii() or not text.isprintable() or set(text) & set(' ,;:<>()[]"\\'):
        raise ValueError(f"“{one_line(text)[:80]}”")
    return text


def _server(settings: Settings) -> smtplib.SMTP:
    """A server that is ready to take letters. Raises smtplib.SMTPException, OSError."""
    if settings.smtp_tls == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.smtp_host, settings.smtp_port, timeout=WAIT, context=_context(settings)
        )
    else:
        server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=WAIT)
    try:
        if settings.smtp_tls == "starttls":
            server.starttls(context=_context(settings))  # raises where the server offers none: never in clear
        if settings.smtp_user:
            server.login(settings.smtp_user, secret(settings.smtp_password, settings.smtp_password_file))
    except (smtplib.SMTPException, OSError):
        with suppress(OSError):
            server.close()
        raise
    return server


def _context(settings: Settings) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(settings.smtp_ca) if settings.smtp_ca else None)
