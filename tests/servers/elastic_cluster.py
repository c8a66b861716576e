"""Three Elasticsearch nodes with TLS, passwords and roles, for the tests of faults and of rights."""

import base64
import json
import os
import shutil
import signal
import ssl
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.servers import Missing, Part, alive, free_port, note, stop
from tests.servers.elastic_files import HOW, VERSION, Kit, give, kit, node_files
from tests.servers.elastic_secrets import certificates, hashed
from tests.servers.elasticsearch import LOCAL, NAME, STARTING, guard, server_pid, start, written

PASSWORD = "chi-de-thu-1"  # of every user, on loopback, for the minutes of a test
USERS = {"admin": "superuser", "reader": "phusong_reader", "writer": "phusong_writer", "migrator": "phusong_migrator"}
NODES = ("one", "two", "three")


@dataclass
class Member:
    """One node of the cluster and where it listens; `pid` is None while it is down."""

    name: str
    folder: Path
    port: int
    transport: int
    launcher: subprocess.Popen[bytes] | None = None
    pid: int | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"https://127.0.0.1:{self.port}"


class Cluster:
    """Made, started, hurt and stopped by tests."""

    def __init__(self, folder: Path, roles: Path, session: int, heap: str = "512m") -> None:
        self.folder, self.heap = folder, heap
        self.kit: Kit = kit(folder)
        self.guard = guard(folder, session)
        self.members = [Member(name, folder / name, free_port(), free_port()) for name in NODES]
        self.ca = folder / "ca.crt"
        certificates(folder)
        for member in self.members:
            self._prepare(member, roles)

    @property
    def urls(self) -> str:
        """As PHUSONG_INDEX wants them."""
        return ",".join(member.url for member in self.members)

    def up(self) -> None:
        """Start every node and wait until all have joined. Raises Missing."""
        started = time.monotonic()
        for member in self.members:
            self.start(member)
        self.wait(nodes=len(self.members))
        note(Part(f"{NAME}, 3 nodes with TLS", VERSION, round(time.monotonic() - started, 1)))

    def start(self, member: Member) -> None:
        """One node, not waited for."""
        member.launcher = start(self.kit, member.folder, self.heap)

    def wait(self, nodes: int, status: str = "yellow", seconds: float = 2 * STARTING) -> None:
        """Until so many nodes are in and every index has the status. Raises Missing."""
        until = time.monotonic() + seconds
        while True:
            for member in self.members:
                if member.pid is None and written(member.folder):
                    member.pid = server_pid(member.folder)
            for member in self.members:
                with suppress(OSError, urllib.error.URLError, json.JSONDecodeError):
                    health = self.ask(member, f"/_cluster/health?wait_for_status={status}&timeout=1s")
                    if health["number_of_nodes"] == nodes and not health["timed_out"]:
                        return
            if time.monotonic() > until:
                raise Missing(f"{HOW}; three nodes did not find each other: {self._logs()}")
            time.sleep(0.2)

    def ask(self, member: Member, path: str, user: str = "admin", method: str = "GET", body: Any = None) -> Any:
        """One plain request, as a user."""
        token = base64.b64encode(f"{user}:{PASSWORD}".encode()).decode()
        request = urllib.request.Request(
            member.url + path, method=method, data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Basic {token}", "Content-Type": "application/json"})
        context = ssl.create_default_context(cafile=str(self.ca))
        with urllib.request.urlopen(request, timeout=5, context=context) as answer:
            return json.loads(answer.read())

    def kill(self, member: Member) -> None:
        """kill -9: no time to say goodbye."""
        assert member.pid and member.launcher
        os.kill(member.pid, signal.SIGKILL)
        while alive(member.pid):
            time.sleep(0.02)
        stop(member.launcher.pid)
        member.pid = None

    def freeze(self, member: Member) -> None:
        """It keeps its connections and answers nobody."""
        assert member.pid
        os.kill(member.pid, signal.SIGSTOP)

    def thaw(self, member: Member) -> None:
        """It goes on as if nothing had been."""
        assert member.pid
        os.kill(member.pid, signal.SIGCONT)

    def master(self) -> Member:
        """The node that leads."""
        for member in self.members:
            with suppress(OSError, urllib.error.URLError):
                name = self.ask(member, "/_cat/master?format=json")[0]["node"]
                return next(one for one in self.members if one.name == name)
        raise AssertionError("nobody leads")

    def down(self) -> None:
        """Stop everything and clear it away."""
        stop(self.guard)
        for member in self.members:
            if member.pid and alive(member.pid):
                with suppress(ProcessLookupError):
                    os.kill(member.pid, signal.SIGCONT)
                stop(member.pid, patience=5)
            if member.launcher:
                stop(member.launcher.pid)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _prepare(self, member: Member, roles: Path) -> None:
        hosts = ", ".join(f"127.0.0.1:{one.transport}" for one in self.members)
        member.folder.mkdir()
        tls: dict[str, str | int | bool] = {}
        for layer in ("http", "transport"):
            tls |= {
                f"xpack.security.{layer}.ssl.enabled": True, f"xpack.security.{layer}.ssl.key": "node.key",
                f"xpack.security.{layer}.ssl.certificate": "node.crt",
                f"xpack.security.{layer}.ssl.certificate_authorities": "ca.crt",
            }
        node_files(self.kit, member.folder, {
            **LOCAL, "cluster.name": "phusong-test-3", "node.name": member.name, "http.port": member.port,
            "transport.port": member.transport, "discovery.seed_hosts": f"[{hosts}]",
            "cluster.initial_master_nodes": f"[{', '.join(NODES)}]", "xpack.security.enabled": True, **tls,
            "cluster.fault_detection.follower_check.timeout": "5s", "action.destructive_requires_name": True,
            "cluster.fault_detection.leader_check.timeout": "5s",
        })
        config = member.folder / "config"
        for name in ("ca.crt", "node.crt", "node.key"):
            shutil.copy(self.folder / name, config / name)
        shutil.copy(roles, config / "roles.yml")
        (config / "users").write_text("".join(f"{user}:{hashed(PASSWORD)}\n" for user in USERS))
        (config / "users_roles").write_text("".join(f"{role}:{user}\n" for user, role in USERS.items()))
        give(self.kit, member.folder)

    def _logs(self) -> str:
        return " | ".join((one.folder / "out.log").read_text("utf-8", "replace")[-400:] for one in self.members)


def cluster(roles: Path, session: int) -> Cluster:
    """A cluster that is up. Raises Missing."""
    folder = Path(tempfile.mkdtemp(prefix="phusong-es3-"))
    try:
        made = Cluster(folder, roles, session)
    except Missing as error:
        note(Part(f"{NAME}, 3 nodes with TLS", "", 0.0, str(error)))
        shutil.rmtree(folder, ignore_errors=True)
        raise
    try:
        made.up()
    except BaseException as error:
        note(Part(f"{NAME}, 3 nodes with TLS", "", 0.0, str(error)))
        made.down()
        raise
    return made
