"""The sentences of the audit: Vietnamese that an official can read aloud, dates as dd/mm/yyyy."""

from collections.abc import Sequence
from datetime import date

from audit.elapsed import Span
from audit.newest import Newest
from audit.seen import day_at
from domain.source import Expect, Section, Source
from domain.verdict import Verdict

DAYS = {"working": "ngày làm việc", "calendar": "ngày"}
UNSURE = "có mục chưa xác định được ngày đăng, có thể còn trong hạn"


def day_words(day: date) -> str:
    """A day as it is written in an administrative document."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def share_words(dated: int, items: int) -> str:
    """How much of a list carries a date."""
    return f"chỉ có {dated} trong {items} mục của danh sách xác định được ngày đăng"


def subject(source: Source, section: Section | None) -> str:
    """The name of the place, as the sentence begins."""
    if section:
        return f"Chuyên mục “{section.name}”"
    named = source.title.casefold().startswith(("trang ", "cổng ", "báo ", "đài "))
    return source.title if named else f"Trang “{source.title}”"


def fresh_words(newest: Newest, span: Span, expect: Expect, as_of: date) -> str:
    """Why the place counts as up to date."""
    text = f"có tin mới nhất ngày {day_words(newest.dated)}" if newest.dated else "có tin mới"
    new = newest.appeared
    if new and newest.active and newest.active != newest.dated:
        text += f", có mục lần đầu xuất hiện ngày {day_words(day_at(new.first_seen))}"
        text += f" dù ghi ngày {day_words(new.day)}" if new.day else " dù không ghi ngày"
    text += f", còn trong mức {expect.late} {DAYS[expect.days]} tính đến ngày {day_words(as_of)}"
    return text + excused_words(span)


def young_words(born: date) -> str:
    """Why a unit is not yet judged by what its predecessors left."""
    return f"chưa đánh giá vì đơn vị thành lập ngày {day_words(born)}, từ đó chưa quá hạn"


def old_words(verdict: Verdict, newest: Newest, charged: date, span: Span, expect: Expect, as_of: date,
              items: Sequence[int]) -> str:
    """What is held against the agency, and on what ground; “vi phạm” stands only where a law in force says so.

    `charged` is the day the count begins: later than `newest.dated` where an item of unclear date was seen since, or
    where such items were watched.
    """
    limit = expect.silent if verdict is Verdict.SILENT else expect.late
    text = (
        f"có {_newest_words(newest, charged)}; đến lần đọc ngày {day_words(as_of)} "
        f"(danh sách có {items[0]} mục, {items[1]} mục xác định được ngày đăng) đã {span.days} "
        f"{DAYS[expect.days]} không thấy tin mới, vượt mức {limit} {DAYS[expect.days]}"
    )
    ground = f", vi phạm {expect.rule}" if expect.basis == "law" else f" (căn cứ: {expect.rule})"
    return text + ground + excused_words(span)


def _newest_words(newest: Newest, charged: date) -> str:
    dated = f"tin mới nhất ngày {day_words(newest.dated)}" if newest.dated else ""
    if charged == newest.dated:
        return dated
    if newest.watched:
        watched = f"các mục không ghi ngày đăng được theo dõi từ ngày {day_words(charged)}, không thấy mục mới"
    else:
        watched = f"mục không rõ ngày đăng thấy lần đầu ngày {day_words(charged)}"
    return f"{dated} và {watched}" if dated else watched


def excused_words(span: Span) -> str:
    """How many days were left out because nobody could reach the site."""
    return f"; đã trừ {span.excused} ngày không truy cập được trang" if span.excused else ""
