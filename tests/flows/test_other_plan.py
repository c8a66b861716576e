"""A plan of another kind is files only: its areas, its rules, its units; everything runs with them."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from domain.article import Article, Found, Role, Text
from domain.dated import Confidence, Dated, Precision
from domain.settings import load
from flows.auditing import audit_sources
from flows.covering import cover
from flows.house import House
from flows.reading import with_readings
from flows.reporting import last_weeks, write_report
from index.questions import Axis, SearchQuestion
from phusong.cli import phusong

FILES = {
    "plan.yml": """
        id: rung-2027
        title: Kế hoạch tuyên truyền bảo vệ rừng
        issued: 2027-03-01
        issuer: so-rung
        areas:
          - {id: R1, short: Phòng cháy, title: Phòng cháy rừng, text: Tuyên truyền phòng cháy rừng.}
          - {id: R2, short: Trồng rừng, title: Trồng rừng, text: Tuyên truyền trồng rừng.}
        obligations:
          - {id: V1, who: [role:obligated], whom: Các cơ quan, must: Đăng tin, type: C, check: số tin, areas: [R1]}
        """,
    "rung-2027/lexicon.yml": "plan: rung-2027",
    "rung-2027/R1.yml": "title: Phòng cháy rừng\nrules: [{id: fire, weight: 3, any: [phòng cháy rừng]}]",
    "units.yml": "units:\n  - {id: so-rung, name: Sở Lâm nghiệp, kind: so}",
    "sources/so-rung.yml": "title: Sở Lâm nghiệp\nunit: so-rung\nurl: https://rung.invalid/",
}
AT = datetime(2027, 4, 15, tzinfo=UTC)


@pytest.fixture
def forest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A department of forests; one article of its own on area R1."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("\n".join(line.removeprefix(" " * 8) for line in text.splitlines()), "utf-8")
    given = {"plan": "plan.yml", "units": "units.yml", "sources": "sources", "home": "home", "now": AT.isoformat()}
    for name, value in given.items():
        monkeypatch.setenv(f"PHUSONG_{name.upper()}", value)
    house = House(load())
    [source] = house.sources.values()
    published = Dated(date(2027, 4, 12), Precision.DAY, "visible", Confidence.HIGH, "12/4/2027")
    text = Text("Sở Lâm nghiệp tập huấn phòng cháy rừng", "", "Hơn 100 cán bộ dự.", published=published)
    article = Article("a" * 32, Found(source.id, "https://rung.invalid/1", AT), text=text)
    house.index.put(with_readings(house, source, [article]))
    yield house
    house.close()


def test_everything_runs_by_the_areas_of_the_other_plan(forest: House) -> None:
    rows = cover(forest, (Axis.UNIT, Axis.AREA), (Role.PUBLISHER,), None, None).rows
    assert {one.key: one.cell.articles for one in rows} == {("so-rung", "R1"): 1, ("so-rung", "R2"): 0}
    assert forest.index.search(SearchQuestion("noi-dung:R1")).total == 1
    report = write_report(forest, last_weeks(AT.date(), 4)).read_text("utf-8")
    assert "Phòng cháy" in report and "PAPI" not in report
    assert "chưa có quy tắc nhận biết cho 1 nội dung: Trồng rừng" in report
    assert {one.verdict.value for one in audit_sources(forest, list(forest.sources.values()))} == {"not_checked"}


def test_an_area_without_rules_is_told_and_its_zero_is_no_zero(forest: House) -> None:
    assert forest.unread == ("R2",)
    shown = CliRunner().invoke(phusong, ["coverage"])
    assert "R2" in shown.stderr and "không nói gì" in shown.stderr
    [line] = [line.split() for line in shown.stdout.splitlines() if "Sở Lâm nghiệp" in line]
    assert "?" in line
    read = CliRunner().invoke(phusong, ["read"], input='{"id": 1, "title": "Diễn tập phòng cháy rừng"}')
    assert [one["area"] for one in json.loads(read.stdout)["areas"]] == ["R1"] and "R2" in read.stderr
