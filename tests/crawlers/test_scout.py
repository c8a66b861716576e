"""Looking at a site: family, columns with their names, feeds, a file that a person can go on from, saved pages."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawlers.scout import ScoutReport, scout
from crawlers.scout_sections import section_name
from crawlers.scout_yaml import source_id
from domain.errors import CrawlError, DataError
from domain.source import load_source

AT = datetime(2023, 8, 28, 1, 0, tzinfo=UTC)
HOME = "https://so.example/"
WORDS = (
    "Ra quân làm sạch bãi biển sau kỳ nghỉ lễ",
    "Khai giảng lớp xóa mù chữ tại ấp vùng sâu",
    "Đối thoại với tiểu thương chợ trung tâm thị trấn",
    "Bàn giao mười căn nhà tình nghĩa cho hộ nghèo",
)
MENU = (
    "<nav><ul><li><a href=/>Trang chủ</a></li><li><a href=/gioi-thieu>Giới thiệu</a></li>"
    "<li><a href=/tin-tuc>TIN TỨC - SỰ KIỆN</a></li>"
    "<li><a href=/thong-bao>Thông báo</a></li><li><a href=/phong>Phòng ban chuyên môn</a></li>"
    "<li><a href=/lien-he>Liên hệ</a></li></ul></nav>"
)


class Site:
    """A site in a dictionary; what was asked of it is kept in `asked`."""

    def __init__(self, pages: dict[str, str], root: str = HOME) -> None:
        self.pages, self.root, self.asked = pages, root, list[str]()

    def get(self, url: str) -> tuple[int, str, tuple[tuple[str, str], ...], bytes]:
        self.asked.append(url)
        path = url.removeprefix(self.root.rstrip("/"))
        if path == "/dut":
            raise CrawlError("timeout", "30 giây")
        body = self.pages.get(path)
        kind = "text/xml" if path.endswith(("rss", "xml")) else "text/html; charset=utf-8"
        status = 404 if body is None else 200
        return status, url, (("Content-Type", kind),), (body or "<h1>404</h1>").encode()


def html(body: str, title: str) -> str:
    return f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"


def rows(section: str, first: int) -> str:
    return (
        "<ul class=ds>"
        + "".join(
            f"<li><a href=/{section}/chi-tiet/{first + n}>{word}</a> <i>2{n}/08/2023</i></li>"
            for n, word in enumerate(WORDS)
        )
        + "</ul>"
    )


def article(title: str) -> str:
    text = "".join(
        f"<p>{sentence}</p>"
        for sentence in (
            "Sáng nay, tại xã, hơn hai trăm đoàn viên đã tham gia lễ ra quân làm sạch bãi biển dài bốn cây số.",
            "Các lực lượng chia thành bốn nhóm, thu gom rác thải nhựa và trồng thêm hàng trăm cây xanh dọc theo bờ kè.",
        )
    )
    return html(
        f"{MENU}<h1>{title}</h1><div class=ngay>Ngày đăng: 23/08/2023 08:30</div><div class=noi-dung>{text}</div>",
        f"{title} - Sở Ví Dụ",
    )


def agency() -> Site:
    banner = "<a href=/cai-cach-hanh-chinh><img src=/cchc.png></a>"
    pages = {
        "/": html(MENU + rows("tin-tuc", 10) + banner, "Trang chủ - Sở Ví Dụ"),
        "/tin-tuc": html(
            MENU + "<h1>Tin</h1>" + rows("tin-tuc", 10) + "<b>1</b> <a href=/tin-tuc/trang-2>2</a>", "Tin - Sở Ví Dụ"
        ),
        "/thong-bao": html(MENU + rows("thong-bao", 30), "Thông báo - Sở Ví Dụ"),
        "/cai-cach-hanh-chinh": html(MENU + rows("cai-cach-hanh-chinh", 50), "Cải cách hành chính - Sở Ví Dụ"),
        "/gioi-thieu": html(MENU + "<p>Sở Ví Dụ.</p>", "Giới thiệu"),
        **{
            f"/{section}/chi-tiet/{first + n}": article(word)
            for section, first in (("tin-tuc", 10), ("thong-bao", 30), ("cai-cach-hanh-chinh", 50))
            for n, word in enumerate(WORDS)
        },
    }
    return Site(pages)


def look(site: Site, tmp_path: Path, **more: object) -> ScoutReport:
    return scout(site.root, site.get, "so-vi-du", tmp_path / "sources", pages=tmp_path / "pages", at=AT, **more)  # type: ignore[arg-type]


def test_the_columns_are_found_with_their_names(tmp_path: Path) -> None:
    report = look(agency(), tmp_path)
    assert [(one.id, one.name) for one in report.sections] == [
        ("tin-tuc-su-kien", "Tin tức - sự kiện"),
        ("cai-cach-hanh-chinh", "Cải cách hành chính"),
        ("thong-bao", "Thông báo"),
    ] or {one.name for one in report.sections} == {"Tin tức - sự kiện", "Cải cách hành chính", "Thông báo"}
    first = next(one for one in report.sections if one.id == "tin-tuc-su-kien")
    assert (first.items, first.dated, str(first.newest), first.paged) == (4, 4, "2023-08-23", True)


def test_the_file_reads_back_and_says_that_nobody_has_verified_it(tmp_path: Path) -> None:
    report = look(agency(), tmp_path)
    source = load_source(report.file)
    assert (source.id, source.title, source.unit, source.url) == ("so-example", "Sở Ví Dụ", "so-vi-du", HOME)
    assert (source.platform, source.history, source.verified) == ("mvc", "all", False)
    assert "2023-08-28" in source.origin and len(source.sections) == 3
    assert str(report.file) in report.as_text()


def test_saved_pages_wait_for_a_person(tmp_path: Path) -> None:
    report = look(agency(), tmp_path)
    assert sorted(case.name for case in report.cases) == ["article", "home", "list"]
    for case in report.cases:
        assert json.loads((case / "meta.json").read_text("utf-8"))["confirmed"] is False
        assert (case / "page.html").read_bytes()
    guessed = json.loads((tmp_path / "pages" / "so-example" / "article" / "expected.json").read_text("utf-8"))
    assert (guessed["title"] in WORDS, guessed["published"]) == (True, "2023-08-23")


def test_the_budget_holds_and_what_was_not_looked_at_is_said(tmp_path: Path) -> None:
    site = agency()
    report = look(site, tmp_path, budget=6)
    assert len(site.asked) == report.requests <= 6
    assert any(note.startswith("Hết số lượt hỏi") for note in report.notes)


def test_a_large_home_page_or_a_newspaper_keeps_a_window_of_history(tmp_path: Path) -> None:
    links = "".join(
        f"<article><h2><a href=/tin/202308/bai-viet-{900000 + n}/>{WORDS[n % 4]} {n}</a></h2></article>"
        for n in range(70)
    )
    site = Site(
        {
            "/": html(links, "Báo Ví Dụ"),
            "/rss/home.rss": "<rss version='2.0'><channel><title>Báo</title><item><title>Một</title>"
            "<link>https://bao.example/tin/202308/bai-900000/</link></item></channel></rss>",
        },
        "https://bao.example/",
    )
    report = look(site, tmp_path)
    source = load_source(report.file)
    assert (source.platform, source.history) == ("yyyymm", "window")
    assert [(one.id, one.platform, one.archive) for one in source.sections] == [("rss", "feed", True)]
    again = scout(agency().root, agency().get, "x", tmp_path / "khac", press=True, at=AT)
    assert load_source(again.file).history == "window"


def test_neighbours_on_one_host_get_different_ids(tmp_path: Path) -> None:
    names = [
        source_id(url)
        for url in (
            "http://127.0.0.1:8001/",
            "http://127.0.0.1:8002/",
            "https://x.vn/",
            "https://x.vn/xa-a",
            "https://x.vn/xa-b/index.html",
        )
    ]
    assert names == ["127-0-0-1-8001", "127-0-0-1-8002", "x-vn", "x-vn-xa-a", "x-vn-xa-b"]


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    report = look(agency(), tmp_path)
    before = report.file.read_text("utf-8")
    with pytest.raises(DataError):
        look(agency(), tmp_path)
    with pytest.raises(DataError):
        look(agency(), tmp_path, source_id="so-example")
    assert report.file.read_text("utf-8") == before
    assert look(agency(), tmp_path, source_id="so-khac").id == "so-khac"


@pytest.mark.parametrize(("path", "outcome"), [("/dut", "timeout"), ("/khong-co", "not_found")])
def test_a_home_page_that_does_not_read_is_said_in_one_word(path: str, outcome: str, tmp_path: Path) -> None:
    with pytest.raises(CrawlError) as caught:
        scout("https://so.example" + path, agency().get, "x", tmp_path, at=AT)
    assert caught.value.outcome == outcome
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  THÔNG BÁO MỜI THẦU ", "Thông báo mời thầu"),
        ("PAPI", "PAPI"),
        ("» Tin tức (12)", "Tin tức"),
        ("Văn hóa:", "Văn hóa"),
    ],
)
def test_a_links_wording_becomes_a_name(text: str, name: str) -> None:
    assert section_name(text) == name


def test_a_portal_with_its_own_addresses_is_read_as_lists_of_no_family(tmp_path: Path) -> None:
    site = agency()
    marks = '<div class="portlet-boundary" id="p_p_id_56_"><script>Liferay.x</script><link class="lfr-css"></div>'
    site.pages = {path: body.replace("</body>", marks + "</body>") for path, body in site.pages.items()}
    report = look(site, tmp_path)
    assert load_source(report.file).platform == "listing"
    assert len(report.sections) == 3 and report.requests == len(set(site.asked))


@pytest.mark.parametrize(
    "first",
    [
        "<html><head><meta http-equiv=refresh content='0; url=/vi/'></head><body></body></html>",
        "<html><frameset rows='90,*'><frame src=/dau.html><frame src='/vi/'></frameset></html>",
    ],
)
def test_a_first_page_that_only_leads_on_is_followed(first: str, tmp_path: Path) -> None:
    site = agency()
    site.pages["/vi/"], site.pages["/"], site.pages["/dau.html"] = site.pages["/"], first, "<html><img src=a></html>"
    report = look(site, tmp_path)
    assert len(report.sections) == 3 and load_source(report.file).url == f"{HOME}vi/"


def test_the_columns_below_a_page_that_only_leads_on_to_them_are_found(tmp_path: Path) -> None:
    site = agency()
    below = "<ul><li><a href=/tin/xa>Tin trong xã</a></li><li><a href=/gioi-thieu/hoi>Tin của hội</a></li></ul>"
    welcome = "<p>Xã có mười hai thôn ven sông.</p>" * 9
    site.pages["/"] = html(f"<nav><a href=/tin>Tin tức</a></nav>{welcome}", "Trang chủ - Sở Ví Dụ")
    site.pages["/tin"] = html(below, "Tin - Sở Ví Dụ")
    site.pages["/tin/xa"] = html(rows("tin-tuc", 10), "Tin trong xã - Sở Ví Dụ")
    site.pages["/gioi-thieu/hoi"] = html(rows("thong-bao", 30), "Tin của hội - Sở Ví Dụ")
    assert [one.name for one in look(site, tmp_path).sections] == ["Tin trong xã"]
