"""Every promise of index.port about writing and about what words find, for every store of the index.

The promises about filters and hits stand in test_contract_filters.py, those about counting in test_contract_counts.py.
"""

import random
from dataclasses import replace
from datetime import date

import pytest

from domain.article import Article
from domain.errors import QueryError
from index.port import Index
from index.questions import Axis, CoverageQuestion, Filters, SearchQuestion
from tests.index.made import article, ident, titles
from tests.index.test_query import PIECES

DAY = date(2023, 8, 22)
MATRIX = (Axis.UNIT, Axis.AREA, Axis.WEEK)


def matrix(index: Index) -> dict[tuple[str | None, ...], int]:
    return {cell.key: cell.articles for cell in index.coverage(CoverageQuestion(MATRIX)).cells}


# -- writing


def test_an_empty_index_answers(index: Index) -> None:
    assert index.search(SearchQuestion("cải cách")).total == 0
    assert index.coverage(CoverageQuestion(MATRIX)).cells == ()
    assert index.freshness("source") == ()
    assert index.new(SearchQuestion(), 0).seq == 0


def test_the_same_again_changes_nothing(index: Index) -> None:
    one = article(1, "Cải cách", on=DAY, areas="A01:P")
    assert (index.put([one]), index.put([one, one])) == (1, 0)
    assert index.state().articles == 1
    assert matrix(index) == {("so-x", "A01", "2023-W34"): 1}


def test_an_equal_or_newer_revision_replaces_and_an_older_one_does_not(index: Index) -> None:
    index.put([article(1, "Thứ hai", on=DAY, revision=2)])
    assert index.put([article(1, "Thứ nhất", on=DAY, revision=1)]) == 0
    assert titles(index) == ["Thứ hai"]
    assert index.put([article(1, "Thứ hai, đọc lại", on=DAY, revision=2, areas="A05:S")]) == 1
    assert index.put([article(1, "Thứ ba", on=DAY, revision=3)]) == 1
    assert titles(index) == ["Thứ ba"]
    assert titles(index, "hai") == []
    assert matrix(index) == {}


def test_of_several_revisions_in_one_batch_the_newest_is_shown(index: Index) -> None:
    index.put([article(1, "Mới", revision=5), article(1, "Cũ", revision=4)])
    assert titles(index) == ["Mới"]


def test_a_replaced_article_moves_to_its_new_day_and_week(index: Index) -> None:
    index.put([article(1, "A", on=DAY, areas="A01:P"), article(2, "B", on=date(2023, 8, 23))])
    index.put([article(1, "A", on=date(2023, 9, 5), areas="A01:P", revision=2)])
    assert titles(index) == ["A", "B"]
    assert matrix(index) == {("so-x", "A01", "2023-W36"): 1}


def test_removed_articles_are_gone_from_every_answer(index: Index) -> None:
    index.put([article(1, "Một", on=DAY, areas="A01:P", sections=("tin",)), article(2, "Hai", on=DAY)])
    assert index.remove([ident(1), ident(9)]) == 1
    assert titles(index) == ["Hai"]
    assert titles(index, "một") == []
    assert matrix(index) == {}
    assert index.freshness("section") == ()


def test_an_article_without_text_or_reading_is_found_by_its_listed_title(index: Index) -> None:
    found = replace(article(1).found, title="Tin chưa đọc")
    assert index.put([Article(ident(1), found)]) == 1
    assert titles(index, "chưa đọc") == ["Tin chưa đọc"]


def test_source_kinds_come_from_the_registry_unless_given(index: Index) -> None:
    index.put([article(1, "A", unit="huyen-z"), article(2, "B", source="bao-1")], kinds={"bao-1": "bao"})
    assert titles(index, filters=Filters(kinds=("ubnd-huyen",))) == ["A"]
    assert titles(index, "loai:báo") == ["B"]


def test_rebuild_shows_exactly_what_it_is_given_and_keeps_the_sequence(index: Index) -> None:
    index.put([article(1, "Một"), article(2, "Hai"), article(3, "Ba")])
    before = {hit.id: hit.seq for hit in index.export(SearchQuestion())}
    assert index.rebuild([article(3, "Ba"), article(2, "Hai khác")]) == 2
    assert sorted(titles(index)) == ["Ba", "Hai khác"]
    assert {hit.id: hit.seq for hit in index.export(SearchQuestion())} == {k: before[k] for k in (ident(2), ident(3))}


# -- what words find


@pytest.mark.parametrize(("query", "found"), [
    ("má", {"má"}), ("mà", {"mà"}), ("ma", {"má", "mà", "ma"}),
    ("hoà bình", {"hòa bình"}), ("hòa bình", {"hòa bình"}), ("hoa binh", {"hòa bình"}),
    ("điện", {"Đường Điện"}), ("dien", {"Đường Điện"}), ("ĐIỆN", {"Đường Điện"}), ("Ðiện", {"Đường Điện"}),
    ("tp.hcm", {"TP.HCM"}), ("TP HCM", {"TP.HCM"}), ("1732/qđ-ubnd", {"1732/QĐ-UBND"}), ("1732", {"1732/QĐ-UBND"}),
    ("1732/QD-UBND", {"1732/QĐ-UBND"}), ("26/7/2023", {"ngày 26/7/2023"}), ("cải-cách", {"cải cách"}),
    ('"cách cải"', set()), ("cách cải", {"cải cách"}), ("tham nhũng", {"tham nhũng", "thâm nhũng"}),
    ('"tham nhũng"', {"tham nhũng"}), ('"tham nhung"', {"tham nhũng", "thâm nhũng"}),
    ("nhũ*", {"tham nhũng", "thâm nhũng"}),
    ("th*", {"tham nhũng", "thâm nhũng"}), ('"cải các*"', {"cải cách"}), ("thâ*", {"thâm nhũng"}),
    ("UBND", {"ủy ban nhân dân", "1732/QĐ-UBND"}), ("ubnd -qđ", {"ủy ban nhân dân"}),
    ("má | mà", {"má", "mà"}), ("(má HOẶC mà) KHÔNG mà", {"má"}),
    ("hoa\u0300 bi\u0300nh", {"hòa bình"}),
])
def test_words_find_their_own_and_only_their_own(index: Index, query: str, found: set[str]) -> None:
    texts = ("má", "mà", "ma", "hòa bình", "Đường Điện", "TP.HCM", "1732/QĐ-UBND", "ngày 26/7/2023", "cải cách",
             "tham nhũng", "thâm nhũng", "ủy ban nhân dân")
    index.put([article(number, "Tin", text) for number, text in enumerate(texts)])
    answer = index.search(SearchQuestion(query))
    assert {hit.extract for hit in answer.hits} == found
    assert not answer.folded


def test_broken_characters_do_not_stop_an_article(index: Index) -> None:
    assert index.put([article(1, "Cải\ud800 cách\0 số", "\udfff")]) == 1
    assert len(titles(index, "cải cách số")) == 1


def test_a_text_in_old_spelling_or_loose_marks_is_found_too(index: Index) -> None:
    index.put([article(1, "Thuỷ lợi"), article(2, "Đường sa\u0306\u0301t")])
    assert titles(index, "thủy lợi") == ["Thuỷ lợi"]
    assert len(titles(index, "sắt")) == 1


def test_nothing_with_diacritics_is_looked_for_without_and_said_so(index: Index) -> None:
    index.put([article(1, "Cai cach hanh chinh"), article(2, "Khác")])
    answer = index.search(SearchQuestion("cải cách"))
    assert ([hit.title for hit in answer.hits], answer.folded) == (["Cai cach hanh chinh"], True)
    assert not index.search(SearchQuestion("chưa từng thấy")).folded
    assert not index.search(SearchQuestion("cai cach")).folded


def test_folded_paging_stays_folded(index: Index) -> None:
    index.put([article(number, "cai cach", on=DAY) for number in range(5)])
    first = index.search(SearchQuestion("cải cách", size=3))
    second = index.search(SearchQuestion("cải cách", size=3, cursor=first.next))
    assert first.folded and second.folded
    assert [hit.id for hit in (*first.hits, *second.hits)] == [ident(number) for number in range(5)]


def test_a_phrase_does_not_reach_over_fields(index: Index) -> None:
    index.put([article(1, "Thủ tục", "chính", lead="hành")])
    assert titles(index, "thủ hành chính") == ["Thủ tục"]
    assert titles(index, '"tục hành"') == titles(index, '"hành chính"') == titles(index, '"chinh tin"') == []


def test_title_words_are_looked_for_in_the_title_only(index: Index) -> None:
    index.put([article(1, "Chuyển đổi số", "papi"), article(2, "PAPI", "chuyển đổi số")])
    assert titles(index, "tieu-de:papi") == ["PAPI"]
    assert titles(index, 'tieu-de:"đổi số"') == ["Chuyển đổi số"]
    assert titles(index, "tieu-de:chuy* tieu-de:CCHC") == []


def test_any_text_is_answered_or_refused(index: Index) -> None:
    index.put([article(1, "Cải cách 1732/QĐ", on=DAY)])
    rng, refused = random.Random(1), 0
    pieces = (*PIECES, "ca*", "17*", '"', "'", ";--", "NEAR(", "^", "+", "{", "title :", "\ud800", "don-vi:so-x")
    for _ in range(300):
        try:
            index.search(SearchQuestion(rng.choice(("", " ")).join(rng.choices(pieces, k=rng.randint(1, 9)))))
        except QueryError:
            refused += 1
    assert 30 < refused < 290
    deep = "-(" * 20 + "cải" + ")" * 20
    assert index.count(SearchQuestion(deep)) == index.count(SearchQuestion("cải | " * 60 + "cải")) == 1


def test_a_query_outside_the_grammar_is_refused_in_words(index: Index) -> None:
    with pytest.raises(QueryError, match="ngoặc kép") as caught:
        index.search(SearchQuestion('papi "cải cách'))
    assert caught.value.position == 5
    with pytest.raises(QueryError, match="trang kết quả"):
        index.search(SearchQuestion(cursor="không phải"))
