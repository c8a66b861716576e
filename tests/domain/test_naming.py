"""A form that two units share at one time names neither; at different times the date decides."""

from datetime import date

from domain.body import Name, Unit
from domain.naming import clashes, every_name, overlap

EARLY, LATE = date(2024, 12, 31), date(2025, 1, 1)


def unit(unit_id: str, *names: Name, level: str = "province") -> Unit:
    return Unit(unit_id, "so", level, "obligated", names)


def official(text: str, unit_id: str, first: date | None = None, last: date | None = None) -> Name:
    return Name(text, unit_id, "official", first, last)


def texts(*units: Unit) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {one.id: set() for one in units}
    for name in every_name(units, {}):
        found[name.unit].add(name.text)
    return found


def test_initials_of_two_units_name_neither() -> None:
    found = texts(unit("nv", official("Sở Nội vụ", "nv")), unit("ngv", official("Sở Ngoại vụ", "ngv")))
    assert found == {"nv": {"Sở Nội vụ"}, "ngv": {"Sở Ngoại vụ"}}


def test_what_a_person_typed_wins_over_a_rule() -> None:
    found = texts(
        unit("nv", official("Sở Nội vụ", "nv"), Name("SNV", "nv", "short")), unit("ngv", official("Sở Ngoại vụ", "ngv"))
    )
    assert "SNV" in found["nv"] and "SNV" not in found["ngv"]


def test_units_may_share_a_name_one_after_the_other() -> None:
    before = unit("a", official("Sở Tài chính", "a", last=EARLY))
    after = unit("b", official("Sở Tài chính", "b", first=LATE))
    assert {name.unit for name in every_name((before, after), {}) if name.text == "STC"} == {"a", "b"}
    assert not list(clashes((*before.names, *after.names)))


def test_overlap_counts_the_common_day() -> None:
    one = official("x", "a", last=EARLY)
    assert overlap(one, official("x", "b", first=EARLY))
    assert not overlap(one, official("x", "b", first=LATE))
    assert overlap(official("x", "a"), official("x", "b"))


def test_a_bare_place_needs_company_and_its_capital_letters() -> None:
    names = every_name([unit("pm", official("Ủy ban nhân dân thị xã Phú Mỹ", "pm"), level="district")], {})
    bare = [name for name in names if name.needs_prefix]
    assert [(name.text, name.case_sensitive) for name in bare] == [("Phú Mỹ", True)]
    assert {"thị xã Phú Mỹ", "TX. Phú Mỹ", "UBND thị xã Phú Mỹ"} <= {name.text for name in names}


def test_a_commune_has_no_bare_name() -> None:
    names = every_name([unit("vt", official("phường Vũng Tàu", "vt"), level="commune")], {})
    assert {"phường Vũng Tàu", "UBND phường Vũng Tàu"} <= {name.text for name in names}
    assert "Vũng Tàu" not in {name.text for name in names}


def test_initials_are_matched_in_capitals() -> None:
    names = {name.text: name for name in every_name([unit("tc", official("Sở Tài chính", "tc"))], {})}
    assert names["STC"].case_sensitive and not names["Sở Tài chính"].case_sensitive
    assert (names["STC"].kind, names["Sở Tài chính"].kind) == ("short", "official")
