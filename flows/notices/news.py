"""What a saved search found, as a letter and as JSON: titles, units, days and addresses, oldest first as first seen."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from html import escape
from typing import Any

from domain.dated import VIETNAM
from flows.notices.letter import CUT_OFF, Letter, page_of
from flows.notices.notice import one_line

GREETING = "Kính gửi Quý vị,"
NOTE = (
    "Mỗi tin, bài chỉ được báo một lần, kể cả bài có ngày cũ mà hệ thống mới thấy. "
    "Thư do hệ thống Phủ sóng gửi tự động, không cần trả lời."
)


@dataclass(frozen=True)
class Item:
    """One article as a reader needs it; `day` is dd/mm/yyyy in Vietnam or "không rõ ngày", `url` is safe to show."""

    id: str
    title: str
    unit: str
    day: str
    url: str


@dataclass(frozen=True)
class News:
    """`id` names it for ever. `asked` is the search in words; `items` is not empty."""

    id: str
    name: str
    asked: str
    items: tuple[Item, ...]
    again: bool = False  # an earlier sending was cut off: it may have arrived


def news_letter(news: News, simulated: bool = False) -> Letter:
    """The letter for one recipient. Made under a clock set by hand, the subject says so."""
    mark = "[Mô phỏng] " if simulated else ""
    subject = one_line(f"{mark}Phủ sóng: {len(news.items)} tin, bài mới cho “{news.name}”")
    head = f"Tìm kiếm đã lưu “{one_line(news.name)}” ({one_line(news.asked)}) có {len(news.items)} tin, bài mới."
    lines = [head, CUT_OFF] if news.again else [head]
    return Letter(
        subject, "\n\n".join([GREETING, *lines, *map(_plain, range(1, len(news.items) + 1), news.items), NOTE]) + "\n",
        _page(lines, news.items),
    )


def news_body(news: News, now: datetime, simulated: bool = False) -> bytes:
    """The same for a program; instants in Vietnam time."""
    said: dict[str, Any] = {
        "id": news.id, "kind": "search.new", "search": news.name, "asked": news.asked,
        "articles": [asdict(one) for one in news.items], "sent_at": now.astimezone(VIETNAM).isoformat(),
        "again": news.again,
    }
    if simulated:
        said["simulated"] = True
    return json.dumps(said, ensure_ascii=False).encode()


def _plain(number: int, one: Item) -> str:
    return "\n".join([f"{number}. {one.title}", f"   {one.unit} · {one.day}", *([f"   {one.url}"] if one.url else [])])


def _page(lines: Sequence[str], items: Sequence[Item]) -> str:
    head = "".join(f"<p>{escape(one)}</p>" for one in (GREETING, *lines))
    return page_of(f"{head}<ol>{''.join(map(_row, items))}</ol>", NOTE)


def _row(one: Item) -> str:
    title = f'<a href="{escape(one.url)}">{escape(one.title)}</a>' if one.url else escape(one.title)
    address = f"<br><small>{escape(one.url)}</small>" if one.url else ""
    return f"<li>{title}<br>{escape(one.unit)} · {escape(one.day)}{address}</li>"
