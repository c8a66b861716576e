"""A parsed query and its filters as one `bool` query; nothing that was typed reaches the server but as a token."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from domain.article import Role
from index.filters import filter_nodes
from index.mapping import APART, EXACT, NEAR, PLAIN, Json
from index.questions import Filters
from index.row import BITS
from index.tree import All, Any, Days, Label, Node, Not, Words, leaves

EVERY_FORM = 1_000_000  # that a last word may go on to: the server's default of 50 would lose hits without a word
WEIGHTS = {"title": 8.0, "lead": 3.0}  # the same as the embedded index gives; anywhere weighs 1
EVERYTHING: Json = {"match_all": {}}


def matching(node: Node, filters: Filters, roles: tuple[Role, ...]) -> Json:
    """What is asked: the text and the form's filters together."""
    compiler = Compiler(roles, filters.mentions)
    return every([compiler.query(part) for part in (node, *filter_nodes(filters))])


def weighed(query: Json, node: Node) -> Json | None:
    """The same hits with a score: each word adds by the fields where it stands; None without words.

    What every hit has anywhere parts none from another: it counts only for words that a hit may lack.
    """
    optional, should = set(_optional(node)), list[Json]()
    for words in dict.fromkeys(leaf for leaf in leaves(node) if isinstance(leaf, Words)):
        if words in optional:
            should.append({"constant_score": {"filter": _found(words)}})
        should += [
            {"constant_score": {"filter": _in_order(words.forms, words.prefix, name), "boost": WEIGHTS[field]}}
            for field, name in APART.items() if field == "title" or not words.title]
    return {"bool": {"filter": [query], "should": should}} if should else None


def _optional(node: Node, either: bool = False) -> Iterator[Words]:
    """The words below a HOẶC."""
    if isinstance(node, Words) and either:
        yield node
    elif isinstance(node, (All, Any)):
        for part in node.parts:
            yield from _optional(part, either or isinstance(node, Any))


class Compiler:
    """One question's translation."""

    def __init__(self, roles: tuple[Role, ...], mentions: bool) -> None:
        self.roles, self.mentions = roles, mentions

    def query(self, node: Node) -> Json:
        """The node as a query in filter context."""
        match node:
            case Words():
                return _found(node)
            case Label():
                return self._label(node)
            case Days():
                return within(node.since, node.until)
            case Any():
                return either([self.query(part) for part in node.parts])
            case Not():
                return {"bool": {"must_not": [self.query(node.part)]}}
            case All():
                return every([self.query(part) for part in node.parts])

    def _label(self, label: Label) -> Json:
        values = list(label.values)
        if label.kind == "unit":
            return {"terms": {units_field(self.roles): values}}
        if label.kind == "area":
            areas: Json = {"terms": {"areas": values}}
            return either([areas, {"terms": {"mentions": values}}]) if self.mentions else areas
        if label.kind == "original":
            return either([{"term": {"repost": value != "yes"}} for value in values])
        if label.kind == "dated":
            return either([dated(value == "yes") for value in values])
        return {"terms": {label.kind: values}}


def units_field(roles: tuple[Role, ...]) -> str:
    """The field with the units in any of these roles."""
    return f"units_{sum(BITS[role] for role in set(roles))}"


def within(since: date | None, until: date | None) -> Json:
    """Surely of one of these days; what has no date is of none."""
    found = [{"range": {"first": {"gte": since.isoformat()}}}] if since else [dated(True)]
    return every([*found, *([{"range": {"last": {"lte": until.isoformat()}}}] if until else [])])


def dated(is_dated: bool) -> Json:
    """Whether there is any date."""
    there: Json = {"exists": {"field": "at"}}
    return there if is_dated else {"bool": {"must_not": [there]}}


def every(parts: list[Json]) -> Json:
    """All of these; without any, everything."""
    wanted = [part for part in parts if part != EVERYTHING]
    if not wanted:
        return EVERYTHING
    return wanted[0] if len(wanted) == 1 else {"bool": {"filter": wanted}}


def either(parts: list[Json]) -> Json:
    """Any of these; without any, nothing."""
    if len(parts) == 1:
        return parts[0]
    return {"bool": {"should": parts, "minimum_should_match": 1}} if parts else {"match_none": {}}


def _found(words: Words) -> Json:
    """In the title, or anywhere. What is written with diacritics is looked for only where its pairs of words are."""
    if words.title:
        return _in_order(words.forms, words.prefix, APART["title"])
    plain = words.folded_forms
    if len(plain) == 1:
        return _in_order(words.forms, words.prefix, EXACT if words.exact else PLAIN)
    pairs = tuple(map("".join, pairwise(plain)))
    if not words.exact:
        return _in_order(pairs, words.prefix, NEAR)
    last = len(pairs) - 1
    near = [_in_order((pair,), words.prefix and number == last, NEAR) for number, pair in enumerate(pairs)]
    return every([*near, _in_order(words.forms, words.prefix, EXACT)])


def _in_order(forms: tuple[str, ...], prefix: bool, name: str) -> Json:
    """These tokens one after the other in this field; with `prefix` the last may go on."""
    if len(forms) == 1 and prefix:
        return {"prefix": {name: {"value": forms[0], "rewrite": "constant_score"}}}  # 15 ms for `th*`, otherwise 55
    if len(forms) == 1:
        return {"term": {name: {"value": forms[0]}}}
    phrase: Json = {"query": " ".join(forms), "analyzer": "whitespace"}
    if prefix:
        return {"match_phrase_prefix": {name: {**phrase, "max_expansions": EVERY_FORM}}}
    return {"match_phrase": {name: phrase}}
