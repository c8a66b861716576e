"""Lists of unknown systems: what is an item, whose date it is, what a section page is for. Whole pages: tests/pages."""

from datetime import date

import pytest

from crawlers import platforms
from crawlers.page import Document, parse
from crawlers.platforms import Entry
from crawlers.platforms.listed import date_in
from domain.errors import SiteChanged
from domain.source import Section, Source

NUMBERED = "<li><a>Kế hoạch 12/10/2021 về cải cách hành chính</a>{}</li>"
SOURCE = Source(id="x", title="X", unit="x", url="https://x.example/")
SECTION = Section(id="tin", name="Tin", url="/tin")
TITLES = (
    "Ra quân làm sạch bãi biển sau kỳ nghỉ lễ",
    "Khai giảng lớp xóa mù chữ tại ấp vùng sâu",
    "Đối thoại với tiểu thương chợ trung tâm thị trấn",
    "Bàn giao mười căn nhà tình nghĩa cho hộ nghèo",
)
MENU = (
    "<ul class=menu><li><a href=/a>Cơ cấu tổ chức và chức năng nhiệm vụ</a>"
    "<li><a href=/b>Tin hoạt động của các phòng ban</a></ul>"
)


def page(body: str) -> Document:
    return parse(
        f"<html><meta charset=utf-8><body>{MENU}{body}</body></html>".encode(), "text/html", "https://x.example/tin"
    )


def read(body: str, section: Section | None = SECTION) -> list[Entry]:
    return platforms.entries(page(body), SOURCE, section)


def days(entries: list[Entry]) -> list[str | None]:
    return [entry.published.day.isoformat() if entry.published else None for entry in entries]


def rows(form: str) -> str:
    return "".join(form.format(n=n, title=title, date=f"1{n}/08/2023") for n, title in enumerate(TITLES))


@pytest.mark.parametrize(
    "form",
    [
        "<li><a href=/t/{n}>{title}</a> <span>({date})</span></li>",
        "<li><span>{date}</span><a href=/t/{n}>{title}</a></li>",
        "<div class=i><h3><a href=/t/{n}>{title}</a></h3><p>Đăng lúc: 08:30 - {date} | Lượt xem: 12</p></div>",
        "<div class=i><a href=/t/{n}><img></a><a href=/t/{n}>{title}</a><time datetime='2023-08-1{n}'></time></div>",
        "<a class=card href=/t/{n}><h5>{title}</h5><small>{date}</small></a>",
        "<tr><td>{n}</td><td><a href=/t/{n}>{title}</a></td><td>{date}</td></tr>",
        "<p><a href=/t/{n}>{title} ({date})</a></p>",
        "<div class=i><a href=/t/{n}>{title}<span class=d> ({date})</span></a></div>",
        "<h4><a href=/t/{n}>{title}</a></h4><em>{date}</em>",
        "<em>{date}</em><h4><a href=/t/{n}>{title}</a></h4>",
        "<a href=/t/{n}>{title}</a> {date}<br>",
        "<dt><a href=/t/{n}>{title}</a></dt><dd>{date}</dd>",
        "<div class=i><b>1{n}</b><i>/08/2023</i><h4><a href=/t/{n}>{title}</a></h4></div>",
        "<div class=i><h3><a href=/t/{n}>{title}</a></h3><a href=/k>Tin cải cách hành chính</a><i>{date}</i></div>",
    ],
)
def test_each_item_has_its_own_date_and_bare_title(form: str) -> None:
    body = rows(form)
    found = read(f"<table>{body}</table>" if form.startswith("<tr") else f"<div id=noi-dung>{body}</div>")
    assert [entry.title for entry in found] == list(TITLES)
    assert days(found) == [f"2023-08-1{n}" for n in range(4)]
    assert {entry.published.evidence for entry in found if entry.published} == {"listing"}


@pytest.mark.parametrize(
    "form",
    [
        "<li><a href=/t/{n}>{title}</a> <span>Hạn nộp hồ sơ: {date}</span></li>",
        "<li><a href=/t/{n}>{title}</a> <span>Từ ngày {date}</span></li>",
        "<li><a href=/t/{n}>{title} ngày {date}</a></li>",
        "<li><a href=/t/{n}>{title}</a><p>Ngày {date}, tại hội trường, Ủy ban nhân dân huyện họp.</p></li>",
        "<tr><td>1{n}/2023/QĐ-UBND</td><td><a href=/t/{n}>{title}</a></td></tr>",
        "<li><a href=/t/{n}>{title}</a> <span>99/99/2023</span></li>",
    ],
)
def test_a_day_that_is_not_the_items_own_is_no_date(form: str) -> None:
    body = rows(form)
    found = read(f"<table>{body}</table>" if form.startswith("<tr") else f"<ul class=tin>{body}</ul>")
    assert len(found) == 4 and days(found) == [None] * 4


def test_a_date_that_could_belong_to_either_neighbour_belongs_to_none() -> None:
    found = read("<div><p>28/08/2023</p>" + rows("<h4><a href=/t/{n}>{title}</a></h4><p>{date}</p>") + "</div>")
    assert days(found) == [None] * 4


def test_a_page_clock_is_never_an_items_date() -> None:
    clock = "<div class=dong-ho>Thứ hai, 28/08/2023, 08:01 [GMT+7]</div>"
    found = read(
        clock
        + "<div id=c><h2>Tin</h2><div class=i><h3><a href=/t/1>"
        + TITLES[0]
        + "</a></h3><p>"
        + "Lời dẫn " * 9
        + "</p></div></div>"
    )
    assert days(found) == [None]


def test_the_whole_title_is_taken_where_the_list_cuts_it() -> None:
    cut = "".join(
        f"<li><a href=/t/{n} title='{title}'>{title[:24]}...</a> 1{n}/08/2023</li>" for n, title in enumerate(TITLES)
    )
    assert [entry.title for entry in read(f"<ul>{cut}</ul>")] == list(TITLES)


def test_a_section_page_is_for_its_own_list_and_any_other_page_for_all() -> None:
    main = (
        "<div class=cot-chinh>" + rows("<div class=i><h3><a href=/t/{n}>{title}</a></h3><i>{date}</i></div>") + "</div>"
    )
    side = (
        "<div class=sidebar><h3>Tin mới</h3><ul>"
        + rows("<li><a href=/k/{n}>{title} nhé</a> <i>27/08/2023</i></li>")
        + "</ul></div>"
    )
    assert {entry.url[-3:-1] for entry in read(main + side)} == {"t/"}
    assert {entry.url[-3:-1] for entry in read(main + side, None)} == {"t/", "k/"}


def test_most_read_boxes_and_other_table_columns_are_not_the_sections_own() -> None:
    main = rows("<div class=i><h3><a href=/t/{n}>{title}</a></h3><i>{date}</i></div>")
    box = "<h4>Tin đọc nhiều</h4><ol>" + rows("<li><a href=/k/{n}>{title} nhé</a> <i>27/08/2023</i></li>") + "</ol>"
    for whole in (f"<div>{main}</div><div>{box}</div>", f"<table><tr><td>{main}</td><td>{box}</td></tr></table>"):
        assert {entry.url[-3:-1] for entry in read(whole)} == {"t/"}


def test_a_lead_story_goes_with_its_list() -> None:
    lead = "<div class=noi-bat><h2><a href=/t/9>Khánh thành cầu dân sinh nối hai ấp</a></h2><i>20/08/2023</i></div>"
    found = read(
        "<div class=cot>" + lead + "<ul>" + rows("<li><a href=/t/{n}>{title}</a> <i>{date}</i></li>") + "</ul></div>"
    )
    assert [entry.url[-1] for entry in found] == ["9", "0", "1", "2", "3"]


def test_short_titles_count_where_each_has_its_date() -> None:
    body = "".join(f"<tr><td><a href=/tb/{n}>Thông báo số {n}</a></td><td>0{n}/08/2023</td></tr>" for n in range(1, 5))
    assert len(read(f"<table>{body}</table>")) == 4


@pytest.mark.parametrize(
    "body",
    [
        "<ul>" + "".join(f"<li><a href=/p/{n}>Phòng chuyên môn nghiệp vụ</a>" for n in "abc") + "</ul>",
        "<div class=footer><ul>" + rows("<li><a href=/t/{n}>{title}</a> {date}</li>") + "</ul></div>",
        "<ul>" + rows("<li><a href=https://khac.example/{n}>{title}</a> {date}</li>") + "</ul>",
        "<ul>" + rows("<li><a href=/anh-{n}.jpg>{title}</a></li>") + "</ul>",
        "<p>Không có tin nào.</p>",
    ],
)
def test_menus_footers_other_sites_and_files_are_no_list(body: str) -> None:
    with pytest.raises(SiteChanged):
        read(body)


def test_image_title_and_more_links_of_one_article_are_one_entry() -> None:
    found = read(
        rows(
            "<div class=i><a href=/t/{n}#a><img></a><h3><a href=/t/{n}?utm_source=f>{title}</a></h3><i>{date}</i>"
            "<a href=/t/{n}>Xem chi tiết</a></div>"
        )
    )
    assert [entry.title for entry in found] == list(TITLES)


def test_a_date_said_at_the_second_mention_is_kept() -> None:
    again = "<ul>" + rows("<li><a href=/t/{n}>{title} <span>({date})</span></a></li>") + "</ul>"
    hero = f"<div class=to><h2><a href=/t/0>{TITLES[0]}</a></h2></div>"
    assert days(read(hero + again, None))[0] == "2023-08-10"


def test_a_grid_of_narrow_cells_is_the_pages_own_list() -> None:
    grid = (
        "<div class=row>"
        + rows("<div class=col-md-3><a href=/t/{n}><h4>{title}</h4></a><i>{date}</i></div>")
        + "</div>"
    )
    side = (
        "<div class='col-md-3 tin-moi'><ul>"
        + rows("<li><a href=/k/{n}>{title} nhé</a> <i>27/08/2023</i>")
        + "</ul></div>"
    )
    found = read(f"<div class=row><div class=col-md-9>{grid}</div>{side}</div>")
    assert {entry.url[-3:-1] for entry in found} == {"t/"}


def test_an_items_own_header_is_no_page_header() -> None:
    form = "<div class=post><header><h2><a href=/t/{n}>{title}</a></h2></header><p>{date}</p></div>"
    assert days(read(rows(form))) == [f"2023-08-1{n}" for n in range(4)]


def test_a_page_nested_a_thousand_deep_reads_like_any_other() -> None:
    deep = (
        "<div>" * 1000 + "<ul>" + rows("<li><a href=/t/{n}>{title}</a> <i>{date}</i></li>") + "</ul>" + "</div>" * 1000
    )
    assert len(read(deep)) == 4


@pytest.mark.parametrize("selector", ["div[", "//a[", "./"])
def test_a_selector_that_is_none_is_said(selector: str) -> None:
    source = Source.model_validate({**SOURCE.model_dump(), "extract": {"item": selector}})
    with pytest.raises(SiteChanged):
        platforms.entries(page("<p>Không có gì</p>"), source, SECTION)


def test_a_box_of_the_most_read_is_no_sections_list_even_where_nothing_else_stands() -> None:
    box = "<div class=box><h3>Tin đọc nhiều</h3><ul>" + rows("<li><h4><a href=/t/{n}>{title}</a></h4> {date}</li>")
    with pytest.raises(SiteChanged):
        read(box + "</ul></div>")


def test_an_items_own_header_with_many_links_is_no_sites_header() -> None:
    form = (
        "<article class=post><header class=entry-header><h6><a href=/muc>Đoàn thể</a></h6>"
        "<h2><a href=/t/{n}>{title}</a></h2><a href=/t/{n}><time>{date}</time></a><a href=/tac-gia>quản trị</a>"
        "</header><p>Tóm tắt của bài này có hơn tám chữ để đọc được</p></article>"
    )
    assert days(read(rows(form))) == [f"2023-08-1{n}" for n in range(4)]


def test_an_item_named_first_in_a_running_column_keeps_its_place_in_the_list() -> None:
    running = rows("<p><a href=/t/{n}>{title}</a></p>")
    table = rows("<tr><td><a href=/t/{n}>{title}</a><br><i>{date}</i><br>Tóm tắt của bài có hơn tám chữ đây</td></tr>")
    body = f"<table><tr><td>{running}</td><td><table>{table}</table></td></tr></table>"
    found = read(body)
    assert [entry.url[-1] for entry in found] == ["0", "1", "2", "3"]
    assert days(found) == [f"2023-08-1{n}" for n in range(4)]


def test_an_address_that_a_menu_names_is_a_section_wherever_else_it_stands() -> None:
    menu = "<ul class=menu><li><a href=/hoat-dong>Hoạt động của lãnh đạo Sở</a></ul>"
    table = "<table><tr><td class=Muc><a href=/hoat-dong>Hoạt động của lãnh đạo Sở</a></td></tr>"
    table += rows("<tr><td><a href=/t/{n}>{title}</a> {date}</td></tr>") + "</table>"
    assert [entry.url[-4:] for entry in read(menu + table)] == [f"/t/{n}" for n in range(4)]


def test_the_order_of_day_and_month_is_one_for_a_list() -> None:
    american = ("8/27/2023", "8/9/2023", "8/5/2023", "7/12/2023")
    body = "".join(f"<li><a href=/t/{n}>{TITLES[n]}</a> ({american[n]})</li>" for n in range(4))
    assert days(read(f"<ul>{body}</ul>")) == ["2023-08-27", "2023-08-09", "2023-08-05", "2023-07-12"]
    mixed = body.replace("7/12/2023", "27/7/2023")
    assert days(read(f"<ul>{mixed}</ul>"))[1:] == ["2023-09-08", "2023-05-08", "2023-07-27"]


def test_documents_count_where_a_sections_list_holds_them() -> None:
    found = read("<ul>" + rows("<li><a href=/tep/{n}.pdf>{title}</a> {date}</li>") + "</ul>")
    assert [entry.url[-6:] for entry in found] == [f"/{n}.pdf" for n in range(4)] and len(set(days(found))) == 4
    both = "<ul>" + rows("<li><a href=/t/{n}>{title}</a> {date}</li>") + "</ul>"
    assert len(read(both + "<p><a href=/mau.doc>Mẫu đơn đề nghị cấp giấy phép</a></p>")) == 4
    assert not any(entry.url.endswith("pdf") for entry in read(both + "<a href=/a.pdf>Quy chế của cơ quan</a>", None))


@pytest.mark.parametrize(
    "form",
    [
        "<div class=i><h4>{title}</h4><i>{date}</i><p><a href=/t/{n}>Chi tiết</a></p></div>",
        "<div class=i><a href=/t/{n}><img alt=''></a><div class=card-title>{title}</div><i>{date}</i></div>",
    ],
)
def test_an_item_whose_only_link_is_a_button_or_a_picture_has_the_title_beside_it(form: str) -> None:
    found = read(rows(form))
    assert [entry.title for entry in found] == list(TITLES)
    assert days(found) == [f"2023-08-1{n}" for n in range(4)]


@pytest.mark.parametrize(("title", "found"), [("Thời sự tối {date}", 4), ("Phòng họp số {n} tầng hai", 0)])
def test_programmes_that_are_called_by_their_day_are_a_list(title: str, found: int) -> None:
    body = rows(f"<div class=v><a href=/video/so-{{n}}.html><img></a><a href=/video/so-{{n}}.html>{title}</a></div>")
    if found:
        assert len(read(body)) == found
    else:
        with pytest.raises(SiteChanged):
            read(body)


@pytest.mark.parametrize(("beside", "wanted"), [
    ("", None), ("<span>Văn bản mới</span>", None), ("<i>24/08/2022</i>", date(2022, 8, 24)),
    (" (24/08/2022)", date(2022, 8, 24)), ("<time datetime=2022-08-24></time>", date(2022, 8, 24)),
])
def test_a_day_in_a_title_is_not_its_items_date(beside: str, wanted: date | None) -> None:
    block = list(page(NUMBERED.format(beside)).tree.iter("li"))[-1]
    found = date_in([block], skip=[block[0]])
    assert (found.day if found else None) == wanted
