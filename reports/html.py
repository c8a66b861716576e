"""One report as one HTML file: no script, nothing loaded from elsewhere, the same bytes for the same report."""

from functools import cache
from itertools import groupby
from pathlib import Path

import jinja2

from audit.obligations import STATUS_WORDS, Status
from domain.outcome import vietnamese
from domain.source import Section
from domain.verdict import VIETNAMESE, Finding, Verdict
from reports import form
from reports.groups import GROUPS
from reports.report import Report
from reports.summary import comparable, holes, kpis, lines
from reports.table import UnitRow

LISTED = 500  # articles printed; all of them are in reports.sheets
TEMPLATES = Path(__file__).resolve().parent / "templates"


def render(report: Report, listed: int = LISTED) -> str:
    """The whole document, encoded by the caller as UTF-8; at most `listed` articles are printed."""
    page = _environment().get_template("report.html.j2")
    return page.render(
        report=report, items=report.items[:listed], table=report.now,
        kpis=kpis(report), lines=lines(report), holes=holes(report), comparable=comparable(report), groups=GROUPS,
        blocks=_blocks(report), findings=_by_source(report),
        verdict_words=VIETNAMESE, verdicts=list(Verdict), statuses=list(Status), status_words=STATUS_WORDS,
        most=max((one.articles for row in report.now.units for one in row.areas), default=0),
        most_acted=max((one.articles for row in report.now.units for one in row.acted), default=0),
        ordinals={row.area: place for place, row in enumerate(report.now.areas, 1)},
        section=lambda finding: _section(report, finding), outcome=vietnamese,
    ) + "\n"


@cache  # a process that writes many reports translates the templates once: 60 ms
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )
    made.filters.update(
        number=form.number, percent=form.percent, day=form.day, moment=form.moment, week=form.week, web=form.web,
        tone=form.tone, rule=form.rule, shade=form.shade, bar=form.width,
    )
    return made


def _blocks(report: Report) -> list[tuple[str, list[UnitRow]]]:
    """The units under the name of their group, empty groups left out."""
    return [(name, list(rows)) for name, rows in groupby(report.now.units, key=lambda row: row.group.name)]


def _by_source(report: Report) -> list[list[Finding]]:
    """Each site's finding with those of its sections; what is held against an agency stands first."""
    sites = [list(found) for _, found in groupby(report.findings, key=lambda one: one.source)]
    order = (Verdict.SILENT, Verdict.LATE)
    return sorted(sites, key=lambda found: order.index(found[0].verdict) if found[0].verdict in order else len(order))


def _section(report: Report, finding: Finding) -> Section | None:
    source = report.sources[finding.source]
    return next((one for one in source.sections if one.id == finding.section), None)
