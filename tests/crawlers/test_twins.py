"""What addresses of one article in several folders share."""

import pytest

from crawlers.platforms.twins import key

SAME = [
    ("https://a.vn/vi-vn/stc/tin-tuc/1327.html", "https://a.vn/vi-vn/stc/doan-the/1327.html"),
    ("https://a.vn/site/tintuc/chitiet.php?id=1480", "https://www.a.vn/site/hoatdong/ChiTiet.php?id=1480"),
    ("https://a.vn/tin/mo-diem-88.htm", "https://a.vn/thong-bao/mo-diem-88.htm"),
    ("https://a.vn/tin/xa-an-binh-mo-diem", "https://a.vn/su-kien/2023/xa-an-binh-mo-diem"),
]
OTHERS = [
    ("https://a.vn/tin/1327.html", "https://b.vn/tin/1327.html"),
    ("https://a.vn/tin/1327.html", "https://a.vn/tin/1328.html"),
    ("https://a.vn/tintuc/chitiet.php?id=1480", "https://a.vn/vanban/xem.php?id=1480"),
    ("https://a.vn/tin/mo-diem-88.htm", "https://a.vn/tin/mo-diem-89.htm"),
]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_folders_are_left_out(one: str, two: str) -> None:
    assert key(one) == key(two) is not None


@pytest.mark.parametrize(("one", "two"), OTHERS)
def test_site_number_and_script_are_kept(one: str, two: str) -> None:
    assert key(one) != key(two)


@pytest.mark.parametrize("url", ["https://a.vn/", "https://a.vn/tin-tuc", "https://a.vn/lien-he.html", "https://a.vn/tin/7"])
def test_an_address_without_a_name_of_its_own_has_none(url: str) -> None:
    assert key(url) is None
