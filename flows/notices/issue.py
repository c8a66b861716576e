"""The week's report on its way to the department: what it says in short and where it stands.

Put into words when the report is written and kept beside it, so that a letter sent later says what the report says.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import Any, Final

from domain.dated import VIETNAM, week_of
from domain.errors import NotSent
from flows.notices.letter import CUT_OFF, GREETING, Letter, page_of
from flows.notices.notice import Audience, one_line
from reports.report import Report
from reports.summary import holes, lines

NOTE: Final = (
    "Số liệu trong thư là số liệu của báo cáo tại thời điểm chốt. Thư do hệ thống Phủ sóng gửi tự động, không cần trả "
    "lời."
)


@dataclass(frozen=True)
class Issue:
    """`id` names it for ever; days and instants are ISO text, `file` is the report's path; `holes` stand first."""

    id: str
    week: str
    title: str
    first: str
    last: str
    cutoff: str
    file: str
    holes: tuple[str, ...]
    lines: tuple[str, ...]
    simulated: bool
    again: bool = False  # an earlier sending was cut off: it may have arrived


def issue_of(id: str, report: Report, file: Path) -> Issue:
    """What is said of a report that stands in `file`."""
    period = report.period
    return Issue(
        id, week_of(period.first), report.title, period.first.isoformat(), period.last.isoformat(),
        report.cutoff.astimezone(VIETNAM).isoformat(), str(file), holes(report), lines(report), report.simulated,
    )


def kept(file: Path) -> Path:
    """Where the words about a report are kept: beside it."""
    return file.with_name(f"{file.stem}-thu.json")


def keep(issue: Issue) -> None:
    """Put the words beside the report."""
    kept(Path(issue.file)).write_text(json.dumps(asdict(issue), ensure_ascii=False), "utf-8")


def read(file: Path) -> Issue:
    """The words about the report in `file`. Raises NotSent when they are not there."""
    try:
        said = json.loads(kept(file).read_text("utf-8"))
        return Issue(**{**said, "holes": tuple(said["holes"]), "lines": tuple(said["lines"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise NotSent(f"không đọc được {kept(file)}: lập lại báo cáo bằng “phusong report”") from error


def issue_letter(one: Issue) -> Letter:
    """The letter for one recipient. Of a report made under a clock set by hand the subject says so."""
    first, last = (date.fromisoformat(day) for day in (one.first, one.last))
    year, week = one.week.split("-W")
    name = f"Báo cáo tuần {int(week)} năm {year} (từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y})"
    at = f"{datetime.fromisoformat(one.cutoff):%H:%M ngày %d/%m/%Y}"
    head = [f"{name}, {one_line(one.title)}, đã lập xong; số liệu chốt lúc {at}.", *([CUT_OFF] if one.again else [])]
    parts = [("Cần lưu ý về số liệu", one.holes), ("Tóm tắt", one.lines), ("Nơi lưu báo cáo", (one.file,))]
    said = [(title, some) for title, some in parts if some]
    greeting = GREETING[Audience.DEPARTMENT]
    mark = "[Mô phỏng] " if one.simulated else ""
    plain = [greeting, *head, *("\n".join([title.upper(), *(f"- {line}" for line in some)]) for title, some in said)]
    return Letter(one_line(f"{mark}Phủ sóng: {name}"), "\n\n".join([*plain, NOTE]) + "\n",
                  _page([greeting, *head], said))


def issue_body(one: Issue, now: datetime) -> bytes:
    """The same for a program; instants in Vietnam time."""
    said: dict[str, Any] = {**asdict(one), "kind": "report.week", "sent_at": now.astimezone(VIETNAM).isoformat()}
    if not said.pop("simulated"):
        return json.dumps(said, ensure_ascii=False).encode()
    return json.dumps({**said, "simulated": True}, ensure_ascii=False).encode()


def _page(head: Sequence[str], parts: Sequence[tuple[str, Sequence[str]]]) -> str:
    top = "".join(f"<p>{escape(one)}</p>" for one in head)
    body = "".join(f"<h3>{escape(title)}</h3><ul>{_rows(some)}</ul>" for title, some in parts)
    return page_of(top + body, NOTE)


def _rows(some: Sequence[str]) -> str:
    return "".join(f"<li>{escape(one)}</li>" for one in some)
