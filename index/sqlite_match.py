"""A parsed query and its filters as one FTS5 expression, a range of row ids, and SQL for what neither can say."""

from dataclasses import dataclass, field

from sqlalchemy import Connection

from domain.article import Role
from index.questions import Filters
from index.sqlite_row import ALL_TAG, BITS, tag
from index.sqlite_schema import day_end, day_start
from index.tree import All, Any, Days, Label, Node, Not, Words

OLDEST, NEWEST = -(1 << 62), 1 << 62
MOST_WORDS = 500  # that the prefixes of a query are spelt out to; then FTS5's own prefix search, slower, unbounded
VAGUE = "+f.rowid NOT IN (SELECT rid FROM ix_doc WHERE last > ?)"  # a month that is not wholly inside the asked days
INSIDE = "+f.rowid IN (SELECT rowid FROM ix_fts WHERE ix_fts MATCH ?)"


@dataclass(frozen=True)
class Matching:
    """`match` AND low <= rowid <= high AND `where`; `ranked`: words that bm25 can weigh stand in it."""

    match: str
    low: int = OLDEST
    high: int = NEWEST
    where: tuple[str, ...] = ()
    given: tuple[object, ...] = ()
    ranked: bool = False

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
    where: list[str] = field(default_factory=list)
    given: list[object] = field(default_factory=list)

    def matching(self, node: Node, filters: Filters) -> Matching:
        """The whole question."""
        parts = [*(node.parts if isinstance(node, All) else (node,)), *_filter_nodes(filters)]
        plain = [part for part in parts if not _has_days(part)]
        for part in parts:
            if isinstance(part, Days):
                self._limit(part)
            elif _has_days(part):
                sql, given = self._sql(part)
                self.where.append(sql)
                self.given.extend(given)
        match = self._fts(All(tuple(plain)))
        ranked = any(not isinstance(part, (Not, Label)) for part in plain)
        return Matching(match, self.low, self.high, tuple(self.where), tuple(self.given), ranked)

    def _limit(self, days: Days) -> None:
        """An undated article is surely of no day, so its negative row id never fits."""
        self.low = max(self.low, day_start(days.since) if days.since else 1)
        if days.until:
            self.high = min(self.high, day_end(days.until))
            self.where.append(VAGUE)
            self.given.append(days.until.toordinal())

    def _sql(self, node: Node) -> tuple[str, list[object]]:
        if isinstance(node, Days):
            low = day_start(node.since) if node.since else 1
            high = day_end(node.until) if node.until else NEWEST
            vague = node.until.toordinal() if node.until else NEWEST
            return f"(+f.rowid BETWEEN ? AND ? AND {VAGUE})", [low, high, vague]
        if not _has_days(node):
            return INSIDE, [self._fts(node)]
        if isinstance(node, Not):
            sql, given = self._sql(node.part)
            return f"NOT {sql}", given
        assert isinstance(node, (All, Any))
        parts = [self._sql(part) for part in node.parts]
        joined = (" AND " if isinstance(node, All) else " OR ").join(sql for sql, _ in parts)
        return f"({joined})", [value for _, given in parts for value in given]

    def _fts(self, node: Node) -> str:
        """The node, in which no days stand, as an FTS5 expression; every token is quoted."""
        if isinstance(node, Words):
            return self._words(node)
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
            quoted = self._prefix(words.forms) if len(words.forms) == 1 else f"{quoted} *"
        return f"(title : {quoted})" if words.title else quoted

    def _prefix(self, forms: tuple[str, ...]) -> str:
        start, column = forms[0], "folded" if forms[0].startswith("_") else "word"
        sql = f"SELECT DISTINCT {column} FROM ix_word WHERE {column} >= ? AND {column} < ? LIMIT ?"
        found = self.connection.exec_driver_sql(sql, (start, start + "\U0010ffff", MOST_WORDS + 1)).scalars().all()
        self.spelt += len(found)
        if self.spelt > MOST_WORDS:
            return f'"{start}" *'
        return _any_of([f'"{word}"' for word in found]) if found else f'"{start}"'

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


def _has_days(node: Node) -> bool:
    if isinstance(node, (All, Any)):
        return any(map(_has_days, node.parts))
    return _has_days(node.part) if isinstance(node, Not) else isinstance(node, Days)


def _filter_nodes(filters: Filters) -> list[Node]:
    """The filters of the form, as if they had been typed."""
    found: list[Node] = []
    for kind, values in (("source", filters.sources), ("kind", filters.kinds), ("unit", filters.units),
                         ("format", filters.formats)):
        if values:
            found.append(Label(kind, values))
    if filters.areas:
        found += [Label("area", (area,)) for area in filters.areas] if filters.every_area else [
            Label("area", filters.areas)]
    for kind, answer in (("original", filters.original), ("dated", filters.dated)):
        if answer is not None:
            found.append(Label(kind, ("yes" if answer else "no",)))
    if filters.since or filters.until:
        found.append(Days(filters.since, filters.until))
    return found


def filter_labels(filters: Filters) -> list[Label]:
    """The filters that say something about why an article is in the answer."""
    return [node for node in _filter_nodes(filters) if isinstance(node, Label) and node.kind != "dated"]
