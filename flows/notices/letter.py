"""A letter of several notices, in plain text and HTML, in the order of headings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from flows.notices.notice import Audience, Notice, one_line

GREETING = {
    Audience.DEPARTMENT: "Kính gửi Phòng Thông tin – Báo chí – Xuất bản,",
    Audience.OPERATIONS: "Gửi bộ phận vận hành hệ thống Phủ sóng,",
}
NOTE = {
    Audience.DEPARTMENT: "Kết luận về một trang chỉ dựa trên bản lưu đã đọc được; đơn vị có thể đề nghị phúc tra. "
    "Thư do hệ thống gửi tự động, không cần trả lời.",
    Audience.OPERATIONS: "Đây là việc của hệ thống, không phải lỗi của cơ quan có trang. Thư do hệ thống gửi tự động.",
}
CUT_OFF = "(lần gửi trước bị ngắt giữa chừng, có thể thư này đã đến)"


@dataclass(frozen=True)
class Letter:
    """`subject` is one line; `plain` and `html` say the same."""

    subject: str
    plain: str
    html: str


def letter_of(notices: Sequence[Notice], audience: Audience, simulated: bool = False) -> Letter:
    """One letter for one recipient; `notices` is not empty. Made under a clock set by hand, the subject says so."""
    groups = [(heading, list(found)) for heading, found in groupby(
        sorted(notices, key=lambda one: (not one.critical, one.heading, not one.start, one.at, one.id)),
        key=lambda one: (one.heading, one.start),
    )]
    mark = "[Mô phỏng] " if simulated else "[KHẨN] " if any(one.critical for one in notices) else ""
    return Letter(
        one_line(mark + _subject(notices)),
        "\n\n".join([GREETING[audience], *(_plain(_head(*name), found) for name, found in groups), NOTE[audience]])
        + "\n",
        _page(GREETING[audience], [(_head(*name), found) for name, found in groups], NOTE[audience]),
    )


def _subject(notices: Sequence[Notice]) -> str:
    if len(notices) == 1:
        return f"Phủ sóng: {_head(notices[0].heading, notices[0].start)}"
    began = sum(one.start for one in notices)
    counts = [f"{began} việc mới"] * bool(began) + [f"{len(notices) - began} việc đã hết"] * (began < len(notices))
    return f"Phủ sóng: {', '.join(counts)}"


def _head(heading: str, start: bool) -> str:
    return heading if start else f"{heading} – đã hết"


def _plain(head: str, notices: Iterable[Notice]) -> str:
    rows = [head.upper()]
    for one in notices:
        rows.append(f"- {one.sentence} ({_when(one)}){' ' + CUT_OFF if one.again else ''}")
        if one.evidence:
            rows.append(f"  Trang đã đọc: {one.evidence}")
        if proof := _proof(one):
            rows.append(f"  {proof}")
    return "\n".join(rows)


def _page(greeting: str, groups: Sequence[tuple[str, list[Notice]]], note: str) -> str:
    body = "".join(f"<h3>{escape(head)}</h3><ul>{''.join(map(_item, found))}</ul>" for head, found in groups)
    return page_of(f"<p>{escape(greeting)}</p>{body}", note)


def page_of(inner: str, note: str) -> str:
    """A letter's page: `inner` is HTML, `note` the plain words at its foot."""
    return (
        '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"></head>'
        f"<body>{inner}<p><small>{escape(note)}</small></p></body></html>"
    )


def _item(one: Notice) -> str:
    rows = [f"{escape(one.sentence)} ({escape(_when(one))})"]
    if one.again:
        rows.append(f"<i>{CUT_OFF}</i>")
    if one.evidence:
        rows.append(f'<a href="{escape(one.evidence)}">Trang đã đọc</a>')
    if proof := _proof(one):
        rows.append(f"<small>{escape(proof)}</small>")
    return f"<li>{'<br>'.join(rows)}</li>"


def _when(one: Notice) -> str:
    return f"ghi nhận lúc {one.day}"


def _proof(one: Notice) -> str:
    if not one.record:
        return ""
    read = f", đọc lúc {one.checked_at}" if one.checked_at else ""
    return f"Bản lưu làm bằng chứng: {one.record}{read}"
