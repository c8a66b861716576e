"""The fields of the search box's grammar: what they are called, and what their values limit."""

import difflib
import re
from collections.abc import Iterable

from domain.errors import QueryError
from domain.textnorm import fold
from index.names import Names, days
from index.tree import Days, Label, Node

FIELDS = {
    "don-vi": "unit", "noi-dung": "area", "nguon": "source", "loai": "kind", "the-loai": "format", "goc": "original",
    "tu": "since", "den": "until", "ngay": "day", "tieu-de": "title",
}
EXAMPLES = {
    "unit": "don-vi:\"Sở Nội vụ\"", "area": "noi-dung:A01", "source": "nguon:mã-nguồn", "kind": "loai:báo",
    "format": "the-loai:tin", "original": "goc:có", "since": "tu:01/08/2023", "until": "den:31/08/2023",
    "day": "ngay:22/08/2023", "title": "tieu-de:papi",
}


_NUMBERS = re.compile(r"\d+(?:[,;]\d+)+")  # noi-dung:1,8


def field_kind(name: str) -> str | None:
    """What a field as typed limits: `đơn-vị`, `don_vi` and `donvi` are one; None for any other word."""
    plain = fold(name).replace("_", "-")
    return FIELDS.get(plain) or next((kind for known, kind in FIELDS.items() if known.replace("-", "") == plain), None)


def misspelt(name: str) -> str:
    """The field that somebody meant who wrote this one; empty for a word before a colon."""
    near = difflib.get_close_matches(fold(name), FIELDS, n=1, cutoff=0.75) if "-" in name or "_" in name else []
    return near[0] if near else ""


def filter_node(kind: str, value: str, names: Names) -> Node:
    """A field with its value. Raises UnknownName."""
    if kind in ("since", "until", "day"):
        first, last = days(value)
        return Days(first if kind != "until" else None, last if kind != "since" else None)
    several = re.split("[,;]", value) if kind == "area" and _NUMBERS.fullmatch(value) else [value]
    return Label(kind, tuple(getattr(names, kind)(one) for one in several), value)


def check_order(parts: Iterable[Node], position: int) -> None:
    """Raises QueryError for days of which the first comes after the last: nobody means that."""
    limits = [part for part in parts if isinstance(part, Days)]
    first = max((one.since for one in limits if one.since), default=None)
    last = min((one.until for one in limits if one.until), default=None)
    if first and last and first > last:
        raise QueryError(
            f"Không ngày nào vừa từ {first:%d/%m/%Y} vừa đến {last:%d/%m/%Y}; hãy xem lại hai ngày này", position)
