"""A wave over a few sites of the demo province: the truth is known, so exact numbers are asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import StoreError
from domain.identity import canonical
from domain.record import Tally
from domain.settings import load
from flows.house import House
from flows.rebuild import rebuild
from flows.wave import crawl_sources
from index.questions import SearchQuestion
from phusong.demo import Province

SITES = ("so-noi-vu", "huyen-da-vong", "so-tai-chinh", "so-ldtbxh")


@pytest.fixture(scope="module")
def province() -> Iterator[Province]:
    with Province() as opened:
        yield opened


@pytest.fixture(scope="module")
def house(province: Province, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("wave")
    for file in province.write_sources(folder / "sources"):
        if file.stem not in SITES:
            file.unlink()
    opened = House(load(
        home=folder / "home", sources=folder / "sources", units=province.units_file, allow_loopback=True,
        min_delay=0, now=province.now.isoformat(),
    ))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def tallies(house: House) -> dict[str, Tally]:
    return {one.source: one for one in crawl_sources(house, list(house.sources.values()))}


def shown(house: House, province: Province) -> list[tuple[str, object]]:
    """Articles whose text and date stand on the page and that the sites can be asked for."""
    return [(site, one) for site in SITES[:3] for one in province.truth.of_site(site) if one.appears == "first"]


def test_every_article_is_stored_exactly_once_under_its_own_address(
    house: House, province: Province, tallies: dict[str, Tally]
) -> None:
    for site in SITES[:3]:
        stored = [canonical(one.article.found.url) for one in house.store.ledger.articles(site)]
        assert len(stored) == len(set(stored)) == tallies[site].stored
        held = {one.canonical: {canonical(address) for address in one.addresses} | {canonical(one.canonical)}
                for one in province.truth.of_site(site) if one.appears == "first"}
        assert len(stored) == len(held)
        assert all(any(url in addresses for url in stored) for addresses in held.values())


def test_titles_and_days_are_the_true_ones(house: House, province: Province, tallies: dict[str, Tally]) -> None:
    assert tallies
    for site in SITES[:3]:
        truth = {address: one for one in province.truth.of_site(site) for address in (*one.addresses, one.canonical)}
        for stored in house.store.ledger.articles(site):
            text, true = stored.article.text, truth[stored.article.found.url]
            assert text and text.title == true.title
            assert (text.published.day.isoformat() if text.published else None) == (
                str(true.published)[:10] if true.published else None
            )


def test_a_tally_adds_up(tallies: dict[str, Tally]) -> None:
    for one in tallies.values():
        assert one.expected == one.stored + one.revised + one.unchanged + sum(one.failed.values())
        assert one.simulated and one.finished
    assert tallies["so-ldtbxh"].outcome == "connection_error"


def test_an_unchanged_site_costs_five_requests_and_no_reading(house: House, tallies: dict[str, Tally]) -> None:
    assert tallies
    before = {one.article.id: one.stored_at for one in house.store.ledger.articles()}
    for one in crawl_sources(house, [house.sources[site] for site in SITES[:3]]):
        assert (one.stored, one.revised, one.found) == (0, 0, 0)
        assert one.requests <= 5 + (one.source == "so-tai-chinh")  # a section of that site redirects: one request more
    assert {one.article.id: one.stored_at for one in house.store.ledger.articles()} == before


def test_a_rebuild_from_the_archive_gives_the_same(house: House, tallies: dict[str, Tally]) -> None:
    assert tallies
    before = [(one.article.id, one.article.revision, one.article.text) for one in house.store.ledger.articles()]
    ended = rebuild(house, list(house.sources.values()))
    assert ended["unchanged"] == len(before) and not ended["revised"]
    after = [(one.article.id, one.article.revision, one.article.text) for one in house.store.ledger.articles()]
    assert after == before
    assert house.index.search(SearchQuestion()).total == len(before)


def test_a_rebuild_renews_an_index_of_older_rules(house: House, tallies: dict[str, Tally]) -> None:
    stored = sum(1 for _ in house.store.ledger.articles())
    with house.store.ledger.begin() as connection:
        connection.exec_driver_sql("UPDATE ix_meta SET value = value - 1 WHERE key = 'schema'")
    with pytest.raises(StoreError, match="phusong rebuild"):
        house.index.search(SearchQuestion())
    rebuild(house, [house.sources[site] for site in SITES[:1]])
    assert house.index.search(SearchQuestion()).total == stored > tallies[SITES[0]].stored


def test_what_comes_late_or_changes_is_found(house: House, province: Province, tallies: dict[str, Tally]) -> None:
    assert tallies
    held = {one.article.found.url for one in house.store.ledger.articles()}
    truth = province.go("later")
    later = House(load(**{**house.settings.model_dump(), "now": truth.now.isoformat()}))
    try:
        done = {one.source: one for one in crawl_sources(later, [later.sources[site] for site in SITES[:3]])}
        for site in SITES[:3]:
            urls = {one.article.found.url for one in later.store.ledger.articles(site)}
            for one in truth.of_site(site):
                if one.appears == "later":
                    assert urls & {one.canonical, *one.addresses}, one.title
            assert done[site].stored == len(urls - held)
    finally:
        later.close()


def test_pages_on_disk_stay_readable(house: House, tallies: dict[str, Tally]) -> None:
    assert tallies
    records = list(house.store.archive.records())
    assert records and all(house.store.archive.get(record).url for record in records)
    assert Path(house.settings.home / "phusong.db").exists()


def test_an_index_server_that_is_away_costs_no_crawl(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    house = House(load(home=tmp_path / "home", index="http://127.0.0.1:9", units=Province.units_file))
    assert crawl_sources(house, []) == []
    assert "chỉ mục tìm kiếm chưa theo kịp sổ cái" in caplog.text and "PHUSONG_INDEX" in caplog.text
    house.close()
