"""An index on a server follows the ledger: in the outbox's order, nothing twice, nothing back, nothing left out."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.clock import Clock
from flows.house import House
from flows.projection.projecting import lease, project, served
from index.questions import SearchQuestion
from tests.flows.dead import dead
from tests.flows.serving import article, opened, save, served_house
from tests.index.made import ident, titles
from tests.servers.elastic_fixture import elastic_address

__all__ = ["elastic_address"]
pytestmark = pytest.mark.elastic
DAY = date(2023, 8, 22)
ALL = SearchQuestion()


@pytest.fixture
def house(elastic_address: str, tmp_path: Path) -> Iterator[House]:
    with served_house(elastic_address, tmp_path / "home") as found:
        yield found


def test_what_the_ledger_has_is_shown_once(house: House) -> None:
    save(house, article(1, "Một", on=DAY), article(2, "Hai"))
    assert project(house) == 2
    assert titles(house.index) == ["Một", "Hai"]
    save(house, article(1, "Một, sửa", on=DAY))
    assert (project(house), project(house)) == (1, 0)
    assert titles(house.index) == ["Một, sửa", "Hai"]
    assert house.index.state().articles == 2


def test_a_limit_stops_early_and_the_next_goes_on(house: House) -> None:
    save(house, *(article(number) for number in range(5)))
    assert (project(house, limit=2), house.index.state().articles) == (2, 2)
    assert (project(house, limit=99), house.index.state().articles) == (3, 5)


def test_another_projector_at_work_is_left_alone_until_its_lease_runs_out(house: House) -> None:
    save(house, article(1))
    index, now = served(house), Clock().now()
    assert index
    house.store.ledger.claim(lease(index.target()), "ai đó", now, 60)
    assert project(house) == 0
    house.store.ledger.claim(lease(index.target()), "ai đó", now, -60)
    assert project(house) == 1


def test_a_killed_projector_keeps_nobody_waiting(house: House) -> None:
    save(house, article(1))
    index = served(house)
    assert index
    house.store.ledger.claim(lease(index.target()), dead(), Clock().now(), 300)
    assert project(house) == 1 and not house.store.ledger.leases(Clock().now())


def test_an_embedded_index_has_nothing_to_follow(tmp_path: Path) -> None:
    house = opened(tmp_path / "home")
    assert house.index.joins and project(house) == 0
    house.close()


def test_an_article_that_left_the_ledger_leaves_the_index(house: House) -> None:
    save(house, article(1, "Ở lại"), article(2, "Đi"))
    project(house)
    with house.store.ledger.begin() as connection:
        connection.exec_driver_sql(f"DELETE FROM article WHERE id = '{ident(2)}'")
        connection.exec_driver_sql(
            f"INSERT INTO outbox (article, revision, at) VALUES ('{ident(2)}', 1, '2023-08-28 00:00:00')")
    project(house)
    assert titles(house.index) == ["Ở lại"]


def test_a_writer_that_was_stopped_for_a_while_undoes_nothing(house: House) -> None:
    """It read the article, slept, and wakes up after another has shown a newer state of the same revision."""
    index = served(house)
    assert index
    target = index.target()
    read = article(1, "Tin", original=None)
    index.project([article(1, "Tin", original=7)], {ident(1): 12}, target)
    assert index.project([read], {ident(1): 11}, target) == 0
    assert index.search(ALL).hits[0].original == ident(7)
    assert index.project([article(1, "Tin", original=7)], {ident(1): 13}, target) == 1  # the same state, a later row
    assert index.project([read], {ident(1): 12}, target) == 0


def test_two_projectors_at_once_double_nothing_and_lose_nothing(house: House, tmp_path: Path) -> None:
    save(house, *(article(number, on=DAY + timedelta(days=number % 3)) for number in range(12)))
    index = served(house)
    assert index
    target, rows = index.target(), house.store.ledger.pending(0, 8)
    other = opened(tmp_path / "home", index=house.settings.index, index_name=house.settings.index_name)
    late = served(other)
    assert late
    late.project([article(int(id, 16)) for _, id in rows[:4]], {id: row for row, id in rows[:4]}, target)
    assert project(house) >= 8
    late.project([article(int(id, 16)) for _, id in rows], {id: row for row, id in rows}, target)
    other.close()
    assert index.state().articles == 12
    assert sorted(hit.seq for hit in index.export(ALL)) == list(range(1, 13))


def test_each_new_article_is_told_once_late_ones_too(house: House) -> None:
    told: list[str] = []
    mark = 0
    for first in range(0, 12, 3):
        save(house, *(article(number, on=DAY - timedelta(days=number)) for number in range(first, first + 3)))
        project(house, limit=2)  # never quite up to date
        answer = house.index.new(ALL, mark)
        told, mark = [*told, *(hit.id for hit in answer.hits)], answer.seq
    project(house)
    told += [hit.id for hit in house.index.new(ALL, mark).hits]
    assert told == [ident(number) for number in range(12)]


def test_what_was_written_but_not_yet_settled_is_not_told(house: House) -> None:
    index = served(house)
    assert index
    save(house, article(1), article(2))
    target, (first, second) = index.target(), house.store.ledger.pending(0, 2)
    numbers = house.store.ledger.numbers([first[1], second[1]])
    house.store.ledger.claim(lease(target), "ai đó", Clock().now(), -1)
    assert index.new(ALL, 0).hits == ()
    project(house)
    assert [hit.seq for hit in index.new(ALL, 0).hits] == sorted(numbers.values())
