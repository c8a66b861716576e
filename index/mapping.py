"""What one article looks like on an Elasticsearch server: a strict mapping, and the document of a row.

The server analyses nothing: `whitespace` divides the tokens that index.analysis made, so both stores find the same.
"""

from datetime import date
from typing import Any

from domain.article import Zone
from index.analysis import ANALYSIS_VERSION, stream
from index.row import BITS, Row

Json = dict[str, Any]

SCHEMA_VERSION = 2  # another one is another index: phusong index migrate
META = {"schema": SCHEMA_VERSION, "analysis": ANALYSIS_VERSION}
ROLE_SETS = range(1, 1 << len(BITS))  # publisher, actor, publisher or actor …: counting a unit once needs them apart
CELL_SETS = (1, 2, 3)  # publisher, actor, either: of these the matrix stands ready
CELL = "\x1f"  # between the parts of a ready-made cell: in no id
FIELDS = ("title", "lead", "body")
KEYWORD: Json = {"type": "keyword", "ignore_above": 8191}  # 32,766 bytes is the limit of a term, in UTF-8 at worst
SHOWN: Json = {"type": "keyword", "index": False, "doc_values": False}
# No norms: what is found is ordered by date or by where the words stand, never by a text's length.
TOKENS: Json = {"type": "text", "analyzer": "whitespace", "norms": False}

PROPERTIES: Json = {
    "id": KEYWORD, "seq": {"type": "long"}, "revision": {"type": "long"}, "digest": SHOWN,
    "source": KEYWORD, "kind": KEYWORD, "format": KEYWORD, "sections": KEYWORD,
    "repost": {"type": "boolean"}, "original": KEYWORD, "origin": SHOWN,
    "at": {"type": "long"},  # the earliest instant, in seconds: absent when undated
    "first": {"type": "date", "format": "strict_date"}, "last": {"type": "date", "format": "strict_date"},
    "vague": {"type": "boolean"}, "week": KEYWORD, "month": KEYWORD, "published": SHOWN, "precision": SHOWN,
    "areas": KEYWORD, "review": KEYWORD, "in_review": {"type": "boolean"}, "mentions": KEYWORD,
    "pairs": {"type": "integer"}, "levels": SHOWN, "roles": SHOWN, "url": SHOWN,
    **{f"units_{bits}": KEYWORD for bits in ROLE_SETS},
    **{f"{cells}_{bits}": {"type": "keyword", "index": False} for cells in ("cells", "review") for bits in CELL_SETS},
    **{f"{field}": SHOWN for field in FIELDS}, **{f"{field}_t": TOKENS for field in FIELDS},
}
MAPPINGS: Json = {
    "dynamic": "strict", "_meta": META, "properties": PROPERTIES,
    "_source": {"excludes": [f"{field}_t" for field in FIELDS]},  # made from the texts again whenever they are needed
}
# One shard holds ten years of a province (1.5 million articles, about 10 GB). `refresh_interval` -1: what a writer has
# not finished is not seen, and every writer refreshes when it has.
SETTINGS: Json = {"number_of_shards": 1, "auto_expand_replicas": "0-1", "refresh_interval": "-1"}


def document(row: Row, seq: int, digest: str) -> Json:
    """The row as a document; what is empty is absent."""
    counted = [area.area for area in row.counted]
    review = [area.area for area in row.counted if area.zone is Zone.REVIEW]
    found: Json = {
        "id": row.id, "seq": seq, "revision": row.revision, "digest": digest, "source": row.source, "kind": row.kind,
        "format": row.format, "sections": list(row.sections), "repost": row.repost, "original": row.original,
        "origin": row.origin, "areas": counted, "review": review, "in_review": row.in_review,
        "mentions": [one.area for one in row.areas if not one.counts], "pairs": len(counted), "url": row.url,
        "levels": [CELL.join((one.area, one.level.value, str(int(one.counts)), one.zone.value)) for one in row.areas],
        "roles": [f"{unit}{CELL}{bits}" for unit, bits in row.units.items()],
        **{f"units_{bits}": [unit for unit, has in row.units.items() if has & bits] for bits in ROLE_SETS},
        **{f"cells_{bits}": _cells(row, bits, counted) for bits in CELL_SETS},
        **{f"review_{bits}": _cells(row, bits, review) for bits in CELL_SETS}, **_when(row),
    }
    for field, text in zip(FIELDS, row.texts, strict=True):
        found |= {field: text, f"{field}_t": stream(text.split())}
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _cells(row: Row, bits: int, areas: list[str]) -> list[str]:
    """Unit, area, week and whether it is a repost, as one word: one field is counted far quicker than three."""
    return [CELL.join((unit, area, row.week, str(int(row.repost))))
            for unit, has in row.units.items() if has & bits and row.week for area in areas]


def _when(row: Row) -> Json:
    if row.published is None:
        return {"vague": False}
    claim, first = row.published.as_json(), row.published.day
    last = date.fromordinal(row.last) if row.last else first
    return {
        "at": row.at, "first": first.isoformat(), "last": last.isoformat(), "vague": row.vague, "week": row.week,
        "month": row.month, "published": claim["value"], "precision": claim["precision"],
    }
