"""The plan of 2023 as issued, any other plan of the same form, and slips that are named."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from domain.errors import DataError
from domain.plan import BASES, TYPES, Plan, load_plan
from domain.settings import SHIPPED_DATA
from domain.unit import load_registry

AS_ISSUED = "bd3728f46f8b98d43115de3d97f99aa8799f636c703786379a80263989eb4dfe"  # sha256 of II.1 … II.12, one a line
PLAN_DAY = date(2023, 8, 22)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(SHIPPED_DATA / "plan-2023.yml", load_registry(SHIPPED_DATA / "units.yml"))


def test_the_twelve_areas_stand_in_the_plans_order_and_words(plan: Plan) -> None:
    assert [area.id for area in plan.areas] == [f"A{n:02d}" for n in range(1, 13)]
    assert [area.clause for area in plan.areas] == [f"II.{n}" for n in range(1, 13)]
    assert hashlib.sha256("\n".join(area.text for area in plan.areas).encode()).hexdigest() == AS_ISSUED
    assert (plan.issued, plan.issuer) == (PLAN_DAY, "so-tttt")


def test_table_heads_are_short(plan: Plan) -> None:
    assert all(len(area.short.split()) <= 6 for area in plan.areas)
    assert len({area.short for area in plan.areas}) == 12


def test_sub_codes_and_sides(plan: Plan) -> None:
    parts = {area.id: [part.id for part in area.parts] for area in plan.areas if area.parts}
    assert parts == {"A06": ["a", "b", "c", "d"], "A12": ["a", "b"]}
    sided = [area for area in plan.areas if area.polarity]
    assert [(area.id, [part.polarity for part in area.parts]) for area in sided] == [("A12", ["praise", "criticism"])]


def test_the_26_obligations_are_whole(plan: Plan) -> None:
    assert [one.id for one in plan.obligations] == [f"O{n:02d}" for n in range(1, 27)]
    for one in plan.obligations:
        assert one.must and one.check and one.whom and one.clause and one.areas, one.id
        assert set(one.types) <= set(TYPES), one.id
        assert one.basis == "plan", one.id
        assert {norm.basis for norm in one.norms} <= set(BASES), one.id


def test_no_norm_beside_the_plan_decides(plan: Plan) -> None:
    """No text in force in 2023 gave a number of days: nothing that the plan asks may be called a violation."""
    assert [one.id for one in plan.obligations if any(norm.decides for norm in one.norms)] == []
    updating = plan.obligation("O08")
    assert updating is not None
    assert [norm.valid_from for norm in updating.norms if norm.basis == "law"] == [date(2022, 8, 15)]


def test_what_is_asked_of_everybody_names_all_areas(plan: Plan) -> None:
    first = plan.obligation("O01")
    assert first is not None and first.areas == tuple(area.id for area in plan.areas)
    assert [one.id for one in plan.obligations if one.areas == ("A11",)] == ["O23"]
    assert plan.area("A13") is None and plan.obligation("O99") is None


OTHER = """\
id: ke-hoach-rung-2027
title: Kế hoạch tuyên truyền bảo vệ rừng
issued: 2027-03-01
issuer: so-x
areas:
  - {id: R1, short: Phòng cháy, title: Phòng cháy rừng, text: Tuyên truyền phòng cháy rừng.}
  - id: TRONG-RUNG
    short: Trồng rừng
    title: Trồng rừng
    text: Tuyên truyền trồng rừng.
    polarity: true
    parts: [{id: a, title: Khen, polarity: praise}, {id: b, title: Chê, polarity: criticism}]
obligations:
  - id: V1
    who: [role:obligated]
    whom: Các cơ quan
    must: Đăng tin mỗi tuần
    type: C+F
    check: số tin mỗi tuần
    norms: [{text: Luật về rừng, basis: law, decides: true, from: 2027-01-01}]
    areas: [R1]
"""
UNITS = "units:\n  - {id: so-x, name: Sở Rừng, kind: so}\n"


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "plan.yml"
    file.write_text(text, "utf-8")
    (tmp_path / "units.yml").write_text(UNITS, "utf-8")
    return file


def test_another_plan_with_other_areas_loads(tmp_path: Path) -> None:
    other = load_plan(written(tmp_path, OTHER), load_registry(tmp_path / "units.yml"))
    assert [area.id for area in other.areas] == ["R1", "TRONG-RUNG"]
    assert (other.short, other.obligations[0].types) == (other.title, ("C", "F"))
    assert [(norm.decides, norm.valid_from) for norm in other.obligations[0].norms] == [(True, date(2027, 1, 1))]


def test_the_version_changes_with_the_file(tmp_path: Path) -> None:
    first = load_plan(written(tmp_path, OTHER)).version
    assert first != load_plan(written(tmp_path, OTHER + "# ghi chú\n")).version


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ("id: TRONG-RUNG", "id: R1", 7, "mã “R1” đã dùng ở trên"),
        ("id: V1", "id: R1", 14, "mã “R1” đã dùng ở trên"),
        ("areas: [R1]", "areas: [R2]", 21, "không có nội dung “R2” trong kế hoạch"),
        ("areas: [R1]", "areas: tất cả", 21, "cần một danh sách"),
        ("type: C+F", "type: C+X", 18, "cần các chữ S, C, F, R, D, E"),
        ("type: C+F", "type: C+C", 18, "cần các chữ"),
        ("who: [role:obligated]", "who: []", 15, "cần ít nhất 1 mục"),
        ("who: [role:obligated]", "who: [so-y]", 15, "không có đơn vị hay nhóm “so-y”"),
        ("who: [role:obligated]", "who: [role:ai]", 15, "không có đơn vị hay nhóm “role:ai”"),
        ("issuer: so-x", "issuer: so-z", 4, "không có đơn vị hay nhóm “so-z”"),
        ("basis: law", "basis: rumour", 20, "cần một trong"),
        ("polarity: true", "polarity: false", 11, "polarity: true đi cùng"),
        ("{id: b, title: Chê", "{id: a, title: Chê", 12, "hai mã con trùng nhau"),
        ("issued: 2027-03-01", "issued: 1/3/2027", 3, "cần ngày dạng YYYY-MM-DD"),
        ("    must: Đăng tin mỗi tuần\n", "", 14, "thiếu trường bắt buộc"),
        ("short: Phòng cháy,", "sort: Phòng cháy,", 6, "thiếu trường bắt buộc"),
    ],
)
def test_a_slip_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, expected: str) -> None:
    assert old in OTHER
    file = written(tmp_path, OTHER.replace(old, new))
    with pytest.raises(DataError) as caught:
        load_plan(file, load_registry(tmp_path / "units.yml"))
    assert expected in caught.value.expected
    assert caught.value.line == line


def test_without_a_registry_units_are_not_looked_up(tmp_path: Path) -> None:
    assert load_plan(written(tmp_path, OTHER.replace("issuer: so-x", "issuer: so-z"))).issuer == "so-z"
