"""The few calls to a Prefect server, against a server that answers from a list."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from flows.scheduling.api import Api, ServerAway, api_of, api_of_environment


class Server(HTTPServer):
    """Notes what is asked; answers what it was told to."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.asked: list[tuple[str, str, object, str]] = []
        self.says: dict[str, tuple[int, object]] = {}
        self.url = f"http://127.0.0.1:{self.server_address[1]}/api"


class Answers(BaseHTTPRequestHandler):
    """One request."""

    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append((self.command, self.path, json.loads(body) if body else None,
                                  self.headers.get("Authorization", "")))
        status, said = self.server.says.get(self.path, (404, {}))
        data = b"" if status == 204 else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_DELETE = do_POST

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    opened = Server()
    Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield opened
    opened.shutdown()
    opened.server_close()


def test_events_go_out_in_one_request(server: Server) -> None:
    server.says["/api/events"] = (204, None)
    Api(server.url).events([{"id": "1"}, {"id": "2"}])
    Api(server.url).events([])
    assert [(one[0], one[1], one[2]) for one in server.asked] == [("POST", "/api/events", [{"id": "1"}, {"id": "2"}])]


def test_a_run_is_started_by_name_with_its_key(server: Server) -> None:
    server.says["/api/deployments/name/process-batch/batch"] = (200, {"id": "d1", "parameters": {"part": 0}})
    server.says["/api/deployments/d1/create_flow_run"] = (201, {"id": "r1"})
    assert Api(server.url).start("process-batch/batch", {"batch_id": 7}, "batch:7:0") == "r1"
    body = server.asked[-1][2]
    assert isinstance(body, dict)
    assert (body["parameters"], body["idempotency_key"]) == ({"part": 0, "batch_id": 7}, "batch:7:0")


def test_a_password_goes_along(server: Server) -> None:
    server.says["/api/health"] = (200, True)
    assert Api(server.url, "an:mat-khau").healthy()
    assert server.asked[-1][3].startswith("Basic ")


def test_no_and_no_answer_are_the_same_kind_of_error(server: Server) -> None:
    with pytest.raises(ServerAway) as refused:
        Api(server.url).post("/events", [])
    assert refused.value.status == 404
    server.server_close()
    with pytest.raises(ServerAway) as away:
        Api("http://127.0.0.1:9/api").get("/health")
    assert away.value.status is None and not Api("http://127.0.0.1:9/api").healthy()


def test_a_busy_server_is_asked_again_and_what_is_gone_is_no_error(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.scheduling.api.PAUSES", (0.0, 0.0))
    server.says["/api/events"] = (503, {})
    with pytest.raises(ServerAway) as busy:
        Api(server.url).events([{"id": "1"}])
    assert busy.value.status == 503 and len(server.asked) == 3
    Api(server.url).delete("/flow_runs/1")


def test_where_the_server_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    assert api_of_environment() is None and api_of(tmp_path) is None
    (tmp_path / "prefect").mkdir()
    (tmp_path / "prefect" / "serve.json").write_text('{"api": "http://127.0.0.1:4200/api"}')
    assert api_of(tmp_path) == Api("http://127.0.0.1:4200/api")
    for odd in ("{", "[]", "null", "{}"):
        (tmp_path / "prefect" / "serve.json").write_text(odd)
        assert api_of(tmp_path) is None
    monkeypatch.setenv("PREFECT_API_URL", "http://prefect:4200/api")
    assert api_of(tmp_path) == api_of_environment() == Api("http://prefect:4200/api")
