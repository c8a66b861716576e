"""Every promise of index.port about filters, hits and their order, for every store of the index."""

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.article import Level, Role
from domain.dated import Precision
from index.port import Index
from index.questions import Axis, CoverageQuestion, Filters, SearchQuestion, Snippet, Sort, Why
from tests.index.made import article, ident, titles

DAY = date(2023, 8, 22)


def test_units_are_found_in_the_asked_role(index: Index) -> None:
    index.put([
        article(1, "Tự đăng", unit="so-y"), article(2, "Thực hiện", actors=("so-y",)),
        article(3, "Nhắc tên", mentioned=("so-y",)),
    ])
    asked = Filters(units=("so-y",))
    assert set(titles(index, filters=asked)) == {"Tự đăng", "Thực hiện"}
    assert titles(index, filters=asked, roles=(Role.MENTIONED,)) == ["Nhắc tên"]
    assert titles(index, 'don-vi:"Sở Yên bình"', roles=(Role.PUBLISHER,)) == ["Tự đăng"]


def test_areas_count_when_they_are_more_than_mentioned(index: Index) -> None:
    index.put([article(1, "Chính", areas="A01:P A05:S"), article(2, "Nhắc", areas="A01:M"), article(3, "Khác")])
    assert titles(index, filters=Filters(areas=("A01",))) == ["Chính"]
    assert set(titles(index, filters=Filters(areas=("A01",), mentions=True))) == {"Chính", "Nhắc"}
    assert set(titles(index, filters=Filters(areas=("A01", "A08")))) == {"Chính"}
    assert titles(index, filters=Filters(areas=("A01", "A08"), every_area=True)) == []
    assert titles(index, "noi-dung:A01 noi-dung:5") == ["Chính"]


def test_days_are_days_in_vietnam_and_both_included(index: Index) -> None:
    late = datetime(2023, 8, 22, 17, 30, tzinfo=UTC)  # 23/8, 00:30 in Vietnam
    index.put([article(1, "22", on=DAY), article(2, "23", on=late), article(3, "Không rõ")])
    assert titles(index, filters=Filters(since=DAY, until=DAY)) == ["22"]
    assert titles(index, "ngay:23/08/2023") == ["23"]
    assert titles(index, "den:22/08/2023") == ["22"]
    assert titles(index, "tu:2023-08-22") == ["23", "22"]


def test_undated_articles_are_of_no_day_and_come_last(index: Index) -> None:
    index.put([article(2, "Không rõ"), article(1, "Rõ", on=date(1999, 1, 1)), article(3, "Không rõ nữa")])
    assert titles(index) == ["Rõ", "Không rõ", "Không rõ nữa"]
    assert titles(index, filters=Filters(dated=False)) == ["Không rõ", "Không rõ nữa"]
    assert titles(index, filters=Filters(dated=True)) == ["Rõ"]
    assert titles(index, filters=Filters(until=date(2030, 1, 1))) == ["Rõ"]
    assert index.state().undated == 2


def test_a_month_is_in_a_range_only_when_it_is_wholly_inside(index: Index) -> None:
    index.put([article(1, "Tháng tám", on="2023-08"), article(2, "Ngày", on=DAY)])
    assert titles(index, filters=Filters(since=date(2023, 8, 1), until=date(2023, 8, 30))) == ["Ngày"]
    assert titles(index, "ngay:08/2023") == ["Ngày", "Tháng tám"]
    assert [hit.precision for hit in index.search(SearchQuestion()).hits] == [Precision.DAY, Precision.MONTH]


def test_originals_and_reposts(index: Index) -> None:
    index.put([article(1, "Gốc"), article(2, "Đăng lại", original=1)])
    assert titles(index, filters=Filters(original=True)) == titles(index, "goc:có") == ["Gốc"]
    assert titles(index, filters=Filters(original=False)) == titles(index, "goc:không") == ["Đăng lại"]
    assert index.search(SearchQuestion("goc:không")).hits[0].original == ident(1)


def test_an_article_that_says_it_is_taken_over_is_a_repost_without_a_stored_original(index: Index) -> None:
    index.put([
        article(1, "Tự viết", on=DAY, areas="A01:P", origin="Sở Xây cầu"),
        article(2, "Của hãng tin", on=DAY, areas="A01:P", origin="TTXVN"),
        article(3, "Của sở khác", on=DAY, areas="A01:P", origin="Sở Yên bình"),
        article(4, "Của ai đó", on=DAY, areas="A01:P", origin="Ban biên tập"),
        article(5, "Của chính mình", on=DAY, areas="A01:P", unit="so-y", origin="Sở Yên bình"),
    ])
    reposts = {hit.title: (hit.origin, hit.original) for hit in index.search(SearchQuestion()).hits if hit.repost}
    assert reposts == {"Của hãng tin": ("TTXVN", None), "Của sở khác": ("Sở Yên bình", None)}
    assert set(titles(index, filters=Filters(original=False))) == set(titles(index, "goc:không")) == set(reposts)
    assert len(titles(index, filters=Filters(original=True))) == 3
    (hit, _) = index.search(SearchQuestion("goc:không")).hits
    assert hit.why == (Why("original", "no"),)
    for by in ((Axis.AREA,), (Axis.UNIT, Axis.AREA, Axis.WEEK)):
        cells = index.coverage(CoverageQuestion(by)).cells
        assert (sum(cell.originals for cell in cells), sum(cell.reposts for cell in cells)) == (3, 2)
    index.put([article(2, "Của hãng tin", on=DAY, areas="A01:P", revision=2)])
    assert len(titles(index, "goc:không")) == 1


def test_fields_stand_anywhere_in_a_query(index: Index) -> None:
    index.put([
        article(1, "A papi", on=DAY, unit="so-y"), article(2, "B papi", on=date(2023, 9, 1), form="bai"),
        article(3, "C", on=DAY), article(4, "D papi"),
    ])
    assert titles(index, "don-vi:so-y HOẶC (papi tu:30/08/2023)") == ["B papi", "A papi"]
    assert titles(index, "papi KHÔNG tu:30/08/2023") == ["A papi", "D papi"]
    assert titles(index, "-papi") == ["C"]
    assert titles(index, "-(papi | ngay:22/08/2023)") == []
    assert titles(index, "the-loai:bài -nguon:trang-y") == ["B papi"]


# -- what a hit says


def test_a_hit_carries_what_people_need_to_judge_it(index: Index) -> None:
    at = datetime(2023, 8, 22, 3, 5, tzinfo=UTC)
    index.put([article(
        1, "Sở Yên bình cải cách", "Thân bài.", lead="Sa-pô nói về thủ tục.", on=at, areas="A05:M A01:P", unit="so-x",
        actors=("so-y",), mentioned=("so-y",), source="trang-y", form="bai")])
    (hit,) = index.search(SearchQuestion("thủ tục cải", Filters(units=("so-y",), areas=("A01",)))).hits
    assert (hit.title, hit.extract, hit.source, hit.unit) == (
        "Sở Yên bình cải cách", "Sa-pô nói về thủ tục.", "trang-y", "so-x")
    assert (hit.kind, hit.format, hit.day, hit.published) == ("so", "bai", DAY, at)
    assert hit.url == "https://trang-y.example/1"
    assert [(one.area, one.level, one.counts) for one in hit.areas] == [
        ("A01", Level.PRIMARY, True), ("A05", Level.MENTION, False)]
    assert {one.unit: set(one.roles) for one in hit.units} == {
        "so-x": {Role.PUBLISHER}, "so-y": {Role.ACTOR, Role.MENTIONED}}
    title, lead = hit.snippets
    assert title == Snippet("title", hit.title, ((12, 15),))
    assert [lead.text[start:end] for start, end in lead.marks] == ["thủ", "tục"]
    assert set(hit.why) == {
        Why("text", "cải", "title"), Why("text", "thủ", "lead"), Why("text", "tục", "lead"),
        Why("unit", "so-y", "actor"), Why("area", "A01", "primary")}


def test_a_folded_query_marks_the_words_with_diacritics(index: Index) -> None:
    index.put([article(1, "Đẩy mạnh CẢI CÁCH hành chính")])
    (snippet,) = index.search(SearchQuestion('"cai cach"')).hits[0].snippets
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["CẢI CÁCH"]


def test_relevance_puts_the_title_before_the_text(index: Index) -> None:
    filler = "một bài dài về nhiều việc khác nhau " * 20
    index.put([
        article(1, "Tin khác", filler + "papi", on=date(2023, 9, 9)), article(2, "PAPI tăng hạng", filler, on=DAY),
        article(3, "Tin khác nữa", filler, lead="papi", on=DAY), article(4, "Không", filler, on=DAY),
    ])
    asked = SearchQuestion("papi", sort=Sort.RELEVANCE)
    assert [hit.id for hit in index.search(asked).hits] == [ident(2), ident(3), ident(1)]
    first = index.search(replace(asked, size=2))
    second = index.search(replace(asked, size=2, cursor=first.next))
    assert [hit.id for hit in (*first.hits, *second.hits)] == [ident(2), ident(3), ident(1)]
    assert (first.total, second.next) == (3, None)


def test_equal_instants_are_ordered_by_id_without_loss_between_pages(index: Index) -> None:
    index.put([article(number, on=DAY) for number in (5, 3, 9, 1)])
    got, cursor = [], None
    for _ in range(4):
        answer = index.search(SearchQuestion(size=1, cursor=cursor))
        got.append(answer.hits[0].id)
        cursor = answer.next
    assert (got, cursor) == ([ident(number) for number in (1, 3, 5, 9)], None)


def test_facets_count_each_value(index: Index) -> None:
    index.put([
        article(1, "papi", on=DAY, areas="A01:P A05:S", actors=("so-y",)), article(2, "papi", areas="A01:P A08:M"),
        article(3, "khác", on=DAY, areas="A08:P"),
    ])
    area, week, unit = index.facets(SearchQuestion("papi"), (Axis.AREA, Axis.WEEK, Axis.UNIT))
    assert area.values == (("A01", 2), ("A05", 1))
    assert week.values == (("2023-W34", 1),)
    assert unit.values == (("so-x", 2), ("so-y", 1))


# -- saved searches


def test_each_new_match_is_told_exactly_once(index: Index) -> None:
    asked = SearchQuestion("papi")
    index.put([article(1, "papi một"), article(2, "khác")])
    first = index.new(asked, 0)
    assert [hit.title for hit in first.hits] == ["papi một"]
    assert index.new(asked, first.seq).hits == ()
    index.put([article(1, "papi một, sửa", revision=2), article(3, "papi ba"), article(4, "papi bốn")])
    part = index.new(asked, first.seq, size=1)
    rest = index.new(asked, part.seq)
    assert [hit.title for hit in (*part.hits, *rest.hits)] == ["papi ba", "papi bốn"]
    index.remove([ident(3)])
    index.put([article(3, "papi ba")])
    index.rebuild([article(3, "papi ba"), article(4, "papi bốn")])
    assert index.new(asked, rest.seq).hits == ()
