"""One loopback server a site: it counts what is asked, honours conditional requests, and fails where the site fails."""

import socket
from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import monotonic
from typing import Any

from phusong.demo.dates import rfc
from phusong.demo.pages import Answer, Press, robots
from phusong.demo.routes import Route, key, routes
from phusong.demo.sites import SiteSpec
from phusong.demo.truth import ArticleTruth
from phusong.demo.views import Desk

HOST = "127.0.0.1"
VIEWS = 137  # what a counter stands at before our first visit


class Site:
    """A site of the province: its port, its pages at the present stage, and who asked for what."""

    def __init__(self, spec: SiteSpec, port: int = 0) -> None:
        self.spec, self.id = spec, spec.id
        self.requests: Counter[str] = Counter()  # target -> times asked
        self.log: list[tuple[float, str, int, str]] = []  # monotonic seconds, target, status, user agent
        self._lock = Lock()
        self._http: ThreadingHTTPServer | None = None
        self._silent: socket.socket | None = None  # holds the port of a site that is down: bound, never listening
        self._open_port(port)

    @property
    def url(self) -> str:
        """Where the site stands."""
        return f"http://{HOST}:{self.port}/"

    def show(self, articles: list[ArticleTruth], stage: str, now: datetime, titles: dict[str, str]) -> None:
        """Open the site at a stage with the articles it shows then, newest first."""
        self.stage, self.now = stage, now
        self._routes = routes(self.spec, articles)
        self._press = Press(Desk(self.spec, articles, now, titles), self.url)
        self._newest = max((article.moment for article in articles), default=now)
        if self.spec.faulty(stage) == "down":
            self._close_http()
        elif self._http is None:
            self._serve()

    def answer(self, target: str, sent: dict[str, str]) -> Answer:
        """What the site says to one GET."""
        with self._lock:
            self.requests[target] += 1
        fault = self.spec.faulty(self.stage)
        if fault == "wall":
            return self._press.trouble("wall", 403)
        if target == "/robots.txt":
            return robots(self.spec, self.url)
        route = self._routes.get(key(self.spec, target))
        if route is None:
            return self._press.trouble("missing", 404)
        if route.kind == "fault":
            return self._trouble(route)
        if fault == "redesigned":
            return self._press.trouble("redesigned")
        return self._conditional(route, sent, target)

    def _trouble(self, route: Route) -> Answer:
        if route.note == "redirected_home":
            return Answer(302, b"", headers=(("Location", "/"),))
        return self._press.trouble(route.note)

    def _conditional(self, route: Route, sent: dict[str, str], target: str) -> Answer:
        views = VIEWS if self.spec.validators else VIEWS + 3 * self.requests[target]
        answer = self._press.answer(route, views)
        if self.spec.validators == "etag":
            tag = f'"{sha256(answer.body).hexdigest()[:20]}"'
            same, header = sent.get("if-none-match") == tag, ("ETag", tag)
        elif self.spec.validators == "modified":
            moment = self._changed(route).astimezone(UTC).replace(microsecond=0)
            since = sent.get("if-modified-since")
            same = bool(since) and parsedate_to_datetime(since or "") >= moment
            header = ("Last-Modified", rfc(moment, "GMT"))
        else:
            return answer
        return Answer(304, b"", answer.content_type, (header,)) if same else Answer(
            200, answer.body, answer.content_type, (header,))

    def _changed(self, route: Route) -> datetime:
        article = route.article
        if article is None:
            return self._newest
        return self.now if "changed" in article.traits and self.stage == "later" else article.moment

    def note(self, target: str, status: int, agent: str) -> None:
        """Write one request into the log."""
        with self._lock:
            self.log.append((monotonic(), target, status, agent))

    def stop(self) -> None:
        """Close the port."""
        self._close_http()
        if self._silent:
            self._silent.close()
            self._silent = None

    def _open_port(self, port: int) -> None:
        self._silent = socket.socket()
        self._silent.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._silent.bind((HOST, port))
        self.port: int = self._silent.getsockname()[1]

    def _serve(self) -> None:
        if self._silent:
            self._silent.close()
            self._silent = None
        self._http = _Server((HOST, self.port), _handler(self))
        Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def _close_http(self) -> None:
        if self._http:
            self._http.shutdown()
            self._http.server_close()
            self._http = None


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            sent = {name.lower(): value for name, value in self.headers.items()}
            answer = site.answer(self.path, sent)
            site.note(self.path, answer.status, sent.get("user-agent", ""))
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(answer.body)

        do_HEAD = do_GET

        def log_message(self, format: str, *args: Any) -> None:
            """Keep quiet: the site has its own log."""

    return Handler
