"""One article under the same number in two folders is stored once; another article under that number is another."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.article import Article, Found, Page, Reading, Text
from domain.dated import Confidence, Dated, Precision
from domain.identity import article_id
from domain.record import State, Work
from flows.house import House
from flows.identity import own_address

SEEN = datetime(2023, 8, 27, 1, 0, tzinfo=UTC)
BODY = "Tổ lưu động tiếp nhận hồ sơ tại nhà văn hóa thôn vào sáng thứ ba và thứ năm hằng tuần của tháng chín."
SITE = "http://so-noi-vu.invalid"


def made(url: str, title: str = "Xã An Bình mở thêm điểm tiếp nhận hồ sơ", body: str = BODY, day: int = 22) -> Article:
    key = article_id(url)
    published = Dated(date(2023, 8, day), Precision.DAY, "visible", Confidence.MEDIUM, f"{day}/08/2023")
    return Article(
        key, Found("so-noi-vu", url, SEEN), Page(url, SEEN, 200, "text/html", "d" * 64, "r"),
        Text(title, "", body, published=published), Reading((), (), "tin", "thử"),
    )  # fmt: skip


def stored(house: House, article: Article) -> None:
    house.store.ledger.found([(article.id, article.found)])
    with house.store.ledger.begin() as connection:
        house.store.ledger.save(article, "so-noi-vu", SEEN, connection=connection)


def asked(house: House, article: Article) -> str:
    work = Work(article.id, "so-noi-vu", article.found.url, State.FETCHED, SEEN)

    def held(one: str) -> Article | None:
        known = house.store.ledger.article(one)
        return known.article if known else None

    return own_address(house, work, article, held)[1]


def told(house: House, first: Article, second: Article) -> str:
    """The address under which the second is stored, when both came in one after the other."""
    asked(house, first)
    stored(house, first)
    return asked(house, second)


TWINS = [
    ("/vi-vn/tin-tuc/1327.html", "/vi-vn/doan-the/1327.html"),
    ("/site/tintuc/chitiet.php?id=1480", "/site/hoatdong/chitiet.php?id=1480"),
    ("/tin-tuc/mo-diem-tiep-nhan-88", "/thong-bao/mo-diem-tiep-nhan-88"),
    ("/tin-tuc/xa-an-binh-mo-diem", "/hoat-dong/xa-an-binh-mo-diem"),
]


@pytest.mark.parametrize(("one", "two"), TWINS)
def test_the_same_words_under_the_same_number_are_one_article(house: House, one: str, two: str) -> None:
    assert told(house, made(SITE + one), made(SITE + two)) == SITE + one


@pytest.mark.parametrize(("one", "two"), TWINS)
@pytest.mark.parametrize("other", [
    {"title": "Khai mạc hội thi tuyên truyền viên giỏi"}, {"body": BODY.replace("tổ lưu động", "x")[:40]}, {"day": 21},
])
def test_another_module_s_article_under_that_number_is_another(
    house: House, one: str, two: str, other: dict[str, str]
) -> None:
    second = made(SITE + two, **other)  # type: ignore[arg-type]
    assert told(house, made(SITE + one), second) == SITE + two


def test_two_numbers_are_two_articles_whatever_they_say(house: House) -> None:
    assert told(house, made(f"{SITE}/tin/1327.html"), made(f"{SITE}/tin/1328.html")) == f"{SITE}/tin/1328.html"


def test_items_without_words_are_never_one(house: House) -> None:
    one, two = made(f"{SITE}/tin/1327.html", body=""), made(f"{SITE}/phim/1327.html", body="")
    assert told(house, one, two) == f"{SITE}/phim/1327.html"


def test_a_small_correction_read_in_one_folder_first_keeps_them_one(house: House) -> None:
    long = BODY * 6
    second = made(f"{SITE}/phim/1327.html", body=long.replace("thứ năm", "thứ sáu", 1))
    assert told(house, made(f"{SITE}/tin/1327.html", body=long), second) == f"{SITE}/tin/1327.html"


def test_what_was_stored_apart_stays_apart(house: House) -> None:
    one, two = made(f"{SITE}/tin/1327.html"), made(f"{SITE}/phim/1327.html", title="Tên cũ")
    stored(house, one)
    stored(house, two)
    assert asked(house, replace(two, text=one.text)) == f"{SITE}/phim/1327.html"


def test_another_source_s_number_says_nothing(house: House) -> None:
    other = made("http://so-tttt.invalid/tin/1327.html")
    house.store.ledger.found([(other.id, replace(other.found, source="so-tttt"))])
    assert asked(house, made(f"{SITE}/tin/1327.html")) == f"{SITE}/tin/1327.html"
