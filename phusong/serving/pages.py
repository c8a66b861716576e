"""The pages: what was published, what was found, the reports; read only, nothing loaded from elsewhere."""

import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from domain.errors import PhusongError
from flows.house import House
from phusong.serving import views

TYPES: Final = {".html": "text/html; charset=utf-8", ".csv": "text/csv; charset=utf-8"}
REPORTS: Final = "/bao-cao/"
HEADERS: Final = (
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:"),
    ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
)
Page = Callable[[House, str], str]
PAGES: Final[dict[str, Page]] = {"/": views.front, "/do-phu": views.coverage, "/kiem-tra": views.audit}


class Pages:
    """`with Pages(house, host, port, prefect) as pages:` serves until the block ends; port 0 takes a free one."""

    def __init__(self, house: House, host: str, port: int, prefect: str = "") -> None:
        self._http = _Server((host, port), _reader(house, prefect))
        self.url = f"http://{host}:{self._http.server_address[1]}/"

    def __enter__(self) -> "Pages":
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True


def found(house: House, prefect: str, target: str) -> tuple[HTTPStatus, str, bytes]:
    """What stands at one address: status, content type, body."""
    path = unquote(urlsplit(target).path)
    if path.startswith(REPORTS):
        file = report_file(house.settings.home / "reports", path.removeprefix(REPORTS))
        if file:
            return HTTPStatus.OK, TYPES[file.suffix], file.read_bytes()
    elif path == "/metrics":
        from flows.metrics import metrics_text

        return HTTPStatus.OK, "text/plain; version=0.0.4; charset=utf-8", metrics_text(house)
    elif path in PAGES:
        try:
            return HTTPStatus.OK, TYPES[".html"], PAGES[path](house, prefect).encode()
        except PhusongError as error:
            return HTTPStatus.SERVICE_UNAVAILABLE, TYPES[".html"], views.trouble(str(error)).encode()
    return HTTPStatus.NOT_FOUND, TYPES[".html"], views.trouble("Không có trang này.").encode()


def report_file(folder: Path, name: str) -> Path | None:
    """The report of this name: one of those that stand in the folder, whatever the name tries to reach."""
    listed = (file for file in folder.iterdir() if file.is_file()) if folder.is_dir() else iter(())
    return next((file for file in listed if file.name == name and file.suffix in TYPES), None)


def _reader(house: House, prefect: str) -> type[BaseHTTPRequestHandler]:
    class Reader(BaseHTTPRequestHandler):
        server_version, sys_version = "phusong", ""
        timeout = 30  # seconds: a client that says nothing holds no thread for long

        def do_GET(self) -> None:
            status, kind, body = found(house, prefect, self.path)
            self.send_response(status)
            for name, value in (("Content-Type", kind), ("Content-Length", str(len(body))), *HEADERS):
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        do_HEAD = do_GET

        def log_message(self, format: str, *args: Any) -> None:
            """Keep quiet: who reads what is nobody's business."""

    return Reader
