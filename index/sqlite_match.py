"""A parsed query and its filters as one FTS5 expression, a range of row ids, and what neither can say."""

from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Connection

from domain.article import Role
from index.filters import filter_nodes
from index.questions import Filters
from index.row import ALL_TAG, BITS, tag
from index.sqlite_schema import day_end, day_of, day_start
from index.tree import All, Any, Days, Label, Node, Not, Words, leaves

OLDEST, NEWEST = -(1 << 62), 1 << 62
MOST_WORDS = 1000  # that the prefixes of a query are spelt out to; then FTS5's own prefix search, slower, unbounded
AT_ONCE = 8  # words of a prefix that one step of `rest` leaves out: of 1 to 16 equally quick, of 64 three times slower
VAGUE = "+f.rowid NOT IN (SELECT rid FROM ix_doc WHERE last > ?)"  # a month that is not wholly inside the asked days


@dataclass(frozen=True)
class Matching:
    """`match` AND low <= rowid <= high AND `where`.

    `ranked`: words that bm25 can weigh stand in it. `merged`: FTS5 must first merge all that begins alike, each time.
    `rest`: for a prefix alone, an expression for all that does not match. FTS5 asks every word of an OR for every hit;
    where one after the other is left out, ever less is left to ask: for 45 words 24 ms instead of 108 (measured).
    """

    match: str
    low: int = OLDEST
    high: int = NEWEST
    where: tuple[str, ...] = ()
    given: tuple[object, ...] = ()
    ranked: bool = False
    merged: bool = False
    rest: str = ""

    def condition(self, low: int | None = None, high: int | None = None) -> tuple[str, tuple[object, ...]]:
        """SQL after WHERE for `ix_fts f`, and its parameters, within narrower bounds where given."""
        bounds = max(self.low, OLDEST if low is None else low), min(self.high, NEWEST if high is None else high)
        sql = " AND ".join(("f.ix_fts MATCH ?", "f.rowid BETWEEN ? AND ?", *self.where))
        return sql, (self.match, *bounds, *self.given)


@dataclass
class Compiler:
    """One query's translation; it asks the database only which words a prefix stands for."""

    connection: Connection
    roles: tuple[Role, ...]
    mentions: bool
    low: int = OLDEST
    high: int = NEWEST
    spelt: int = 0  # words that prefixes were spelt out to
    merged: bool = False
    words: list[str] = field(default_factory=list)  # of the last prefix
    where: list[str] = field(default_factory=list)
    given: list[object] = field(default_factory=list)

    def matching(self, node: Node, filters: Filters) -> Matching:
        """The whole question."""
        parts = [*(node.parts if isinstance(node, All) else (node,)), *filter_nodes(filters)]
        for part in parts:
            if isinstance(part, Days):
                self._limit(part)
        match = self._fts(All(tuple(part for part in parts if not isinstance(part, Days))))
        ranked = any(isinstance(leaf, Words) for leaf in leaves(node))
        rest = _none_of(self.words) if len(self.words) > 1 and match == f"({_any_of(self.words)})" else ""
        return Matching(match, self.low, self.high, tuple(self.where), tuple(self.given), ranked, self.merged, rest)

    def _limit(self, days: Days) -> None:
        """An undated article is surely of no day, so its negative row id never fits."""
        self.low = max(self.low, day_start(days.since) if days.since else 1)
        if days.until:
            self.high = min(self.high, day_end(days.until))
            self.where.append(VAGUE)
            self.given.append(days.until.toordinal())

    def _fts(self, node: Node) -> str:
        """The node as an FTS5 expression; every token is quoted."""
        if isinstance(node, Words):
            return self._words(node)
        if isinstance(node, Days):
            return _any_of([f'"{token}"' for token in self._days(node)])
        if isinstance(node, Label):
            return _any_of([f'"{token}"' for value in node.values for token in self._tags(node.kind, value)])
        if isinstance(node, Any):
            return _any_of([self._fts(part) for part in node.parts])
        if isinstance(node, Not):
            return f'("{ALL_TAG}" NOT {self._fts(node.part)})'
        assert isinstance(node, All)
        wanted = [self._fts(part) for part in node.parts if not isinstance(part, Not)]
        unwanted = [self._fts(part.part) for part in node.parts if isinstance(part, Not)]
        together = f"({' AND '.join(wanted)})" if wanted else f'"{ALL_TAG}"'
        return f"({together} NOT {_any_of(unwanted)})" if unwanted else together

    def _words(self, words: Words) -> str:
        quoted = f'"{" ".join(words.forms)}"'
        if words.prefix:
            self.merged = self.merged or len(words.forms) > 1
            quoted = self._prefix(words.forms) if len(words.forms) == 1 else f"{quoted} *"
        return f"(title : {quoted})" if words.title else quoted

    def _prefix(self, forms: tuple[str, ...]) -> str:
        start, column = forms[0], "folded" if forms[0].startswith("_") else "word"
        sql = f"SELECT DISTINCT {column} FROM ix_word WHERE {column} >= ? AND {column} < ? LIMIT ?"
        found = self.connection.exec_driver_sql(sql, (start, start + "\U0010ffff", MOST_WORDS + 1)).scalars().all()
        self.spelt += len(found)
        if self.spelt > MOST_WORDS:
            self.merged = True
            return f'"{start}" *'
        self.words = [f'"{word}"' for word in found]
        return _any_of(self.words) if found else f'"{start}"'

    def _days(self, days: Days) -> list[str]:
        """Days among other conditions: as tokens of the years, months and days that the index has and that fit."""
        ends = "SELECT min(rid), max(rid) FROM ix_doc WHERE rid > 0"
        oldest, newest = self.connection.exec_driver_sql(ends).one()
        if oldest is None:
            return []
        first, last = date(day_of(oldest).year, 1, 1), date(day_of(newest).year, 12, 31)
        return list(day_tags(max(days.since or first, first), min(days.until or last, last)))

    def _tags(self, kind: str, value: str) -> list[str]:
        if kind == "unit":
            return [tag(f"u{BITS[role]}", value) for role in self.roles]
        if kind == "area":
            return [tag("a", value), tag("n", value)] if self.mentions else [tag("a", value)]
        return [tag({"source": "s", "kind": "k", "format": "f", "original": "o", "dated": "d"}[kind], value)]


def _any_of(parts: list[str]) -> str:
    if not parts:
        return '"__none"'
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


def _none_of(parts: list[str]) -> str:
    some = (_any_of(parts[at : at + AT_ONCE]) for at in range(0, len(parts), AT_ONCE))
    return f'"{ALL_TAG}"' + "".join(f" NOT {part}" for part in some)


def day_tags(first: date, last: date) -> Iterator[str]:
    """Tokens for the whole years, else months, else days between, so that a month is in only when wholly inside."""
    while first <= last:
        months = monthrange(first.year, first.month)[1]
        if (first.month, first.day) == (1, 1) and last >= date(first.year, 12, 31):
            token, days = tag("y", f"{first:%Y}"), 365 + isleap(first.year)
        elif first.day == 1 and (last - first).days >= months - 1:
            token, days = tag("m", f"{first:%Y%m}"), months
        else:
            token, days = tag("t", f"{first:%Y%m%d}"), 1
        yield token
        first += timedelta(days=days)
