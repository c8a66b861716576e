"""A parsed query: what the grammar of index.query says, and what every store compiles into its own terms."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True)
class Words:
    """One word or phrase. `exact`: it was written with diacritics, so no other word will do.

    `prefix`: the last word may go on. `title`: it must stand in the title.
    """

    text: str  # as typed
    exact_forms: tuple[str, ...]
    folded_forms: tuple[str, ...]
    exact: bool
    prefix: bool = False
    title: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """The tokens to look for."""
        return self.exact_forms if self.exact else self.folded_forms


@dataclass(frozen=True)
class Label:
    """A filter: the article has one of these values. `kind` is unit | area | source | kind | format | original."""

    kind: str
    values: tuple[str, ...]
    text: str = ""  # as typed


@dataclass(frozen=True)
class Days:
    """The article is surely of one of these days (Vietnam, both included)."""

    since: date | None
    until: date | None


@dataclass(frozen=True)
class All:
    """Every part holds; without parts, everything does."""

    parts: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Any:
    """At least one part holds."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: "Node"


Node: TypeAlias = Words | Label | Days | All | Any | Not


def folded(node: Node) -> Node:
    """The same query with every word's diacritics ignored."""
    if isinstance(node, Words):
        return replace(node, exact=False)
    if isinstance(node, (All, Any)):
        return type(node)(tuple(map(folded, node.parts)))
    return Not(folded(node.part)) if isinstance(node, Not) else node


def leaves(node: Node, negated: bool = False) -> Iterator[Words | Label | Days]:
    """The words and filters that an article may match, without those behind a NOT unless `negated`."""
    if isinstance(node, (All, Any)):
        for part in node.parts:
            yield from leaves(part, negated)
    elif isinstance(node, Not):
        if negated:
            yield from leaves(node.part, negated)
    else:
        yield node
