"""`phusong read`: texts to areas and units, JSON lines in and out, no store."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import click

from domain.article import Reading, Span
from domain.codec import reading_to_json
from domain.dated import VIETNAM
from domain.errors import BadLine
from domain.textnorm import clean
from domain.trace import Trace, traced
from domain.unit import Registry
from phusong.commands.extract import FAILED
from phusong.jsonlines import Row, each, moment
from phusong.options import opened
from phusong.show import lines, note_unread
from phusong.words import say

if TYPE_CHECKING:
    from nlp.given import ReadInput

HELP = (
    "Mỗi dòng vào: {id, title, lead, body, published?, publisher?}. Mỗi dòng ra: {id, areas, units, format, reader}.",
    "Each line in: {id, title, lead, body, published?, publisher?}. Each line out: {id, areas, units, format, reader}.",
)
BATCH = 64
PARTS = ("title", "lead", "body")


@dataclass(frozen=True)
class Asked:
    """A text to be read, under the id it came with; `traces` lead from its repaired fields to the ones given."""

    id: object
    given: "ReadInput"
    traces: Mapping[str, Trace]
    note: str

    def answer(self, reading: Reading) -> Row:
        """The reading, its evidence counted in the fields as they were given (NFC)."""
        areas = tuple(replace(one, evidence=tuple(map(self._span, one.evidence))) for one in reading.areas)
        units = tuple(replace(one, span=self._span(one.span) if one.span else None) for one in reading.units)
        moved = reading_to_json(replace(reading, areas=areas, units=units))
        return {"id": self.id, **moved, **({"note": self.note} if self.note else {})}

    def _span(self, span: Span) -> Span:
        trace = self.traces.get(span.field)
        return trace.of(span) if trace else span


@click.command("read", help=say(HELP))
@click.argument("file", type=click.File("rb"), default="-")
def command(file: Any) -> None:
    """Read every text, in order; a line that is no text gives an object with `error`, and exit code 1 at the end."""
    failed = 0
    with opened() as house:
        note_unread(house.unread)
        stream = each(file, lambda row: _asked(row, house.registry))
        while batch := list(islice(stream, BATCH)):
            readings = house.reader.read([one.given for one in batch if isinstance(one, Asked)])
            answers = [one.answer(next(readings)) if isinstance(one, Asked) else one for one in batch]
            failed += sum("error" in one for one in answers)
            lines(answers, house.clock)
    if failed:
        click.echo(say(FAILED, n=failed), err=True)
        sys.exit(1)


def _asked(row: Row, registry: Registry) -> Asked:
    """The text of one line; an unknown publisher is left out, and the answer says so. Raises BadLine."""
    from nlp.given import ReadInput

    if not any(part in row for part in PARTS):
        raise BadLine("cần ít nhất một trong “title”, “lead”, “body”")
    for part in PARTS:
        if not isinstance(row.get(part) or "", str):
            raise BadLine(f"“{part}” phải là chữ")
    sections = row.get("sections") or []
    if not isinstance(sections, list) or not all(isinstance(one, str) for one in sections):
        raise BadLine("“sections” phải là danh sách chữ")
    written = {part: normalize("NFC", row.get(part) or "") for part in PARTS}
    sound = {part: clean(one) for part, one in written.items()}
    traces = {part: traced(one, sound[part]) for part, one in written.items() if one != sound[part]}
    notes = [f"“{part}” phải sửa mã chữ; vị trí chứng cứ tính trong văn bản đã sửa"
             for part, one in traces.items() if one is None]
    publisher = row.get("publisher") or None
    known = isinstance(publisher, str) and registry.get(publisher) is not None
    if publisher and not known:
        notes.append(f"không có đơn vị “{publisher}” trong danh mục đơn vị")
    given = ReadInput(sound["title"], sound["lead"], sound["body"], _day(row.get("published")),
                      publisher if known else None, sections=tuple(sections))
    return Asked(row["id"], given, {part: one for part, one in traces.items() if one}, "; ".join(notes))


def _day(value: object) -> date | None:
    """A day in Vietnam from a day, an instant, or the object that `extract` prints. Raises BadLine."""
    value = value.get("value") if isinstance(value, dict) else value
    if value is None or value == "":
        return None
    given = moment(value, "published")
    if isinstance(given, datetime):
        return (given.astimezone(VIETNAM) if given.tzinfo else given).date()
    return given
