"""One report from a real ledger and a real index: the same numbers as counted by hand."""

from datetime import date, timedelta

import pytest

from audit.completeness import Period
from audit.obligations import Status
from domain.article import AreaReading, Article, Found, Level, Page, Reading, Role, Text, UnitReading, Zone
from domain.calendar import Calendar
from domain.dated import Confidence, Dated, Precision
from domain.settings import SHIPPED_DATA
from index import open_index
from index.port import Index
from reports.coverage import coverage
from reports.html import render
from reports.report import Desk, Versions, make_report, previous
from store import Store
from tests.reports.office import CHECKS, NOW, PERIOD, PLAN, REGISTRY, SOURCES, shelf
from tests.reports.shelf import Piece

VERSIONS = Versions("kh-1", "dm-1", "r-1", "0.1")


def article(piece: Piece) -> Article:
    url = f"https://{piece.unit}.example/{piece.id}"
    published = piece.day and Dated(piece.day, Precision.DAY, "visible", Confidence.HIGH, str(piece.day))
    areas = [AreaReading(area, Level.PRIMARY, 0.9, Zone.REVIEW if area in piece.review else Zone.AUTO, ())
             for area in piece.areas]
    areas += [AreaReading(area, Level.MENTION, 0.2, Zone.AUTO, ()) for area in piece.mentioned]
    units = [UnitReading(piece.unit, Role.PUBLISHER)]
    units += [UnitReading(unit, Role.ACTOR) for unit in piece.actors]
    return Article(
        piece.id, Found(f"nguon-{piece.unit}", url, NOW), Page(url, NOW, 200, "text/html", "d", "r"),
        Text(piece.id, "", "Thân bài", published=published), Reading(tuple(areas), tuple(units), "tin", "r-1"),
        original=piece.original,
    )


@pytest.fixture
def index(store: Store) -> Index:
    made = open_index(store, REGISTRY, PLAN)
    made.put([article(piece) for piece in shelf().pieces])
    return made


def desk(store: Store, index: Index) -> Desk:
    return Desk(store, index, REGISTRY, PLAN, SOURCES, Calendar.load(SHIPPED_DATA / "holidays.yml"))


def test_the_index_gives_the_table_that_was_counted_by_hand(index: Index) -> None:
    counted = coverage(shelf(), REGISTRY, PLAN, CHECKS, PERIOD)  # type: ignore[arg-type]
    assert coverage(index, REGISTRY, PLAN, CHECKS, PERIOD) == counted


def test_a_report_of_an_uncrawled_province_claims_nothing(store: Store, index: Index) -> None:
    report = make_report(desk(store, index), PERIOD, NOW, VERSIONS)
    assert report.told == 0 and not any(one.verdict.accuses for one in report.findings)
    assert {row.unit for row in report.now.holes} == {"bao-tinh", "so-a", "so-b", "huyen-c", "la"}
    assert not any(row.status == "not_met" for duty in report.duties for row in duty.rows)


def test_list_of_articles_is_by_day_and_holds_only_the_plan(store: Store, index: Index) -> None:
    report = make_report(desk(store, index), PERIOD, NOW, VERSIONS)
    assert [one.title for one in report.items] == ["a1", "a5", "a2", "a3"]
    assert [one.repost for one in report.items] == [False, False, False, True]
    assert (report.items[0].areas, report.items[0].in_review) == (("A01", "A02"), ("A02",))


def test_what_waits_for_a_person_neither_meets_an_obligation_nor_misses_it(store: Store) -> None:
    made = open_index(store, REGISTRY, PLAN)
    made.put([article(Piece("a", "so-a", date(2023, 8, 22), ("A01",), review=("A01",)))])
    report = make_report(desk(store, made), PERIOD, NOW, VERSIONS)
    (row,) = (row for duty in report.duties if duty.id == "O01" for row in duty.rows if row.unit == "so-a")
    assert (row.status, row.code, row.articles) == (Status.NOT_ASSESSABLE, "in_review", 1)


def test_a_report_made_twice_is_the_same_bytes(store: Store, index: Index) -> None:
    first, second = (render(make_report(desk(store, index), PERIOD, NOW, VERSIONS)) for _ in range(2))
    assert first == second


def test_the_period_before_is_as_long_and_ends_the_day_before() -> None:
    past = previous(Period(date(2023, 8, 14), date(2023, 8, 20)))
    assert (past.first, past.last + timedelta(days=1)) == (date(2023, 8, 7), date(2023, 8, 14))


def test_who_merely_mentioned_an_area_is_not_said_to_have_published_nothing(store: Store) -> None:
    made = open_index(store, REGISTRY, PLAN)
    made.put([article(Piece("a", "so-a", date(2023, 8, 22), ("A03",), mentioned=("A01",)))])
    report = make_report(desk(store, made), PERIOD, NOW, VERSIONS)
    (row,) = (row for duty in report.duties if duty.id == "O01" for row in duty.rows if row.unit == "so-a")
    assert (row.status, row.code, row.articles) == (Status.NOT_ASSESSABLE, "mentions_only", 0)
