"""The CSV files say what the report says."""

import csv
import io
from pathlib import Path

from flows.reporting import write
from reports.report import Report
from reports.sheets import articles_csv, findings_csv, grid_csv


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_grid_holds_every_cell_and_no_zero_for_what_nobody_saw(report: Report) -> None:
    cells = {(one["Mã đơn vị"], one["Mã nội dung"], one["Tuần"]): one["Tin, bài"] for one in rows(grid_csv(report))}
    assert len(cells) == 5 * 3 * 2
    assert cells["so-a", "A01", "2023-W34"] == "1"
    assert cells["so-a", "A03", "2023-W34"] == "0"
    assert cells["so-b", "A01", "2023-W34"] == "không đánh giá được"


def test_grid_says_how_many_wait_for_a_person(report: Report) -> None:
    waiting = {(one["Mã đơn vị"], one["Mã nội dung"], one["Tuần"]): one["Trong đó chờ xem lại"]
               for one in rows(grid_csv(report))}
    assert waiting["bao-tinh", "A02", "2023-W33"] == "1"
    assert waiting["so-a", "A01", "2023-W34"] == "0"
    assert waiting["so-b", "A01", "2023-W34"] == "không đánh giá được"


def test_articles_are_all_there_with_their_links(report: Report) -> None:
    found = rows(articles_csv(report))
    assert [one["Ngày"] for one in found] == ["2023-08-15", "2023-08-22"]
    assert [one["Nội dung chờ xem lại"] for one in found] == ["A02", ""]
    assert found[0]["Địa chỉ"] == "https://a.example/1?x=1&y=2" and found[1]["Loại"] == "đăng lại"


def test_a_file_opens_as_utf8_in_a_spreadsheet(report: Report, tmp_path: Path) -> None:
    write(report, tmp_path)
    files = sorted(tmp_path.glob("*.csv"))
    heads = [file.read_text("utf-8").split(",")[0] for file in files]
    assert heads == ["\ufeffĐơn vị", "\ufeffTrang", "\ufeffNgày"]


def test_findings_carry_reason_and_evidence(report: Report) -> None:
    found = rows(findings_csv(report))
    assert len(found) == 6
    assert (found[2]["Mã kết luận"], found[2]["Bản lưu"], found[2]["Từ ngày"]) == ("silent", "r:1", "2023-08-01")
