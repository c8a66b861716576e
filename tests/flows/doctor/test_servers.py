"""What each server's answer means, from servers that say exactly that."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from domain.settings import load
from flows.doctor.line import State
from flows.doctor.servers import elasticsearch, redis, smtp

NODES = b'{"nodes": {"n1": {"version": "%s"}}}'


@contextmanager
def web(status: int, body: bytes) -> Iterator[str]:
    """A web server that gives one answer, and asks for nothing but an Authorization it can show."""
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("X-Asked", self.headers.get("Authorization", ""))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with served(ThreadingHTTPServer(("127.0.0.1", 0), Answer)) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def line(greeting: bytes, *answers: bytes) -> Iterator[int]:
    """A server that greets and then answers each line with the next of `answers`."""
    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(greeting)
            for answer in answers:
                self.rfile.readline()
                self.wfile.write(answer)

    with served(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)) as port:
        yield port


@contextmanager
def served(server: socketserver.TCPServer) -> Iterator[int]:
    """The port of a server that runs inside the block."""
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server.server_address[1]  # type: ignore[misc]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(("status", "body", "state", "word"), [
    (200, NODES % b"9.2.8", State.OK, "9.2.8"),
    (200, NODES % b"8.19.0", State.WARN, "9.2.8"),
    (401, b"{}", State.FAIL, "PHUSONG_INDEX_KEY"),
    (503, b"{}", State.FAIL, "nhật ký"),
    (200, b"<html>", State.FAIL, "PHUSONG_INDEX"),
    (200, b'{"nodes": {}}', State.FAIL, "PHUSONG_INDEX"),
])
def test_elasticsearch(status: int, body: bytes, state: State, word: str) -> None:
    with web(status, body) as url:
        [found] = elasticsearch(load(index=url, index_user="phusong_reader", index_password="bi-mat"))
    assert found.state is state and word in found.text + found.advice
    assert "bi-mat" not in found.text + found.advice


def test_a_password_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with web(200, NODES % b"9.2.8") as url:
        [found] = elasticsearch(load(index=url, index_user="a", index_password_file=tmp_path / "gone"))
    assert found.state is State.FAIL and "gone" in found.text


@pytest.mark.parametrize(("answer", "state"), [
    (b"+PONG\r\n", State.OK), (b"-NOAUTH Authentication required.\r\n", State.OK), (b"HTTP/1.1 400\r\n", State.FAIL),
])
def test_redis(answer: bytes, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    with line(b"", answer) as port:
        monkeypatch.setenv("PREFECT_REDIS_MESSAGING_HOST", "127.0.0.1")
        monkeypatch.setenv("PREFECT_REDIS_MESSAGING_PORT", str(port))
        [found] = redis(load())
    assert found.state is state


@pytest.mark.parametrize(("wanted", "state"), [("none", State.OK), ("starttls", State.FAIL)])
def test_mail_without_starttls(wanted: str, state: State) -> None:
    with line(b"220 thu\r\n", b"250 thu\r\n", b"221 chao\r\n") as port:
        [found] = smtp(load(smtp_host="127.0.0.1", smtp_port=port, smtp_tls=wanted))
    assert found.state is state, found.text


def test_nothing_named_nothing_asked() -> None:
    assert not [*elasticsearch(load()), *redis(load()), *smtp(load())]
