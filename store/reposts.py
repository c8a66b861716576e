"""Which articles share text: sampled shingles by article, and the relations that were found."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, func, insert, or_, select

from store.base import Base
from store.tables import relation, shingle

COMMON = 20  # in more articles than this it is boiler-plate (no false pair in 2,700 with a shared paragraph)

_PART: BindParameter[Any] = bindparam("part", expanding=True)
HELD = select(shingle.c.hash, func.count()).where(shingle.c.hash.in_(_PART)).group_by(shingle.c.hash)
HOLDERS = select(shingle.c.article).where(shingle.c.hash.in_(_PART))
OWN = select(shingle.c.article, shingle.c.hash).where(shingle.c.article.in_(_PART)).order_by(shingle.c.hash)


class Reposts(Base):
    """The inverted index of shingles."""

    def put_shingles(self, article: str, hashes: Iterable[int], connection: Connection | None = None) -> None:
        """Replace an article's shingles."""
        rows = [{"hash": one, "article": article} for one in sorted(set(hashes))]
        with self.begin(connection) as opened:
            opened.execute(delete(shingle).where(shingle.c.article == article))
            if rows:
                opened.execute(insert(shingle), rows)

    def sharing(self, article: str, hashes: Sequence[int], least: int = 3,
                connection: Connection | None = None) -> dict[str, tuple[int, ...]]:
        """Other articles that share at least `least` of these shingles, each with all of its own shingles."""
        counts: Counter[str] = Counter()
        with self.begin(connection) as opened:
            for start in range(0, len(hashes), 400):
                part = list(hashes[start:start + 400])
                held = opened.execute(HELD, {"part": part}).all()
                rare = [one for one, number in held if 1 < number <= COMMON]
                if rare:
                    counts.update(opened.execute(HOLDERS, {"part": rare}).scalars())
            near = [other for other, shared in counts.items() if shared >= least and other != article]
            found: dict[str, list[int]] = {other: [] for other in near}
            if near:
                for other, one in opened.execute(OWN, {"part": near}):
                    found[other].append(one)
            return {other: tuple(own) for other, own in found.items()}

    def relate(self, article: str, others: Iterable[tuple[str, str, float]], connection: Connection) -> None:
        """Replace an article's relations by these (other article, kind, containment); a pair is kept once."""
        connection.execute(delete(relation).where(or_(relation.c.a == article, relation.c.b == article)))
        for other, kind, containment in others:
            a, b = sorted((article, other))
            connection.execute(insert(relation).values(a=a, b=b, kind=kind, containment=containment))

    def related(self, article: str, connection: Connection) -> list[tuple[str, str, float]]:
        """(other article, kind, containment) of every recorded relation."""
        rows = connection.execute(select(relation).where(or_(relation.c.a == article, relation.c.b == article)))
        return [(row.b if row.a == article else row.a, row.kind, row.containment) for row in rows]
