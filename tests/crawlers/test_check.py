"""A live look at one source: every column, one article field by field, and words for what failed."""

import json
from pathlib import Path

from crawlers.check import check
from domain.source import Source, load_source
from tests.crawlers.test_scout import AT, MENU, agency, html, look


def test_a_live_check_reads_every_column_and_one_article(tmp_path: Path) -> None:
    site = agency()
    report = check(load_source(look(site, tmp_path).file), site.get, AT)
    assert report.ok and {one.outcome for one in report.sections} == {"ok"}
    assert report.article and {"title", "published", "body"} <= {
        one.name for one in report.article.fields if one.value and one.evidence
    }
    assert json.dumps(report.as_json()) and "đọc tốt" in report.as_text()
    assert "    tiêu đề: " in report.as_text() and "title:" not in report.as_text()


def test_a_live_check_says_what_failed_in_words(tmp_path: Path) -> None:
    site = agency()
    source = load_source(look(site, tmp_path).file)
    site.pages["/thong-bao"] = html(
        MENU + "<p>Trang được làm lại hoàn toàn, mời bạn đọc quay lại sau ít ngày nữa nhé.</p>", "Sở Ví Dụ"
    )
    del site.pages["/cai-cach-hanh-chinh"]
    report = check(source, site.get, AT)
    assert not report.ok and {one.id: one.outcome for one in report.sections} == {
        "tin-tuc-su-kien": "ok",
        "thong-bao": "site_changed",
        "cai-cach-hanh-chinh": "not_found",
    }
    assert any("Thông báo" in problem for problem in report.problems)
    gone = Source(id="x", title="X", unit="x", url="https://so.example/dut")
    assert [one.outcome for one in check(gone, site.get, AT).sections] == ["timeout"]
