"""With which settings Prefect's programs run here: nothing told to anybody outside, nothing started in secret."""

import sys
from pathlib import Path
from typing import Final

POOL: Final = "phusong"
BATCHES: Final = "batches"  # work queue of process_batch: limited there, since a deployment's limit waits 30 s a turn
HEARTBEAT: Final = 30  # seconds, the least that Prefect takes
MISSING: Final = 90  # seconds without a heartbeat until a run counts as crashed
POLL: Final = 1  # seconds between two looks of a worker, 0.7 to 1.3: each costs the server 0.02 s
SLOT_LEASE: Final = 60  # seconds until the place of a run that died with its worker is free again
STARTED: Final = ("-P", "-m", "flows.runs.start")  # Python's arguments for a run, whose own way starts three processes
LEASES: Final = "prefect.server.concurrency.lease_storage.filesystem"
"""Kept on disk: those in memory die with the server, and the place that they held is taken for ever."""


def common(home: Path, url: str, auth: str = "") -> dict[str, str]:
    """For every Prefect program; `home` is Prefect's own folder, `url` ends in `/api`."""
    settings = {
        "DO_NOT_TRACK": "1", "PREFECT_HOME": str(home), "PREFECT_API_URL": url, "PREFECT_PROFILES_PATH": str(
            home / "profiles.toml"), "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "false", "PREFECT_CLI_PROMPT": "false", "PREFECT_CLI_COLORS": "false",
        "PREFECT_CLIENT_CSRF_SUPPORT_ENABLED": "false",  # the server has it off; every client would ask first
        "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",  # one installation has one version
    }
    return settings | ({"PREFECT_API_AUTH_STRING": auth} if auth else {})


def server(home: Path, host: str, port: int, auth: str = "") -> dict[str, str]:
    """For the server: one process, its database and its copy of the pages under `home`."""
    own = {
        "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(home / "ui"),  # else it writes beside the installed package
        "PREFECT_SERVER_API_HOST": host, "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING", "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "30",
        "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",  # on SQLite it fails again and again while others write
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": LEASES,
        "PREFECT_SERVER_CONCURRENCY_INITIAL_DEPLOYMENT_LEASE_DURATION": str(SLOT_LEASE),
    }
    return common(home, api_url(host, port), auth) | own | ({"PREFECT_SERVER_API_AUTH_STRING": auth} if auth else {})


def worker(home: Path, url: str, auth: str = "") -> dict[str, str]:
    """For a worker and the runs that it starts."""
    own = {
        "PREFECT_WORKER_QUERY_SECONDS": str(POLL), "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT),
        "PREFECT_RESULTS_DEFAULT_SERIALIZER": "json", "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    }
    return common(home, url, auth) | own


def api_url(host: str, port: int) -> str:
    """Where the interface of a server stands."""
    return f"http://{host}:{port}/api"


def server_command(host: str, port: int) -> list[str]:
    """The server on SQLite, in the foreground."""
    program = [sys.executable, "-P", "-m", "flows.scheduling.server"]
    return [*program, "server", "start", "--host", host, "--port", str(port)]


def worker_command(name: str, pool: str = POOL) -> list[str]:
    """One process worker: a process for every run, on this machine.

    Without `--limit`: a worker that has one dies (Prefect 3.8.8) when a run that crashed is given to it again. What may
    run at a time is limited by the deployments and by the queue of the batches.
    """
    return [sys.executable, "-m", "prefect", "worker", "start", "--pool", pool, "--type", "process", "--name", name]
