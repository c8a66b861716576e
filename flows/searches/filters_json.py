"""Filters as the ledger keeps them with a saved search."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from index.questions import Filters

DAYS = ("since", "until")


def filters_to_json(filters: Filters) -> dict[str, Any]:
    """Only what is set; days as yyyy-mm-dd."""
    empty = asdict(Filters())
    found = {name: value for name, value in asdict(filters).items() if value != empty[name]}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}


def filters_from_json(data: Mapping[str, Any]) -> Filters:
    """Back from `filters_to_json`; what this program does not know is an error. Raises TypeError."""
    known = {one.name for one in fields(Filters)}
    if unknown := sorted(set(data) - known):
        raise TypeError(f"no filter {', '.join(unknown)}")
    given: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    given |= {day: date.fromisoformat(given[day]) for day in DAYS if given.get(day)}
    return Filters(**given)
