"""`phusong read`: texts to areas and units, JSON lines in and out, no store."""

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

import click

from domain.codec import reading_to_json
from domain.dated import VIETNAM
from phusong.options import opened
from phusong.show import lines
from phusong.words import say

HELP = (
    "Mỗi dòng vào: {id, title, lead, body, published?, publisher?}. Mỗi dòng ra: {id, areas, units, format, reader}.",
    "Each line in: {id, title, lead, body, published?, publisher?}. Each line out: {id, areas, units, format, reader}.",
)
BATCH = 64


@click.command("read", help=say(HELP))
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
def command(file: Any) -> None:
    """Read every text, in order; a line that is no text gives an object with `error`, and exit code 1 at the end."""
    failed = 0
    with opened() as house:
        stream = _given(file)
        while batch := list(islice(stream, BATCH)):
            good = [item for _, item in batch if not isinstance(item, str)]
            readings = iter(house.reader.read(good))
            for name, item in batch:
                if isinstance(item, str):
                    failed += 1
                    lines([{"id": name, "error": "bad_input", "detail": item}], house.clock)
                else:
                    lines([{"id": name, **reading_to_json(next(readings))}], house.clock)
    if failed:
        click.echo(f"{failed} dòng không đọc được", err=True)
        sys.exit(1)


def _given(file: Any) -> Iterator[tuple[Any, Any]]:
    from domain.textnorm import clean
    from nlp.given import ReadInput

    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            title, lead, body = (clean(row.get(name) or "") for name in ("title", "lead", "body"))
            yield row.get("id"), ReadInput(
                title, lead, body, _day(row.get("published")), row.get("publisher"),
                sections=tuple(row.get("sections") or ()),
            )
        except (ValueError, TypeError, AttributeError) as error:
            yield None, f"dòng {number}: {error!r}"


def _day(value: Any) -> date | None:
    """A day from an ISO date or instant, or from the object that `extract` prints."""
    if isinstance(value, dict):
        value = value.get("value")
    if not value:
        return None
    if len(value) == len("2023-08-22"):
        return date.fromisoformat(value)
    moment = datetime.fromisoformat(value)
    return (moment.astimezone(VIETNAM) if moment.tzinfo else moment).date()
