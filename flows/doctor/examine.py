"""All checks at once, each in its own thread: one that fails or hangs costs its own line and nothing else."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Final

from domain.errors import PhusongError
from domain.settings import Settings
from flows.doctor.ledger import disk, ledger
from flows.doctor.line import Line, State, fail
from flows.doctor.prefect import prefect
from flows.doctor.servers import elasticsearch, postgres, redis, smtp
from flows.doctor.settings import settings_lines
from flows.doctor.versions import versions
from flows.doctor.work import failing, queues, schedules

LOG = logging.getLogger(__name__)
PATIENCE: Final = 4.5  # seconds for everything
Check = Callable[[Settings], Iterator[Line]]
CHECKS: Final[dict[str, Check]] = {
    "phiên bản": versions, "cài đặt": settings_lines, "PostgreSQL": postgres, "Elasticsearch": elasticsearch,
    "Prefect": prefect, "Redis": redis, "thư": smtp, "sổ cái": ledger, "đĩa": disk, "lịch thu thập": schedules,
    "hàng chờ": queues, "nguồn lỗi": failing,
}


def examine(settings: Settings, patience: float = PATIENCE) -> list[Line]:
    """Every line, in the order of the checks, after at most `patience` seconds. Raises nothing."""
    found: dict[str, list[Line]] = {}
    threads = {
        name: threading.Thread(target=_run, args=(name, check, settings, found), daemon=True)
        for name, check in CHECKS.items()
    }
    for thread in threads.values():
        thread.start()
    until = time.monotonic() + patience
    for thread in threads.values():
        thread.join(max(0.0, until - time.monotonic()))
    return [line for name in CHECKS for line in found.get(name) or _hangs(name, threads[name])]


def healthy(lines: list[Line]) -> bool:
    """Whether nothing fails; warnings are no failure."""
    return all(one.state is not State.FAIL for one in lines)


def _run(name: str, check: Check, settings: Settings, found: dict[str, list[Line]]) -> None:
    lines: list[Line] = []
    try:
        lines.extend(check(settings))
    except PhusongError as error:
        lines.append(fail(name, str(error), "làm theo thông báo này rồi khám lại"))
    except Exception as error:  # a check must not take the others along; its line says what happened
        LOG.exception("doctor: %s", name)
        lines.append(fail(name, f"không khám được: {error!r}"[:200], "gửi dòng này cho người phát triển"))
    found[name] = lines


def _hangs(name: str, thread: threading.Thread) -> list[Line]:
    if not thread.is_alive():
        return []
    return [fail(name, "không trả lời kịp", "máy chủ tương ứng đang treo hoặc mạng chậm; xem nhật ký của nó")]
