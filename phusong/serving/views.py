"""What the pages say, from the same report object as every document, so that no two numbers differ."""

import re
import time
from collections import Counter
from functools import cache
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Any, Final

import jinja2

from domain.outcome import vietnamese
from domain.verdict import VIETNAMESE, Verdict
from flows.house import House
from flows.reporting import desk_of, last_weeks
from reports import form
from reports import html as document
from reports.report import Report, Versions, make_report
from store.figures import Figures

FRESH: Final = 20.0  # seconds for which a report is shown again: several people may look at once
PLACES: Final = (Path(__file__).resolve().parent, document.TEMPLATES)
MENU: Final = (("/", "Tình hình"), ("/do-phu", "Độ phủ"), ("/kiem-tra", "Cập nhật trang"))
DAYS: Final = re.compile(r"bao-cao-(\d{4})(\d\d)(\d\d)-(\d{4})(\d\d)(\d\d)\.html")
_LOCK = Lock()
_HELD: dict[Path, tuple[float, Report]] = {}


def front(house: House, prefect: str) -> str:
    """What runs, what was crawled, which reports there are: sums that the ledger's database makes."""
    folder = house.settings.home / "reports"
    names = sorted((file.name for file in folder.glob("*.html")), reverse=True) if folder.is_dir() else []
    reports = [(name, title_of(name)) for name in names]
    figures = Figures(house.store.ledger.engine)
    return _page(
        house, "/", "front", prefect=prefect, reports=reports, batches=Counter(figures.batches_by_state()),
        tallies=house.store.ledger.last_crawls(), sources=house.sources, stored=figures.articles()[0], words=vietnamese,
    )


def coverage(house: House, _: str) -> str:
    """Units by areas over the last four weeks."""
    report = _report(house)
    blocks = [(name, list(rows)) for name, rows in groupby(report.now.units, key=lambda row: row.group.name)]
    most = max((one.articles for row in report.now.units for one in row.areas), default=0)
    return _page(house, "/do-phu", "coverage", report=report, blocks=blocks, most=most)


def audit(house: House, _: str) -> str:
    """The verdict about every site, with its reason."""
    report = _report(house)
    sites = sorted(report.sites, key=lambda one: (Verdict.SILENT, Verdict.LATE, one.verdict).index(one.verdict))
    return _page(house, "/kiem-tra", "audit", report=report, sites=sites, words=VIETNAMESE)


def trouble(text: str) -> str:
    """A page that says why there is none."""
    return _environment().get_template("page.html.j2").render(
        kind="trouble", here="", menu=MENU, simulated=False, now=None, text=text)


def title_of(name: str) -> str:
    """What a report's file is called on the page: its period, or its name where that tells none."""
    days = DAYS.fullmatch(name)
    return f"Từ {days[3]}/{days[2]}/{days[1]} đến {days[6]}/{days[5]}/{days[4]}" if days else name


def _report(house: House) -> Report:
    with _LOCK:
        at, held = _HELD.get(house.settings.home, (0.0, None))
        if held is None or time.monotonic() - at > FRESH:
            clock = house.clock
            held = make_report(desk_of(house), last_weeks(clock.today()), clock.now(), Versions("", "", "", ""),
                               clock.simulated)
            _HELD[house.settings.home] = (time.monotonic(), held)
        return held


def _page(house: House, here: str, kind: str, **values: Any) -> str:
    clock = house.clock
    return _environment().get_template("page.html.j2").render(
        kind=kind, here=here, menu=MENU, simulated=clock.simulated, now=clock.now(), **values)


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(PLACES), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )
    made.filters.update(number=form.number, day=form.day, moment=form.moment, web=form.web, tone=form.tone,
                        shade=form.shade)
    return made
