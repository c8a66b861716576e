"""A new index beside the one that serves: filled from the ledger, caught up, compared, only then shown to readers."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.article import Article
from domain.errors import LedgerBusy, StoreError, UnknownName
from flows.house import House
from flows.projection.comparing import Compared, compare
from flows.projection.projecting import follow, lease, project, served
from flows.sharing.holding import Held
from store.articles import Stored

if TYPE_CHECKING:
    from index.elastic import ElasticIndex

PAGE: Final = 10_000  # outbox rows, numbers only
Told = Callable[[int], None]  # how many articles were written so far


@dataclass(frozen=True)
class Swapped:
    """What `build` did. `before`: what served until now, kept for `drop-old` if it held anything; `articles`: now."""

    name: str
    before: str
    articles: int


def build(house: House, told: Told | None = None) -> Swapped:
    """Fill a new index, compare it with the ledger, and let readers see it in one step.

    Raises LedgerBusy while another builds, StoreError where the new index differs from the ledger: it is kept for a
    look and serves nobody.
    """
    index = _server(house)
    with Held(house.store.ledger, "build") as held:
        if not held.take(f"build:{index.name}"):
            raise LedgerBusy("Một tiến trình khác đang lập chỉ mục; hãy đợi nó xong")
        name = index.generations.make()
        fill(house, index, name, held, told)
        if wrong := compare(house, index.beside(name)).differences:
            raise StoreError(f"Chỉ mục mới {name} không khớp sổ cái nên chưa được dùng: {wrong[0]}")
        before = switch(house, index, name, held)
        if before and not index.beside(before).state().articles:  # an installation's first one: nobody needs it back
            index.generations.drop(before)
            before = ""
    project(house)
    return Swapped(name, before, index.state().articles)


def migrate(house: House, told: Told | None = None) -> Swapped | None:
    """Build where the index that serves was made by other rules than this program's; None where nothing is to do."""
    return None if _server(house).current else build(house, told)


def fill(house: House, index: "ElasticIndex", name: str, held: Held, told: Told | None = None) -> None:
    """Everything in the ledger, then what the outbox told of meanwhile."""
    top, stored = snapshot(house)
    with closing(stored):
        index.writer(name).put(_counted(stored, told), {}, {}, empty=True)
    house.store.ledger.set_projected(name, top, house.clock.now())
    held.take(lease(name))
    follow(house, index, name, held)


def snapshot(house: House) -> tuple[int, Generator[Stored]]:
    """An outbox row, and every article as it was when no later row was there.

    All of them have their numbers by then, in the outbox's order: numbered in another, one that nobody sees yet could
    stand below one that was told already, and a saved search would never tell of it.
    """
    ledger, top = house.store.ledger, 0
    while True:
        while rows := ledger.pending(top, PAGE):
            ledger.numbers(list(dict.fromkeys(article for _, article in rows)))
            top = rows[-1][0]
        stored = _viewed(ledger.articles())
        next(stored)
        if not ledger.pending(top, 1):
            return top, stored
        stored.close()


def switch(house: House, index: "ElasticIndex", name: str, held: Held) -> str:
    """One swap. Nobody projects to the old index meanwhile, so readers never see less than a moment ago."""
    serving = index.generations.serving()
    old = serving.name if serving else ""
    if old and not held.take(lease(old)):
        raise LedgerBusy("Một tiến trình khác đang cập nhật chỉ mục; hãy chạy lại: phusong index build")
    try:
        follow(house, index, name, held)
        index.generations.swap(name)
    finally:
        held.give(*(lease(one) for one in (old, name) if one))
    return old if old != name else ""


def verify(house: House) -> Compared:
    """Ledger and index side by side, for every kind of index."""
    project(house)
    return compare(house, house.index)


def old(house: House) -> list[str]:
    """Indexes of this installation that serve nobody."""
    index = _server(house)
    return [one.name for one in index.generations.all() if not one.serves]


def drop_old(house: House, name: str) -> None:
    """Take one index that serves nobody away. Raises UnknownName for any other."""
    if name not in old(house):
        raise UnknownName(f"Không có chỉ mục cũ tên “{name}”; xem: phusong index drop-old")
    _server(house).generations.drop(name)


def _server(house: House) -> "ElasticIndex":
    index = served(house)
    if index is None:
        raise StoreError("Chỉ mục nhúng nằm trong tệp sổ cái, không có bản cũ và mới; lập lại bằng: phusong rebuild")
    return index


def _viewed(articles: Iterator[Stored]) -> Generator[Stored]:
    """The same after a first step, with which the ledger's view begins; it ends when this is closed."""
    first = next(articles, None)
    yield  # type: ignore[misc]
    if first is not None:
        yield first
        yield from articles


def _counted(stored: Iterator[Stored], told: Told | None) -> Iterator[Article]:
    for number, one in enumerate(stored, 1):
        if told and number % 1000 == 0:
            told(number)
        yield one.article
