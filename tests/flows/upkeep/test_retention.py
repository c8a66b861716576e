"""What proves a verdict or an article stays, however old; the rest goes only when told to, and only after its time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.errors import StoreError
from domain.record import Fetch, Kind, Listing
from domain.settings import load
from domain.verdict import Finding, Verdict
from flows.house import House
from flows.projection.comparing import compare
from flows.upkeep.retention import going, purge
from index.questions import SearchQuestion
from tests.conftest import NOW
from tests.flows.serving import PAGE, article

OLD = NOW - timedelta(days=500)
URL = "https://sox.example/tin-tuc"


class Set:
    """A clock that the test sets and that does not call itself simulated."""

    simulated = False

    def now(self) -> datetime:
        return NOW


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(House, "clock", Set())
    opened = House(load(home=tmp_path / "home"))
    yield opened
    opened.close()


def reading(house: House, at: datetime, url: str = URL, outcome: str = "ok", simulated: bool = False) -> str:
    """One reading of a list in an archive file of its own."""
    store = house.store
    record = store.archive.put(url, 200, [], b"<ul></ul>", at)
    store.archive.close()
    store.ledger.add_fetches([Fetch("so-x", url, Kind.LISTING, at, outcome, 200, digest="d", record=record,
                                    simulated=simulated)])
    store.ledger.add_listings([Listing("so-x", None, url, at, outcome, 5, record=record, simulated=simulated)])
    return record


def records(house: House) -> set[str]:
    return {one.record for one in house.store.ledger.fetches()}


def test_an_old_reading_goes_with_its_file_when_a_newer_one_is_there(house: House) -> None:
    old, new = reading(house, OLD), reading(house, NOW)
    looked = going(house)
    assert looked.rows["fetch"] == looked.rows["listing"] == 1 and not looked.files  # the rows still name the file
    assert records(house) == {old, new}
    gone = purge(house, "me")
    assert gone.rows["fetch"] == gone.rows["listing"] == 1 and len(gone.files) == 1 and gone.bytes > 0
    assert records(house) == {new} and house.store.archive.get(new).url == URL
    assert purge(house, "me").rows == {}


def test_the_newest_of_an_address_stays_and_so_does_its_last_good_one(house: House) -> None:
    good = reading(house, OLD)
    bad = reading(house, OLD + timedelta(days=1), outcome="timeout")
    latest = reading(house, OLD + timedelta(days=2), outcome="timeout")
    purge(house, "me")
    assert records(house) == {good, latest} and bad not in records(house)
    assert house.store.archive.get(good).url == URL


def test_what_a_finding_refers_to_stays_for_ever(house: House) -> None:
    proof = reading(house, OLD)
    reading(house, NOW)
    house.store.ledger.add_findings([Finding(
        "so-x", "so-x", None, Verdict.SILENT, None, None, None, OLD, None, "im lặng", (URL,), (proof,))], OLD)
    assert going(house).rows["fetch"] == 0
    purge(house, "me")
    assert proof in records(house) and house.store.archive.get(proof).url == URL


def test_nothing_younger_than_the_limit_goes(house: House) -> None:
    for days in (399, 200, 1):
        reading(house, NOW - timedelta(days=days))
    assert not any(going(house).rows.values()) and not purge(house, "me").files
    assert len(records(house)) == 3


def test_simulated_rows_are_judged_by_when_they_were_written(house: House) -> None:
    fake = reading(house, NOW + timedelta(days=900), url=URL + "/x", simulated=True)
    reading(house, NOW - timedelta(days=40))
    recent = reading(house, OLD, url=URL + "/y", simulated=True)
    found = going(house).rows
    assert found["fetch (mô phỏng)"] == found["listing (mô phỏng)"] == 1
    purge(house, "me")
    assert fake not in records(house) and recent in records(house)


def test_files_of_articles_stay(house: House) -> None:
    from domain.article import Found

    record = reading(house, OLD, url=URL + "/bai-1")
    ledger = house.store.ledger
    ledger.found([("a" * 32, Found("so-x", URL + "/bai-1", OLD))])
    ledger.answered([("a" * 32, Fetch("so-x", URL + "/bai-1", Kind.ARTICLE, OLD, "ok", digest="d", record=record))])
    reading(house, NOW, url=URL + "/bai-1")
    purge(house, "me")
    assert record not in records(house)  # the request's row may go, the page it brought may not
    assert house.store.archive.get(record).url == URL + "/bai-1"


def test_a_clock_set_by_hand_removes_nothing(tmp_path: Path) -> None:
    house = House(load(home=tmp_path / "home", now=NOW.isoformat()))
    with pytest.raises(StoreError, match="PHUSONG_NOW"):
        purge(house, "me")
    house.close()


def test_two_purges_at_once_are_one(house: House) -> None:
    assert house.store.ledger.claim("purge", "another", NOW, 1e9)
    with pytest.raises(StoreError, match="tiến trình khác"):
        purge(house, "me")


def test_no_article_goes_so_the_index_shows_none_that_the_ledger_has_not(house: House) -> None:
    record = reading(house, OLD, url=URL + "/bai-1")
    reading(house, NOW, url=URL + "/bai-1")
    one = article(1, "papi", on=OLD.date())
    one = replace(one, found=replace(one.found, first_seen=OLD), page=replace(PAGE, record=record, fetched_at=OLD))
    house.store.ledger.save(one, "so-x", OLD)
    house.index.put([one])
    before = compare(house, house.index)
    assert purge(house, "me").rows["fetch"] == 1
    assert compare(house, house.index) == before and not before.differences
    assert [hit.id for hit in house.index.export(SearchQuestion())] == [one.id]
    assert house.store.ledger.article(one.id) is not None and house.store.ledger.pending(0, 9)
