"""What one article looks like on an Elasticsearch server: a strict mapping, and the document of a row.

The server analyses nothing: `whitespace` divides the tokens that index.analysis made, so both stores find the same.
"""

from collections.abc import Sequence
from datetime import date
from itertools import chain, pairwise
from typing import Any

from domain.article import Zone
from index.analysis import ANALYSIS_VERSION, both, exact_stream, folded_stream
from index.row import BITS, Row

Json = dict[str, Any]

SCHEMA_VERSION = 5  # another one is another index: phusong index migrate
META = {"schema": SCHEMA_VERSION, "analysis": ANALYSIS_VERSION}
ROLE_SETS = range(1, 1 << len(BITS))  # publisher, actor, publisher or actor …: counting a unit once needs them apart
CELL_SETS = (1, 2, 3)  # publisher, actor, either: of these the matrix stands ready
CELL = "\x1f"  # between the parts of a ready-made cell: in no id
REPOST, REVIEW = 1, 2  # what is told of a cell's article beside unit and area
FIELDS = ("title", "lead", "body")
# The tokens of all three texts, to look anything up in one place: words as written, words without diacritics, and of
# those every two that follow each other as one token. A phrase of common words is found by pairs that are not common.
EXACT, PLAIN, NEAR = "exact_t", "plain_t", "near_t"
APART = {"title": "title_t", "lead": "lead_t"}  # what is also looked for by itself, or weighs more than the body
KEYWORD: Json = {"type": "keyword", "ignore_above": 8191}  # 32,766 bytes is the limit of a term, in UTF-8 at worst
SHOWN: Json = {"type": "keyword", "index": False, "doc_values": False}
# No norms: what is found is ordered by date or by where the words stand, never by a text's length.
TOKENS: Json = {"type": "text", "analyzer": "whitespace", "norms": False}

PROPERTIES: Json = {
    "id": KEYWORD, "seq": {"type": "long"}, "revision": {"type": "long"}, "digest": SHOWN,
    "source": KEYWORD, "kind": KEYWORD, "format": KEYWORD, "sections": KEYWORD,
    "repost": {"type": "boolean"}, "original": KEYWORD, "origin": SHOWN,
    "at": {"type": "long"},  # the earliest instant, in seconds: absent when undated
    **{day: {"type": "date", "format": "strict_date"} for day in ("first", "last", "seen")},
    "vague": {"type": "boolean"}, "week": KEYWORD, "month": KEYWORD, "published": SHOWN, "precision": SHOWN,
    "areas": KEYWORD, "review": KEYWORD, "in_review": {"type": "boolean"}, "mentions": KEYWORD,
    "pairs": {"type": "integer"}, "levels": SHOWN, "roles": SHOWN, "url": SHOWN,
    **{f"units_{bits}": KEYWORD for bits in ROLE_SETS},
    **{f"cells_{bits}": {"type": "keyword", "index": False} for bits in CELL_SETS},
    "week_number": {"type": "integer"},  # whole weeks before it: a number is counted and told quicker than a word
    **dict.fromkeys(FIELDS, SHOWN), **dict.fromkeys((EXACT, NEAR, *APART.values()), TOKENS),
    PLAIN: {**TOKENS, "index_options": "docs"},
}
MAPPINGS: Json = {
    "dynamic": "strict", "_meta": META, "properties": PROPERTIES,
    # made from the texts again whenever they are needed
    "_source": {"excludes": [EXACT, PLAIN, NEAR, *APART.values()]},
}
ORDER = (("at", "desc"), ("id", "asc"))  # newest first, what is undated last, each article in one place
NEWEST_FIRST: list[Json] = [{field: {"order": order, "missing": "_last"}} for field, order in ORDER]
# One shard holds ten years of a province (1.5 million articles, about 10 GB). `refresh_interval` -1: what a writer has
# not finished is not seen, and every writer refreshes when it has. Kept in the order it is asked in: articles come
# oldest first, and each would push another out of a page's newest (14 ms of CPU a question at 100,000 articles).
SETTINGS: Json = {
    "number_of_shards": 1, "auto_expand_replicas": "0-1", "refresh_interval": "-1",
    "sort.field": [field for field, _ in ORDER], "sort.order": [order for _, order in ORDER],
    "sort.missing": ["_last" for _ in ORDER],
}


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
        **{f"cells_{bits}": _cells(row, bits) for bits in CELL_SETS}, **_when(row),
    }
    found |= dict(zip(FIELDS, row.texts, strict=True)) | _tokens(row.texts)
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _cells(row: Row, bits: int) -> list[str]:
    """Unit, area and what is told of the article there, as one word: one field is counted far quicker than three."""
    return [CELL.join((unit, area.area, str(REPOST * row.repost + REVIEW * (area.zone is Zone.REVIEW))))
            for unit, has in row.units.items() if has & bits for area in row.counted]


def _tokens(texts: Sequence[str]) -> Json:
    """Each text apart, so that no phrase reaches from one into the next.

    A folded token begins with the sign that no word has, so two of them need nothing between them.
    """
    divided = [text.split() for text in texts]
    exact, plain = list(map(exact_stream, divided)), list(map(folded_stream, divided))
    words, whole = [one.split() for one in plain], dict(zip(FIELDS, map(both, exact, plain), strict=True))
    return {
        EXACT: [one for one in exact if one],
        PLAIN: " ".join(dict.fromkeys(chain.from_iterable(words))),
        NEAR: [" ".join(map("".join, pairwise(one))) for one in words if len(one) > 1],
        **{name: whole[field] for field, name in APART.items()},
    }


def week_number(day: date) -> int:
    """Mondays before this day or on it, since the year 1."""
    return (day.toordinal() + 6) // 7


def _when(row: Row) -> Json:
    seen = row.seen.isoformat()
    if row.published is None:
        return {"seen": seen, "vague": False}
    claim, first = row.published.as_json(), row.published.day
    last = date.fromordinal(row.last) if row.last else first
    return {
        "at": row.at, "first": first.isoformat(), "last": last.isoformat(), "seen": seen, "vague": row.vague,
        "week": row.week, "week_number": None if row.vague else week_number(first), "month": row.month,
        "published": claim["value"], "precision": claim["precision"],
    }
