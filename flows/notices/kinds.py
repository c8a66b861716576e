"""The closed list of incidents: who is told, whether it may wake somebody, and what is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from domain.dated import VIETNAM
from flows.notices.notice import Audience, Notice, masked, one_line

Payload = Mapping[str, str | int]


@dataclass(frozen=True)
class Kind:
    """Words of one kind of incident; `{…}` are fields of the payload."""

    audience: Audience
    critical: bool
    began: str
    ended: str
    heading: str
    advice: str = ""


SILENT: Final = "site.silent"
FAILING: Final = "source.failing"
CHANGED: Final = "source.changed"
UNWATCHED: Final = "source.unwatched"
QUARANTINED: Final = "batch.quarantined"
STALLED: Final = "ledger.stalled"
UNSENT: Final = "notice.unsent"

KINDS: Final[dict[str, Kind]] = {
    SILENT: Kind(
        Audience.DEPARTMENT, False, "{reason}", "{title}: đã có tin mới trở lại.",
        "Trang thông tin điện tử không được cập nhật",
    ),
    FAILING: Kind(
        Audience.OPERATIONS, False, "Nguồn {source} không đọc được: {why}, từ {since}.",
        "Nguồn {source} đã đọc được trở lại.", "Nguồn tin không thu thập được",
        "Chạy “phusong source check {source}” để xem từng trường.",
    ),
    CHANGED: Kind(
        Audience.OPERATIONS, False, "Chưa kết luận được về nguồn {source}: {reason}",
        "Nguồn {source} đã đọc và kết luận được trở lại.", "Nguồn tin cần xem lại cấu hình",
        "Chạy “phusong source check {source}” rồi sửa tệp nguồn.",
    ),
    UNWATCHED: Kind(
        Audience.OPERATIONS, True, "Nguồn {source} không có lần thu thập nào từ {since}, quá 3 kỳ theo lịch.",
        "Nguồn {source} đã được thu thập trở lại.", "Hệ thống không thu thập đúng lịch",
        "Chạy “phusong doctor” để biết phần nào đã dừng.",
    ),
    QUARANTINED: Kind(
        Audience.OPERATIONS, False, "Lô {batch} của nguồn {source} bị để riêng sau 3 lần xử lý không xong: {why}.",
        "Lô {batch} của nguồn {source} đã được xử lý xong.", "Lô tin, bài bị để riêng",
        "Sửa nguyên nhân rồi chạy “phusong batches replay {batch}”.",
    ),
    STALLED: Kind(
        Audience.OPERATIONS, True, "Có {waiting} tin, bài chờ xử lý từ {since} mà không phần nào nhận.",
        "Hàng chờ xử lý đã chạy trở lại.", "Hàng chờ xử lý bị đứng",
        "Chạy “phusong doctor” để biết phần nào đã dừng.",
    ),
    UNSENT: Kind(
        Audience.OPERATIONS, False, "Không gửi được thông báo cho {recipient}: {why}.",
        "Đã gửi lại được thông báo cho {recipient}.", "Thông báo không gửi được", "Chạy “phusong doctor”.",
    ),
}
# A kind nobody described is our own matter: it goes to those who run the installation, never to the department.
UNKNOWN: Final = Kind(Audience.OPERATIONS, False, "Sự cố “{kind}” đã bắt đầu.", "Sự cố “{kind}” đã hết.", "Sự cố khác")


class _Fields(dict[str, str]):
    """A field the payload lacks reads as a dash."""

    def __missing__(self, key: str) -> str:
        return "—"


def notice_of(key: str, kind: str, payload: Payload, start: bool, at: datetime) -> Notice:
    """The notice of an incident's start or end."""
    words = KINDS.get(kind, UNKNOWN)
    fields = _Fields({name: masked(str(value)) for name, value in payload.items()}, kind=one_line(kind))
    sentence = (words.began if start else words.ended).format_map(fields)
    if start and words.advice:
        sentence += " " + words.advice.format_map(fields)
    return Notice(
        f"{key}:{'start' if start else 'end'}", key, kind, start, at, words.audience, words.critical and start,
        words.heading, sentence, web_address(str(payload.get("url", ""))), one_line(str(payload.get("record", ""))),
        _moment(str(payload.get("checked_at", ""))),
    )


def _moment(text: str) -> str:
    """An ISO instant as officials write it; other text as it is."""
    try:
        return f"{datetime.fromisoformat(text).astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"
    except ValueError:
        return one_line(text)


def web_address(url: str) -> str:
    """The address if a reader may safely be sent there; no script, no file, no user name in it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    sound = parts.scheme in ("http", "https") and parts.hostname and parts.username is None and url.isprintable()
    return url if sound and " " not in url and len(url) < 2000 else ""
