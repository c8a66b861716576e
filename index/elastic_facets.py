"""What a question's matches are spread over, and the newest article of every place, from the Elasticsearch index."""

from datetime import date

from domain.article import Role
from index.elastic_coverage import FIELDS, buckets, source
from index.elastic_match import EVERYTHING, units_field
from index.elastic_search import View, asked
from index.mapping import NEWEST_FIRST, Json
from index.questions import Axis, Facet, Newest, SearchQuestion
from index.tree import Node

MOST = 10_000  # values of one axis: a hundred years have 5,200 weeks
PLACES = {
    "source": ("source",), "section": ("source", "sections"), "unit": (units_field((Role.PUBLISHER,)),),
}


def facets(view: View, node: Node, question: SearchQuestion, axes: tuple[Axis, ...]) -> tuple[Facet, ...]:
    """One facet an axis; areas are those that count, units those in the asked roles."""
    fields = {axis: units_field(question.roles) if axis is Axis.UNIT else FIELDS[axis] for axis in axes}
    if not fields:
        return ()
    counts = {axis.value: {"terms": {"field": field, "size": MOST}} for axis, field in fields.items()}
    found = asked(view, node, question, aggs=counts).answer["aggregations"]
    return tuple(Facet(axis, _values(found[axis.value]["buckets"])) for axis in axes)


def _values(found: list[Json]) -> tuple[tuple[str, int], ...]:
    counted = [(bucket["key"], bucket["doc_count"]) for bucket in found]
    return tuple(sorted(counted, key=lambda one: (-one[1], one[0])))


def freshness(view: View, by: str) -> tuple[Newest, ...]:
    """One row a source, section or unit that has any article. Raises ValueError for another word."""
    if by not in PLACES:
        raise ValueError(f"freshness by {by}: not one of {', '.join(PLACES)}")
    newest = {"top_hits": {"size": 1, "sort": NEWEST_FIRST, "_source": ["id", "first", "last"]}}
    counts = {"newest": newest, "undated": {"missing": {"field": "at"}}}
    sources = [source(f"k{at}", field) for at, field in enumerate(PLACES[by])]
    return tuple(_newest(key, bucket) for key, bucket in buckets(view, EVERYTHING, sources, counts))


def _newest(key: tuple[str, ...], bucket: Json) -> Newest:
    articles, undated = bucket["doc_count"], bucket["undated"]["doc_count"]
    newest = bucket["newest"]["hits"]["hits"][0]["_source"]
    if "first" not in newest:
        return Newest(key, None, None, None, articles, undated)
    first, last = date.fromisoformat(newest["first"]), date.fromisoformat(newest["last"])
    return Newest(key, newest["id"], first, last, articles, undated)
