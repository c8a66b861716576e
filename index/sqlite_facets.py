"""The matches of a question counted by source, unit, area, week …, in one pass over them."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from operator import itemgetter

from sqlalchemy import Connection

from domain.article import Role
from index.questions import Axis, Facet
from index.sqlite_match import Matching
from index.sqlite_row import BITS
from index.sqlite_rows import rows
from index.sqlite_search import FROM

COLUMNS = {
    Axis.UNIT: "units", Axis.AREA: "areas", Axis.WEEK: "week", Axis.MONTH: "month", Axis.SOURCE: "source",
    Axis.KIND: "kind", Axis.FORMAT: "format",
}


def facets(
    connection: Connection, matching: Matching, axes: tuple[Axis, ...], roles: tuple[Role, ...]
) -> tuple[Facet, ...]:
    """One facet an axis; areas are those that count, units those in the asked roles."""
    sql, given = matching.condition()
    wanted = ", ".join(f"d.{COLUMNS[axis]}" for axis in axes)
    found = rows(connection, f"SELECT {wanted} {FROM} WHERE {sql}", given)
    columns = [Counter(map(itemgetter(at), found)) for at in range(len(axes))]
    return tuple(
        Facet(axis, _counted(column, _values(axis, roles))) for axis, column in zip(axes, columns, strict=True))


def _counted(texts: Counter[str], values: Callable[[str], Iterable[str]]) -> tuple[tuple[str, int], ...]:
    found: Counter[str] = Counter()
    for text, count in texts.items():
        for value in values(text):
            found[value] += count
    return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _values(axis: Axis, roles: tuple[Role, ...]) -> Callable[[str], Iterable[str]]:
    if axis is Axis.UNIT:
        bits = sum(BITS[role] for role in roles)
        return lambda text: [unit for unit, has in json.loads(text).items() if has & bits]
    if axis is Axis.AREA:
        return lambda text: text.split(",") if text else ()
    return lambda text: (text,) if text else ()
