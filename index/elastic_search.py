"""Questions to the Elasticsearch index about articles: totals, pages, the whole answer from one view, and news."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from elasticsearch import Elasticsearch

from domain.article import Level, Zone
from domain.errors import QueryError
from index.cursor import EXPIRED, Cursor, read_cursor
from index.elastic_errors import told, too_many
from index.elastic_match import every, matching, weighed
from index.mapping import CELL, NEWEST_FIRST, Json
from index.questions import AreaLabel, Hit, SearchAnswer, SearchQuestion, Sort
from index.shown import Shown, explainer
from index.sqlite_schema import day_start
from index.tree import Node, Words, folded, leaves

KEEP = "2m"  # a view lives on so long after each page of it
EXPORTED = 500  # articles a page: about 2 MB
UNDATED = -(1 << 63)  # what the server sorts a missing instant as, newest first
BY_RELEVANCE: list[Json] = [{"_score": "desc"}, *NEWEST_FIRST]


@dataclass(frozen=True)
class View:
    """Where questions go: an index by its alias, or a view of it that does not change."""

    client: Elasticsearch
    index: str
    pit: str = ""

    def ask(self, query: Json, **more: Any) -> Json:
        """One search. Raises StoreError, IndexUnavailable."""
        where: Json = {} if self.pit else {"index": self.index}
        with told():
            return dict(self.client.search(**where, **self._body(query, more)).body)

    def ask_all(self, searches: list[tuple[Json, Json]]) -> list[Json | None]:
        """What several queries find, each counted by its aggregations, side by side.

        None where an answer would have more buckets than the server gives out. Raises StoreError, IndexUnavailable.
        """
        where: Json = {} if self.pit else {"index": self.index}
        parts = [part for query, aggs in searches for part in (where, self._body(query, {"aggs": aggs}))]
        with told():
            answers = self.client.msearch(searches=parts).body["responses"]
        return [None if too_many(answer) else answer for answer in answers]

    def _body(self, query: Json, more: Json) -> Json:
        view: Json = {"pit": {"id": self.pit, "keep_alive": KEEP}} if self.pit else {}
        return {"size": 0, "track_total_hits": True, "query": query, **view, **more}


@contextmanager
def one_view(client: Elasticsearch, index: str) -> Iterator[View]:
    """A view that nothing written meanwhile changes."""
    with told():
        pit = client.open_point_in_time(index=index, keep_alive=KEEP)["id"]
    try:
        yield View(client, index, pit)
    finally:
        with told():
            client.options(ignore_status=404).close_point_in_time(id=pit)


@dataclass(frozen=True)
class Asked:
    """A question's tree as it is run, its query, and what was found of it."""

    node: Node
    query: Json
    folded: bool
    answer: Json

    @property
    def total(self) -> int:
        """How many articles match."""
        return int(self.answer["hits"]["total"]["value"])


def asked(view: View, node: Node, question: SearchQuestion, paged: bool = False, **more: Any) -> Asked:
    """The question put to the server, with diacritics ignored when nothing matches otherwise."""
    forced = bool(question.cursor) and read_cursor(question.cursor or "").folded
    for each, is_folded in ((node, False), (folded(node), True)):
        if is_folded < forced:
            continue
        query = matching(each, question.filters, question.roles)
        scored = weighed(query, each) if paged and question.sort is Sort.RELEVANCE else None
        answer = view.ask(scored or query, **(_page(question, scored is not None) if paged else more))
        found = Asked(each, query, is_folded and answer["hits"]["total"]["value"] > 0, answer)
        exact_words = any(isinstance(leaf, Words) and leaf.exact for leaf in leaves(each, negated=True))
        if found.total or not exact_words:
            break
    return found


def page(view: View, node: Node, question: SearchQuestion) -> SearchAnswer:
    """One page in the order asked for."""
    found = asked(view, node, question, paged=True)
    size, rows = max(1, question.size), found.answer["hits"]["hits"]
    cursor = _cursor(rows[size - 1], found.folded) if len(rows) > size else None
    show = explainer(question, found.node)
    return SearchAnswer(
        tuple(show(shown(row)) for row in rows[:size]), found.total, cursor.text() if cursor else None, found.folded)


def everything(view: View, node: Node, question: SearchQuestion) -> Iterator[Hit]:
    """Every match, newest first."""
    found = asked(view, node, question)
    show, after = explainer(question, found.node), None
    while True:
        more: Json = {"search_after": after} if after else {}
        rows = view.ask(found.query, size=EXPORTED, sort=NEWEST_FIRST, **more)["hits"]["hits"]
        for row in rows:
            yield show(shown(row))
        if len(rows) < EXPORTED:
            return
        after = rows[-1]["sort"]


def news(view: View, node: Node, question: SearchQuestion, since: int, settled: int, size: int) -> tuple[Hit, ...]:
    """Matches whose numbers lie after `since` and not beyond what is surely visible, oldest first."""
    numbers = {"range": {"seq": {"gt": since, "lte": settled}}}
    query = every([matching(node, question.filters, question.roles), numbers])
    rows = view.ask(query, size=size, sort=[{"seq": "asc"}])["hits"]["hits"]
    show = explainer(question, node)
    return tuple(show(shown(row)) for row in rows)


def _page(question: SearchQuestion, scored: bool) -> Json:
    found: Json = {"size": max(1, question.size) + 1, "sort": BY_RELEVANCE if scored else NEWEST_FIRST}
    if question.cursor:
        cursor = read_cursor(question.cursor)
        if not cursor.id or scored != bool(cursor.offset):
            raise QueryError(EXPIRED)
        place = [UNDATED if cursor.at is None else cursor.at, cursor.id]
        found["search_after"] = [cursor.offset - 1, *place] if scored else place
    return found


def _cursor(row: Json, is_folded: bool) -> Cursor:
    """After this row; by relevance its weight, which is whole, stands one higher in `offset`."""
    *score, _, id = row["sort"]
    source = row["_source"]
    rid = day_start(date.fromisoformat(source["first"])) if "first" in source else -1
    return Cursor(is_folded, rid, source.get("at"), id, int(score[0]) + 1 if score else 0)


def shown(row: Json) -> Shown:
    """A stored document as what a hit is made from."""
    source = row["_source"]
    units = (one.rsplit(CELL, 1) for one in source.get("roles", ()))
    areas = (one.split(CELL) for one in source.get("levels", ()))
    return Shown(
        source["id"], source["seq"], (source.get("title", ""), source.get("lead", ""), source.get("body", "")),
        source["source"], source.get("kind", ""), source.get("format", ""), source.get("url", ""),
        {unit: int(bits) for unit, bits in units},
        tuple(AreaLabel(area, Level(level), counts == "1", Zone(zone)) for area, level, counts, zone in areas),
        date.fromisoformat(source["first"]) if "first" in source else None,
        **{name: source.get(name, "") for name in ("published", "precision", "original", "origin")},
    )
