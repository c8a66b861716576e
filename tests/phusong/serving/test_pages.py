"""The pages answer from the ledger, give only what stands in the reports folder, and load nothing from elsewhere."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.settings import load
from flows.house import House
from phusong.demo import DEMO_NOW, Province
from phusong.serving.pages import Pages, report_file
from phusong.serving.views import front


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "so-tttt.yml").write_text(
        'title: "Sở <b>Thông tin</b>"\nunit: so-tttt\nurl: http://so-tttt.invalid/\n', "utf-8")
    opened = House(load(home=tmp_path / "home", sources=folder, units=Province.units_file, now=DEMO_NOW.isoformat()))
    yield opened
    opened.close()


@pytest.fixture
def pages(house: House) -> Iterator[Pages]:
    with Pages(house, "127.0.0.1", 0, "http://127.0.0.1:4200") as opened:
        yield opened


def ask(pages: Pages, path: str, method: str = "GET") -> tuple[int, str, dict[str, str]]:
    request = urllib.request.Request(pages.url.rstrip("/") + path, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(), dict(error.headers)


@pytest.mark.parametrize("path", ["/", "/do-phu", "/kiem-tra", "/do-phu?x=1"])
def test_every_page_answers_before_anything_was_crawled(pages: Pages, path: str) -> None:
    status, body, headers = ask(pages, path)
    assert status == 200 and "Phủ sóng" in body and "mô phỏng" in body
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "<script" not in body and 'src="http' not in body


def test_what_a_source_says_is_shown_as_text(pages: Pages) -> None:
    assert "Sở &lt;b&gt;Thông tin" in ask(pages, "/kiem-tra")[1]


def test_reports_are_listed_and_given(house: House, pages: Pages) -> None:
    folder = house.settings.home / "reports"
    folder.mkdir(parents=True)
    (folder / "bao-cao-1.html").write_text("<p>Báo cáo</p>", "utf-8")
    (folder / "bao-cao-20230814-20230827.html").write_text("", "utf-8")
    (folder / "bao-cao-1.csv").write_text("a,b", "utf-8")
    front = ask(pages, "/")[1]
    assert '"/bao-cao/bao-cao-1.html">bao-cao-1.html<' in front
    assert '"/bao-cao/bao-cao-20230814-20230827.html">Từ 14/08/2023 đến 27/08/2023<' in front
    assert ask(pages, "/bao-cao/bao-cao-1.html")[1] == "<p>Báo cáo</p>"
    status, body, headers = ask(pages, "/bao-cao/bao-cao-1.csv", "HEAD")
    assert (status, body, headers["Content-Length"]) == (200, "", "3")


@pytest.mark.parametrize("name", [
    "../phusong.db", "..%2fphusong.db", "%2e%2e/phusong.db", "/etc/passwd", "..", ".", "", "khong-co.html", "a/b.html",
])
def test_nothing_else_is_given(house: House, pages: Pages, name: str) -> None:
    (house.settings.home / "reports").mkdir(parents=True)
    assert ask(pages, f"/bao-cao/{name}")[0] == 404


def test_other_files_of_the_folder_are_not_given(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "folder.html").mkdir()
    assert report_file(tmp_path, "notes.txt") is None and report_file(tmp_path, "folder.html") is None
    assert report_file(tmp_path / "missing", "x.html") is None


def test_unknown_addresses_and_other_methods(pages: Pages) -> None:
    assert ask(pages, "/quan-tri")[0] == 404
    assert ask(pages, "/", "POST")[0] == 501


def test_the_front_page_walks_over_no_articles_batches_or_crawls(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = house.store.ledger
    for source in ("so-tttt", "so-cu", "so-tttt"):
        ledger.begin_crawl(source, house.clock.now())
    for name in ("articles", "batches", "crawls"):
        monkeypatch.setattr(type(ledger), name, lambda *_: pytest.fail("one row after another"))
    shown = front(house, "")
    assert "2/1 nguồn đã được thu thập · 0 tin, bài đã lưu" in shown and "lô chờ đọc: 0" in shown
    assert shown.index("so-cu") < shown.index("Sở &lt;b&gt;")
