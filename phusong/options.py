"""Options that several commands share, and the house they work in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import click

from domain.errors import UnknownName
from domain.source import Source, pick
from flows.house import House
from phusong.words import say

as_json = click.option("--json", "as_json", is_flag=True, help=say("json"))
ids = click.argument("ids", nargs=-1)


class Day(click.ParamType[date]):
    """A day as people write it here."""

    name = "dd/mm/yyyy"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """dd/mm/yyyy or yyyy-mm-dd."""
        for form in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y"):
            try:
                return datetime.strptime(str(value), form).date()  # noqa: DTZ007  a day has no zone
            except ValueError:
                continue
        self.fail(say("date", text=value), param, ctx)


since = click.option("--from", "since", type=Day(), help=say("from"))
until = click.option("--to", "until", type=Day(), help=say("to"))


def chosen(house: House, ids: tuple[str, ...]) -> list[Source]:
    """The named sources, or all; never none. Raises UnknownName, DataError."""
    if not house.sources:
        raise UnknownName(say("no_sources", place=house.settings.sources))
    return pick(house.sources, ids)


def in_order(first: date | None, last: date | None) -> None:
    """Refuse a period that ends before it begins. Raises UsageError."""
    if first and last and first > last:
        raise click.UsageError(say("order"))


@contextmanager
def opened(**given: Any) -> Iterator[House]:
    """The house of this process's settings, closed at the end. Raises SettingsError."""
    from domain.settings import load
    from flows.logs import log_to

    house = House(load(**given))
    log_to(house.settings.log)
    try:
        yield house
    finally:
        house.close()
