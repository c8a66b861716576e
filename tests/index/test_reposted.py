"""From whom an article says it was taken over, and when that makes it a repost."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.article import Article
from domain.errors import DataError
from index.reposted import FILE, LONGEST, Origins, known_press
from tests.index import made


def credited(named: str | None, unit: str = "so-x", url: str = "https://trang-x.example/1") -> Article:
    one = made.article(1, on=date(2023, 8, 22), unit=unit, origin=named)
    return replace(one, found=replace(one.found, url=url))


@pytest.mark.parametrize("named", [
    "Sở Yên bình", "SỞ YÊN BÌNH", "yen-binh.example", "https://www.yen-binh.example/tin/1", "TTXVN", "VnExpress",
    "vnexpress", "Vnexpress.net", "thethao.vnexpress.net", "Báo nhân dân", "Báo Nhân Dân", "Nhân Dân", "Thanh Niên",
    "Theo TTXVN", "TTXVN/Vietnam+", "Lê Văn Thử / Vnexpress.net", "Báo Đồng Xanh", "Cổng Thông tin điện tử Đồng Xanh",
    "Sở Xây cầu Đồng Xanh", "VTV, VOV", "Pháp luật TP.HCM", "“Tuổi Trẻ”", "Thông Tấn Xã Việt Nam",
])
def test_somebody_else_is_an_origin(named: str) -> None:
    assert Origins(made.registry()).origin(credited(named)) == named


@pytest.mark.parametrize("named", [
    None, "", "Sở Xây cầu", "Sở Xây cầu, TTXVN", "Ban biên tập", "nhân dân", "thanh niên", "lao động", "Bộ Y tế",
    "Đồng Xanh", "Sở Yên bình - Đồ họa: Lê Thử", "Ảnh: TTXVN", "Tổng hợp từ VnExpress", "trang-x.example", "Zung",
    "Công ty Thử nghiệm", "http://khong-biet.example", "TTXVN " * LONGEST,
])
def test_itself_a_picture_a_place_and_a_stranger_are_none(named: str | None) -> None:
    assert Origins(made.registry()).origin(credited(named)) is None


def test_the_site_an_article_stands_on_is_no_origin() -> None:
    origins = Origins(made.registry())
    assert origins.origin(credited("Sở Yên bình", url="https://yen-binh.example/1")) is None
    assert origins.origin(credited("VnExpress", url="https://kinhdoanh.vnexpress.net/1")) is None
    assert origins.origin(credited("Sở Yên bình", unit="so-y")) is None
    assert origins.origin(replace(credited("TTXVN"), text=None)) is None


def test_a_body_that_is_no_more_still_has_its_name() -> None:
    origins = Origins(made.registry())
    assert origins.origin(credited("Sở Cũ kỹ", unit="so-moi")) == "Sở Cũ kỹ"
    assert origins.origin(replace(credited("Sở Cũ kỹ"), reading=None)) == "Sở Cũ kỹ"


def test_the_file_names_every_outlet_once() -> None:
    press = known_press(FILE)
    assert press.of_host("baotintuc.vn") == press.of_host("vietnamplus.vn") == press.written["TTXVN"] == "TTXVN"
    assert press.of_host("example.vn") is None
    lines = [line for line in FILE.read_text("utf-8").splitlines() if line.startswith("  ")]
    names = [name.strip(" []-") for line in lines for name in line.split(",") if name.strip(" []-")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("text", "line", "says"), [
    ("version: 1\npress:\n  - [TTXVN]\n  - []\n", 4, "ít nhất 1"),
    ("version: 1\npress:\n  - [TTXVN, ' ']\n", 3, "không được để trống"),
    ("version: 1\npress:\n  - [24]\n", 3, "cần một chuỗi"),
    ("version: 1\npress:\n  - TTXVN\n", 3, "danh sách"),
    ("version: 1\npres:\n  - [TTXVN]\n", 1, "press"),
    ("version: 1\npress:\n  - [Báo Lao Động]\n  - [VOV, Lao động]\n", 4, "Lao động"),
    ("version: 1\npress: [[TTXVN]\n", None, "YAML"),
])
def test_a_faulty_file_is_told_with_its_line(tmp_path: Path, text: str, line: int | None, says: str) -> None:
    file = tmp_path / "press.yml"
    file.write_text(text, "utf-8")
    with pytest.raises(DataError, match=says) as caught:
        known_press(file)
    assert str(file) in str(caught.value) and (line is None or caught.value.line == line)
