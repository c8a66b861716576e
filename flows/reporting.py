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
        house.unread,
    )


def report_of(house: House, period: Period) -> Report:
    """The report of a period, with the versions it rests on."""
    from importlib.metadata import version

    clock = house.clock
    versions = Versions(house.plan.id, house.registry.version, house.reader.version, version("phusong"))
    return make_report(desk_of(house), period, clock.now(), versions, clock.simulated)


def write_report(house: House, period: Period, folder: Path | None = None) -> Path:
    """Write the HTML report, and its tables as CSV beside it. Returns the path of the HTML."""
    return write(report_of(house, period), folder or folder_of(house))


def folder_of(house: House) -> Path:
    """Where reports stand unless somebody says otherwise."""
    return house.settings.home / "reports"


def file_name(period: Period) -> str:
    """What the HTML report of a period is called."""
    return f"bao-cao-{period.first:%Y%m%d}-{period.last:%Y%m%d}.html"


def write(report: Report, folder: Path) -> Path:
    """Write a report that was made. Returns the path of the HTML."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / file_name(report.period)
    tables = (("do-phu", grid_csv), ("tin-bai", articles_csv), ("kiem-tra-trang", findings_csv))
    for suffix, table in tables:
        target.with_name(f"{target.stem}-{suffix}.csv").write_bytes((BOM + table(report)).encode())
    target.write_text(render(report), "utf-8")
    return target
