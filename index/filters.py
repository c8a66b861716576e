"""The filters of a form as nodes of the query's tree, as if they had been typed: for every store alike."""

from index.questions import Filters
from index.tree import Days, Label, Node


def filter_nodes(filters: Filters) -> list[Node]:
    """One node a filter that is set."""
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
    return [node for node in filter_nodes(filters) if isinstance(node, Label) and node.kind != "dated"]
