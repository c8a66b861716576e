"""Reposts and excerpts: a stable sample of 5-syllable shingles, compared by containment."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from typing import Literal

import numpy

from domain.textnorm import syllables

WIDTH = 5  # syllables
KEEP = 8  # one shingle in KEEP is kept, by its hash: the same ones in every copy
SHARED = 3  # fewer shared shingles prove nothing
CONTAINED = 0.6  # of the smaller text
SAME = 0.8  # Jaccard
BLANK = ord(" ")
MASK = (1 << 63) - 1  # fits a signed 64-bit column

Kind = Literal["same", "excerpt_of", "contains"]


@dataclass(frozen=True)
class Relation:
    """How a text relates to `other`; `containment` is the shared part of the smaller one, 0..1."""

    other: str
    kind: Kind
    containment: float


def sample(text: str) -> tuple[int, ...]:
    """Sorted 63-bit hashes of about one eighth of the text's distinct shingles; empty below WIDTH syllables."""
    words = syllables(text)
    whole = " ".join([*words, ""]).encode()  # one blank after every word
    blanks: list[int] = numpy.flatnonzero(numpy.frombuffer(whole, numpy.uint8) == BLANK).tolist()
    starts = chain((0,), (blank + 1 for blank in blanks))
    digests = [blake2b(whole[a:b], digest_size=8).digest() for a, b in zip(starts, blanks[WIDTH - 1 :], strict=False)]
    kept = {int.from_bytes(one, "big") & MASK for one in digests if one[-1] % KEEP == 0}  # its last bits
    return tuple(sorted(kept))


def relate(mine: Collection[int], others: Mapping[str, Collection[int]]) -> list[Relation]:
    """Relations to every other sample that shares enough, by other's name: the order of arrival does not matter."""
    own = set(mine)
    found = (_relation(own, name, set(hashes)) for name, hashes in sorted(others.items()))
    return [relation for relation in found if relation]


def _relation(own: set[int], name: str, other: set[int]) -> Relation | None:
    shared = len(own & other)
    if shared < SHARED:
        return None
    containment = shared / min(len(own), len(other))
    if containment < CONTAINED:
        return None
    kind: Kind = "excerpt_of" if len(own) < len(other) else "contains"
    if shared / len(own | other) >= SAME or len(own) == len(other):
        kind = "same"
    return Relation(name, kind, round(containment, 4))
