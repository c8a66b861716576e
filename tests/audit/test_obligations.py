"""Obligations: met, not met, or not assessable; when in doubt the third."""

from datetime import date

import pytest

from audit.completeness import Completeness, Period
from audit.obligations import Held, Row, Status, obligation_rows
from domain.plan import Area, Obligation, Plan
from domain.source import Section, Source
from domain.unit import Name, Registry, Unit
from domain.verdict import Finding, Verdict

DAY = date(2023, 8, 22)
PERIOD = Period(date(2023, 8, 14), date(2023, 8, 20))
V, S = Verdict, Status
ARTICLES = {"so-a": {"A01": 3, "A02": 0}}


def unit(name: str, via: str | None = None) -> Unit:
    return Unit(name, "so", "province", "obligated", (Name(name, name, "official"),), via=via)


REGISTRY = Registry({one.id: one for one in (unit("so-a"), unit("so-b", via="so-a"), unit("so-c"))})
SITE = Source(id="trang-a", title="Trang A", unit="so-a", url="https://a.example/", sections=(
    Section(id="cchc", name="Cải cách Hành chính", url="/cchc"), Section(id="tin", name="Tin tức", url="/tin")))
WHOLE = Completeness("trang-a", "so-a", 5, 5, date(2023, 8, 18), date(2022, 1, 1), True, PERIOD)


def finding(verdict: Verdict, section: str | None = None) -> Finding:
    return Finding("trang-a", "so-a", section, verdict, None, None, None, None, None, "")


def answer(kind: str, *findings: Finding, areas: tuple[str, ...] = ("A01",), check: Completeness | None = WHOLE,
           mentions: int = 0, who: str = "so-a", undated: int = 0, in_review: int = 0) -> Row:
    plan = Plan("p", "p", DAY, "so-a", (Area("A01", "", "", "", ""), Area("A02", "", "", "", "")),
                (Obligation("O1", (who,), "", "", kind, "", "", areas=areas),), topics=("cải cách hành chính",))
    held = Held((SITE,), findings, (check,) if check else (), ARTICLES, {"so-a": {"A02": mentions}},
                {"so-a": {"A02": undated}}, {"so-a": {"A01": in_review}})
    (row,) = obligation_rows(plan, REGISTRY, held, DAY)
    return row


@pytest.mark.parametrize(("row", "status", "code"), [
    (answer("C"), S.MET, "items"),
    (answer("C", in_review=2), S.MET, "items"),
    (answer("C", in_review=3), S.NOT_ASSESSABLE, "in_review"),
    (answer("F", finding(V.UP_TO_DATE), in_review=3), S.NOT_ASSESSABLE, "in_review"),
    (answer("C", areas=("A02",)), S.NOT_MET, "no_items"),
    (answer("C", areas=("A02",), mentions=1), S.NOT_ASSESSABLE, "mentions_only"),
    (answer("C", areas=("A02",), undated=1), S.NOT_ASSESSABLE, "undated"),
    (answer("C", areas=("A02",), check=None), S.NOT_ASSESSABLE, "no_reading"),
    (answer("C", areas=("A02",), check=Completeness("trang-a", "so-a", 5, 3, DAY, None, True)), S.NOT_ASSESSABLE,
     "partial_reading"),
    (answer("S", finding(V.UP_TO_DATE, "cchc")), S.MET, "section"),
    (answer("S", finding(V.SILENT, "cchc")), S.NOT_MET, "silent"),
    (answer("S", finding(V.BLOCKED, "cchc")), S.NOT_ASSESSABLE, "blocked"),
    (answer("S", finding(V.UP_TO_DATE, "tin")), S.NOT_ASSESSABLE, "section_unknown"),
    (answer("F", finding(V.UP_TO_DATE)), S.MET, "up_to_date"),
    (answer("F", finding(V.UP_TO_DATE), areas=("A02",)), S.NOT_ASSESSABLE, "no_items"),
    (answer("F", finding(V.LATE)), S.NOT_MET, "late"),
    (answer("F", finding(V.UNREACHABLE)), S.NOT_ASSESSABLE, "unreachable"),
    (answer("F"), S.NOT_ASSESSABLE, "not_checked"),
    (answer("C+D"), S.NOT_ASSESSABLE, "manual"),
    (answer("C+D", areas=("A02",)), S.NOT_MET, "no_items"),
    (answer("S+C", finding(V.UP_TO_DATE, "cchc")), S.MET, "section"),
    (answer("S+C", finding(V.SILENT, "cchc")), S.NOT_MET, "silent"),
    (answer("C", who="so-b"), S.NOT_ASSESSABLE, "via"),
    (answer("C", who="so-c"), S.NOT_ASSESSABLE, "no_source"),
])
def test_answer(row: Row, status: Status, code: str) -> None:
    assert (row.status, row.code) == (status, code)
    assert row.reason


def test_only_what_can_be_seen_gets_rows() -> None:
    plan = Plan("p", "p", DAY, "so-a", (), (
        Obligation("O1", ("role:obligated",), "", "", "E", "", ""),
        Obligation("O2", ("role:obligated",), "", "", "F", "", "")))
    rows = obligation_rows(plan, REGISTRY, Held((), (), ()), DAY)
    assert [(row.obligation, row.unit) for row in rows] == [("O2", "so-a"), ("O2", "so-b"), ("O2", "so-c")]
