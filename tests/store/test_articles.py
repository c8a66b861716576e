"""Every version of an article is kept, and the outbox tells of each change once."""

import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.article import Article, Attachment, Found, Page, Quality, Reading, Role, Text, UnitReading
from domain.dated import Confidence, Dated, Precision
from store import Store, open_store
from tests.conftest import NOW


def made(article: str = "x", body: str = "Thân bài", day: date | None = date(2023, 8, 21)) -> Article:
    url = f"http://a.example/{article}"
    dated = Dated(day, Precision.DAY, "visible", Confidence.MEDIUM, "21/8/2023") if day else None
    text = Text("Tên bài", "Lời dẫn", body, published=dated, attachments=(Attachment("a.pdf", url + ".pdf"),),
                quality=Quality.PROFILE, evidence={"title": "profile"})
    reading = Reading((), (UnitReading("so-a", Role.PUBLISHER),), "tin", "r1", shingles=(1, 2))
    return Article(article, Found("a", url, NOW), Page(url, NOW, 200, "text/html", "d", "r"), text, reading)


def test_an_article_comes_back_whole(store: Store) -> None:
    store.ledger.save(made(), "so-a", NOW)
    kept = store.ledger.article("x")
    assert kept
    assert kept.article == replace(made(), reading=replace(made().reading, shingles=()))  # shingles have their table
    assert (kept.unit, kept.stored_at, kept.simulated) == ("so-a", NOW, False)


def test_new_unchanged_and_revised(store: Store) -> None:
    ledger, later = store.ledger, NOW + timedelta(days=1)
    assert ledger.save(made(), "so-a", NOW).result == "stored"
    assert ledger.save(made(), "so-a", later).result == "unchanged"
    changed = ledger.save(made(body="Thân bài đã sửa"), "so-a", later, simulated=True)
    assert (changed.result, changed.article.revision, changed.stored_at) == ("revised", 2, NOW)
    assert [row["revision"] for row in ledger.revisions("x")] == [1, 2]
    assert [row["text"]["body"] for row in ledger.revisions("x")] == ["Thân bài", "Thân bài đã sửa"]
    assert [article for _, article in ledger.pending(0)] == ["x", "x"]


def test_many_at_once_are_as_one_after_the_other(store: Store) -> None:
    ledger, later = store.ledger, NOW + timedelta(days=1)
    assert [one.result for one in ledger.save_all([made("x"), made("y")], "so-a", NOW)] == ["stored", "stored"]
    items = [made("y", body="Khác"), made("z"), made("x")]
    results = [(one.article.id, one.result, one.article.revision) for one in ledger.save_all(items, "so-a", later)]
    assert results == [("y", "revised", 2), ("z", "stored", 1), ("x", "unchanged", 1)]
    assert [article for _, article in ledger.pending(0)] == ["x", "y", "y", "z"]
    assert sorted(ledger.articles_of(["z", "x", "none"])) == ["x", "z"]
    assert ledger.save_all([], "so-a", later) == [] and ledger.articles_of([]) == {}


def test_first_sight_never_moves(store: Store) -> None:
    store.ledger.save(made(), "so-a", NOW)
    again = replace(made(body="Khác"), found=replace(made().found, first_seen=NOW + timedelta(days=9)))
    store.ledger.save(again, "so-a", NOW + timedelta(days=9))
    kept = store.ledger.article("x")
    assert kept and kept.article.found.first_seen == NOW


def test_a_new_reading_of_the_same_text_is_no_revision_but_is_told(store: Store) -> None:
    store.ledger.save(made(), "so-a", NOW)
    other = replace(made(), reading=replace(made().reading, format="bài", reader="r2"))  # type: ignore[arg-type]
    assert store.ledger.save(other, "so-a", NOW).result == "unchanged"
    kept = store.ledger.article("x")
    assert kept and kept.article.reading and kept.article.reading.format == "bài"
    assert len(store.ledger.pending(0)) == 2 and len(store.ledger.revisions("x")) == 1


def test_an_article_that_lacks_a_part_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="lacks"):
        store.ledger.save(replace(made(), reading=None), "so-a", NOW)


def test_articles_in_the_order_of_publication_undated_last(store: Store) -> None:
    for name, day in (("b", date(2023, 8, 2)), ("a", None), ("c", date(2023, 8, 1))):
        store.ledger.save(made(name, day=day), "so-a", NOW)
    assert [one.article.id for one in store.ledger.articles()] == ["c", "b", "a"]
    assert [one.article.id for one in store.ledger.articles(since=date(2023, 8, 2))] == ["b"]
    assert [one.article.id for one in store.ledger.articles(source="z")] == []


def test_pages_give_each_article_once_and_hold_no_view_in_between(tmp_path: Path) -> None:
    days = [date(2023, 8, 1 + n % 3) if n % 5 else None for n in range(11)]
    with open_store(tmp_path) as store:
        for n, day in enumerate(days):
            store.ledger.save(made(f"{n:02d}", day=day), "so-a", NOW)
        for size in (1, 3, 11, 50):
            paged = [one.article.id for one in store.ledger.paged(size)]
            assert paged == [one.article.id for one in store.ledger.articles()]
        with sqlite3.connect(tmp_path / "phusong.db") as other:
            for _ in store.ledger.paged(3):
                store.ledger.save(made("new"), "so-a", NOW)
                busy, _, _ = other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                assert not busy
        other.close()


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.ledger.begin() as connection:
        store.ledger.save(made(), "so-a", NOW, connection=connection)
        raise RuntimeError
    assert store.ledger.article("x") is None and store.ledger.pending(0) == []


def test_shingles_find_who_shares_text(store: Store) -> None:
    ledger = store.ledger
    x, y, z = range(10), range(5, 20), range(8, 10)
    ledger.put_shingles({"x": x})
    ledger.put_shingles({"y": y, "z": z})
    assert ledger.sharing({"x": x}) == {"x": {"y": tuple(y)}}
    assert ledger.sharing({"x": x, "y": y}) == {"x": {"y": tuple(y)}, "y": {"x": tuple(x)}}
    ledger.put_shingles({"y": []})
    assert ledger.sharing({"x": x}) == {"x": {}} and ledger.sharing({}) == {}


def test_boiler_plate_shared_by_many_relates_nobody(store: Store) -> None:
    store.ledger.put_shingles({f"n{n}": [1, 2, 3, 4] for n in range(25)})
    assert store.ledger.sharing({"n0": [1, 2, 3, 4]}) == {"n0": {}}


def test_relations_are_replaced_and_each_pair_kept_once(store: Store) -> None:
    ledger = store.ledger
    with ledger.begin() as connection:
        ledger.relate(["x", "y"], {("x", "y"): ("same", 0.9), ("w", "x"): ("contains", 0.7)}, connection)
        assert ledger.related(["x", "z"], connection) == {"x": [("w", "contains"), ("y", "same")]}
        ledger.relate(["y"], {("y", "z"): ("same", 1.0)}, connection)
        assert ledger.related("xyz", connection) == {
            "x": [("w", "contains")], "y": [("z", "same")], "z": [("y", "same")],
        }


def test_the_original_is_told_once(store: Store) -> None:
    ledger = store.ledger
    ledger.save(made(), "so-a", NOW)
    with ledger.begin() as connection:
        assert ledger.set_originals({"x": "y", "not stored": "y"}, NOW, connection) == {"x"}
        assert ledger.set_originals({"x": "y"}, NOW, connection) == set()
    assert [article for _, article in ledger.pending(0)] == ["x", "x"]
    kept = ledger.article("x")
    assert kept and kept.article.original == "y"


def test_storing_again_forgets_no_original(store: Store) -> None:
    ledger = store.ledger
    ledger.save(made(), "so-a", NOW)
    with ledger.begin() as connection:
        ledger.set_originals({"x": "y"}, NOW, connection)
    told = len(ledger.pending(0))
    assert ledger.save(made(), "so-a", NOW).article.original == "y"
    assert len(ledger.pending(0)) == told
