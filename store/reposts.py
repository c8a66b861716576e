"""Which articles share text: sampled shingles by article, and the relations that were found."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, func, insert, or_, select

from store.base import Base
from store.tables import relation, shingle

COMMON = 20  # a shingle in more articles than this is boiler-plate (measured, reference nlp 4)


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
        counts: dict[str, int] = defaultdict(int)
        with self.begin(connection) as opened:
            for start in range(0, len(hashes), 400):
                part = hashes[start:start + 400]
                common = select(shingle.c.hash).where(shingle.c.hash.in_(part)).group_by(shingle.c.hash).having(
                    func.count() > COMMON
                )
                rows = select(shingle.c.article).where(shingle.c.hash.in_(part), shingle.c.hash.not_in(common))
                for (other,) in opened.execute(rows):
                    counts[other] += 1
            near = [other for other, shared in counts.items() if shared >= least and other != article]
            return {other: self._shingles(opened, other) for other in near}

    def relate(self, pairs: Iterable[tuple[str, str, str, float]], connection: Connection) -> None:
        """Record (a, b, kind, containment); a pair is kept once, under its smaller id."""
        for a, b, kind, containment in pairs:
            connection.execute(delete(relation).where(relation.c.a == a, relation.c.b == b))
            connection.execute(insert(relation).values(a=a, b=b, kind=kind, containment=containment))

    def related(self, article: str, connection: Connection) -> list[tuple[str, str, float]]:
        """(other article, kind, containment) of every recorded relation."""
        rows = connection.execute(select(relation).where(or_(relation.c.a == article, relation.c.b == article)))
        return [(row.b if row.a == article else row.a, row.kind, row.containment) for row in rows]

    @staticmethod
    def _shingles(connection: Connection, article: str) -> tuple[int, ...]:
        rows = connection.execute(select(shingle.c.hash).where(shingle.c.article == article).order_by(shingle.c.hash))
        return tuple(rows.scalars())
