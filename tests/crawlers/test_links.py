"""The walk: every in-site link with what it leads to, for known families and for sites that teach their shapes."""

import pytest

from crawlers import links
from crawlers.links import LinkKind, Shapes, classify, learn, may_be_article, onward
from crawlers.page import Document, parse
from crawlers.platforms.anchors import joiner, resolver
from domain.identity import canonical
from domain.source import Source

TITLE = "Hội nghị sơ kết công tác cải cách hành chính"


def page(body: str, url: str = "https://x.example/tin") -> Document:
    return parse(f"<html><meta charset=utf-8><body>{body}</body></html>".encode(), "text/html", url)


def source(platform: str = "listing", **more: object) -> Source:
    return Source.model_validate(
        {"id": "x", "title": "X", "unit": "x", "url": "https://x.example/", "platform": platform, **more}
    )


def kind(href: str, text: str = TITLE, platform: str = "listing", **more: object) -> str:
    found = classify(page(f"<div><a href='{href}'>{text}</a></div>"), source(platform, **more))
    return found[0].kind.value if found else "none"


@pytest.mark.parametrize(
    ("href", "wanted"),
    [
        ("/tin/-/view_content/12-ten-bai", "article"),
        ("/xa-hoi/202308/ten-bai-990100/", "article"),
        ("/Pages/chitiet.aspx?ItemID=4", "article"),
        ("/vi/news/kinh-te/ten-cua-mot-bai-12.html", "article"),
        ("/tin-tuc", "listing"),
        ("/tin?page=3", "listing"),
        ("/tin/trang-2", "listing"),
        ("/", "listing"),
        ("/files/ke-hoach.pdf", "document"),
        ("/documents/10/20/bao-cao?version=1", "document"),
        ("/tai/BANG.XLSX", "document"),
        ("/anh/1.jpg", "other"),
        ("/rss/tin.rss", "other"),
        ("/dang-nhap", "other"),
        ("/tim-kiem?q=a", "other"),
        ("/vi/en/vi/tin", "other"),
        ("/lich?month=5&year=2031", "other"),
        ("https://khac.example/tin", "none"),
        ("javascript:void(0)", "none"),
        ("#dau-trang", "none"),
        ("mailto:a@x.example", "none"),
    ],
)
def test_what_an_address_leads_to(href: str, wanted: str) -> None:
    assert kind(href, "Mục") == wanted


def test_in_a_known_family_only_its_shape_is_an_article() -> None:
    assert kind("/tin/-/view_content/12-ten", platform="liferay") == "article"
    assert kind("/gioi-thieu-chung-ve-so-va-cac-don-vi-truc-thuoc", platform="liferay") == "listing"
    assert kind("/xa-hoi/202308/ten-bai-990100/", platform="liferay") == "listing"


def test_the_sources_own_words_come_first() -> None:
    assert kind("/bai/7", article=r"^/bai/\d+$") == "article"
    assert kind("/tin/-/view_content/12-ten", article=r"^/bai/\d+$") == "listing"
    assert kind("/tin-tuc", skip=("^/x", "/tin-tuc$")) == "other"


def test_what_looks_as_the_sites_articles_do_may_be_one_and_its_page_decides() -> None:
    taught = learn([f"https://x.example/doc/{n}" for n in range(40, 45)], pages=["https://x.example/muc/12"])
    assert kind("/doc/77") == "listing" and may_be_article("https://x.example/doc/77", taught)
    assert not may_be_article("https://x.example/doc/77", Shapes())
    assert not may_be_article("https://x.example/muc/13", taught)
    assert may_be_article("https://x.example/truong-trung-cap-nghe-dan-toc-noi-tru.html", Shapes())


def test_teaching_grows_and_a_menus_shape_is_never_an_articles() -> None:
    first = learn([f"https://x.example/tin?id={n}" for n in range(3)])
    both = learn([f"https://x.example/tin?id={n}" for n in range(3)], pages=["https://x.example/tin?id=9"], known=first)
    assert first.is_article("https://x.example/tin?id=99") and not both.is_article("https://x.example/tin?id=99")
    assert not learn(["https://x.example/a/1", "https://x.example/a/2"]).articles


def test_one_link_an_address_with_its_best_words_and_one_identity_for_twins() -> None:
    body = (
        "<a href=/tin/-/view_content/12-ten><img></a><a href='/tin/-/view_content/12-ten#x'>" + TITLE + "</a>"
        "<a href=/vi/tin/-/view_content/12-ten>Xem thêm</a>"
    )
    found = classify(page(body), source("liferay"))
    assert [(link.kind, link.text) for link in found] == [(LinkKind.ARTICLE, TITLE), (LinkKind.ARTICLE, "Xem thêm")]
    assert len({link.identity for link in found}) == 1


def test_items_of_a_list_are_articles_and_long_menu_entries_are_not() -> None:
    rows = "".join(f"<li><a href=/xem/{n}>{TITLE} lần thứ {n}</a> <i>0{n}/08/2023</i></li>" for n in range(1, 5))
    menu = "<nav><a href=/chuc-nang-nhiem-vu-va-co-cau-to-chuc-cua-so>Chức năng, nhiệm vụ và cơ cấu tổ chức</a></nav>"
    kinds = {
        link.url.removeprefix("https://x.example"): link.kind.value for link in classify(page(menu + rows), source())
    }
    assert [kinds[f"/xem/{n}"] for n in range(1, 5)] == ["article"] * 4
    assert kinds["/chuc-nang-nhiem-vu-va-co-cau-to-chuc-cua-so"] == "listing"


def test_relative_addresses_follow_the_pages_base() -> None:
    document = parse(
        b"<html><head><base href='https://x.example/a/'></head><body><a href=b>Tin</a></body></html>",
        "text/html",
        "https://x.example/z/y",
    )
    assert [link.url for link in classify(document, source())] == ["https://x.example/a/b"]


def test_a_link_is_joined_as_browsers_do_and_one_that_is_no_address_stops_nothing() -> None:
    document = parse(b'<base href="/tin/cu/"><p>x', "text/html", "https://so.hai-son.gov.vn/a/b?c=1")
    joined = {href: joiner(document)(href) for href in ("bai-1", "/vi/bai-1", "//khac.vn/x", "?p=2", "../", "//[x")}
    assert joined == {
        "bai-1": "https://so.hai-son.gov.vn/tin/cu/bai-1", "/vi/bai-1": "https://so.hai-son.gov.vn/vi/bai-1",
        "//khac.vn/x": "https://khac.vn/x", "?p=2": "https://so.hai-son.gov.vn/tin/cu/?p=2",
        "../": "https://so.hai-son.gov.vn/tin/", "//[x": "//[x",
    }


def test_an_address_that_only_a_menu_names_is_no_article() -> None:
    office = "/gioi-thieu/2-lich-su-hinh-thanh-va-phat-trien-cua-truong.html"
    body = f"<nav><a href={office}>Lịch sử hình thành</a></nav>"
    assert [link.kind for link in classify(page(body), source())] == [LinkKind.LISTING]
    assert kind(office) == "article"


def test_a_bare_list_of_offices_is_walked_to_and_not_read_as_articles() -> None:
    rows = "".join(f"<li><a href=/don-vi-{n}.html>Trung tâm dịch vụ việc làm khu vực {n}</a></li>" for n in range(5))
    assert {link.kind for link in classify(page(f"<ul>{rows}</ul>"), source())} == {LinkKind.LISTING}


def test_what_is_settled_is_left_out_and_nothing_is_worked_out_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"<li><a href=/ten-bai-{n}>{TITLE} lần {n}</a> <i>({n}/8/2023)</i></li>" for n in range(1, 5))
    document = page(f"<p><a href=/gioi-thieu>Giới thiệu</a></p><ul>{rows}</ul>")
    assert [link.kind.value for link in classify(document, source())] == ["listing", *["article"] * 4]
    monkeypatch.setattr(links, "told_of", lambda *_: pytest.fail("no address is open"))
    found = classify(document, source(), lambda url: "ten-bai" in url)
    assert [(link.url, link.text) for link in found] == [("https://x.example/gioi-thieu", "Giới thiệu")]


@pytest.mark.parametrize("base", ["https://x.example/a/b?c=1", "http://www.x.example:8080/", "https://x.example"])
@pytest.mark.parametrize("href", [
    "/tin/1", "//y.example/1", "//", "/", "http://", "https:///tin", "http:tin", "https://X.example/../1", "HTTP://y/1",
    "?d=2", "tin", "../tin", "/\t/y.example/1", "/ /1", "https://x.example", "https://[", "/a/../../b;c?d#e", "",
])
def test_an_address_means_the_same_whether_it_was_worked_out_before_or_not(base: str, href: str) -> None:
    assert resolver(page("", base))(href) == canonical(href, base)


@pytest.mark.parametrize(
    ("href", "wanted"),
    [
        ("/default.aspx?page=news&do=detail&category_id=9&id=410", "article"),
        ("/default.aspx?page=news&category_id=9", "listing"),
        ("/index.php?do=login", "other"),
        ("/chi-tiet-tin?/ten-cua-mot-bai/1342/31/5", "article"),
        ("/danh-sach-tin?/tin-trong-tinh/31", "listing"),
        ("/chi-tiet-van-ban?/ke-hoach-thuc-hien-nam/11", "listing"),
        ("/?p=12&replytocom=4", "none"),
        ("/tin/12-ten.html?tmpl=component&print=1", "none"),
    ],
)
def test_addresses_that_say_in_parameters_what_they_do(href: str, wanted: str) -> None:
    assert kind(href.replace("&", "&amp;")) == wanted


def test_frames_and_refreshes_lead_on() -> None:
    jump = parse(
        b"<html><head><meta http-equiv=Refresh content='0;URL=site/trangchu.php'></head>"
        b"<frameset><frame src=site/dau.php><frame src='https://khac.example/x'></frameset></html>",
        "text/html",
        "https://x.example/",
    )
    assert onward(jump) == ["https://x.example/site/dau.php", "https://x.example/site/trangchu.php"]
    assert {link.url for link in classify(jump, source())} == set(onward(jump))


@pytest.mark.parametrize(
    "first",
    [
        "<script>window.location.href = '/trang-chu';</script>",
        "<body onload=\"top.location.replace('/trang-chu')\">Đang chuyển hướng...</body>",
    ],
)
def test_a_page_that_only_jumps_by_script_leads_on_and_a_whole_one_does_not(first: str) -> None:
    assert onward(page(first)) == ["https://x.example/trang-chu"]
    assert onward(page(first + "<p>Nội dung của trang.</p>" * 200)) == []
