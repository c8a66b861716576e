"""CSV: text stays text whatever it begins with."""

import csv
import io

import pytest

from reports.csv import guarded, write_csv


@pytest.mark.parametrize("text", ["=1+1", "+84 254", "-1", "@SUM(A1)", "\tx", "\r=1", " =1", "\u00a0=1"])
def test_formulas_are_kept_from_running(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize(("cell", "kept"), [
    (None, ""), (-3, -3), (2.5, 2.5), (True, "True"), ("Sở A – tin, bài", "Sở A – tin, bài"), ("a=b", "a=b"),
])
def test_plain_cells_are_left_alone(cell: object, kept: object) -> None:
    assert guarded(cell) == kept


def test_a_file_reads_back() -> None:
    text = write_csv(["Đơn vị", "Số bài"], [["Sở “A”, B", 3], ["hai\ndòng", None]])
    assert text.endswith("\r\n")
    assert list(csv.reader(io.StringIO(text))) == [
        ["Đơn vị", "Số bài"], ["Sở “A”, B", "3"], ["hai\ndòng", ""]]
