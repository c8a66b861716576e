"""The report as a page: deterministic, closed, accessible, and never louder than its proof."""

import re
from dataclasses import replace

import lxml.html

from reports.html import render
from reports.report import Report


def text(report: Report) -> str:
    return " ".join(lxml.html.fromstring(render(report)).text_content().split())


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    assert render(report) == render(report)


def test_nothing_runs_and_nothing_is_loaded(report: Report) -> None:
    page = lxml.html.fromstring(render(report))
    assert not page.xpath("//script | //link | //img | //iframe | //object | //@src | //@onclick")
    assert not re.search(r"@import|url\(", render(report))
    assert all(link.startswith(("https://", "#")) for link in page.xpath("//@href"))


def test_what_sites_wrote_is_shown_and_not_obeyed(report: Report) -> None:
    assert "Bài &lt;b&gt;thử&lt;/b&gt; &amp;" in render(report)
    assert "javascript:" not in render(report)
    assert "Liên kết lạ" in text(report)


def test_every_table_has_a_caption_and_scoped_heads(report: Report) -> None:
    page = lxml.html.fromstring(render(report))
    tables = page.xpath("//table")
    assert len(tables) == 9
    assert all(table.xpath("caption") and not table.xpath(".//th[not(@scope)]") for table in tables)
    assert page.xpath("/html/@lang") == ["vi"]


def test_captions_are_numbered_without_a_gap(report: Report) -> None:
    captions = lxml.html.fromstring(render(report)).xpath("//caption/text()")
    assert [int(re.findall(r"\d+", one)[0]) for one in captions] == list(range(1, 10))


def test_holes_come_before_numbers(report: Report) -> None:
    said = text(report)
    assert said.index("Số liệu chưa đầy đủ") < said.index("Ghi nhận 6 tin, bài")
    assert "17 trên 30 lượt kiểm tra đúng ngày (56,7%)" in said
    assert "3 đơn vị không đánh giá được trong kỳ: Sở B, UBND huyện C và la" in said


def test_cells_that_say_nothing_are_never_zero(report: Report) -> None:
    page = lxml.html.fromstring(render(report))
    cells = {row.xpath("th/text()")[0].strip(): row.xpath("td")
             for row in page.xpath("(//table[@class='heat'])[1]//tr[td]")}
    assert [cell.get("class") for cell in cells["Sở B"][:5]] == ["gap"] * 5
    least = "≥ít nhất 1"  # one more article has no day
    assert [cell.text_content() for cell in cells["Sở A"][:4]] == [least, "0", "0", least]
    assert [cell.text_content() for cell in cells["Báo Tỉnh"][:3]] == ["2", "1 (1 chờ xem lại)", "0"]
    assert [cell.get("class") for cell in cells["Báo Tỉnh"][:3]] == ["s5", "only", "s0"]


def test_what_waits_for_a_person_is_said_wherever_it_is_counted(report: Report) -> None:
    said = text(report)
    assert "1/3 nội dung có tin, bài; mới chỉ có bài chờ xem lại: Nội dung 2; chưa thấy tin, bài về: Nội dung 3" in said
    assert "2/5 đơn vị có tin, bài theo kế hoạch; mới chỉ có bài chờ xem lại: la." in said
    assert "trong đó 1 tin, bài chờ người xem lại nội dung." in said
    assert "khoảng ba trong bốn bài như vậy được gán đúng" in said
    assert "chờ xem lại nội dung 2" in said


def test_only_accusations_are_warm_coloured(report: Report) -> None:
    page = lxml.html.fromstring(render(report))
    tones = {badge.text_content(): badge.get("class").split()[1] for badge in page.xpath("//td/span[@class and text()]")
             if badge.get("class").startswith("badge")}
    assert tones == {"Không cập nhật": "silent", "Cập nhật đúng hạn": "fresh", "Bị chặn thu thập": "unknown"}


def test_accused_sites_stand_first_with_their_evidence(report: Report) -> None:
    rows = lxml.html.fromstring(render(report)).xpath("//table[@class='audit']//tr[td]")
    assert "Trang Sở A" in rows[0].text_content() and "r:1" in rows[0].text_content()
    assert rows[0].xpath(".//a/@href") == ["https://nguon-so-a.example/tin"]


def test_a_simulated_clock_is_announced(report: Report) -> None:
    assert "Số liệu mô phỏng" not in text(report)
    assert "Số liệu mô phỏng" in text(replace(report, simulated=True))


def test_limits_of_the_numbers_are_stated(report: Report) -> None:
    said = text(report)
    assert "không phải thước đo tác động tới các chỉ số đánh giá" in said and "PAPI" not in said
    named = text(replace(report, title="Kế hoạch tuyên truyền PAPI 2023"))
    assert "không phải thước đo tác động tới Chỉ số PAPI" in named
    assert "Không tính tăng, giảm" in said
    assert "vi phạm" not in said


def test_a_long_list_is_cut_and_says_so(report: Report) -> None:
    said = lxml.html.fromstring(render(report, listed=1)).text_content()
    assert "In 1 bài đầu trong tổng số 2 bài" in said and "Liên kết lạ" not in said


def test_an_empty_report_still_reads(report: Report) -> None:
    bare = replace(report, findings=(), checks=(), duties=(), items=(), before=None)
    assert "Không có bài nào trong kỳ." in text(bare)
    assert "VII. Phương pháp và giới hạn" in text(bare)
