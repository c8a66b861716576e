"""The programs of docker-compose.yml, started here with its settings, scripts and secrets: what Docker itself adds
(images, networks, volumes, limits) stays untried; Elasticsearch with TLS and roles has its own tests.
"""

import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import redis

from domain.dated import VIETNAM
from domain.settings import load
from flows.doctor.prefect import prefect as prefect_lines
from flows.doctor.servers import postgres as postgres_lines
from flows.doctor.servers import redis as redis_lines
from store import store_of
from tests.conftest import ROOT
from tests.servers import Missing, free_port, without
from tests.servers.composed import Composed, running

pytestmark = [pytest.mark.prefect, pytest.mark.postgres]


@pytest.fixture(scope="module")
def composed() -> Iterator[Composed]:
    """PostgreSQL, Redis and the Prefect server, with all schedules deployed."""
    with tempfile.TemporaryDirectory(prefix="phusong-composed-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as another user, whom pytest's own folders keep out
        yield from _started(folder)


def _started(folder: Path) -> Iterator[Composed]:
    try:
        with running(folder) as opened:
            deployed = subprocess.run(
                ["sh", ROOT / "deploy" / "start.sh", sys.executable, "-m", "phusong", "deploy", "--workers", "2"],
                env=opened.environment("setup"), capture_output=True, text=True, cwd=folder,
            )
            assert deployed.returncode == 0, deployed.stderr[-2000:]
            yield opened
    except Missing as error:
        without(error)


def until(found: Callable[[], Any], seconds: float = 120) -> Any:
    """What `found` gives as soon as it gives anything; fails after a while."""
    last = time.monotonic() + seconds
    while not (answer := found()):
        assert time.monotonic() < last, "it never came"
        time.sleep(0.3)
    return answer


def runs(composed: Composed, flow: str, **more: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = composed.api.post("/flow_runs/filter", {"flows": {"name": {"any_": [flow]}}, **more})
    return found


def staged(numbers: range) -> list[dict[str, Any]]:
    """Events as the ledger tells them."""
    return [{
        "id": str(uuid4()), "event": "phusong.batch.staged", "occurred": datetime.now(VIETNAM).isoformat(),
        "payload": {"batch": number}, "resource": {"prefect.resource.id": f"phusong.batch.{number}"},
    } for number in numbers]


def test_the_server_asks_for_a_password(composed: Composed) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{composed.api.url}/admin/version", timeout=10)
    with refused.value as error:
        assert error.code == 401
    assert composed.api.get("/admin/version") == "3.8.8"


def test_schedules_become_runs_on_postgresql_in_vietnam_time(composed: Composed) -> None:
    planned = until(lambda: runs(composed, "audit-agencies"))
    starts = [datetime.fromisoformat(one["expected_start_time"]).astimezone(VIETNAM) for one in planned]
    assert {f"{start:%H:%M}" for start in starts} == {"07:30"}
    stored = composed.postgres.sql("SELECT count(*) FROM flow_run", "prefect")
    assert stored[0][0] and not list((composed.folder / "prefect").glob("*.db"))


def test_messages_and_leases_stand_in_redis_behind_a_password(composed: Composed) -> None:
    with pytest.raises(redis.AuthenticationError), redis.Redis(port=composed.redis_port) as nameless:
        nameless.ping()
    password = (composed.secrets / "redis_password").read_text()
    with redis.Redis(port=composed.redis_port, password=password) as line:
        streams = {key.decode() for key in line.scan_iter(_type="stream")}
    assert any("events" in name for name in streams), streams


def test_the_ledger_takes_tls_and_its_password_only(composed: Composed) -> None:
    given = {name.removeprefix("PHUSONG_").lower(): value
             for name, value in composed.environment("worker").items() if name.startswith("PHUSONG_")}
    settings = load(**given)
    with store_of(settings) as store:
        crawl = store.ledger.begin_crawl("so-x", settings.clock.now())
        assert store.ledger.unfinished("so-x") == [crawl]
    with pytest.raises(psycopg.OperationalError, match=r"no pg_hba\.conf entry|no encryption"):
        psycopg.connect(settings.ledger.replace("verify-full", "disable"), password="x").close()
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(settings.ledger, password="x").close()


def test_roles_reach_only_their_own_database(composed: Composed) -> None:
    password = (composed.secrets / "ledger_password").read_text()
    address = f"postgresql://phusong@127.0.0.1:{composed.postgres.port}"
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(f"{address}/prefect?sslmode=require", password=password).close()
    rights = "SELECT rolname FROM pg_roles WHERE rolcanlogin AND (rolsuper OR rolcreatedb OR rolcreaterole)"
    assert composed.postgres.sql(rights) == [("postgres",)]


def test_events_on_their_way_survive_the_server_s_sudden_end(composed: Composed) -> None:
    composed.api.events(staged(range(1, 11)))
    composed.kill("prefect")
    composed.prefect()
    wanted = set(range(1, 11))  # each at least once: a run that comes twice finds the batch taken
    assert until(lambda: wanted <= {one["parameters"].get("batch_id") for one in runs(composed, "process-batch")})


def test_a_worker_is_well_and_takes_runs(composed: Composed) -> None:
    port = free_port()
    composed.start("worker", "worker", [
        sys.executable, "-m", "prefect", "worker", "start", "--pool", "phusong", "--type", "process", "--limit", "1",
        "--with-healthcheck", "--name", "worker-1",
    ], PREFECT_WORKER_WEBSERVER_PORT=str(port))
    alive = [sys.executable, str(ROOT / "deploy" / "alive.py"), f"http://127.0.0.1:{port}/health"]
    until(lambda: subprocess.run(alive, capture_output=True).returncode == 0)
    workers = until(lambda: composed.api.post("/work_pools/phusong/workers/filter", {}))
    assert [one["name"] for one in workers] == ["worker-1"] and workers[0]["status"] == "ONLINE"


def test_the_doctor_finds_them_well(composed: Composed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given = composed.environment("prefect")
    for name in ("PREFECT_API_URL", "PREFECT_REDIS_MESSAGING_HOST", "PREFECT_REDIS_MESSAGING_PORT"):
        monkeypatch.setenv(name, given[name])
    monkeypatch.setenv("PREFECT_API_AUTH_STRING", composed.api.auth)
    settings = load(home=tmp_path, index="http://127.0.0.1:1",
                    ledger=f"postgresql://phusong@127.0.0.1:{composed.postgres.port}/phusong")
    lines = [*postgres_lines(settings), *prefect_lines(settings), *redis_lines(settings)]
    assert {one.name: one.state.value for one in lines} == {
        "PostgreSQL": "ok", "Prefect": "ok", "lịch Prefect": "ok", "worker": "ok", "Redis": "ok",
    }
