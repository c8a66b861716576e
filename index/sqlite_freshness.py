"""The newest article of every source, section and publisher, from the SQLite index."""

from datetime import date

from sqlalchemy import Connection

from domain.article import Role
from index.questions import Newest
from index.row import BITS
from index.sqlite_rows import rows
from index.sqlite_schema import day_end, day_of, day_start

PUBLISHER = BITS[Role.PUBLISHER]
# what is asked for -> (its columns, where they stand with row ids): all read from indexes, without touching an article
PLACES = {
    "source": (("source",), "ix_doc"),
    "section": (("source", "section"), "ix_section"),
    "unit": (("unit",), f"ix_unit WHERE roles & {PUBLISHER}"),
}
OF = {
    "source": "ix_doc d WHERE d.source = ?",
    "section": "ix_section x JOIN ix_doc d USING (rid) WHERE x.source = ? AND x.section = ?",
    "unit": f"ix_unit x JOIN ix_doc d USING (rid) WHERE x.roles & {PUBLISHER} AND x.unit = ?",
}


def freshness(connection: Connection, by: str) -> tuple[Newest, ...]:
    """One row a source, section or unit that has any article. Raises ValueError for another word."""
    if by not in PLACES:
        raise ValueError(f"freshness by {by}: not one of {', '.join(PLACES)}")
    columns, place = PLACES[by]
    keys = ", ".join(columns)
    newest = f"SELECT {keys}, max(rid), count(*), sum(rid < 1) FROM {place} GROUP BY {keys}"
    width = len(columns)
    return tuple(_newest(connection, by, row[:width], *row[width:]) for row in rows(connection, newest))


def _newest(
    connection: Connection, by: str, key: tuple[str, ...], highest: int, articles: int, undated: int
) -> Newest:
    if highest < 1:
        return Newest(key, None, None, None, articles, undated)
    day = day_of(highest)
    sql = f"SELECT d.id, d.last FROM {OF[by]} AND d.rid BETWEEN ? AND ? ORDER BY d.at DESC, d.id LIMIT 1"
    id, last = connection.exec_driver_sql(sql, (*key, day_start(day), day_end(day))).one()
    return Newest(key, id, day, date.fromordinal(last) if last else day, articles, undated)
