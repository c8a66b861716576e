"""A person who mistypes a data file is told the file, the line, the field and what was expected."""

from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, field_validator

from domain.errors import DataError
from domain.yamlfile import fault, line_of, load_model, read_yaml


class Row(BaseModel):
    """A line of a list."""

    model_config = ConfigDict(extra="forbid")
    name: str
    since: date | None = None


class Page(BaseModel):
    """A file with every kind of field."""

    model_config = ConfigDict(extra="forbid")
    title: str = Field(min_length=1)
    days: int = Field(default=1, ge=1, le=10)
    kind: Literal["so", "ban"] = "so"
    code: str = Field(default="a", pattern="^[a-z]$")
    active: bool = True
    rows: tuple[Row, ...] = ()

    @field_validator("title")
    @classmethod
    def _capital(cls, value: str) -> str:
        if value.islower():
            raise ValueError("phải viết hoa chữ đầu")
        return value


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "trang.yml"
    file.write_text(text, "utf-8")
    return file


def refused(tmp_path: Path, text: str) -> DataError:
    with pytest.raises(DataError) as caught:
        load_model(written(tmp_path, text), Page)
    return caught.value


def test_a_sound_file_becomes_its_model(tmp_path: Path) -> None:
    page = load_model(written(tmp_path, "title: Sở A\nrows:\n  - {name: x, since: 2023-08-22}\n"), Page)
    assert page.rows[0].since == date(2023, 8, 22)


def test_extra_fills_what_does_not_stand_in_the_file(tmp_path: Path) -> None:
    assert load_model(written(tmp_path, "days: 2\n"), Page, extra={"title": "Từ tên tệp"}).title == "Từ tên tệp"


@pytest.mark.parametrize(
    ("text", "line", "field", "expected"),
    [
        ("title: A\ndays: hai\n", 2, "days", "cần một số nguyên (đang ghi: hai)"),
        ("title: A\ndays: 0\n", 2, "days", "phải từ 1 trở lên"),
        ("title: A\ndays: 11\n", 2, "days", "không được quá 10"),
        ("title: A\nkind: cục\n", 2, "kind", "cần một trong: 'so' hoặc 'ban'"),
        ("title: A\ncode: AB\n", 2, "code", "cần đúng mẫu ^[a-z]$"),
        ("title: A\nactive: có\n", 2, "active", "cần true hoặc false"),
        ("title: ''\n", 1, "title", "không được để trống"),
        ("title: sở\n", 1, "title", "phải viết hoa chữ đầu"),
        ("title: [a]\n", 1, "title", "cần một chuỗi"),
        ("title: A\nrows: một\n", 2, "rows", "cần một danh sách"),
        ("title: A\nrows:\n  - x\n", 3, "rows.0", "cần một bảng"),
        ("title: A\nrows:\n  - name: x\n    since: 22/8/2023\n", 4, "rows.0.since", "cần ngày dạng YYYY-MM-DD"),
        ("title: A\nrows:\n  - {since: 2023-08-22}\n", 3, "rows.0.name", "thiếu trường bắt buộc"),
        ("title: A\ntilte: B\n", 2, "tilte", "không có trường này trong lược đồ"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(tmp_path: Path, text: str, line: int, field: str, expected: str) -> None:
    error = refused(tmp_path, text)
    assert (error.line, error.field) == (line, field)
    assert expected in error.expected
    assert str(tmp_path / "trang.yml") in str(error) and f"dòng {line}" in str(error)


def test_further_errors_are_counted(tmp_path: Path) -> None:
    assert "còn 2 lỗi khác" in refused(tmp_path, "title: A\ndays: x\nkind: y\nmore: 1\n").expected


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("title: Sở: A\n", 1, "dấu ngoặc kép"),
        ("\ttitle: A\n", 1, "dấu tab"),
        ("title: 'A\n", 2, "thiếu dấu ngoặc kép đóng"),
        ("title: A\nrows: [a, b\nkind: so\n", 3, "thiếu dấu ]"),
        ("rows: {a: 1\nkind: so\n", 2, "thiếu dấu }"),
        ("title: *A\n", 1, "dấu *"),
        ("title: A\nkind\n", 3, "thiếu dấu “:”"),
        ('title: "A" B\n', 1, "chữ thừa"),
        ("- a\ntitle: A\n", 2, "lẫn danh sách và khóa"),
    ],
)
def test_broken_yaml_says_what_to_look_at(tmp_path: Path, text: str, line: int, hint: str) -> None:
    error = refused(tmp_path, text)
    assert error.line == line and hint in error.expected


@pytest.mark.parametrize(
    ("text", "line"), [("title: A\ntitle: B\n", 2), ("title: A\nrows:\n  - name: a\n    name: b\n", 4)]
)
def test_a_key_that_stands_twice_is_refused(tmp_path: Path, text: str, line: int) -> None:
    error = refused(tmp_path, text)
    assert "xuất hiện hai lần" in error.expected and error.line == line


def test_only_true_and_false_are_booleans(tmp_path: Path) -> None:
    read = read_yaml(written(tmp_path, "off: 2024-04-29\nno: on\nyes: y\ngood: true\nbad: False\n"))
    assert read == {"off": date(2024, 4, 29), "no": "on", "yes": "y", "good": True, "bad": False}


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "chỉ một câu\n"])
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, text: str) -> None:
    assert "bảng" in refused(tmp_path, text).expected


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"khong-co\.yml: không có tệp"):
        read_yaml(tmp_path / "khong-co.yml")


def test_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / "cu.yml"
    file.write_bytes("title: Sở Nội vụ".encode("utf-16"))
    with pytest.raises(DataError, match="UTF-8"):
        read_yaml(file)


def test_the_nearest_line_is_given_for_what_does_not_stand_there(tmp_path: Path) -> None:
    file = written(tmp_path, "# đầu\ntitle: A\nrows:\n  - name: a\n")
    assert line_of(file, ("rows", 0, "since")) == 4
    assert line_of(file, ("rows", 7, "name")) == 3
    assert line_of(file, ()) == 2
    assert fault(file, ("rows", 0, "name"), "sai").field == "rows.0.name"
