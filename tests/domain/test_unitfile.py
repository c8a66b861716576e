"""A slip in units.yml is named with its line before it can put a wrong unit into a report."""

from datetime import date
from pathlib import Path

import pytest

from domain.errors import DataError
from domain.unit import Registry, load_registry

PROVINCE = """\
shorthand: {Sông Xanh: [SX]}
elsewhere: [Núi Cao]
units:
  - {id: tinh, name: tỉnh Sông Xanh, kind: dia-ban, role: named}
  - {id: so-a, name: Sở Cây và Cỏ, kind: so, parent: tinh, sites: [so-a.example]}
  - {id: so-b, name: Sở Hoa, kind: so, parent: tinh, from: 2020-01-01, sites: [{host: so-b.example, to: 2024-12-31}]}
  - {id: bao, name: Báo Sông Xanh, kind: bao, role: press, parent: tinh, short: Báo SX}
  - {id: huyen-c, name: Ủy ban nhân dân huyện Cát, kind: ubnd-huyen, level: district, parent: tinh, aliases: [HC]}
  - {id: tt-c, name: Trung tâm Văn hóa – Thông tin – Thể thao huyện Cát, kind: trung-tam, role: grassroots,
     via: huyen-c}
communes:
  - {parent: huyen-c, names: [xã Mưa, phường Nắng]}
events:
  - {date: 2025-03-01, kind: merge, moves: {so-b: so-a}, basis: Nghị quyết số 1, certainty: known}
  - {date: 2025-07-01, kind: end, moves: {huyen-c: [], huyen-c.x-mua: []}, basis: Nghị quyết số 2, certainty: known}
"""


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "units.yml"
    file.write_text(text, "utf-8")
    return file


def loaded(tmp_path: Path, text: str = PROVINCE) -> Registry:
    return load_registry(written(tmp_path, text))


def test_another_province_is_another_file(tmp_path: Path) -> None:
    registry = loaded(tmp_path)
    assert [unit.id for unit in registry.obligated(date(2023, 1, 1))] == ["so-a", "so-b", "huyen-c"]
    assert registry.resolve("Sở C&C").id == "so-a"
    assert registry.resolve("báo sx").short_on(None) == "Báo SX"
    assert registry.resolve("sở hoa tỉnh SX").id == "so-b"
    assert registry.elsewhere == ("Núi Cao",)
    assert registry.units["so-b"].sites[0].valid_to == date(2024, 12, 31)


def test_an_event_ends_units_and_communes(tmp_path: Path) -> None:
    registry = loaded(tmp_path)
    assert registry.units["so-b"].valid_to == date(2025, 2, 28)
    assert registry.units["huyen-c.x-mua"].valid_to == date(2025, 6, 30)
    assert registry.units["huyen-c.p-nang"].valid_to is None
    assert registry.successors("so-b", date(2025, 3, 1)) == ("so-a",)
    assert registry.successors("huyen-c", date(2025, 7, 1)) == ()


def test_a_name_ends_with_its_unit(tmp_path: Path) -> None:
    registry = loaded(tmp_path)
    assert {name.valid_to for name in registry.names() if name.unit == "so-b"} == {date(2025, 2, 28)}


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ("id: so-b,", "id: so-a,", 6, "mã “so-a” đã dùng ở trên"),
        ("id: so-a,", "id: Sở A,", 5, "cần đúng mẫu"),
        ("name: Sở Hoa, ", "", 6, "cần name, hoặc names"),
        ("name: Sở Hoa,", "name: SỞ CÂY VÀ CỎ,", 6, "tên “SỞ CÂY VÀ CỎ” đã là của “so-a”"),
        ("aliases: [HC]", "aliases: [Sở Hoa]", 8, "tên “Sở Hoa” đã là của “so-b”"),
        ("host: so-b.example", "host: so-a.example", 6, "máy chủ “so-a.example” đã là của “so-a”"),
        ("host: so-b.example", "host: https://so-b.example", 6, "cần đúng mẫu"),
        ("parent: tinh, short", "parent: tinhh, short", 7, "không có đơn vị “tinhh”"),
        ("kind: dia-ban, role: named", "kind: dia-ban, role: named, parent: tinh", 4, "cấp trên của chính nó"),
        ("via: huyen-c", "via: huyen-d", 10, "không có đơn vị “huyen-d”"),
        ("kind: bao,", "kind: nhật báo,", 7, "cần một trong: so, ban"),
        ("role: press", "role: media", 7, "cần một trong"),
        ("from: 2020-01-01", "from: 01/01/2020", 6, "cần ngày dạng YYYY-MM-DD"),
        ("from: 2020-01-01", "from: 2020-01-01, to: 2019-01-01", 6, "đứng trước from"),
        ("from: 2020-01-01", "from: 2020-01-01, to: 2024-01-01", 6, "bỏ to hoặc sửa cho khớp"),
        ("{parent: huyen-c, names", "{parent: huyen-d, names", 12, "không có đơn vị “huyen-d”"),
        ("xã Mưa, phường Nắng", "xã Mưa, xã Mưa", 12, "“xã Mưa” đã có ở trên"),
        ("xã Mưa, phường Nắng", "Mưa", 12, "“Mưa” cần bắt đầu bằng phường, xã"),
        ("{so-b: so-a}", "{so-b: so-x}", 14, "không có đơn vị “so-x”"),
        ("{so-b: so-a}", "{so-x: so-a}", 14, "không có đơn vị “so-x”"),
        ("{so-b: so-a}", "{so-b: huyen-c, huyen-c: so-a}", 15, "đã kết thúc ở một sự kiện khác"),
        ("date: 2025-03-01", "date: 2019-03-01", 14, "“so-b” không tồn tại trước ngày 2019-03-01"),
        ("moves: {so-b: so-a}", "moves: {so-a: so-b}", 14, ""),
        ("kind: merge", "kind: join", 14, "cần một trong"),
        ("basis: Nghị quyết số 1, ", "", 14, "thiếu trường bắt buộc"),
        ("số 1, certainty: known", "số 1, certainty: sure", 14, "'known' hoặc 'believed'"),
        ("kind: so, parent: tinh, from", "kind: so, paren: tinh, from", 6, "không có trường này"),
    ],
)
def test_a_slip_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, expected: str) -> None:
    assert old in PROVINCE
    if not expected:  # so-b lives on when so-a ends in it: lawful
        assert loaded(tmp_path, PROVINCE.replace(old, new)).successors("so-a", date(2025, 3, 1)) == ("so-b",)
        return
    with pytest.raises(DataError) as caught:
        loaded(tmp_path, PROVINCE.replace(old, new))
    assert expected in caught.value.expected
    assert caught.value.line == line


def test_an_heir_must_exist_on_the_day(tmp_path: Path) -> None:
    late = PROVINCE.replace("name: Sở Cây và Cỏ,", "name: Sở Cây và Cỏ, from: 2026-01-01,")
    with pytest.raises(DataError, match="“so-a” không tồn tại vào ngày 2025-03-01"):
        loaded(tmp_path, late)
