"""The families: whose address it is, what makes two addresses one article, lists, paging, and a changed page."""

import pytest

from crawlers import platforms
from crawlers.page import Document, parse
from crawlers.platforms import REGISTRY, article_identity, identity
from domain.errors import SiteChanged
from domain.source import Profile, Section, Source

SECTION = Section(id="tin", name="Tin", url="/tin")
TITLE = "Hội nghị sơ kết công tác cải cách hành chính sáu tháng đầu năm"


def page(body: str, url: str = "https://x.example/tin") -> Document:
    return parse(f"<html><head><meta charset=utf-8></head><body>{body}</body></html>".encode(), "text/html", url)


def source(platform: str = "listing", **more: object) -> Source:
    return Source.model_validate(
        {"id": "x", "title": "X", "unit": "x", "url": "https://x.example/", "platform": platform, **more}
    )


@pytest.mark.parametrize(
    "twins",
    [
        [
            "https://x.vn/tin-tuc/-/view_content/2370646-ten-bai",
            "https://x.vn/vi/tin-tuc/-/view_content/2370646-ten-bai.html",
            "https://www.x.vn/vi/en/en/vi/thong-bao/-/view_content/2370646-ten-khac",
            "https://x.vn/tin-tuc/-/view_content/pop_up/2370646-ten-bai?redirect=%2Ftin",
            "http://x.vn/web/guest/a/b/-/view_content/2370646-ten-bai?_101_viewMode=print",
        ],
        [
            "https://x.vn/-/asset_publisher/abc123/content/ten-bai-viet",
            "https://x.vn/web/guest/tin/-/asset_publisher/Zk9/content/ten-bai-viet?p_p_auth=q",
            "https://x.vn/en/-/asset_publisher/content/ten-bai-viet",
        ],
        ["https://x.vn/article?item=" + "0a" * 16, "https://x.vn/vi/article/?item=" + "0A" * 16 + "&page=2"],
        ["http://x.vn/xa/ManagementNews/DetailNew/354?page=30", "http://x.vn/Xa/managementnews/detailnew/354"],
        [
            "https://b.vn/xa-hoi/202112/ten-bai-946123",
            "https://b.vn/xa-hoi/202112/ten-bai-946123/",
            "https://b.vn/thoi-su/202112/ten-da-sua-946123/index.htm",
        ],
        ["https://v.vn/chi-tiet-tin?/ten-cua-mot-bai/1342/31/5", "https://v.vn/chi-tiet-tin?/ten-cua-mot-bai/1342/34/5"],
        [
            "https://a.vn/default.aspx?page=news&do=detail&category_id=99&id=1350",
            "https://a.vn/Default.aspx?category_id=96&do=detail&id=1350&page=news",
        ],
        ["https://b.vn/ten-cua-mot-bai-post1341739.html", "https://b.vn/ten-moi-cua-bai-post1341739.tpo"],
        ["https://b.vn/ten-cua-mot-bai-a51234.html", "https://b.vn/xa-hoi/ten-cua-mot-bai-a51234.html"],
        [
            "https://b.vn/ten-cua-mot-bai-185230824101500123.htm",
            "https://b.vn/x/ten-sua-cua-bai-185230824101500123.htm",
        ],
        [
            "https://s.vn/Pages/newsdetail.aspx?NewsId=88&CatId=1",
            "https://s.vn/pages/NewsDetail.aspx?CatId=2&newsid=88",
        ],
        ["https://s.vn/tin/Pages/Chi-tiet.aspx?ItemID=7", "https://s.vn/tin/Pages/chi-tiet.aspx?ItemID=7&mid=2"],
        ["https://n.vn/vi/news/kinh-te/ten-cua-mot-bai-12.html", "https://n.vn/news/xa-hoi/ten-cua-mot-bai-12.html"],
        ["https://w.vn/2023/08/24/ten-bai/", "https://w.vn/en/2023/08/24/ten-bai"],
        [
            "https://j.vn/index.php?option=com_content&view=article&id=12:ten&Itemid=3",
            "https://j.vn/?option=com_content&id=12",
        ],
        [
            "https://p.vn/wps/portal/tin/!ut/p/z1/abc/?1dmy&urile=wcm%3apath%3a/so/tin/ten-bai",
            "https://p.vn/wps/portal/khac/!ut/p/z0/xyz/?urile=wcm:path:/so/tin/ten-bai&1dmy",
        ],
        ["https://d.vn/node/910", "https://d.vn/vi/node/910"],
        ["http://k.vn/tin/ArtMID/480/ArticleID/640/ten", "http://k.vn/khac/ArtMID/9/ArticleID/640/ten-moi"],
    ],
    ids=lambda twins: twins[0][:40],
)
def test_the_addresses_of_one_article_count_once(twins: list[str]) -> None:
    assert len({identity(twin) for twin in twins}) == 1
    assert all(article_identity(twin) for twin in twins)


def test_different_articles_never_share_an_identity() -> None:
    addresses = [
        "https://x.vn/tin/-/view_content/1-ten",
        "https://x.vn/tin/-/view_content/2-ten",
        "https://x.vn:81/tin/-/view_content/1-ten",
        "https://x.vn/web/so-a/-/asset_publisher/k/content/thong-bao",
        "https://x.vn/web/so-b/-/asset_publisher/k/content/thong-bao",
        "https://b.vn/a/202112/ten-946123",
        "https://b.vn/a/202201/ten-946123",
        "https://s.vn/a/Pages/tin.aspx?ItemID=7",
        "https://s.vn/b/Pages/tin.aspx?ItemID=7",
        "https://s.vn/a/Pages/tin.aspx?ItemID=8",
        "https://x.vn/xa-a/tin/chi-tiet/3",
        "https://x.vn/xa-b/tin/chi-tiet/3",
        "https://n.vn/vi/news/a/ten-cua-mot-bai-12.html",
        "https://n.vn/en/news/a/name-of-an-article-12.html",
        "https://x.vn/ke-hoach-cong-tac-nam-2023",
        "https://x.vn/phong-a/ke-hoach-cong-tac-nam-2023",
    ]
    assert len({identity(address) for address in addresses}) == len(addresses)


@pytest.mark.parametrize(
    "url",
    [
        "https://x.vn/",
        "https://x.vn/tin-tuc",
        "https://x.vn/tin-tuc?_101_cur=2&p_p_id=101",
        "https://x.vn/articles?cat=tin",
        "https://x.vn/pages?item=gioi-thieu",
        "https://b.vn/xa-hoi/trang-2.html",
        "https://s.vn/Pages/newslist.aspx?CatId=12",
        "https://n.vn/vi/news/kinh-te/",
        "https://w.vn/category/tin/page/2/",
        "https://w.vn/2023/08/",
        "https://x.vn/tin-trong-tinh-c12.html",
        "https://x.vn/web/guest/tin",
        "https://x.vn/trang-thong-tin-dien-tu-2023",
    ],
)
def test_sections_and_paging_are_no_articles(url: str) -> None:
    assert article_identity(url) is None


@pytest.mark.parametrize("name", ["liferay", "item", "mvc", "yyyymm", "listing"])
def test_a_page_without_a_list_is_a_change_not_an_empty_list(name: str) -> None:
    menu = "<ul class=menu><li><a href=/gioi-thieu>Giới thiệu chung về cơ quan</a></ul><p>Trang đang nâng cấp.</p>"
    with pytest.raises(SiteChanged) as caught:
        REGISTRY[name].entries(page(menu), source(name), SECTION)
    assert caught.value.outcome == "site_changed"


def test_in_a_known_family_nothing_else_is_an_article() -> None:
    rows = "".join(f"<li><a href='/pages/{n}'>{TITLE} số {n}</a> <i>0{n}/08/2023</i>" for n in range(1, 6))
    with pytest.raises(SiteChanged):
        platforms.entries(page(f"<ul>{rows}</ul>"), source("liferay"), None)
    assert len(platforms.entries(page(f"<ul>{rows}</ul>"), source("listing"), None)) == 5


def test_the_family_is_guessed_from_the_pages_own_marks() -> None:
    newspaper = "".join(
        f"<article><h2><a href='/xa-hoi/202308/bai-{n}00{n}1/'>{TITLE} {n}</a></h2></article>" for n in range(1, 6)
    )
    portal = '<div class="portlet-boundary" id="p_p_id_101_"><div class="lfr-x asset-abstract"></div></div>'
    assert platforms.guess(page(newspaper)) == ("yyyymm", 1.0)
    assert platforms.guess(page(portal))[0] == "liferay"
    assert platforms.guess(page("<p>Không có gì</p>"))[0] == "listing"


def test_a_persons_selector_goes_before_structure() -> None:
    html = (
        f"<div class=a><a href=/1-khac>{TITLE}</a></div>"
        "<div class=tin><b><a href=/tb/1>Thông báo</a></b> <i>24/08/2023</i></div>"
    )
    chosen = platforms.entries(page(html), source(extract={"item": "div.tin"}), SECTION)
    assert [(entry.url, entry.title, str(entry.published and entry.published.day)) for entry in chosen] == [
        ("https://x.example/tb/1", "Thông báo", "2023-08-24")
    ]
    with pytest.raises(SiteChanged):
        platforms.entries(page(html), source(extract={"item": "div["}), SECTION)


def test_the_sources_own_patterns_decide_what_is_an_article() -> None:
    rows = "".join(f"<li><a href='/tin/{n}'>{TITLE} số {n}</a> <i>0{n}/08/2023</i>" for n in range(1, 6))
    kept = platforms.entries(page(f"<ul>{rows}</ul>"), source(article=r"^/tin/[1-4]$", skip=["/tin/2"]), SECTION)
    assert [entry.url[-1] for entry in kept] == ["1", "3", "4"]


def test_own_selectors_replace_the_familys_one_by_one() -> None:
    mine = source("liferay", extract={"title": "h2.ten", "drop": ["div.qc"]})
    profile = platforms.profile_of(mine)
    assert (profile.title, profile.body) == ("h2.ten", REGISTRY["liferay"].profile.body)
    assert profile.drop[0] == "div.qc" and ".taglib-ratings" in profile.drop
    assert platforms.profile_of(source()) == Profile()


@pytest.mark.parametrize(
    ("html", "url", "wanted"),
    [
        ("<link rel=next href=/tin?start=8>", "/tin", "/tin?start=8"),
        ("<b>1</b> <a href=/tin?page=2>2</a> <a href=/tin?page=3>3</a>", "/tin", "/tin?page=2"),
        (
            "<a href=/tin?page=1>1</a> <b>2</b> <a href=/tin?page=3>3</a> <a href=/tin?page=9>»</a>",
            "/tin?page=2",
            "/tin?page=3",
        ),
        ("<a href=/tin>1</a> <li class=active><a>2</a></li> <a href=/tin?page=2>3</a>", "/tin?page=1", "/tin?page=2"),
        (
            "<a href=/tin/trang-1>1</a><a class=active href=#>2</a><a href=/tin/trang-3>3</a>",
            "/tin/trang-2",
            "/tin/trang-3",
        ),
        ("<a href=/tin/page/2/>Cũ hơn</a>", "/tin", "/tin/page/2/"),
        ("<a href=/tin?cur=3 title='Trang sau'>›</a>", "/tin?cur=2", "/tin?cur=3"),
        ("<a href='javascript:__doPostBack(1)'>2</a>", "/tin", None),
        ("<a href=/tin?page=1>1</a> <b>2</b>", "/tin?page=2", None),
        (
            "<table class=lich><a href='/lich?day=1&month=8'>1</a><a href='/lich?day=2&month=8'>2</a></table>",
            "/tin",
            None,
        ),
        ("<a href=/bai-viet-tiep-theo-cua-loat>Bài tiếp theo</a>", "/tin", None),
    ],
)
def test_the_older_page(html: str, url: str, wanted: str | None) -> None:
    found = platforms.next_page(page(html, "https://x.example" + url), source(), SECTION)
    assert found == (wanted and "https://x.example" + wanted)
