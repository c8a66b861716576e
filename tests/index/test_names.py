"""What people write after a field's colon."""

from datetime import date

import pytest

from domain.errors import UnknownName
from domain.plan import load_plan
from domain.settings import Settings
from domain.unit import load_registry
from index.names import Names, days
from tests.index import made

NAMES = Names(made.registry(), made.plan())


@pytest.mark.parametrize("written", ["A08", "a08", "3", "03", "TTHC", "cải cách thủ tục hành chính", "Cai cach"])
def test_an_area_by_id_number_or_title(written: str) -> None:
    assert NAMES.area(written) == "A08"


def test_an_area_that_could_be_two_is_refused() -> None:
    with pytest.raises(UnknownName, match="Không rõ nội dung"):
        NAMES.area("c")


def test_every_area_and_unit_of_the_shipped_files_is_understood() -> None:
    settings = Settings()
    registry = load_registry(settings.units)
    names = Names(registry, load_plan(settings.plan))
    for number, area in enumerate(names.plan.areas, 1):
        assert {names.area(form) for form in (area.id, str(number), area.title, area.short)} == {area.id}
    assert all(names.unit(unit.id) == unit.id for unit in registry.units.values())


@pytest.mark.parametrize(("written", "code"), [
    ("sở", "so"), ("so", "so"), ("Cổng thông tin", "cong"), ("huyện", "ubnd-huyen"), ("blog-la", "blog-la")])
def test_a_kind_of_source_by_code_or_name(written: str, code: str) -> None:
    assert NAMES.kind(written) == code


def test_an_unknown_kind_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="báo"):
        NAMES.kind("tờ rơi")


@pytest.mark.parametrize(("written", "code"), [
    ("Phóng sự", "phong_su"), ("phong-su", "phong_su"), ("ghi chép", "phong_su"), ("TIN", "tin"), ("bài viết", "bai"),
])
def test_a_format_by_code_or_name(written: str, code: str) -> None:
    assert NAMES.format(written) == code
    with pytest.raises(UnknownName, match="thể loại"):
        NAMES.format(f"{written} lạ")


@pytest.mark.parametrize(("kind", "text", "likely"), [
    ("unit", "sở yên bình", True), ("unit", "sở yên bình họp", False), ("area", "chuyển đổi số", True),
    ("area", "chuyển đổi số họp", False), ("since", "tháng 8 năm 2023", True), ("since", "2023 họp", False),
    ("format", "phóng sự", True), ("format", "tin mới", False), ("original", "đăng lại", True),
    ("source", "trang x", False),
])
def test_only_words_that_make_a_known_name_are_taken_together(kind: str, text: str, likely: bool) -> None:
    assert NAMES.likely(kind, text) == likely


@pytest.mark.parametrize(("written", "span"), [
    ("tháng 8 năm 2023", (date(2023, 8, 1), date(2023, 8, 31))), ("ngày 22/8/2023", (date(2023, 8, 22),) * 2),
    ("năm 2023", (date(2023, 1, 1), date(2023, 12, 31))),
    ("22/08/2023", (date(2023, 8, 22), date(2023, 8, 22))), ("2/8/2023", (date(2023, 8, 2), date(2023, 8, 2))),
    ("2.8.2023", (date(2023, 8, 2), date(2023, 8, 2))), ("2023-08-22", (date(2023, 8, 22), date(2023, 8, 22))),
    ("02/2023", (date(2023, 2, 1), date(2023, 2, 28))), ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
    ("2023", (date(2023, 1, 1), date(2023, 12, 31))),
])
def test_dates_are_read_day_before_month(written: str, span: tuple[date, date]) -> None:
    assert days(written) == span


@pytest.mark.parametrize("written", ["30/02/2023", "13/2023", "0/0/0000", "0000", "22/8", "hôm nay", ""])
def test_no_date_is_made_up(written: str) -> None:
    with pytest.raises(UnknownName):
        days(written)
