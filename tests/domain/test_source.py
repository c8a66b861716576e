"""A source file is small, strict, and says where it is wrong."""

from pathlib import Path

import pytest

from domain.errors import DataError, UnknownName
from domain.source import Expect, load_source, load_sources, pick

WHOLE = """\
title: Trang Sở A
unit: so-a
url: https://so-a.example/
platform: liferay
sections:
  - {id: cchc, name: Cải cách hành chính, url: /cchc, expect: {late: 14, silent: 60}}
  - {id: thong-bao, name: Thông báo, url: "https://tb.example/x", archive: true}
expect: {late: 5, silent: 20, days: calendar, basis: internal_rule, rule: Quy chế của Sở}
article: "^/tin/"
skip: ["^/in/"]
history: window
origin: danh sách của Sở
"""


def written(tmp_path: Path, text: str, name: str = "so-a.yml") -> Path:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    return file


def test_the_file_name_is_the_id(tmp_path: Path) -> None:
    source = load_source(written(tmp_path, WHOLE))
    assert (source.id, source.host, source.history, source.verified) == ("so-a", "so-a.example", "window", False)


def test_a_section_has_its_own_address_and_expectation(tmp_path: Path) -> None:
    source = load_source(written(tmp_path, WHOLE))
    reform, notices = source.sections
    assert source.section_url(reform) == "https://so-a.example/cchc"
    assert source.section_url(notices) == "https://tb.example/x"
    assert source.expect_of(reform) == Expect(late=14, silent=60)
    assert source.expect_of(notices).late == source.expect_of(None).late == 5


def test_three_lines_are_a_source(tmp_path: Path) -> None:
    source = load_source(written(tmp_path, "title: A\nunit: so-a\nurl: http://a.example\n"))
    assert (source.url, source.platform, source.expect.basis) == ("http://a.example/", "listing", "proposal")


def test_a_query_is_kept_where_the_path_is_empty(tmp_path: Path) -> None:
    assert load_source(written(tmp_path, "title: A\nunit: a\nurl: http://a.example?lang=vi\n")).url == (
        "http://a.example/?lang=vi"
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "expected"),
    [
        ("platform: liferay", "platform: joomla", 4, "platform", "cần một trong"),
        ("url: https://so-a.example/", "url: so-a.example", 3, "url", "http:// hoặc https://"),
        ("url: https://so-a.example/", "url: ftp://so-a.example", 3, "url", "http:// hoặc https://"),
        ("unit: so-a", "unti: so-a", 1, "unit", "thiếu trường bắt buộc"),
        ("id: thong-bao", "id: cchc", 1, "", "hai chuyên mục trùng id"),
        ("id: thong-bao", "id: Thông báo", 7, "sections.1.id", "cần đúng mẫu"),
        ("silent: 20", "silent: 3", 8, "expect", "silent phải lớn hơn hoặc bằng late"),
        ("late: 5", "late: 0", 8, "expect.late", "phải từ 1 trở lên"),
        ('article: "^/tin/"', 'article: "^/tin("', 9, "article", "biểu thức chính quy sai"),
        ('skip: ["^/in/"]', 'skip: ["["]', 10, "skip", "biểu thức chính quy sai"),
        ("history: window", "history: year", 11, "history", "cần một trong"),
    ],
)
def test_a_slip_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, field: str, expected: str
) -> None:
    with pytest.raises(DataError) as caught:
        load_source(written(tmp_path, WHOLE.replace(old, new)))
    assert (caught.value.line, caught.value.field) == (line, field or "-")
    assert expected in caught.value.expected


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.yml", "a.yaml", "c.yml", "ghi-chu.txt"):
        written(tmp_path, "title: A\nunit: so-a\nurl: http://a.example/\n", name)
    assert list(load_sources(tmp_path)) == ["a", "b", "c"]
    assert list(load_sources(tmp_path / "b.yml")) == ["b"]


def test_two_files_for_one_source_are_refused(tmp_path: Path) -> None:
    for name in ("a.yaml", "a.yml"):
        written(tmp_path, "title: A\nunit: so-a\nurl: http://a.example/\n", name)
    with pytest.raises(DataError, match="đã có một tệp khác"):
        load_sources(tmp_path)


def test_a_name_that_is_no_source_is_answered_with_those_that_are(tmp_path: Path) -> None:
    sources = load_sources(written(tmp_path, WHOLE))
    assert [source.id for source in pick(sources, ())] == ["so-a"]
    with pytest.raises(UnknownName, match=r"so-b.*so-a"):
        pick(sources, ("so-b",))
