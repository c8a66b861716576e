"""A scheduler that answers may still plan nothing, or have nobody who works."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from domain.settings import load
from flows.doctor.prefect import prefect
from tests.flows.doctor.test_servers import served

WELL: dict[str, Any] = {
    "/api/health": True, "/api/admin/version": "3.8.8", "/api/flow_runs/count": 12,
    "/api/work_pools/phusong/workers/filter": [{"name": "w1", "status": "ONLINE"}, {"name": "w2", "status": "OFFLINE"}],
}


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """What the server says by path; one that is not there is 404."""
    said = dict(WELL)

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            body = json.dumps(said.get(self.path)).encode()
            self.send_response(200 if self.path in said else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    with served(ThreadingHTTPServer(("127.0.0.1", 0), Server)) as port:
        monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{port}/api")
        yield said


def states() -> dict[str, str]:
    return {one.name: one.state.value for one in prefect(load())}


def test_all_is_well(answers: dict[str, Any]) -> None:
    assert states() == {"Prefect": "ok", "lịch Prefect": "ok", "worker": "ok"}


def test_nothing_planned_and_nobody_at_work(answers: dict[str, Any]) -> None:
    answers["/api/flow_runs/count"] = 0
    answers["/api/work_pools/phusong/workers/filter"] = [{"name": "w2", "status": "OFFLINE"}]
    assert states() == {"Prefect": "ok", "lịch Prefect": "fail", "worker": "fail"}


def test_never_deployed(answers: dict[str, Any]) -> None:
    del answers["/api/work_pools/phusong/workers/filter"]
    assert states() == {"Prefect": "fail"}


def test_no_server_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    assert states() == {}
