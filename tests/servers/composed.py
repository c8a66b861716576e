"""The services of docker-compose.yml as processes on loopback, with the settings, scripts and secrets of that file."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from flows.scheduling.api import Api
from flows.scheduling.environment import server_command
from tests.conftest import ROOT
from tests.servers import Missing, Part, free_port, note, stop
from tests.servers.postgres import Server, made

WITH_TRIGRAMS: Final = "/usr/share/postgresql/*/extension/pg_trgm.control"  # Prefect's schema wants the extension
HOW_POSTGRES: Final = "apt-get install postgresql (with pg_trgm, which the wheel lacks)"
HOW_REDIS: Final = "apt-get install redis-server"
STARTING: Final = 180.0  # seconds: Prefect's migrations on a busy machine
FIRST: Final = "host all postgres 127.0.0.1/32 trust\n"  # for the test's own look; the rest is what the image writes
IMAGE: Final = "host all all all scram-sha-256\n"


@dataclass
class Composed:
    """What runs; `started` are the processes that this started, by name."""

    folder: Path
    postgres: Server
    redis_port: int
    prefect_port: int
    started: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def secrets(self) -> Path:
        """What deploy/secrets.sh made."""
        return self.folder / "secrets"

    @property
    def api(self) -> Api:
        """Prefect's interface with its password."""
        return Api(f"http://127.0.0.1:{self.prefect_port}/api", (self.secrets / "prefect_auth").read_text())

    def environment(self, service: str) -> dict[str, str]:
        """The service's settings, with this machine's addresses in the place of the containers' names."""
        compose: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
        given = compose["services"][service]["environment"]
        own = {
            "/run/secrets": str(self.secrets), "/run/prefect": str(self.folder / "prefect"),
            "@postgres:5432": f"@127.0.0.1:{self.postgres.port}",
            "http://prefect:4200": f"http://127.0.0.1:{self.prefect_port}",
        }
        fixed = {
            "PREFECT_SERVER_DATABASE_HOST": "127.0.0.1", "PREFECT_SERVER_DATABASE_PORT": str(self.postgres.port),
            "PREFECT_REDIS_MESSAGING_HOST": "127.0.0.1", "PREFECT_REDIS_MESSAGING_PORT": str(self.redis_port),
            "PHUSONG_HOME": str(self.folder / "home"), "PHUSONG_CONTACT": "phong@tinh.example",
        }
        for name in given:
            if name not in fixed:
                value = str(given[name])
                for old, new in own.items():
                    value = value.replace(old, new)
                fixed[name] = _default(value)
        wanted = {name: value for name, value in fixed.items() if name in given}
        return {**{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
                "PYTHONPATH": str(ROOT), **wanted}

    def start(self, name: str, service: str, command: list[str], **extra: str) -> subprocess.Popen[bytes]:
        """Start one program as its container would: through deploy/start.sh, with the service's settings."""
        with (self.folder / f"{name}.log").open("ab") as out:
            self.started[name] = subprocess.Popen(
                ["sh", ROOT / "deploy" / "start.sh", *command], env={**self.environment(service), **extra}, stdout=out,
                stderr=subprocess.STDOUT, start_new_session=True, cwd=self.folder,
            )
        return self.started[name]

    def prefect(self) -> None:
        """Start the Prefect server, and wait until it is well. Raises Missing with the end of its log."""
        self.start("prefect", "prefect", server_command("127.0.0.1", self.prefect_port))
        until = time.monotonic() + STARTING
        while not self.api.healthy():
            if self.started["prefect"].poll() is not None or time.monotonic() > until:
                raise Missing((self.folder / "prefect.log").read_text("utf-8", "replace")[-2000:])
            time.sleep(0.3)

    def kill(self, name: str) -> None:
        """End one of ours without warning."""
        process = self.started.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def end(self) -> None:
        """End all that were started."""
        for process in reversed(self.started.values()):
            stop(process.pid)
            process.wait()
            with suppress(ProcessLookupError):  # a worker's runs
                os.killpg(process.pid, signal.SIGKILL)
        self.postgres.stop()


@contextmanager
def running(folder: Path) -> Iterator[Composed]:
    """PostgreSQL, Redis and the Prefect server, ready. Raises Missing."""
    begun = time.monotonic()
    redis = shutil.which("redis-server")
    if not redis:
        note(Part("Redis", "", 0.0, HOW_REDIS))
        raise Missing(HOW_REDIS)
    found = sorted(Path("/").glob(WITH_TRIGRAMS[1:]))
    if not found:
        raise Missing(HOW_POSTGRES)
    programs = Path("/usr/lib/postgresql") / found[-1].parent.parent.name / "bin"
    subprocess.run(["sh", ROOT / "deploy" / "secrets.sh", folder / "secrets"], check=True, capture_output=True)
    (folder / "pg").mkdir()
    composed = Composed(folder, made(folder / "pg", programs), free_port(), free_port())
    try:
        _postgres(composed)
        _redis(composed, redis)
        version = subprocess.run([redis, "--version"], capture_output=True, text=True).stdout.split("v=")[1].split()[0]
        note(Part("Redis", version, round(time.monotonic() - begun, 1)))
        composed.prefect()
        yield composed
    finally:
        composed.end()


def _postgres(composed: Composed) -> None:
    """Started with TLS, and filled by the script that the image runs on an empty volume."""
    server, data = composed.postgres, composed.postgres.folder / "data"
    for name in ("postgres.crt", "postgres.key"):
        _give(server, shutil.copy(composed.secrets / name, data / name), 0o600)
    with (data / "postgresql.conf").open("a") as file:
        file.write("ssl = on\nssl_cert_file = 'postgres.crt'\nssl_key_file = 'postgres.key'\n"
                   "password_encryption = 'scram-sha-256'\nmax_connections = 120\n")
    (data / "pg_hba.conf").write_text(FIRST + IMAGE)
    server.start()
    given = {"PATH": f"{server.programs}:{os.environ['PATH']}", "PGHOST": "127.0.0.1", "PGPORT": str(server.port),
             "PGDATA": str(data), "SECRETS": str(composed.secrets)}
    subprocess.run(["sh", ROOT / "deploy" / "postgres" / "init.sh"], env=given, check=True, capture_output=True)
    _give(server, data / "pg_hba.conf", 0o600)
    server.sql("SELECT pg_reload_conf()")


def _redis(composed: Composed, program: str) -> None:
    compose: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    wanted = compose["services"]["redis"]["command"][1:]
    command = [one.replace("/run/secrets", str(composed.secrets)) for one in wanted]
    (composed.folder / "redis").mkdir()
    url = (composed.secrets / "docket_url").read_text().replace("@redis:6379", f"@127.0.0.1:{composed.redis_port}")
    (composed.secrets / "docket_url").unlink()
    (composed.secrets / "docket_url").write_text(url)
    with (composed.folder / "redis.log").open("ab") as out:
        composed.started["redis"] = subprocess.Popen(
            [program, *command, "--port", str(composed.redis_port), "--bind", "127.0.0.1",
             "--dir", composed.folder / "redis"],
            stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
        )


def _give(server: Server, file: Path, mode: int) -> None:
    if server.user:
        account = pwd.getpwnam(server.user)
        os.chown(file, account.pw_uid, account.pw_gid)
    file.chmod(mode)


def _default(value: str) -> str:
    """`${NAME:-default}` as the program would fill it in."""
    if value.startswith("${") and ":-" in value:
        return value[2:-1].partition(":-")[2]
    return value
