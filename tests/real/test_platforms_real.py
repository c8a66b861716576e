"""The families on real pages: a department's copied site and four newspapers' layouts, none of which is kept here."""

import re
import sqlite3
import zlib
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from crawlers import platforms
from crawlers.links import LinkKind, classify
from crawlers.page import Document, parse
from crawlers.scout import BUDGET, scout
from crawlers.verdicts import judge
from domain.errors import SiteChanged
from domain.source import Section, Source, load_source

pytestmark = pytest.mark.real
HOST = "http://127.0.0.1:8765/"
SECTION = Section(id="x", name="x", url="/")
PRESS = "https://bao.example/"


def source(platform: str, url: str = HOST) -> Source:
    return Source.model_validate({"id": "x", "title": "x", "unit": "x", "url": url, "platform": platform})


@pytest.fixture(scope="module")
def site(shared_data: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{shared_data}/agency-site/site.sqlite?mode=ro", uri=True)


@pytest.fixture(scope="module")
def lists(site: sqlite3.Connection) -> list[Document]:
    """Every page of the copy that is no article."""
    found = site.execute("SELECT path, body FROM page WHERE path NOT IN (SELECT path FROM article) ORDER BY path")
    return [parse(zlib.decompress(body), "text/html; charset=UTF-8", HOST + path) for path, body in found]


def shown(document: Document) -> list[str]:
    """Article ids in the page's own asset publisher, read by other means than ours: each once, in order, with words."""
    links = document.tree.xpath('//*[contains(@class, "portlet-boundary_101_")]//a[contains(@href, "view_content")]')
    ids = [re.search(r"view_content/(\d+)", link.get("href")) for link in links if link.text_content().strip()]
    return list(dict.fromkeys(match[1] for match in ids if match))


def read(document: Document, platform: str) -> list[str]:
    try:
        entries = platforms.entries(document, source(platform), SECTION)
    except SiteChanged:
        return []
    return [platforms.identity(entry.url).rsplit(":", 1)[1] for entry in entries]


def test_every_section_page_gives_exactly_its_items(lists: list[Document]) -> None:
    pages = [(document, shown(document)) for document in lists if shown(document)]
    assert len(pages) >= 110
    assert [document.url for document, items in pages if read(document, "liferay") != items] == []
    wrong = [document.url for document, items in pages[::2] if read(document, "listing") != items]
    assert len(wrong) <= 1  # one page shows a single item whose title is four words long


def test_items_carry_the_day_that_their_block_shows(lists: list[Document]) -> None:
    dated = total = 0
    for document in lists[::4]:
        blocks = document.tree.cssselect(".asset-abstract")
        if not blocks:
            continue
        for entry, block in zip(platforms.entries(document, source("liferay"), SECTION), blocks, strict=True):
            said = re.search(r"(\d\d)/(\d\d)/(\d{4})", block.cssselect(".assetPublishDate")[0].text_content())
            total += 1
            dated += bool(said and entry.published and f"{entry.published.day:%d/%m/%Y}" == said[0])
    assert total > 300 and dated == total


def test_articles_are_told_from_sections_and_none_counts_twice(site: sqlite3.Connection, lists: list[Document]) -> None:
    found: dict[str, set[str]] = {}
    for document in lists:
        for link in classify(document, source("liferay")):
            number = re.search(r"view_content/(?:pop_up/)?(\d+)", unquote(urlsplit(link.url).path))
            assert (link.kind is LinkKind.ARTICLE) == bool(number)
            if number:
                found.setdefault(number[1], set()).add(link.identity)
    assert len(found) > 600 and all(len(identities) == 1 for identities in found.values())


def test_sound_pages_are_never_called_a_wall_or_an_error(site: sqlite3.Connection, lists: list[Document]) -> None:
    rows = site.execute("SELECT path, body FROM page JOIN article USING (path) ORDER BY path").fetchall()[::10]
    articles = [parse(zlib.decompress(body), "text/html; charset=UTF-8", HOST + path) for path, body in rows]
    words = {judge(200, one.url, one.url, one) for one in (*articles, *(one for one in lists if shown(one)))}
    assert words == {"ok"}


def test_the_columns_are_found_with_their_names(site: sqlite3.Connection, tmp_path: Path) -> None:
    def get(url: str) -> tuple[int, str, tuple[tuple[str, str], ...], bytes]:
        path = unquote(urlsplit(url).path).lstrip("/") or "index.html"
        row = site.execute("SELECT body FROM page WHERE path IN (?, ?)", (path, f"vi/{path}")).fetchone()
        number = re.search(r"view_content/(\d+)-", path)
        if row is None and number:
            row = site.execute("SELECT body FROM page JOIN article USING (path) WHERE id = ?", (number[1],)).fetchone()
        body = zlib.decompress(row[0]) if row else b"<html><title>404</title></html>"
        return (200 if row else 404), url, (("Content-Type", "text/html;charset=UTF-8"),), body

    report = scout(HOST, get, "so-tttt", tmp_path)
    names = {section.name for section in load_source(report.file).sections}
    assert (report.platform, report.history) == ("liferay", "all") and report.requests <= BUDGET
    assert {
        "Tin tức sự kiện",
        "Công nghệ thông tin",
        "Bưu chính viễn thông",
        "Thanh tra",
        "Kế hoạch tài chính",
        "Hoạt động đoàn thể",
        "Cải cách hành chính",
        "Công khai ngân sách",
    } <= names
    assert not {name for name in names if re.search(r"(?i)giới thiệu|liên hệ|lãnh đạo|phòng ban|hỏi đáp", name)}


def newspaper(file: Path) -> Document:
    """A layout whose sample links all lead to one file, with an address of its own for each story."""
    document = parse(file.read_bytes(), "text/html", PRESS + file.name)
    numbers: dict[object, int] = {}
    for anchor in document.tree.iter("a"):
        if re.search(r"3-detail|03-article|5-video", anchor.get("href") or ""):
            story = next((e for e in anchor.iterancestors() if e.tag in ("article", "li")), anchor)
            number = numbers.setdefault(story, len(numbers) + 1)
            anchor.set(
                "href", f"/x/{sha256(str(number).encode()).hexdigest()[:6]}-ten-bai-nay-post{100000 + number}.html"
            )
    return document


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("baonghean-web-1-index", 70),
        ("baonghean-web-1.1-index", 70),
        ("baophapluat-web-1-index", 80),
        ("sggp-vi-web-1-index", 55),
    ],
)
def test_a_newspapers_home_page_gives_every_story(shared_data: Path, name: str, least: int) -> None:
    document = newspaper(shared_data / "newspaper-pages" / f"{name}.html")
    titled = {
        PRESS.rstrip("/") + (anchor.get("href") or "")
        for anchor in document.tree.iter("a")
        if "post1" in (anchor.get("href") or "")
        and len(anchor.text_content().split()) >= 4
        and not any("mega-menu" in (e.get("class") or "") for e in anchor.iterancestors())
    }
    got = {entry.url for entry in platforms.entries(document, source("listing", PRESS), None)}
    assert len(titled) >= least and len(titled - got) <= 0.03 * len(titled)
    assert all("post1" in url or urlsplit(url).path.count("-") > 3 for url in got)


def test_a_category_page_gives_its_column_without_the_side_boxes(shared_data: Path) -> None:
    document = newspaper(shared_data / "newspaper-pages" / "baophapluat-web-2-category.html")
    entries = platforms.entries(document, source("listing", PRESS), SECTION)
    aside = {
        PRESS.rstrip("/") + a.get("href", "")
        for box in document.tree.cssselect(".column--aside")
        for a in box.iter("a")
    }
    assert len(entries) == 19 and not aside & {entry.url for entry in entries}


def test_every_newspaper_page_is_a_sound_page(shared_data: Path) -> None:
    files = sorted((shared_data / "newspaper-pages").glob("*.html"))
    assert {
        judge(200, PRESS + f.name, PRESS + f.name, parse(f.read_bytes(), "text/html", PRESS + f.name)) for f in files
    } == {"ok"}
