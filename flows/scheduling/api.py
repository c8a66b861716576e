"""The few calls to Prefect's own HTTP interface that need no Prefect import: a crawler's parent, a command, a test."""

import base64
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.errors import PhusongError

STATE = "serve.json"  # under home/prefect: what `phusong serve` runs
PATIENCE = 20.0  # seconds for one answer
PAUSES = (0.25, 0.5, 1.0, 2.0, 4.0)  # seconds before a busy server is asked again
BUSY, GONE = 503, 404
Json = Any  # what the interface takes and gives


class ServerAway(PhusongError):
    """The Prefect server does not answer, or says no; `status` is its HTTP status, None without an answer."""

    def __init__(self, detail: str, status: int | None = None) -> None:
        self.status = status
        super().__init__(f"Máy chủ Prefect không nhận yêu cầu ({detail}). Xem “phusong doctor”.")


@dataclass(frozen=True)
class Api:
    """`url` ends in `/api`; `auth` is `user:password`, or empty where the server asks for none."""

    url: str
    auth: str = ""

    def get(self, path: str) -> Json:
        """One reading. Raises ServerAway."""
        return self._ask("GET", path, None)

    def post(self, path: str, body: Json = None) -> Json:
        """One question or order. Raises ServerAway."""
        return self._ask("POST", path, {} if body is None else body)

    def delete(self, path: str) -> None:
        """Remove one thing; one that is gone already is no error. Raises ServerAway."""
        try:
            self._ask("DELETE", path, None)
        except ServerAway as error:
            if error.status != GONE:
                raise

    def healthy(self) -> bool:
        """Whether the server answers that it is well."""
        try:
            return bool(self.get("/health"))
        except ServerAway:
            return False

    def events(self, events: Sequence[Mapping[str, Json]]) -> None:
        """Hand over events; the server says only that it received them. Raises ServerAway."""
        if events:
            self.post("/events", list(events))

    def start(self, deployment: str, parameters: Mapping[str, Json], key: str) -> str:
        """One run of `flow/deployment`; the same key never makes a second one. Returns its id. Raises ServerAway."""
        held = self.get(f"/deployments/name/{deployment}")
        made = self.post(f"/deployments/{held['id']}/create_flow_run", {
            "parameters": {**held["parameters"], **parameters}, "idempotency_key": key,
            "state": {"type": "SCHEDULED", "message": key},
        })
        return str(made["id"])

    def _ask(self, method: str, path: str, body: Json) -> Json:
        """A server on SQLite says 503 while its database is locked: asked again, everything here may be said twice."""
        for pause in PAUSES:
            try:
                return self._once(method, path, body)
            except ServerAway as error:
                if error.status != BUSY:
                    raise
            time.sleep(pause)
        return self._once(method, path, body)

    def _once(self, method: str, path: str, body: Json) -> Json:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url.rstrip("/") + path, data, self._headers(), method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                said = answer.read()
        except urllib.error.HTTPError as error:
            with error:
                raise ServerAway(f"{method} {path}: {error.code}", error.code) from error
        except (OSError, ValueError) as error:
            raise ServerAway(f"{method} {path}: {error}") from error
        return json.loads(said) if said else None

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json"}
        if self.auth:
            headers["Authorization"] = "Basic " + base64.b64encode(self.auth.encode()).decode()
        return headers


def api_of_environment() -> Api | None:
    """The server that this process's environment names (PREFECT_API_URL), or None: the embedded profile has none."""
    url = os.environ.get("PREFECT_API_URL", "")
    return Api(url, os.environ.get("PREFECT_API_AUTH_STRING", "")) if url else None


def api_of(home: Path) -> Api | None:
    """The server of this process's environment, else the one that `phusong serve` runs for this home, or None."""
    state = home / "prefect" / STATE
    if found := api_of_environment():
        return found
    try:
        url = str(json.loads(state.read_text("utf-8"))["api"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Api(url, os.environ.get("PREFECT_API_AUTH_STRING", ""))
