"""The first lines of a report: holes before numbers, then what was counted, then what has to be done about sites."""

from dataclasses import dataclass

from domain.verdict import VIETNAMESE, Verdict
from reports.form import number, percent, signed
from reports.report import Report
from reports.table import Coverage

MOST_NAMES = 6  # names in one sentence; the rest is a number


@dataclass(frozen=True)
class Kpi:
    """One row of the summary table. `change` is a dash where the two periods cannot be compared."""

    label: str
    now: str
    before: str
    change: str


def holes(report: Report) -> tuple[str, ...]:
    """What the numbers do not show; empty only when every expected check was done."""
    table, lines = report.now, []
    lacking = table.expected - table.done - table.made_up
    if lacking > 0:
        made_up = f", {number(table.made_up)} lượt được đọc bù về sau" if table.made_up else ""
        lines.append(f"Đã thực hiện {number(table.done)} trên {number(table.expected)} lượt kiểm tra đúng ngày "
                     f"({percent(table.done, table.expected)}){made_up}; còn thiếu {number(lacking)} lượt, số liệu "
                     "trong kỳ có thể chưa đầy đủ.")
    if table.holes:
        units = named([row.name for row in table.holes], "đơn vị")
        lines.append(f"{len(table.holes)} đơn vị không đánh giá được trong kỳ: {units}. Ô không có số "
                     "của các đơn vị này không có nghĩa là không có tin, bài.")
    if report.unread:
        short = {row.area: row.short for row in table.areas}
        areas = named([short.get(area, area) for area in report.unread], "nội dung")
        lines.append(f"Phần mềm chưa có quy tắc nhận biết cho {len(report.unread)} nội dung: {areas}. Số 0 ở các nội "
                     "dung này không có nghĩa là không có tin, bài.")
    unclear = len(report.sites) - report.told
    if unclear:
        lines.append(f"{unclear} trên {len(report.sites)} trang chưa đủ căn cứ để kết luận về việc cập nhật.")
    if table.undated.articles:
        lines.append(f"{number(table.undated.articles)} bài về các nội dung của kế hoạch chưa xác định được ngày "
                     "đăng, được thống kê riêng và không tính vào kỳ, tuần nào.")
    return tuple(lines)


def lines(report: Report) -> tuple[str, ...]:
    """The period in a few sentences."""
    table = report.now
    empty = [row.short for row in table.areas if not row.count.articles and row.area not in report.unread]
    unsettled = [row.short for row in table.areas if row.count.unsettled]
    told = [
        f"Ghi nhận {number(table.total)} tin, bài có ngày đăng trong kỳ; {number(table.all.articles)} tin, bài "
        f"({percent(table.all.articles, table.total)}) có nội dung theo kế hoạch, gồm {number(table.all.originals)} "
        f"bài gốc và {number(table.all.reposts)} bài đăng lại"
        + (f"; trong đó {number(table.all.in_review)} tin, bài chờ người xem lại nội dung." if table.all.in_review
           else "."),
        f"{_covered(table)}/{len(table.areas)} nội dung có tin, bài"
        + (f"; mới chỉ có bài chờ xem lại: {named(unsettled, 'nội dung')}" if unsettled else "")
        + (f"; chưa thấy tin, bài về: {named(empty, 'nội dung')}." if empty else "."),
        f"{table.covering}/{len(table.units)} đơn vị có tin, bài theo kế hoạch"
        + (f"; mới chỉ có bài chờ xem lại: {named([row.name for row in table.unsettled], 'đơn vị')}."
           if table.unsettled else "."),
    ]
    for verdict in (Verdict.SILENT, Verdict.LATE):
        sites = [report.sources[one.source].title for one in report.sites if one.verdict is verdict]
        if sites:
            told.append(f"{len(sites)} trang thuộc diện “{VIETNAMESE[verdict].lower()}” theo mức áp dụng: "
                        f"{named(sites, 'trang')}.")
    return tuple(told)


def kpis(report: Report) -> tuple[Kpi, ...]:
    """This period beside the one before."""
    pairs = (
        ("Tin, bài có ngày đăng trong kỳ", lambda table: table.total),
        ("Tin, bài có nội dung theo kế hoạch (không trùng)", lambda table: table.all.articles),
        ("Trong đó: bài gốc", lambda table: table.all.originals),
        ("Trong đó: bài đăng lại", lambda table: table.all.reposts),
        ("Trong đó: bài chờ người xem lại nội dung", lambda table: table.all.in_review),
        ("Lượt bài – nội dung (một bài có thể thuộc nhiều nội dung)", lambda table: table.all.pairs),
        ("Số đơn vị có tin, bài theo kế hoạch (không kể đơn vị mới chỉ có bài chờ xem lại)",
         lambda table: table.covering),
        ("Số nội dung có tin, bài (không kể nội dung mới chỉ có bài chờ xem lại)", _covered),
    )
    rows = []
    for label, value in pairs:
        now, before = value(report.now), value(report.before) if report.before else None
        same = report.before is not None and _comparable(report.now) and _comparable(report.before)
        rows.append(Kpi(label, number(now), "–" if before is None else number(before),
                        signed(now - before) if same and before is not None else "–"))
    return tuple(rows)


def comparable(report: Report) -> bool:
    """Whether both periods were read completely, so that a difference means something."""
    return report.before is not None and _comparable(report.now) and _comparable(report.before)


def named(names: list[str], what: str) -> str:
    """A list as it is read aloud, cut where it would be too long."""
    if len(names) > MOST_NAMES:
        return f"{', '.join(names[:MOST_NAMES])} và {len(names) - MOST_NAMES} {what} khác"
    return ", ".join(names[:-1]) + f" và {names[-1]}" if len(names) > 1 else "".join(names)


def _covered(table: Coverage) -> int:
    """Areas with an article that needs nobody's look."""
    return sum(bool(row.count.sure) for row in table.areas)


def _comparable(table: Coverage) -> bool:
    return not any(row.check.partial for row in table.units) and table.expected > 0
