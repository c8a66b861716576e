"""Lexicon files: what is accepted, what is refused and with which words, and the digest."""

from pathlib import Path

import pytest

from domain.errors import DataError
from domain.plan import Plan
from nlp.rules import HOME, load_lexicon

HEAD = "plan: thu\ncontexts: [{id: xa, any: [nước ngoài]}]\n"
AREA = "title: Thử\nrules: [{id: mot, weight: 3, any: [một việc]}]\n"


def folder(place: Path, head: str = HEAD, **areas: str) -> Path:
    place.mkdir(exist_ok=True)
    (place / "lexicon.yml").write_text(head, "utf-8")
    for name, text in areas.items():
        (place / f"{name}.yml").write_text(text, "utf-8")
    return place


def test_the_shipped_lexicon_covers_the_shipped_plan(plan: Plan) -> None:
    lexicon = load_lexicon(HOME / plan.id, plan.id)
    assert lexicon.ids == {area.id for area in plan.areas}
    assert all(area.rules for area in lexicon.areas)


def test_areas_come_from_file_names_in_order(tmp_path: Path) -> None:
    lexicon = load_lexicon(folder(tmp_path, N2=AREA, N1=AREA))
    assert [area.area for area in lexicon.areas] == ["N1", "N2"]


def test_the_digest_follows_every_byte(tmp_path: Path) -> None:
    one = load_lexicon(folder(tmp_path / "a", N1=AREA)).digest
    assert one == load_lexicon(folder(tmp_path / "b", N1=AREA)).digest
    assert one != load_lexicon(folder(tmp_path / "c", N1=AREA + "# khác\n")).digest


@pytest.mark.parametrize(
    ("area", "field"),
    [
        ("title: Thử\nrules: [{id: a, weight: 3, any: [x]}, {id: a, weight: 2, any: [y]}]\n", "trùng"),
        ("title: Thử\nrules: []\ncontexts: {la: drop}\n", "la"),
        ("title: Thử\nrules: [{id: a, weight: 9, any: [x]}]\n", "weight"),
        ("title: Thử\nrules: [{id: a, weight: 3, any: [x], gan: [y]}]\n", "gan"),
    ],
)
def test_a_broken_file_is_refused_by_name(tmp_path: Path, area: str, field: str) -> None:
    with pytest.raises(DataError, match=field):
        load_lexicon(folder(tmp_path, N1=area))


RULE = "title: Thử\nrules:\n  - id: mot\n    weight: 3\n    any:\n      - một việc\n      - {pattern}\n"


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(mở|đóng cửa", "ngoặc tròn"),
        ("mở) cửa", "ngoặc tròn"),
        ("(mở ~ đóng) cửa", "ngoặc tròn"),
        ("hồ sơ <giay", "ngoặc nhọn"),
        ("$khong-co", "khong-co"),
        ("hồ sơ <khong-co>", "khong-co"),
        ("$vong", "gọi vòng"),
    ],
)
def test_a_slip_in_a_pattern_is_named_with_its_line(tmp_path: Path, pattern: str, said: str) -> None:
    head = HEAD + "words: {vong: [$quanh], quanh: [$giay], giay: [sổ, tờ <vong>]}\n"
    with pytest.raises(DataError, match=said) as caught:
        load_lexicon(folder(tmp_path, head if said == "gọi vòng" else HEAD, N1=RULE.format(pattern=pattern)))
    place = (Path(caught.value.file).name, caught.value.line, caught.value.field)
    assert place == (("lexicon.yml", 3, "words.vong.0") if said == "gọi vòng" else ("N1.yml", 7, "rules.0.any.1"))


@pytest.mark.parametrize("name", ["near", "also", "without"])
def test_a_gap_stands_only_where_it_is_read(tmp_path: Path, name: str) -> None:
    text = f"title: Thử\nrules:\n  - {{id: mot, weight: 3, any: [a], {name}: [b ~ c]}}\n"
    with pytest.raises(DataError, match="“~”") as caught:
        load_lexicon(folder(tmp_path, N1=text))
    assert (caught.value.line, caught.value.field) == (3, f"rules.0.{name}.0")


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("plan: thu\nmask: [(a|b]\n", "mask.0"),
        ("plan: thu\nwords: {ten: [một, (hai]}\n", "words.ten.1"),
        ("plan: thu\ncontexts: [{id: xa, any: [a], against: [b)]}]\n", "contexts.0.against.0"),
        ("plan: thu\nritual: [a ~ b]\n", "ritual.0"),
    ],
)
def test_the_head_is_checked_too(tmp_path: Path, head: str, field: str) -> None:
    with pytest.raises(DataError) as caught:
        load_lexicon(folder(tmp_path, head))
    assert (caught.value.line, caught.value.field) == (2, field)


def test_a_lexicon_of_another_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="thu"):
        load_lexicon(folder(tmp_path, N1=AREA), "plan-2023")
