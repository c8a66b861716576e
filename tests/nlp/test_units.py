"""Which units a text names, by which form, and in which relation."""

from datetime import date

import pytest

from domain.article import Role, UnitReading
from tests.nlp.conftest import Read

AFTER = date(2025, 8, 1)  # the province has joined Hồ Chí Minh City


def units(read: Read, body: str, **known: object) -> dict[str, UnitReading]:
    return {one.unit: one for one in read("Tin trong tỉnh", "Tóm tắt.", body, **known).units}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Sở Thông tin và Truyền thông", "so-tttt"),
        ("Sở TT-TT", "so-tttt"),
        ("sở tt&tt", "so-tttt"),
        ("Sở TT – TT", "so-tttt"),
        ("STTTT", "so-tttt"),
        ("SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "so-khdt"),
        ("Sở KH&ĐT", "so-khdt"),
        ("Sở Kế hoạch - Đầu tư", "so-khdt"),
        ("Sở LĐ-TB&XH", "so-ldtbxh"),
        ("Sở Giáo dục & Đào tạo", "so-gddt"),
        ("Uỷ ban nhân dân TP.Vũng Tàu", "vung-tau"),
        ("UBND thành phố Vũng Tàu", "vung-tau"),
        ("TP Vũng Tàu", "vung-tau"),
        ("UBND Tp. Bà Rịa", "ba-ria"),
        ("ỦY BAN NHÂN DÂN THỊ XÃ PHÚ MỸ", "phu-my"),
        ("TX. Phú Mỹ", "phu-my"),
        ("Văn phòng UBND tỉnh", "vp-ubnd"),
        ("UBND tỉnh", "ubnd-tinh"),
        ("Ban Quản lý các khu công nghiệp tỉnh", "bql-kcn"),
        ("Công an tỉnh Bà Rịa-Vũng Tàu", "cong-an-tinh"),
        ("Sở Y tế tỉnh Bà Rịa – Vũng Tàu", "so-y-te"),
    ],
)
def test_one_name_in_its_forms(read: Read, text: str, unit: str) -> None:
    found = units(read, f"Theo {text}, việc đã xong.")
    assert unit in found
    span = found[unit].span
    assert span is not None and span.field == "body"
    assert f"Theo {text}, việc đã xong."[span.start : span.end] == span.text


@pytest.mark.parametrize(
    "text",
    [
        "Bộ TT-TT ban hành thông tư.",
        "Sở Y tế Hà Nội cho biết.",
        "Sở Nội vụ tỉnh Đồng Nai cho biết.",
        "Sở Y tế Đà Nẵng cho biết. Sau đó Sở Y tế kiểm tra.",
        "Đưa bé đến cơ sở y tế gần nhất.",
        "Đại diện các sở GD-ĐT trong cả nước.",
        "Tỷ phú Mỹ trồng cây trên đất đỏ.",
        "Khu đô thị Phú Mỹ Hưng đông người.",
        "Ngụ xã Tân Hòa, huyện Phú Tân.",
    ],
)
def test_what_names_no_unit_of_ours(read: Read, text: str) -> None:
    assert units(read, text) == {}


@pytest.mark.parametrize("text", ["Sở TT&TT TP.HCM công bố.", "Sở Nội vụ TP. Hồ Chí Minh công bố."])
def test_the_city_bodies_are_not_ours_before_the_merger(read: Read, text: str) -> None:
    assert not {"so-tttt", "so-noi-vu"} & units(read, text).keys()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở KH-ĐT, TN-MT, Xây dựng phối hợp rà soát.", {"so-khdt", "so-tnmt", "so-xay-dung"}),
        ("Các Sở: Nội vụ, Tài chính, Y tế và TT&TT dự họp.", {"so-noi-vu", "so-tai-chinh", "so-y-te", "so-tttt"}),
        ("UBND các huyện Xuyên Mộc, Châu Đức và Côn Đảo báo cáo.", {"xuyen-moc", "chau-duc", "con-dao"}),
        ("UBND các huyện, thị xã, thành phố: Vũng Tàu, Bà Rịa.", {"vung-tau", "ba-ria"}),
        ("HĐND và UBND tỉnh ban hành nghị quyết.", {"hdnd-tinh", "ubnd-tinh"}),
        ("TP. Vũng Tàu, Bà Rịa và TX. Phú Mỹ.", {"vung-tau", "ba-ria", "phu-my"}),
        ("Sở Y tế, Sở Nội vụ cùng dự.", {"so-y-te", "so-noi-vu"}),
    ],
)
def test_lists_with_one_head(read: Read, text: str, expected: set[str]) -> None:
    assert units(read, text).keys() == expected


def test_the_province_name_hides_no_city(read: Read) -> None:
    assert units(read, "Người dân Bà Rịa - Vũng Tàu đón khách.").keys() == {"tinh-brvt"}


@pytest.mark.parametrize(
    "text", ["UBND phường Thắng Tam, TP. Vũng Tàu tiếp dân.", "UBND phường 1, TP.Vũng Tàu tiếp dân."]
)
def test_a_ward_counts_for_its_city(read: Read, text: str) -> None:
    assert units(read, text)["vung-tau"].reason == "roll_up"


def test_names_follow_the_date(read: Read) -> None:
    assert "con-dao" in units(read, "UBND huyện Côn Đảo họp.")
    later = units(read, "Đặc khu Côn Đảo họp; UBND huyện Côn Đảo cũ.", published=AFTER)
    assert "con-dao" not in later
    assert any(unit.endswith("con-dao") for unit in later)
    assert "so-noi-vu" not in units(read, "Sở Nội vụ công bố.", published=AFTER)


def test_the_leaders_of_the_city_are_the_last_city_named(read: Read) -> None:
    found = units(read, "TP. Bà Rịa đông khách. Lãnh đạo thành phố vui mừng.")
    assert found["ba-ria"].role is Role.MENTIONED
    bare = units(read, "Lãnh đạo Sở yêu cầu báo cáo.", publisher="so-y-te")
    assert bare.keys() == {"so-y-te"}


def test_leaders_of_nobody_named_are_nobody(read: Read) -> None:
    assert units(read, "Lãnh đạo Sở yêu cầu báo cáo.") == {}


def test_publisher_actor_and_mentioned_are_kept_apart(read: Read) -> None:
    reading = read(
        "Sở Y tế phát thuốc",
        "Sáng nay, thuốc được phát miễn phí.",
        "Sở Nội vụ phối hợp thực hiện. Theo báo cáo gửi Sở Tài chính, việc đã xong.",
        publisher="bao-brvt",
    )
    roles = {(one.unit, one.role) for one in reading.units}
    assert roles == {
        ("bao-brvt", Role.PUBLISHER),
        ("so-y-te", Role.ACTOR),
        ("so-noi-vu", Role.ACTOR),
        ("so-tai-chinh", Role.MENTIONED),
    }
    assert next(one for one in reading.units if one.role is Role.PUBLISHER).span is None


def test_a_place_in_the_lead_is_where_not_who(read: Read) -> None:
    reading = read("Lễ hội biển", "Lễ hội diễn ra tại TP. Vũng Tàu.")
    assert [(one.unit, one.role) for one in reading.units] == [("vung-tau", Role.MENTIONED)]


def test_a_bare_department_needs_its_province(read: Read) -> None:
    body = "Sở Xây dựng cho biết công trình sẽ xong."
    assert [one.unit for one in read("Cầu mới ở Cần Thơ", body=body).units] == []
    ours = read("Cầu mới ở Cần Thơ", body=body, publisher="bao-brvt").units
    assert {one.unit for one in ours} == {"bao-brvt", "so-xay-dung"}


def test_an_undated_text_names_the_unit_with_a_part_in_the_plan(read: Read) -> None:
    assert "so-noi-vu" in units(read, "Sở Nội vụ công bố kết quả.", published=None)
