"""A server that answers as a script says: for what a real Elasticsearch will not do on command."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

VENDOR = "application/vnd.elasticsearch+json;compatible-with=9"


@dataclass(frozen=True)
class Reply:
    """One answer. `how`: whole | cut (half of the body) | dropped (no answer at all) | late (never while we wait)."""

    status: int = 200
    body: Any = None
    how: str = "whole"
    product: str = "Elasticsearch"


@dataclass
class Script:
    """What to answer in turn (the last one for ever), and what was asked."""

    replies: Sequence[Reply | Callable[[bytes], Reply]]
    asked: list[tuple[str, str, bytes]] = field(default_factory=list)
    url: str = ""
    over: threading.Event = field(default_factory=threading.Event)

    def next(self, body: bytes) -> Reply:
        """The answer to the request that was noted last."""
        reply = self.replies[min(len(self.asked), len(self.replies)) - 1]
        return reply if isinstance(reply, Reply) else reply(body)


@contextmanager
def scripted(*replies: Reply | Callable[[bytes], Reply]) -> Iterator[Script]:
    """The server while inside, on a free loopback port."""
    script = Script(replies)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script))
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    script.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield script
    finally:
        script.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(script: Script) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            script.asked.append((self.command, self.path, body))
            reply = script.next(body)
            if reply.how == "late":
                script.over.wait(30)
            if reply.how in ("late", "dropped"):
                self.close_connection = True
                return
            self.say(reply)

        def say(self, reply: Reply) -> None:
            content = json.dumps(reply.body).encode()
            self.send_response(reply.status)
            if reply.product:
                self.send_header("X-Elastic-Product", reply.product)
            self.send_header("Content-Type", VENDOR)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Connection", "close")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content[: len(content) // 2] if reply.how == "cut" else content)
            self.close_connection = True

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer

        def log_message(self, *_: object) -> None:
            """Nothing: the test's own output is enough."""

    return Handler


def items(body: bytes, *statuses: int, most: int | None = None) -> Reply:
    """A bulk answer: a status for each document in turn (the last for the rest), about `most` of them."""
    heads = [json.loads(line) for line in body.splitlines()]
    ids = [(kind, head[kind]["_id"]) for head in heads for kind in ("index", "delete") if set(head) == {kind}]
    told = []
    for at, (kind, id) in enumerate(ids[:most]):
        status = statuses[min(at, len(statuses) - 1)]
        error = {} if status < 300 else {"error": {"type": f"error_{status}", "reason": f"because {status}"}}
        told.append({kind: {"_id": id, "status": status, **error}})
    return Reply(body={"took": 1, "errors": any(status >= 300 for status in statuses), "items": told})
