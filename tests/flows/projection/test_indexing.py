"""A new index beside the old one: complete, compared, swapped in one step; readers see no gap."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from domain.errors import LedgerBusy, StoreError, UnknownName
from flows.house import House
from flows.projection import indexing
from flows.projection.indexing import build, drop_old, migrate, old, snapshot, verify
from flows.projection.projecting import project, served
from index.elastic import ElasticIndex
from index.questions import SearchQuestion
from tests.flows.serving import article, opened, save, served_house
from tests.index.made import ident, titles
from tests.servers.elastic_fixture import elastic_address

__all__ = ["elastic_address"]
DAY = date(2023, 8, 22)
ALL = SearchQuestion()


@pytest.fixture
def house(elastic_address: str, tmp_path: Path) -> Iterator[House]:
    with served_house(elastic_address, tmp_path / "home") as found:
        yield found


def server(house: House) -> ElasticIndex:
    index = served(house)
    assert index
    return index


@pytest.mark.elastic
def test_a_new_index_is_built_beside_the_old_one_and_takes_its_place(house: House) -> None:
    save(house, *(article(number, f"Tin số {number}", on=DAY) for number in range(30)))
    project(house)
    before = server(house).target()
    save(house, article(99, "Tin cuối"))
    done = build(house)
    assert (done.before, done.articles) == (before, 31)
    assert server(house).target() == done.name != before
    assert old(house) == [before]
    assert verify(house).differences == ()
    assert titles(house.index, "cuối") == ["Tin cuối"]


@pytest.mark.elastic
def test_the_empty_index_of_a_new_installation_does_not_stay(house: House) -> None:
    save(house, article(1), article(2))
    done = build(house)
    assert (done.before, done.articles, old(house)) == ("", 2, [])


@pytest.mark.elastic
def test_readers_see_no_gap_while_an_index_is_built(house: House) -> None:
    save(house, *(article(number, on=DAY) for number in range(40)))
    project(house)
    counts: list[int] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            counts.append(house.index.count(ALL))

    reader = threading.Thread(target=read)
    reader.start()
    save(house, *(article(number, on=DAY) for number in range(40, 60)))
    build(house)
    stop.set()
    reader.join()
    assert counts == sorted(counts) and counts[0] == 40 and house.index.count(ALL) == 60


@pytest.mark.elastic
def test_saved_searches_go_on_over_a_swap(house: House) -> None:
    save(house, article(1), article(2))
    project(house)
    mark = house.index.new(ALL, 0).seq
    save(house, article(3))
    build(house)
    answer = house.index.new(ALL, mark)
    assert [hit.id for hit in answer.hits] == [ident(3)]
    assert house.index.new(ALL, answer.seq).hits == ()


@pytest.mark.elastic
def test_an_article_that_arrives_in_mid_build_keeps_the_outboxs_order(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the numbering and the ledger's view a later article is stored: the view is taken again."""
    save(house, article(5, on=DAY), article(4, on=DAY))
    real, arriving = house.store.ledger.articles, [article(1, on=date(2023, 1, 1))]

    def articles(*given: object) -> object:
        save(house, *arriving)
        arriving.clear()
        return real()

    monkeypatch.setattr(house.store.ledger, "articles", articles)
    top, stored = snapshot(house)
    assert top == 3
    assert {one.article.id for one in stored} == {ident(number) for number in (1, 4, 5)}
    assert house.store.ledger.numbers([ident(5), ident(4), ident(1)]) == {ident(5): 1, ident(4): 2, ident(1): 3}


@pytest.mark.elastic
def test_an_index_that_differs_never_serves(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    save(house, article(1, on=DAY), article(2, on=DAY))
    project(house)
    before, real = server(house).target(), indexing.fill

    def lossy(house: House, index: ElasticIndex, name: str, *rest: object) -> None:
        real(house, index, name, *rest)  # type: ignore[arg-type]
        index.writer(name).remove([ident(2)])

    monkeypatch.setattr(indexing, "fill", lossy)
    with pytest.raises(StoreError, match=r"không khớp sổ cái.*sổ cái 2, chỉ mục 1"):
        build(house)
    assert server(house).target() == before


@pytest.mark.elastic
def test_verify_names_what_differs(house: House) -> None:
    save(house, article(1, "Tin một", on=DAY), article(2, "Tin hai", on=DAY))
    project(house)
    assert verify(house).differences == ()
    house.index.remove([ident(2)])
    compared = verify(house)
    assert (compared.ledger, compared.index) == (2, 1)
    assert [one.what for one in compared.differences][:3] == ["tổng số bài", "nguồn trang-x", "tuần 2023-W34"]


@pytest.mark.elastic
def test_only_an_index_that_serves_nobody_is_dropped_and_by_its_name(house: House) -> None:
    save(house, article(1))
    project(house)
    done = build(house)
    with pytest.raises(UnknownName, match=done.name):
        drop_old(house, done.name)
    with pytest.raises(UnknownName):
        drop_old(house, "*")
    drop_old(house, done.before)
    assert old(house) == []
    assert house.index.count(ALL) == 1


@pytest.mark.elastic
def test_migrate_builds_only_where_the_rules_have_changed(house: House, elastic_address: str) -> None:
    save(house, article(1))
    project(house)
    assert migrate(house) is None
    with Elasticsearch(elastic_address) as client:
        client.indices.put_mapping(index=server(house).target(), meta={"schema": 0, "analysis": 1})
    later = opened(house.settings.home, index=elastic_address, index_name=house.settings.index_name)
    with pytest.raises(StoreError, match="phusong index migrate"):
        later.index.count(ALL)
    with pytest.raises(StoreError, match="phusong index migrate"):
        project(later)
    done = migrate(later)
    assert done and later.index.count(ALL) == 1
    later.close()


@pytest.mark.elastic
def test_only_one_builds_at_a_time(house: House) -> None:
    from domain.clock import Clock

    house.store.ledger.claim(f"build:{house.settings.index_name}", "ai đó", Clock().now(), 60)
    with pytest.raises(LedgerBusy, match="đang lập chỉ mục"):
        build(house)


def test_the_embedded_index_is_verified_and_says_what_it_cannot(tmp_path: Path) -> None:
    house = opened(tmp_path / "home")
    save(house, article(1, on=DAY), article(2))
    assert [one.what for one in verify(house).differences][:1] == ["tổng số bài"]
    house.index.put(one.article for one in house.store.ledger.articles())
    compared = verify(house)
    assert (compared.ledger, compared.index, compared.differences) == (2, 2, ())
    for ask in (build, migrate, old):
        with pytest.raises(StoreError, match="phusong rebuild"):
            ask(house)
    house.close()
