"""The report's tables as CSV files: the same numbers, for those who go on calculating."""

from domain.verdict import VIETNAMESE
from reports.csv import write_csv
from reports.report import Report

UNKNOWN = "không đánh giá được"


def grid_csv(report: Report) -> str:
    """Unit × area × week with zero cells; what could not be seen says so instead of a number."""
    names = {row.unit: row.name for row in report.now.units}
    titles = {row.area: row.short for row in report.now.areas}
    rows = [
        (names[cell.unit], cell.unit, titles[cell.area], cell.area, cell.week,
         *((UNKNOWN,) * 5 if cell.number is None else cell.number))
        for cell in report.now.grid()
    ]
    head = ("Đơn vị", "Mã đơn vị", "Nội dung", "Mã nội dung", "Tuần", "Tin, bài", "Lượt bài – nội dung", "Bài gốc",
            "Đăng lại", "Trong đó chờ xem lại")
    return write_csv(head, rows)


def articles_csv(report: Report) -> str:
    """Every article of the period on the plan: title, source, day and link."""
    rows = [
        (one.day.isoformat() if one.day else None, one.source, one.unit, one.title, one.url, " ".join(one.areas),
         "đăng lại" if one.repost else "bài gốc", " ".join(one.in_review))
        for one in report.items
    ]
    return write_csv(
        ("Ngày", "Nguồn", "Mã đơn vị", "Tiêu đề", "Địa chỉ", "Nội dung", "Loại", "Nội dung chờ xem lại"), rows)


def findings_csv(report: Report) -> str:
    """Every verdict with what proves it."""
    rows = [
        (report.sources[one.source].title, one.unit, one.section, VIETNAMESE[one.verdict], one.verdict.value, one.since,
         one.newest, one.checked_at.isoformat() if one.checked_at else None, one.reason,
         one.rule.source if one.rule else None, " ".join(one.fetched), " ".join(one.evidence))
        for one in report.findings
    ]
    head = ("Trang", "Mã đơn vị", "Chuyên mục", "Kết luận", "Mã kết luận", "Từ ngày", "Tin mới nhất", "Lần đọc",
            "Lý do", "Căn cứ", "Địa chỉ", "Bản lưu")
    return write_csv(head, rows)
