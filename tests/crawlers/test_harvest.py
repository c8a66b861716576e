"""What the pages of a site are taken for: its articles, its lists, its offices, its documents."""

from datetime import date

from domain.record import Kind
from store import Store
from tests.crawlers.crawls import crawl_here, fetched, settings, source
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
