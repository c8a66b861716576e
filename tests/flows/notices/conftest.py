"""A real mail server with a certificate made here, and a real web server for the webhook, both on loopback."""

import asyncio
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from socket import create_server
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Post:
    """What the mail server took in, and whom it refuses."""

    port: int = 0
    letters: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    down: bool = False
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    secured: list[bool] = field(default_factory=list)
    arriving: threading.Event = field(default_factory=threading.Event)
    slow: float = 0.0  # seconds until a letter is confirmed

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.down:
            return "421 going away"
        if address in self.refused:
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        letter = message_from_bytes(envelope.content, policy=POLICY)
        assert isinstance(letter, EmailMessage)
        self.arriving.set()
        await asyncio.sleep(self.slow)
        self.letters += [(address, letter) for address in envelope.rcpt_tos]
        self.secured.append(session.ssl is not None)
        return "250 OK"

    def enter(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"mat-khau-thu", handled=False)

    def to(self, recipient: str) -> list[EmailMessage]:
        """The letters of one recipient."""
        return [letter for address, letter in self.letters if address == recipient]


class _Door(Controller):
    def factory(self) -> SMTP:
        return SMTP(self.handler, **self.SMTP_kwargs)


@pytest.fixture
def post() -> Iterator[Post]:
    """A mail server without TLS."""
    yield from _running(Post())


@pytest.fixture
def secured_post(certificate: tuple[Path, Path]) -> Iterator[Post]:
    """A mail server that takes nothing before STARTTLS, and wants a name and a password."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    box = Post()
    yield from _running(box, tls_context=context, require_starttls=True, auth_required=True, authenticator=box.enter)


def _running(box: Post, **given: Any) -> Iterator[Post]:
    with create_server(("127.0.0.1", 0)) as free:
        box.port = free.getsockname()[1]
    door = _Door(box, hostname="127.0.0.1", port=box.port, **given)
    door.start()
    yield box
    door.stop()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(certificate, key) of 127.0.0.1, signed by itself."""
    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    begins = datetime.now(UTC) - timedelta(days=1)  # the TLS library asks the real clock
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=10))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(True, None), True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption(),
    ))
    return folder / "cert.pem", folder / "key.pem"


@dataclass
class Hook:
    """What the webhook's receiver got: (headers, body); it answers `status`."""

    url: str = ""
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    status: int = 204


@pytest.fixture
def hook() -> Iterator[Hook]:
    """A receiver on loopback."""
    box = Hook()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            box.got.append(({name.lower(): value for name, value in self.headers.items()}, self.rfile.read(size)))
            self.send_response(box.status)
            if box.status == 302:
                self.send_header("Location", box.url + "elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        box.url = f"http://127.0.0.1:{server.server_port}/"
        yield box
        server.shutdown()
        thread.join()
