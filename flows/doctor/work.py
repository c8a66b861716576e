"""The work itself: schedules alive, queues short, sources answering, notices delivered, the clock sound."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

from domain.outcome import vietnamese
from domain.settings import Settings
from flows.doctor.line import Line, ago, fail, ok, warn
from flows.house import House
from flows.notices.watch import FAILURES, is_unwatched, moment, stalled
from store.figures import Figures, Queue
from store.looking import figures_of

FEW: Final = 5  # sources named in one line
LAG: Final = 2000  # outbox rows: ten batches


def schedules(settings: Settings) -> Iterator[Line]:
    """Every source was looked at within its windows. Raises StoreError, DataError."""
    with _current(settings) as figures:
        if figures is None:
            return
        pulses = {one.source: one for one in figures.pulses()}
    house = House(settings)
    now = house.clock.now()
    if not pulses:
        yield warn("lịch thu thập", "chưa có lần thu thập nào", "chạy “phusong run” hoặc “phusong serve”")
        return
    ahead = [one.source for one in pulses.values() if one.last > now + timedelta(minutes=5)]
    if ahead and not house.clock.simulated:
        yield fail("đồng hồ", f"sổ cái có việc ghi sau giờ hiện tại ({_some(ahead)})", "chỉnh giờ máy (NTP)")
    else:
        yield ok("đồng hồ", moment(now) + (" (giả lập)" if house.clock.simulated else ""))
    late = [one.source for one in pulses.values() if one.source in house.sources and is_unwatched(house, one, now)]
    never = [name for name in house.sources if name not in pulses]
    if late:
        yield fail("lịch thu thập", f"{len(late)} nguồn quá hạn thu thập: {_some(late)}",
                   "xem dòng Prefect và tiến trình worker; chạy tay bằng “phusong crawl”")
    elif never:
        yield warn("lịch thu thập", f"{len(never)} nguồn chưa thu thập lần nào: {_some(never)}",
                   "chờ kỳ tới hoặc chạy tay")
    else:
        yield ok("lịch thu thập", f"lần gần nhất lúc {moment(max(one.last for one in pulses.values()))}")


def queues(settings: Settings) -> Iterator[Line]:
    """Nothing waits for longer than a working installation lets it. Raises StoreError."""
    with _current(settings) as figures:
        if figures is None:
            return
        waiting = {"trang chờ đọc": figures.fetched(), "lô chờ xử lý": figures.batches_waiting(),
                   "sự kiện chờ gửi": figures.events_unsent(), "thông báo gửi dở": figures.deliveries_open()}
        aside, targets = figures.batches_by_state().get("quarantined", 0), figures.targets()
    now = settings.clock.now()
    for name, queue in waiting.items():
        yield _queue(name, queue, stalled(queue, now), (now - queue.oldest).total_seconds() if queue.oldest else 0)
    yield fail("lô để riêng", f"{aside} lô xử lý ba lần không xong", "xem lý do: “phusong batches”") if aside else \
        ok("lô để riêng", "không có")
    for one in targets:
        name, text = f"chỉ mục {one.name}", f"chậm {one.lag} thay đổi"
        yield ok(name, text) if one.lag <= LAG else warn(name, text, "nếu không giảm dần: “phusong index build”")


def failing(settings: Settings) -> Iterator[Line]:
    """Sources that could not be read several times in a row, by outcome. Raises StoreError, DataError."""
    with _current(settings) as figures:
        if figures is None:
            return
        pulses = figures.pulses()
    house = House(settings)
    bad = [one for one in pulses if one.source in house.sources and one.failures >= FAILURES]
    for word in sorted({one.outcome for one in bad}):
        some = [one for one in bad if one.outcome == word]
        since = min(one.since for one in some if one.since)
        yield warn("nguồn lỗi", f"{len(some)} nguồn {vietnamese(word) if word else ''} từ {moment(since)}: "
                   f"{_some([one.source for one in some])}", "chạy “phusong source check” với từng nguồn")
    if not bad:
        yield ok("nguồn lỗi", "không có nguồn nào lỗi nhiều lần liền")


@contextmanager
def _current(settings: Settings) -> Iterator[Figures | None]:
    """The figures of a ledger of our schema; of another one the ledger's own line tells."""
    with figures_of(settings) as figures:
        yield figures if figures and len(set(figures.schema())) == 1 else None


def _queue(name: str, queue: Queue, late: bool, seconds: float) -> Line:
    if not late:
        return ok(name, f"{queue.waiting}")
    return warn(name, f"{queue.waiting}, lâu nhất {ago(seconds)}",
                "xem tiến trình worker; “phusong crawl” cũng làm tiếp việc dở")


def _some(names: list[str]) -> str:
    return ", ".join(sorted(names)[:FEW]) + (" …" if len(names) > FEW else "")
