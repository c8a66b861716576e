"""Which articles share text: sampled shingles by article, and the relations that were found."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import BindParameter, Connection, bindparam, delete, func, insert, or_, select

from store.base import Base
from store.tables import relation, shingle

COMMON: Final = 20  # in more articles than this it is boiler-plate (no false pair in 2,700 with a shared paragraph)
AT_ONCE: Final = 900  # SQLite of 2020 and before allows 999 parameters

_PART: BindParameter[Any] = bindparam("part", expanding=True)
_HELD: Final = select(shingle.c.hash, func.count()).where(shingle.c.hash.in_(_PART)).group_by(shingle.c.hash)
_HOLDERS: Final = select(shingle.c.hash, shingle.c.article).where(shingle.c.hash.in_(_PART))
_OWN: Final = select(shingle.c.article, shingle.c.hash).where(shingle.c.article.in_(_PART)).order_by(shingle.c.hash)
_FORGET: Final = delete(shingle).where(shingle.c.article.in_(_PART))
_RELATED: Final = select(relation).where(or_(relation.c.a.in_(_PART), relation.c.b.in_(_PART)))
_UNRELATE: Final = delete(relation).where(or_(relation.c.a.in_(_PART), relation.c.b.in_(_PART)))
Hashes = Mapping[str, Sequence[int]]  # article -> its shingles
Pair = tuple[str, str]  # of articles, in order
T = TypeVar("T")


class Reposts(Base):
    """The inverted index of shingles."""

    def put_shingles(self, own: Hashes, connection: Connection | None = None) -> None:
        """Replace the shingles of these articles."""
        rows = sorted((one, article) for article, hashes in own.items() for one in set(hashes))
        with self.begin(connection) as opened:
            for part in _parts(list(own)):
                opened.execute(_FORGET, {"part": part})
            if rows:  # fifty an article: past SQLAlchemy's own rows, a third of the time (measured)
                mark = "?" if opened.dialect.name == "sqlite" else "%s"
                opened.exec_driver_sql(f"INSERT INTO shingle (hash, article) VALUES ({mark}, {mark})", rows)

    def sharing(self, own: Hashes, least: int = 3, connection: Connection | None = None) -> dict[str, Hashes]:
        """For each of these articles the others that share at least `least` of its shingles, with all of theirs."""
        with self.begin(connection) as opened:
            holders = self._holders(opened, {one for hashes in own.values() for one in hashes})
            near: dict[str, list[str]] = {}
            for article, hashes in own.items():
                counts = Counter(other for one in hashes for other in holders.get(one, ()))
                near[article] = [other for other, n in counts.items() if n >= least and other != article]
            theirs = self._own(opened, sorted({other for others in near.values() for other in others} - own.keys()))
        theirs |= {article: tuple(hashes) for article, hashes in own.items()}
        return {article: {other: theirs[other] for other in others} for article, others in near.items()}

    def relate(self, articles: Sequence[str], pairs: Mapping[Pair, tuple[str, float]], connection: Connection) -> None:
        """Replace the relations of these articles by (kind, containment) of each pair."""
        for part in _parts(articles):
            connection.execute(_UNRELATE, {"part": part})
        rows = [{"a": a, "b": b, "kind": kind, "containment": part} for (a, b), (kind, part) in sorted(pairs.items())]
        if rows:
            connection.execute(insert(relation), rows)

    def related(self, articles: Iterable[str], connection: Connection) -> dict[str, list[tuple[str, str]]]:
        """(other article, kind) of every recorded relation of each of these that has any."""
        wanted, found = set(articles), dict[str, dict[str, str]]()
        for part in _parts(sorted(wanted), AT_ONCE // 2):
            for row in connection.execute(_RELATED, {"part": part}):
                for one, other in ((row.a, row.b), (row.b, row.a)):
                    if one in wanted:
                        found.setdefault(one, {})[other] = row.kind
        return {one: sorted(others.items()) for one, others in found.items()}

    def _holders(self, connection: Connection, hashes: set[int]) -> dict[int, list[str]]:
        """Who has each of these shingles; boiler-plate, and what only one has, is left out."""
        found: dict[int, list[str]] = {}
        for part in _parts(sorted(hashes)):
            counted = connection.execute(_HELD, {"part": part}).all()
            rare = [one for one, number in counted if 1 < number <= COMMON]
            if rare:
                for one, article in connection.execute(_HOLDERS, {"part": rare}):
                    found.setdefault(one, []).append(article)
        return found

    def _own(self, connection: Connection, articles: Sequence[str]) -> dict[str, Sequence[int]]:
        found: dict[str, list[int]] = {article: [] for article in articles}
        for part in _parts(articles):
            for article, one in connection.execute(_OWN, {"part": part}):
                found[article].append(one)
        return {article: tuple(hashes) for article, hashes in found.items()}


def _parts(items: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start:start + size]
