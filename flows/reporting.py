"""Coverage and the report as steps: the same numbers for the table, the page and the file."""

from datetime import date, timedelta
from pathlib import Path

from audit.completeness import Period
from flows.house import House
from reports.csv import BOM
from reports.html import render
from reports.report import Desk, Report, Versions, make_report
from reports.sheets import articles_csv, findings_csv, grid_csv


def last_weeks(today: date, weeks: int = 4) -> Period:
    """Whole ISO weeks up to the one that holds `today`, which is cut at today."""
    monday = today - timedelta(days=today.weekday())
    return Period(monday - timedelta(weeks=weeks - 1), today)


def desk_of(house: House) -> Desk:
    """What reports are written from."""
    return Desk(
        house.store, house.index, house.registry, house.plan, list(house.sources.values()), house.calendar,
    )


def report_of(house: House, period: Period) -> Report:
    """The report of a period, with the versions it rests on."""
    from importlib.metadata import version

    clock = house.clock
    versions = Versions(house.plan.id, house.registry.version, house.reader.version, version("phusong"))
    return make_report(desk_of(house), period, clock.now(), versions, clock.simulated)


def write_report(house: House, period: Period, folder: Path | None = None) -> Path:
    """Write the HTML report, and its tables as CSV beside it. Returns the path of the HTML."""
    place = folder or house.settings.home / "reports"
    place.mkdir(parents=True, exist_ok=True)
    name = f"bao-cao-{period.first:%Y%m%d}-{period.last:%Y%m%d}"
    report = report_of(house, period)
    tables = (("do-phu", grid_csv), ("tin-bai", articles_csv), ("kiem-tra-trang", findings_csv))
    for suffix, table in tables:
        (place / f"{name}-{suffix}.csv").write_bytes((BOM + table(report)).encode())
    target = place / f"{name}.html"
    target.write_text(render(report), "utf-8")
    return target
