"""What the pages of a site are taken for: its articles, its lists, its offices, its documents."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from domain.record import Kind
from store import Store
from tests.crawlers.crawls import crawl_here, fetched, later, settings, source
from tests.crawlers.sites import Site, article, reply, site

DAY = date(2023, 8, 24)
SUMMARY = "Hơn một trăm người của bốn lực lượng đã cùng tham gia trong buổi sáng."


def row(path: str, number: int, day: date = DAY) -> str:
    """One item of a list with its date and summary."""
    title = f"Xã Mẫu tổ chức buổi đối thoại lần thứ {number} với người dân"
    return f"<div class=tin><h3><a href='{path}'>{title}</a></h3><i>{day:%d/%m/%Y}</i><p>{SUMMARY}</p></div>"


def page(body: str, title: str = "Tin tức") -> bytes:
    """A page with the site's own box of offices on it."""
    names = ("truong-trung-cap-nghe-noi-tru-tinh", "co-so-bao-tro-xa-hoi-tinh-nha", "ban-quan-ly-rung-phong-ho-nui")
    offices = "".join(f"<li><a href=/{name}.html>{name.replace('-', ' ').capitalize()}</a></li>" for name in names)
    box = f"<div id=left><div class=box-title>Đơn vị trực thuộc</div><ul>{offices}</ul></div>"
    return reply(f"<html><head><title>{title}</title></head><body>{box}<div id=center>{body}</div></body></html>")


def test_bare_addresses_are_articles_by_a_list_or_by_their_own_date(store: Store) -> None:
    with site() as opened:
        slugs = [f"xa-mau-doi-thoai-voi-nguoi-dan-lan-{word}" for word in ("mot", "hai", "ba", "bon")]
        hidden = "xa-mau-to-chuc-doi-thoai-nam-ngoai"
        opened.pages["/"] = page("<a href=/tin-tuc>Tin tức</a>")
        opened.pages["/tin-tuc"] = page("".join(row(f"/{slug}.html", n) for n, slug in enumerate(slugs)))
        also = f"<p>Xem: <a href=/{hidden}.html>Xã Mẫu tổ chức đối thoại với người dân năm ngoái</a></p>"
        for number, slug in enumerate(slugs):
            opened.pages[f"/{slug}.html"] = reply(article(number, DAY, also))
        opened.pages[f"/{hidden}.html"] = reply(article(9, date(2022, 8, 1)))
        office = f"<h1>Trường nghề</h1><p>{'Trường đào tạo nghề cho thanh niên các xã vùng cao của tỉnh. ' * 8}</p>"
        for name in ("truong-trung-cap-nghe-noi-tru-tinh", "co-so-bao-tro-xa-hoi-tinh-nha"):
            opened.pages[f"/{name}.html"] = page(office, "Đơn vị")
        crawl_here(store, source(opened), settings(store.home))
        stored = {url.rsplit("/", 1)[-1] for url in _articles(store)}
        assert stored == {f"{slug}.html" for slug in (*slugs, hidden)}
        assert len(opened.paths) == len(set(opened.paths))


def test_further_pages_of_a_list_are_no_articles_though_their_address_looks_so(store: Store) -> None:
    with site() as opened:
        paging = "<p><a href=/Tin-tuc/DetailNew/354>1</a> <a href=/Tin-tuc/DetailNew/354?page=2>2</a></p>"
        _numbered(opened, paging)
        sections = [{"id": "tin", "name": "Tin", "url": "/Tin-tuc/DetailNew/354"}]
        crawl_here(store, source(opened, platform="mvc", sections=sections), settings(store.home))
        assert {url.rsplit("/", 1)[-1] for url in _articles(store)} == {f"{n}" for n in range(501, 509)}
        assert all(one.kind is Kind.LISTING for one in store.ledger.fetches() if "DetailNew" in one.url)


def test_a_page_of_a_list_keeps_its_section_whichever_way_it_was_reached(store: Store) -> None:
    with site() as opened:
        turn = "<p><a href=/tin-tuc>1</a> <a href=/tin-tuc?page=2>2</a> <a href=/tin-tuc?page=3>3</a></p>"
        for number, path in enumerate(("/tin-tuc", "/tin-tuc?page=2", "/tin-tuc?page=3")):
            rows = "".join(row(f"/bai/{n}.html", n) for n in range(501 + 4 * number, 505 + 4 * number))
            opened.pages[path] = page(rows + turn)
        opened.pages["/tin-tuc?page=2"] = reply(b"", status=500)
        for number in range(501, 513):
            opened.pages[f"/bai/{number}.html"] = reply(article(number, DAY))
        opened.pages["/"] = page("<a href=/tin-tuc>Tin</a>")
        crawl_here(store, source(opened), settings(store.home))
        read = next(one for one in store.ledger.listings("xa-mau") if one.url.endswith("page=3"))
        assert (read.section, read.page, read.items) == ("tin-tuc", 3, 4)


LIVE, DEAD = range(501, 507), range(401, 405)
BOX = "<div class=moi><h3>Tin mới nhất</h3>{}</div>"


def two_sections(opened: Site, live: str, dead: str) -> list[dict[str, str]]:
    """A living section and one whose last item is of March; the pages are given."""
    opened.pages["/"] = page("<a href=/tin-tuc>Tin tức</a> <a href=/cai-cach>Cải cách hành chính</a>")
    opened.pages["/tin-tuc"] = page(live)
    opened.pages["/cai-cach"] = page(dead, "Cải cách hành chính - Xã Mẫu")
    for number in (*LIVE, *DEAD, 601, 602, 603):
        opened.pages[f"/bai/{number}.html"] = reply(article(number, day_of(number)))
    names = {"tin-tuc": "Tin tức", "cai-cach": "Cải cách hành chính"}
    return [{"id": one, "name": name, "url": f"/{one}"} for one, name in names.items()]


def rows(numbers: Iterable[int]) -> str:
    """From 501 on one a day backwards from DAY; the others of March."""
    return "".join(row(f"/bai/{n}.html", n, day_of(n)) for n in numbers)


def day_of(number: int) -> date:
    return date(2023, 3, 6) if number < 500 else DAY - timedelta(days=number - 501) if number < 600 else DAY


def bare(numbers: Iterable[int]) -> str:
    return re.sub("<i>.*?</i>", "", rows(numbers))


OWN = "<h2>Cải cách hành chính</h2>{}"
LISTS: dict[str, tuple[str, bool]] = {  # the second section's page, and whether what is newest on it is its own
    "the site's newest in a box above": (BOX.format(rows(LIVE)) + OWN.format(rows(DEAD)), False),
    "the site's newest below": (OWN.format(rows(DEAD)) + BOX.format(rows(LIVE)), True),
    "its own newest in a box above": (BOX.format(rows((601, 602, 603))) + OWN.format(rows(DEAD)), True),
    "own and others' newest in one box": (BOX.format(rows((601, 501, 502))) + OWN.format(rows(DEAD)), True),
    "the newest of its subject, which the first section lists too": (
        BOX.format(rows((501, 503))) + OWN.format(rows(DEAD)), True),
    "the site's newest without dates": (BOX.format(bare(LIVE)) + OWN.format(rows(DEAD)), True),
    "the newest without a heading": (f"<div>{rows(LIVE)}</div>" + OWN.format(rows(DEAD)), True),
    "three articles of both sections in its own list": (OWN.format(rows((501, 502, 503, *DEAD))), True),
    "one article of both in the box and in its own list": (
        BOX.format(rows(LIVE)) + OWN.format(rows((501, *DEAD))), True),
    "nothing but the box": (BOX.format(rows(LIVE)) + "<h2>Cải cách hành chính</h2>", True),
    "its name above the box too": (
        "<h2>Cải cách hành chính</h2>" + BOX.format(rows(LIVE)) + f"<div>{rows(DEAD)}</div>", True),
}


@pytest.mark.parametrize("name", LISTS)
def test_the_sites_newest_beside_a_dead_list_are_no_news_of_that_section(store: Store, name: str) -> None:
    dead, is_own = LISTS[name]
    with site() as opened:
        sections = two_sections(opened, f"<h2>Tin tức</h2>{rows(LIVE)}", dead)
        crawl_here(store, source(opened, sections=sections), settings(store.home))
        read = next(one for one in store.ledger.listings("xa-mau") if one.section == "cai-cach")
        newest = [one for one in store.ledger.work("xa-mau") if "cai-cach" in one.sections and "/4" not in one.url]
        assert bool(newest) is is_own
        assert is_own or (read.items, read.dated, read.newest) == (4, 4, date(2023, 3, 6))
        assert {one.url.rsplit("/")[-1] for one in store.ledger.work("xa-mau")} >= {f"{n}.html" for n in LIVE}


def test_the_living_section_is_read_first_wherever_it_stands_in_the_file(store: Store) -> None:
    with site() as opened:
        for past, given in (((), settings(store.home)), ((603,), later(store.home, 25))):
            news = rows((*past, *LIVE))
            sections = two_sections(opened, f"<h2>Tin tức</h2>{news}", BOX.format(news) + OWN.format(rows(DEAD)))
            crawl_here(store, source(opened, sections=sections[::-1]), given)
        news = next(one for one in store.ledger.work("xa-mau") if "/603" in one.url)
        assert news.sections == ("tin-tuc",)


def _numbered(opened: Site, paging: str) -> None:
    lists = [range(501, 505), range(505, 509)]
    for path, numbers in zip(("/Tin-tuc/DetailNew/354", "/Tin-tuc/DetailNew/354?page=2"), lists, strict=True):
        opened.pages[path] = page("".join(row(f"/Tin-tuc/ChiTiet/{n}", n) for n in numbers) + paging)
    opened.pages["/"] = page("<a href=/Tin-tuc/DetailNew/354>Tin</a><a href=/Tin-tuc/DetailNew/354?page=2>Cũ hơn</a>")
    for number in range(501, 509):
        opened.pages[f"/Tin-tuc/ChiTiet/{number}"] = reply(article(number, DAY))


def test_a_list_of_documents_proves_its_newest_day(store: Store) -> None:
    with site() as opened:
        papers = "".join(
            f"<tr><td><a href=/tep/ck{n}.pdf>Quyết định công khai dự toán ngân sách quý {n}</a></td>"
            f"<td>{n + 10}/08/2023</td></tr>"
            for n in range(1, 6)
        )
        opened.pages["/"] = page("<a href=/tin-tuc>Công khai</a>")
        opened.pages["/tin-tuc"] = page(f"<table>{papers}</table>")
        crawl_here(store, source(opened), settings(store.home))
        read = next(one for one in store.ledger.listings("xa-mau") if one.section == "tin-tuc")
        assert (read.outcome, read.items, read.dated, read.newest) == ("ok", 5, 5, date(2023, 8, 15))
        assert not any(path.endswith(".pdf") for path in opened.paths) and not _articles(store)


def _articles(store: Store) -> list[str]:
    return [one.url for one in store.ledger.work("xa-mau")]


def test_a_home_page_of_frames_leads_on(store: Store) -> None:
    with site() as opened:
        opened.pages["/"] = reply("<html><frameset rows='90,*'><frame src='dau.php'><frame src='chinh.php'></frameset>")
        paths = {n: f"/tin/doi-thoai-voi-dan-lan-{n}-{n}0.html" for n in (1, 2, 3)}
        opened.pages["/chinh.php"] = page("".join(row(path, n) for n, path in paths.items()))
        for n, path in paths.items():
            opened.pages[path] = reply(article(n, DAY))
        crawl_here(store, source(opened, sections=[]), settings(store.home))
        assert sum(fetched(store).values()) == 3
