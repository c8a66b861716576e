"""Elasticsearch as docker-compose.yml starts it: its settings, its script, its secrets, on the real distribution."""

import json
import shutil
import ssl
import subprocess
import tempfile
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.settings import load
from flows.doctor.line import State
from flows.doctor.servers import elasticsearch as lines
from tests.conftest import ROOT
from tests.servers import Missing, free_port, without
from tests.servers.elastic_files import environment, give, kit, node_files
from tests.servers.elasticsearch import LOCAL, end, wait

pytestmark = pytest.mark.elastic  # its tests go on from one another
LEFT_OUT = ("ES_JAVA_OPTS", "bootstrap.memory_lock", "node.name", "cluster.name")  # the machine's own affair


@dataclass(frozen=True)
class Guarded:
    """One node behind TLS and passwords."""

    url: str
    secrets: Path

    def ask(self, role: str, method: str, path: str, body: Any = None) -> int:
        """The status that a role gets; "" asks without a name."""
        request = urllib.request.Request(self.url + path, json.dumps(body).encode() if body else None, method=method)
        request.add_header("Content-Type", "application/json")
        if role:
            pair = f"phusong_{role}:{(self.secrets / f'elastic_{role}').read_text()}"
            request.add_header("Authorization", "Basic " + b64encode(pair.encode()).decode())
        context = ssl.create_default_context(cafile=str(self.secrets / "ca.crt"))
        try:
            with urllib.request.urlopen(request, context=context, timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code


@pytest.fixture(scope="module")
def guarded() -> Iterator[Guarded]:
    """The node of the compose file, under a folder that its user may read."""
    folder = Path(tempfile.mkdtemp(prefix="phusong-compose-es-"))
    process, home = None, folder / "node"
    try:
        used = kit(folder)
        subprocess.run(["sh", ROOT / "deploy" / "secrets.sh", folder / "secrets"], check=True, capture_output=True)
        for name in ("elasticsearch/start.sh", "elasticsearch/roles.yml"):
            shutil.copy(ROOT / "deploy" / name, folder)
        compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
        given = compose["services"]["elasticsearch"]["environment"]
        port = free_port()
        home.mkdir()
        node_files(used, home, {
            **LOCAL, "http.port": port, "transport.port": free_port(),
            "cluster.routing.allocation.disk.threshold_enabled": False,
            **{name: str(value) for name, value in given.items() if name not in LEFT_OUT},
        })
        give(used, folder / "secrets")
        program = [used.home / "bin" / "elasticsearch", "-p", home / "pid"]
        told = {**environment(used, home), "ES_HOME": str(used.home), "SECRETS": str(folder / "secrets"),
                "ROLES": str(folder / "roles.yml")}
        with (home / "out.log").open("ab") as out:
            process = subprocess.Popen(
                ["bash", folder / "start.sh", *program], env=told, cwd=home, stdout=out, stderr=out, user=used.user,
                group=used.user, extra_groups=[] if used.user else None, start_new_session=True,
            )
        node = Guarded(f"https://localhost:{port}", folder / "secrets")
        wait(process, home, lambda: _answers(node), seconds=300)
        yield node
    except Missing as error:
        without(error)
    finally:
        if process:
            end(process, home)
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _answers(node: Guarded) -> bool:
    try:
        return node.ask("reader", "GET", "/_nodes/_local") == 200
    except OSError:
        return False


def test_the_nameless_are_refused_as_the_health_check_expects(guarded: Guarded) -> None:
    assert guarded.ask("", "GET", "/") == 401


def test_each_role_may_do_its_work_and_no_more(guarded: Guarded) -> None:
    assert guarded.ask("writer", "PUT", "/phusong-articles-v1") == 403
    assert guarded.ask("migrator", "PUT", "/phusong-articles-v1") == 200
    assert guarded.ask("writer", "PUT", "/phusong-articles-v1/_doc/1?refresh=true", {"title": "x"}) == 201
    assert guarded.ask("reader", "GET", "/phusong-articles-v1/_search") == 200
    assert guarded.ask("reader", "PUT", "/phusong-articles-v1/_doc/2", {"title": "y"}) == 403
    assert guarded.ask("writer", "PUT", "/another/_doc/1", {"title": "x"}) == 403


def test_no_index_goes_without_its_whole_name(guarded: Guarded) -> None:
    assert guarded.ask("migrator", "DELETE", "/phusong-articles-v*") in (400, 403)
    assert guarded.ask("reader", "GET", "/phusong-articles-v1/_search") == 200


def test_the_doctor_lets_itself_in_with_the_file_s_password(guarded: Guarded) -> None:
    settings = load(index=guarded.url, index_user="phusong_reader", index_ca=guarded.secrets / "ca.crt",
                    index_password_file=guarded.secrets / "elastic_reader")
    [found] = lines(settings)
    assert found.state is State.OK and "9.2.8" in found.text
    [unknown] = lines(load(index=guarded.url, index_user="phusong_reader"))
    assert unknown.state is State.FAIL
