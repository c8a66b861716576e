"""A saved search tells each new matching article exactly once, on either index."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.clock import Clock
from domain.errors import QueryError, SettingsError, UnknownName
from flows.house import House
from flows.projection.projecting import project
from flows.searches.alerts import drop, save, tell
from flows.searches.filters_json import filters_from_json, filters_to_json
from index.questions import Filters
from store.saved import SavedSearch
from tests.flows import serving
from tests.flows.dead import dead
from tests.flows.serving import article, opened, served_house
from tests.servers.elastic_fixture import elastic_address

__all__ = ["elastic_address"]


@pytest.fixture(params=["sqlite", pytest.param("elastic", marks=pytest.mark.elastic)])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    if request.param == "sqlite":
        found = opened(tmp_path / "home")
        yield found
        found.close()
    else:
        with served_house(request.getfixturevalue("elastic_address"), tmp_path / "home") as found:
            yield found


def arrive(house: House, *numbers: int, title: str = "papi", on: date | None = None) -> None:
    """Into the ledger and into the index, whichever way it follows."""
    serving.save(house, *(article(number, f"{title} {number}", on=on) for number in numbers))
    if house.index.joins:
        house.index.put(one.article for one in house.store.ledger.articles())
    project(house)


def told(house: House, *names: str) -> list[str]:
    titles: list[str] = []
    tell(house, names, lambda search, hits: titles.extend(hit.title for hit in hits))
    return titles


def test_what_is_there_is_no_news_and_what_comes_is_told_once(house: House) -> None:
    arrive(house, 1, 2)
    save(house, "theo dõi", "papi")
    assert told(house) == []
    arrive(house, 3, on=date(2023, 8, 22))
    arrive(house, 4, on=date(2020, 1, 1))  # late: older than everything that was told
    arrive(house, 5, title="khác")
    assert told(house) == ["papi 3", "papi 4"]
    assert told(house) == []


def test_who_was_killed_in_the_middle_keeps_nobody_waiting(house: House) -> None:
    save(house, "theo dõi", "papi")
    arrive(house, 1)
    house.store.ledger.claim("alerts", dead(), Clock().now(), 600)
    assert tell(house, (), lambda *_: None) == Counter(shown=1)


def test_two_that_look_at_once_tell_it_once(house: House) -> None:
    save(house, "theo dõi", "papi")
    arrive(house, 1)
    other: list[Counter[str]] = []
    tell(house, (), lambda search, hits: other.append(tell(house, (), lambda *_: None)))
    assert other == [Counter(busy=1)] and told(house) == []


def test_what_was_not_shown_to_the_end_is_shown_again(house: House) -> None:
    save(house, "theo dõi", "papi")
    arrive(house, 1)

    def broken(search: SavedSearch, hits: object) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        tell(house, (), broken)
    assert told(house) == ["papi 1"]


def test_each_search_has_a_mark_and_filters_of_its_own(house: House) -> None:
    save(house, "theo dõi", "papi", Filters(sources=("trang-y",)))
    save(house, "tất cả", "", Filters(since=date(2023, 8, 1)))
    arrive(house, 1, on=date(2023, 8, 22))
    assert (told(house, "theo dõi"), told(house, "tất cả")) == ([], ["papi 1"])
    with pytest.raises(UnknownName, match="theo dõi, tất cả"):
        tell(house, ["không có"])
    with pytest.raises(QueryError):
        save(house, "sai", '"papi')


def test_one_that_has_just_told_everything_leaves_nothing_for_the_next(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between this one's first look at the searches and its lease another has told what is new."""
    save(house, "theo dõi", "papi")
    arrive(house, 1)
    real, other = house.store.ledger.claim, []

    def late(*given: Any) -> bool:
        monkeypatch.setattr(house.store.ledger, "claim", real)
        other.extend(told(house))
        return real(*given)

    monkeypatch.setattr(house.store.ledger, "claim", late)
    assert (told(house), other) == ([], ["papi 1"])


def test_a_search_that_cannot_be_read_stops_no_other(house: House, caplog: pytest.LogCaptureFixture) -> None:
    save(house, "theo dõi", "papi")
    house.store.ledger.save_search("hỏng", '"papi', {}, "", 0, house.clock.now())
    arrive(house, 1)
    titles: list[str] = []
    assert tell(house, (), lambda _, hits: titles.extend(one.title for one in hits)) == Counter(failed=1, shown=1)
    assert titles == ["papi 1"] and "hỏng" in caplog.text


def test_a_dropped_search_is_gone(house: House) -> None:
    save(house, "theo dõi", "papi")
    drop(house, "theo dõi")
    arrive(house, 1)
    assert told(house) == []
    with pytest.raises(UnknownName, match="chưa có"):
        drop(house, "theo dõi")


@pytest.mark.parametrize(("name", "to"), [
    ("", ()), ("x" * 81, ()), ("x", ("không phải",)),
    ("x", tuple(f"nguoi-{number}@phong-thong-tin.example" for number in range(9))),
])
def test_a_name_or_a_recipient_that_is_none_is_refused(house: House, name: str, to: tuple[str, ...]) -> None:
    with pytest.raises(SettingsError):
        save(house, name, "papi", recipients=to)


@pytest.mark.elastic
def test_a_mark_means_the_same_after_a_switch_of_index(elastic_address: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    embedded = opened(home)
    save(embedded, "theo dõi", "papi")
    arrive(embedded, 1, 2)
    assert told(embedded) == ["papi 1", "papi 2"]
    arrive(embedded, 3)
    embedded.close()
    with served_house(elastic_address, home) as served:
        arrive(served, 4)
        assert told(served) == ["papi 3", "papi 4"]
        arrive(served, 5)
    again = opened(home)
    serving.save(again, article(6, "papi 6"))
    again.index.put([article(6, "papi 6")])
    assert told(again) == []  # number 5 is not shown yet
    again.index.rebuild(one.article for one in again.store.ledger.articles())
    assert told(again) == ["papi 5", "papi 6"]
    again.close()


def test_filters_come_back_as_they_were() -> None:
    filters = Filters(units=("a", "b"), since=date(2023, 8, 1), original=False, mentions=True)
    assert filters_from_json(filters_to_json(filters)) == filters
    assert filters_to_json(Filters()) == {}
    with pytest.raises(TypeError, match="colour"):
        filters_from_json({"colour": "red"})
