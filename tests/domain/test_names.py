"""The written forms of a name that the rules must make, and those they must not."""

import pytest

from domain.names import forms, key, place_of, plain, short_of

PROVINCE = {"Bà Rịa – Vũng Tàu": ("BR-VT", "BRVT"), "Thành phố Hồ Chí Minh": ("TP.HCM", "TPHCM")}


def keys(name: str) -> set[str]:
    return {key(form) for form in forms(name, PROVINCE)}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Sở Thông tin và Truyền thông", "Sở TT-TT"),
        ("Sở Thông tin và Truyền thông", "Sở TT&TT"),
        ("Sở Thông tin và Truyền thông", "Sở TT và TT"),
        ("Sở Thông tin và Truyền thông", "Sở TTTT"),
        ("Sở Thông tin và Truyền thông", "STTTT"),
        ("Sở Thông tin và Truyền thông", "SỞ THÔNG TIN - TRUYỀN THÔNG"),
        ("Sở Thông tin và Truyền thông", "Sở Thông tin – Truyền thông"),
        ("Sở Thông tin và Truyền thông", "Sở Thông tin-Truyền thông"),
        ("Sở Thông tin và Truyền thông", "Sở Thông tin & Truyền thông"),
        ("Sở Lao động – Thương binh và Xã hội", "Sở LĐ-TB&XH"),
        ("Sở Lao động – Thương binh và Xã hội", "Sở LĐTB&XH"),
        ("Sở Lao động – Thương binh và Xã hội", "Sở LĐTBXH"),
        ("Sở Lao động – Thương binh và Xã hội", "Sở LĐ–TBXH"),
        ("Sở Lao động – Thương binh và Xã hội", "Sở Lao động, Thương binh và Xã hội"),
        ("Sở Lao động – Thương binh và Xã hội", "Sở Lao động Thương binh và Xã hội"),
        ("Sở Nông nghiệp và Phát triển nông thôn", "Sở Nông nghiệp và PTNT"),
        ("Sở Nông nghiệp và Phát triển nông thôn", "Sở Nông nghiệp - PTNT"),
        ("Sở Nông nghiệp và Phát triển nông thôn", "Sở NN&PTNT"),
        ("Sở Giao thông vận tải", "Sở GTVT"),
        ("Sở Văn hóa, Thể thao và Du lịch", "Sở VH-TT-DL"),
        ("Sở Văn hóa, Thể thao và Du lịch", "Sở VHTT&DL"),
        ("Ban Dân tộc", "BDT"),
        ("Ủy ban nhân dân thành phố Vũng Tàu", "UBND TP.Vũng Tàu"),
        ("Ủy ban nhân dân thành phố Vũng Tàu", "Uỷ ban Nhân dân TP Vũng Tàu"),
        ("Ủy ban nhân dân thị xã Phú Mỹ", "UBND TX. Phú Mỹ"),
        ("Văn phòng Ủy ban nhân dân tỉnh", "VP UBND tỉnh"),
        ("Ban Quản lý các khu công nghiệp", "BQL các KCN"),
        ("Cổng Thông tin điện tử tỉnh", "Cổng TTĐT tỉnh"),
        ("Báo Bà Rịa – Vũng Tàu", "Báo BR-VT"),
        ("Báo Bà Rịa – Vũng Tàu", "báo Bà Rịa-Vũng Tàu"),
        ("Đài Phát thanh – Truyền hình tỉnh", "Đài PT-TH tỉnh"),
        ("Đài Phát thanh – Truyền hình tỉnh", "Đài Phát thanh và Truyền hình tỉnh"),
        ("Trung tâm Văn hóa – Thông tin – Thể thao huyện Đất Đỏ", "TT VH-TT-TT huyện Đất Đỏ"),
        ("Sở Nội vụ Thành phố Hồ Chí Minh", "Sở Nội vụ TP.HCM"),
    ],
)
def test_usual_forms_are_made(name: str, written: str) -> None:
    assert key(written) in keys(name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Sở Tư pháp", "Sở TP"),  # “Sở TP.HCM …” begins so
        ("Sở Thông tin và Truyền thông", "Sở VH-TT"),
        ("Ủy ban nhân dân thành phố Vũng Tàu", "Vũng Tàu"),
        ("Ủy ban nhân dân thành phố Vũng Tàu", "phường Vũng Tàu"),
        ("Ủy ban nhân dân tỉnh", "UBND"),
    ],
)
def test_forms_that_mean_something_else_are_not_made(name: str, other: str) -> None:
    assert key(other) not in keys(name)


@pytest.mark.parametrize("name", ["Sở Y tế", "Thanh tra tỉnh", "Ủy ban nhân dân huyện Côn Đảo", "Tỉnh Đoàn"])
def test_every_form_is_made_once_and_the_name_comes_first(name: str) -> None:
    made = list(forms(name, PROVINCE))
    assert made[0] == name
    assert len({key(form) for form in made}) == len(made)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uỷ ban", "Ủy ban"),
        ("Sở Văn hoá", "sở văn hóa"),
        ("BR - VT", "BR–VT"),
        ("TT & TT", "TT và TT"),
        ("TP.Vũng Tàu", "TP. Vũng Tàu"),
        ("TP.Vũng Tàu", "tp vũng tàu"),
        ("Sở  Y tế ", "Sở Y tế"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_diacritics_tell_names_apart_until_they_are_left_out() -> None:
    assert key("xã Đá Bạc") != key("xã Da Bac")
    assert plain("xã Đá Bạc") == plain("xa da bac")


def test_a_place_has_rank_and_name() -> None:
    assert place_of("Ủy ban nhân dân thị xã Phú Mỹ") == ("thị xã", "Phú Mỹ")
    assert place_of("phường Thắng Tam") == ("phường", "Thắng Tam")
    assert place_of("Ủy ban nhân dân tỉnh") is None


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Sở Thông tin và Truyền thông", "Sở TT&TT"),
        ("Sở Lao động – Thương binh và Xã hội", "Sở LĐ-TB&XH"),
        ("Sở Y tế", "Sở Y tế"),
        ("Ủy ban nhân dân thành phố Vũng Tàu", "UBND TP. Vũng Tàu"),
        ("Văn phòng Ủy ban nhân dân tỉnh", "VP UBND tỉnh"),
        ("Đài Phát thanh – Truyền hình tỉnh", "Đài PT-TH tỉnh"),
        ("Trung tâm Văn hóa – Thông tin – Thể thao thị xã Phú Mỹ", "TT VH-TT-TT TX. Phú Mỹ"),
        ("Sở Văn hóa và Thể thao Thành phố Hồ Chí Minh", "Sở Văn hóa và Thể thao Thành phố Hồ Chí Minh"),
    ],
)
def test_table_heads_have_the_short_form(name: str, short: str) -> None:
    assert short_of(name) == short
