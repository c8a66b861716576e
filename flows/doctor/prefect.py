"""The scheduler: whether it answers, has runs planned, and somebody takes them."""

from collections.abc import Iterator
from typing import Final

from domain.settings import Settings
from flows.doctor.line import Line, fail, ok
from flows.doctor.servers import ask, basic, why
from flows.scheduling.api import api_of
from flows.scheduling.environment import POOL

PLANNED: Final = {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}}


def prefect(settings: Settings) -> Iterator[Line]:
    """Nothing where no server is named and none runs for this home."""
    api = api_of(settings.home)
    if api is None:
        return
    url, key = api.url.rstrip("/"), basic(api.auth)
    try:
        ask(f"{url}/health", key, settings)
        version = ask(f"{url}/admin/version", key, settings)
        planned = ask(f"{url}/flow_runs/count", key, settings, PLANNED)
        workers = ask(f"{url}/work_pools/{POOL}/workers/filter", key, settings, {})
    except (OSError, ValueError) as error:
        yield fail("Prefect", f"{url}: {why(error)}", "khởi động lại (phusong serve), rồi “phusong deploy”")
        return
    yield ok("Prefect", f"phiên bản {version}")
    # A server with packages outside the pins looks healthy and plans nothing: seen with SQLAlchemy 2.1.
    yield ok("lịch Prefect", f"{planned} lần chạy đã xếp") if planned else fail(
        "lịch Prefect", "không có lần chạy nào được xếp", "“phusong deploy”, rồi xem dòng phiên bản")
    awake = [one["name"] for one in workers if one.get("status") == "ONLINE"]
    yield ok("worker", f"{len(awake)} đang chạy: {', '.join(sorted(awake)[:5])}") if awake else fail(
        "worker", "không có worker nào đang chạy", "khởi động lại worker (phusong serve, docker compose up -d)")
