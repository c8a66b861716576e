"""Row ids as the hits that people read, from the SQLite index."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Row

from domain.article import Level, Zone
from index.questions import AreaLabel, Hit, SearchQuestion
from index.row import Who
from index.shown import Shown, explainer
from index.sqlite_schema import day_of
from index.sqlite_stored import unpack
from index.tree import Node

KEPT = (
    "SELECT d.*, t.text, l.text AS who_text FROM ix_doc d JOIN ix_text t USING (rid)"
    " JOIN ix_label l ON l.label = d.who WHERE d.rid IN (SELECT value FROM json_each(?))"
)


def hits(connection: Connection, rids: Sequence[int], question: SearchQuestion, node: Node) -> tuple[Hit, ...]:
    """The articles in the order of their row ids' list."""
    these = json.dumps(list(rids))
    rows = {row.rid: row for row in connection.exec_driver_sql(KEPT, (these,))}
    areas, hit = _areas(connection, these), explainer(question, node)
    return tuple(hit(_shown(rows[rid], areas)) for rid in rids if rid in rows)


def _areas(connection: Connection, these: str) -> Mapping[int, list[AreaLabel]]:
    sql = "SELECT rid, area, level, counts, review FROM ix_area WHERE rid IN (SELECT value FROM json_each(?))"
    found: dict[int, list[AreaLabel]] = defaultdict(list)
    for row in connection.exec_driver_sql(sql, (these,)):
        zone = Zone.REVIEW if row.review else Zone.AUTO
        found[row.rid].append(AreaLabel(row.area, Level(row.level), bool(row.counts), zone))
    return found


def _shown(row: Row[tuple[object, ...]], areas: Mapping[int, list[AreaLabel]]) -> Shown:
    stored = unpack(row.text)
    return Shown(
        id=row.id, seq=row.seq, texts=stored[:3], source=row.source, kind=row.kind, format=row.format, url=stored.url,
        units=Who(*json.loads(row.who_text)).units, areas=tuple(areas.get(row.rid, ())),
        day=day_of(row.rid) if row.rid > 0 else None, published=stored.published, precision=stored.precision,
        original=stored.original, origin=stored.origin,
    )
