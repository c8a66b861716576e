"""Row ids as the hits that people read: texts, labels, snippets and why the article is there."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, Row

from domain.article import Level, Role
from domain.dated import Precision
from index.highlight import Mark, marks, snippet
from index.questions import AreaLabel, Hit, SearchQuestion, UnitLabel, Why
from index.sqlite_match import filter_labels
from index.sqlite_row import BITS, published_value, unpack
from index.sqlite_schema import DAY_BITS
from index.tree import Label, Node, Words, leaves

EXTRACT = 300  # characters of the lead, or of the body where there is none
FIELDS = ("title", "lead", "body")
RANK = {Level.PRIMARY: 0, Level.SUBSTANTIVE: 1, Level.MENTION: 2}


def hits(connection: Connection, rids: Sequence[int], question: SearchQuestion, node: Node) -> tuple[Hit, ...]:
    """The articles in the order of their row ids' list."""
    these = json.dumps(list(rids))
    sql = (
        "SELECT d.*, t.text FROM ix_doc d JOIN ix_text t USING (rid) WHERE d.rid IN (SELECT value FROM json_each(?))"
    )
    rows = {row.rid: row for row in connection.exec_driver_sql(sql, (these,))}
    areas = _areas(connection, these)
    found = list(leaves(node))
    words = [leaf for leaf in found if isinstance(leaf, Words)]
    labels = [leaf for leaf in found if isinstance(leaf, Label)] + filter_labels(question.filters)
    return tuple(_hit(rows[rid], areas.get(rid, ()), words, labels, question) for rid in rids if rid in rows)


def _areas(connection: Connection, these: str) -> dict[int, tuple[AreaLabel, ...]]:
    sql = "SELECT rid, area, level, counts FROM ix_area WHERE rid IN (SELECT value FROM json_each(?))"
    found: dict[int, list[AreaLabel]] = defaultdict(list)
    for row in connection.exec_driver_sql(sql, (these,)):
        found[row.rid].append(AreaLabel(row.area, Level(row.level), bool(row.counts)))
    return {rid: tuple(sorted(labels, key=lambda one: (RANK[one.level], one.area))) for rid, labels in found.items()}


def _hit(
    row: Row[tuple[object, ...]], areas: tuple[AreaLabel, ...], words: list[Words], labels: list[Label],
    question: SearchQuestion,
) -> Hit:
    stored = unpack(row.text)
    found = {field: marks(text, words, field) if words else [] for field, text in zip(FIELDS, stored, strict=False)}
    pieces = [snippet(text, found[field], field) for field, text in zip(FIELDS, stored, strict=False)]
    units = tuple(UnitLabel(unit, _roles(bits)) for unit, bits in json.loads(row.units).items())
    hit = Hit(
        id=row.id, seq=row.seq, title=stored.title, extract=_extract(stored.lead or stored.body),
        snippets=tuple(piece for piece in pieces if piece is not None), source=row.source, kind=row.kind,
        unit=next((one.unit for one in units if Role.PUBLISHER in one.roles), ""), units=units, areas=areas,
        format=row.format, published=published_value(stored.published), day=day_of(row.rid),
        precision=Precision(stored.precision) if stored.precision else None, url=stored.url,
        original=stored.original or None, why=(),
    )
    return hit if not (words or labels) else _explained(hit, found, labels, question)


def _explained(hit: Hit, found: dict[str, list[Mark]], labels: list[Label], question: SearchQuestion) -> Hit:
    why = [Why("text", mark.words.text, field) for field in FIELDS for mark in found[field]]
    for label in labels:
        why += _label_reasons(hit, label, question)
    return replace(hit, why=tuple(dict.fromkeys(why)))


def _label_reasons(hit: Hit, label: Label, question: SearchQuestion) -> list[Why]:
    if label.kind == "unit":
        return [Why("unit", one.unit, role.value) for one in hit.units if one.unit in label.values
                for role in one.roles if role in question.roles]
    if label.kind == "area":
        return [Why("area", one.area, one.level.value) for one in hit.areas
                if one.area in label.values and (one.counts or question.filters.mentions)]
    value = {"source": hit.source, "kind": hit.kind, "format": hit.format,
             "original": "no" if hit.original else "yes"}.get(label.kind, "")
    return [Why(label.kind, value)] if value in label.values else []


def _roles(bits: int) -> tuple[Role, ...]:
    return tuple(role for role, bit in BITS.items() if bits & bit)


def _extract(text: str) -> str:
    if len(text) <= EXTRACT:
        return text
    cut = text.rfind(" ", 0, EXTRACT)
    return text[: cut if cut > 0 else EXTRACT] + "…"


def day_of(rid: int) -> date | None:
    """The publication day that a row id is made from."""
    return date.fromordinal(rid >> DAY_BITS) if rid > 0 else None
