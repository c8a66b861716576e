"""Every promise of index.port about coverage, denominators and freshness, for every store of the index."""

from datetime import UTC, date, datetime

import pytest

from domain.article import Role
from index.port import Index
from index.questions import Axis, Cell, CoverageQuestion, Filters, Newest
from tests.index.made import article, ident

DAY = date(2023, 8, 22)
MATRIX = (Axis.UNIT, Axis.AREA, Axis.WEEK)


def cells(
    index: Index, *by: Axis, filters: Filters | None = None, roles: tuple[Role, ...] = (Role.PUBLISHER,)
) -> dict[tuple[str | None, ...], tuple[int, ...]]:
    answer = index.coverage(CoverageQuestion(by, filters or Filters(), roles))
    return {cell.key: tuple(cell[1:5]) for cell in answer.cells}


def test_an_article_counts_once_for_each_area_and_once_in_all(index: Index) -> None:
    index.put([article(1, on=DAY, areas="A01:P A05:S A08:M"), article(2, on=DAY, areas="A01:P", original=1)])
    assert cells(index, Axis.AREA) == {("A01",): (2, 2, 1, 1), ("A05",): (1, 1, 1, 0)}
    assert cells(index, Axis.UNIT) == {("so-x",): (2, 3, 1, 1)}
    assert cells(index, Axis.UNIT, filters=Filters(areas=("A05",))) == {("so-x",): (1, 1, 1, 0)}


def test_an_article_without_counting_areas_is_no_coverage_but_in_the_totals(index: Index) -> None:
    index.put([article(1, on=DAY, areas="A01:M"), article(2, on=DAY)])
    assert cells(index, Axis.UNIT) == {}
    assert index.totals(CoverageQuestion((Axis.UNIT, Axis.WEEK))).cells == (
        Cell(("so-x", "2023-W34"), 2, 0, 2, 0),)


def waiting(index: Index, *by: Axis, filters: Filters | None = None) -> dict[tuple[str | None, ...], tuple[int, int]]:
    answer = index.coverage(CoverageQuestion(by, filters or Filters()))
    return {cell.key: (cell.articles, cell.in_review) for cell in answer.cells}


def test_what_rests_only_on_readings_for_a_person_is_counted_apart(index: Index) -> None:
    index.put([
        article(1, on=DAY, areas="A01:P A05:S?"), article(2, on=DAY, areas="A01:P? A05:P?", original=1),
        article(3, on=DAY, areas="A01:M? A08:S"), article(4, areas="A01:S?")])
    assert waiting(index, Axis.AREA) == {("A01",): (3, 2), ("A05",): (2, 2), ("A08",): (1, 0)}
    assert waiting(index, Axis.UNIT) == {("so-x",): (4, 2)}
    assert waiting(index, Axis.UNIT, filters=Filters(areas=("A05",))) == {("so-x",): (2, 2)}
    assert waiting(index, Axis.SOURCE, filters=Filters(areas=("A01", "A05"))) == {("trang-x",): (3, 2)}
    for by, filters in ((MATRIX, Filters()), ((*MATRIX, Axis.KIND), Filters()), (MATRIX, Filters(units=("so-x",)))):
        found = waiting(index, *by, filters=filters)
        assert {key[1]: counts for key, counts in found.items()} == {"A01": (2, 1), "A05": (2, 2), "A08": (1, 0)}
    originals, reposts = (waiting(index, *MATRIX, filters=Filters(original=one)) for one in (True, False))
    assert {key[1]: counts for key, counts in originals.items()} == {"A01": (1, 0), "A05": (1, 1), "A08": (1, 0)}
    assert {key[1]: counts for key, counts in reposts.items()} == {"A01": (1, 1), "A05": (1, 1)}
    assert [cell.in_review for cell in index.coverage(CoverageQuestion(MATRIX)).undated] == [1]
    assert [cell.in_review for cell in index.totals(CoverageQuestion((Axis.UNIT,))).cells] == [2]


def test_a_reading_that_a_person_settled_waits_no_more(index: Index) -> None:
    index.put([article(1, on=DAY, areas="A01:P?")])
    assert waiting(index, *MATRIX) == {("so-x", "A01", "2023-W34"): (1, 1)}
    index.put([article(1, on=DAY, areas="A01:P")])
    assert waiting(index, *MATRIX) == {("so-x", "A01", "2023-W34"): (1, 0)}
    index.remove([ident(1)])
    assert waiting(index, *MATRIX) == {}


def test_publisher_actor_or_either(index: Index) -> None:
    index.put([article(1, on=DAY, areas="A01:P", unit="so-x", actors=("so-x", "so-y"), mentioned=("huyen-z",))])
    for by in ((Axis.UNIT,), MATRIX):
        found = {role: {key[0] for key in cells(index, *by, roles=role)} for role in (
            (Role.PUBLISHER,), (Role.ACTOR,), (Role.PUBLISHER, Role.ACTOR))}
        assert found == {
            (Role.PUBLISHER,): {"so-x"}, (Role.ACTOR,): {"so-x", "so-y"},
            (Role.PUBLISHER, Role.ACTOR): {"so-x", "so-y"}}
    assert set(cells(index, *MATRIX, roles=(Role.PUBLISHER, Role.ACTOR)).values()) == {(1, 1, 1, 0)}


def test_nothing_undated_stands_in_a_week(index: Index) -> None:
    index.put([article(1, areas="A01:P"), article(2, on="2023-08", areas="A01:P"), article(3, on=DAY, areas="A01:P")])
    answer = index.coverage(CoverageQuestion(MATRIX))
    assert answer.cells == (Cell(("so-x", "A01", "2023-W34"), 1, 1, 1, 0),)
    assert answer.undated == (Cell(("so-x", "A01", None), 2, 2, 2, 0),)
    by_month = index.coverage(CoverageQuestion((Axis.AREA, Axis.MONTH)))
    assert by_month.cells == (Cell(("A01", "2023-08"), 2, 2, 2, 0),)
    assert by_month.undated == (Cell(("A01", None), 1, 1, 1, 0),)


def test_what_was_seen_before_the_asked_time_was_not_published_in_it(index: Index) -> None:
    """An undated article may be of any day up to its first sight: the 22nd in Vietnam begins at 17:00 UTC."""
    index.put([
        article(1, areas="A01:P", seen=datetime(2023, 8, 21, 16, 59, tzinfo=UTC)),
        article(2, areas="A05:P", seen=datetime(2023, 8, 21, 17, 0, tzinfo=UTC)),
        article(3, on="2023-08", areas="A08:P", seen=datetime(2023, 8, 20, tzinfo=UTC)),
    ])

    def loose(by: tuple[Axis, ...], since: date | None, until: date | None = None) -> set[str | None]:
        answer = index.coverage(CoverageQuestion(by, Filters(since=since, until=until)))
        return {cell.key[by.index(Axis.AREA)] for cell in answer.undated}

    for by in ((Axis.AREA,), MATRIX):
        assert loose(by, DAY) == {"A05"}
        assert loose(by, date(2023, 8, 21)) == {"A01", "A05"}
        assert loose(by, date(2023, 8, 20), date(2023, 8, 20)) == {"A01", "A05", "A08"}
        assert loose(by, date(2023, 8, 23)) == set()
    assert loose((Axis.AREA,), None, date(2023, 7, 1)) == {"A01", "A05"}
    assert [cell.articles for cell in index.totals(CoverageQuestion((Axis.UNIT,), Filters(since=DAY))).undated] == [1]


def test_an_earlier_first_sight_is_news_to_the_index(index: Index) -> None:
    by_area = CoverageQuestion((Axis.AREA,), Filters(since=DAY))
    index.put([article(1, areas="A01:P")])
    assert len(index.coverage(by_area).undated) == 1
    index.put([article(1, areas="A01:P", seen=datetime(2023, 8, 1, tzinfo=UTC))])
    assert index.coverage(by_area).undated == ()


@pytest.mark.parametrize(("since", "until"), [(date(2023, 8, 21), date(2023, 8, 27)), (DAY, date(2023, 8, 26))])
def test_a_range_cuts_weeks_where_it_says(index: Index, since: date, until: date) -> None:
    days = [date(2023, 8, day) for day in (20, 21, 22, 26, 27, 28)]
    index.put([article(number, on=day, areas="A01:P", original=9 if number % 2 else None)
               for number, day in enumerate(days)])
    inside = sum(since <= day <= until for day in days)
    found = cells(index, *MATRIX, filters=Filters(since=since, until=until))
    assert found == {("so-x", "A01", "2023-W34"): (inside, inside, inside // 2, inside - inside // 2)}
    only = cells(index, *MATRIX, filters=Filters(since=since, until=until, original=True))
    assert only == {("so-x", "A01", "2023-W34"): (inside // 2, inside // 2, inside // 2, 0)}


def test_totals_are_not_asked_by_area(index: Index) -> None:
    with pytest.raises(ValueError, match="irrespective"):
        index.totals(CoverageQuestion((Axis.AREA,)))
    with pytest.raises(ValueError, match="axis"):
        index.coverage(CoverageQuestion(()))
    with pytest.raises(ValueError, match="searching"):
        index.coverage(CoverageQuestion((Axis.AREA,), Filters(mentions=True)))


def test_freshness_names_the_newest_dated_article(index: Index) -> None:
    early, late = (datetime(2023, 8, 22, hour, tzinfo=UTC) for hour in (1, 9))
    index.put([
        article(1, on=late, source="a", sections=("tin", "cải cách")),
        article(2, on=early, source="a", sections=("tin",)), article(3, source="a", sections=("hỏi đáp",)),
        article(4, on="2023-07", source="b", unit="so-y"),
    ])
    assert set(index.freshness("source")) == {
        Newest(("a",), ident(1), DAY, DAY, 3, 1),
        Newest(("b",), ident(4), date(2023, 7, 1), date(2023, 7, 31), 1, 0)}
    assert {one.key: (one.article, one.day) for one in index.freshness("section")} == {
        ("a", "tin"): (ident(1), DAY), ("a", "cải cách"): (ident(1), DAY), ("a", "hỏi đáp"): (None, None)}
    assert {one.key[0]: one.article for one in index.freshness("unit")} == {"so-x": ident(1), "so-y": ident(4)}
    with pytest.raises(ValueError, match="freshness"):
        index.freshness("area")
