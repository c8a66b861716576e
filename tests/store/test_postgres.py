"""What only shows on a real server: writers at once, a server that goes away, errors that say what to do."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from domain.errors import LedgerBusy, LedgerLost, SettingsError, StoreError
from domain.settings import load
from store import Store, engine, open_store, store_of
from store import postgres as module
from store.ledger import Ledger, open_ledger
from tests.conftest import NOW
from tests.servers.postgres import PASSWORD, Server
from tests.store.test_articles import made
from tests.store.test_batches import fetched

pytestmark = pytest.mark.postgres


@pytest.fixture
def url(postgres: Server) -> Iterator[str]:
    with postgres.ledger() as address:
        yield address


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    opened = open_ledger(url)
    yield opened
    opened.engine.dispose()


def test_a_claim_does_not_wait_for_another(store: Store, url: str) -> None:
    ledger = store.ledger
    fetched(store, "x", "y")
    first, second = ledger.stage("a", NOW, size=1)
    with ledger.begin() as other:
        other.execute(text("SELECT id FROM batch WHERE id = :id FOR UPDATE"), {"id": first.id})
        claimed = ledger.claim_batch(None, "p2", NOW, 60)
        assert claimed and claimed.id == second.id
        assert ledger.claim_batch(first.id, "p2", NOW, 60) is None


def test_each_batch_goes_to_one_of_many(store: Store) -> None:
    fetched(store, *(f"{n:02d}" for n in range(24)))
    store.ledger.stage("a", NOW, size=1)

    def take(name: str) -> list[int]:
        claimed = iter(lambda: store.ledger.claim_batch(None, name, NOW, 60), None)
        return [one.id for one in claimed if one]

    with ThreadPoolExecutor(4) as workers:
        taken = [one for ids in workers.map(take, ["p1", "p2", "p3", "p4"]) for one in ids]
    assert len(taken) == len(set(taken)) == 24


def test_outbox_ids_come_in_commit_order(ledger: Ledger) -> None:
    done, seen = threading.Event(), list[str]()

    def write(writer: int) -> None:
        for n in range(8):
            with ledger.begin() as connection:
                ledger.save(made(f"{writer}-{n}"), "so-a", NOW, connection=connection)

    def follow() -> None:
        mark = 0
        while not (done.is_set() and not ledger.pending(mark)):
            if rows := ledger.pending(mark, 3):
                mark = rows[-1][0]
                seen.extend(article for _, article in rows)

    with ThreadPoolExecutor(5) as workers:
        reader = workers.submit(follow)
        for writer in [workers.submit(write, number) for number in range(4)]:
            writer.result()
        done.set()
        reader.result()
    assert sorted(seen) == sorted(f"{writer}-{n}" for writer in range(4) for n in range(8))


def test_a_restart_between_transactions_is_waited_for(ledger: Ledger, postgres: Server) -> None:
    ledger.save(made("x"), "so-a", NOW)
    postgres.stop()
    later = threading.Timer(0.5, postgres.start)
    later.start()
    ledger.save(made("y"), "so-a", NOW)
    later.join()
    assert {one.article.id for one in ledger.articles()} == {"x", "y"}


def test_a_restart_within_a_transaction_undoes_it_and_says_so(ledger: Ledger, postgres: Server) -> None:
    with pytest.raises(LedgerLost, match="không được lưu"), ledger.begin() as connection:
        ledger.save(made("x"), "so-a", NOW, connection=connection)
        postgres.stop()
        postgres.start()
        ledger.save(made("y"), "so-a", NOW, connection=connection)
    assert list(ledger.articles()) == [] and ledger.pending(0) == []


def test_work_that_was_undone_is_done_again(ledger: Ledger, postgres: Server) -> None:
    times: list[int] = []

    def work(connection: Connection) -> str:
        times.append(1)
        ledger.save(made("x"), "so-a", NOW, connection=connection)
        if len(times) == 1:
            postgres.stop()
            postgres.start()
        return ledger.save(made("y"), "so-a", NOW, connection=connection).result

    assert ledger.attempt(work) == "stored" and len(times) == 2
    assert {one.article.id for one in ledger.articles()} == {"x", "y"}


def test_a_server_that_stays_away_is_told(ledger: Ledger, postgres: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "AWAY", 0.3)
    postgres.stop()
    try:
        with pytest.raises(StoreError, match="PHUSONG_LEDGER"):
            ledger.crawls()
    finally:
        postgres.start()
    assert ledger.crawls() == []


def test_a_wrong_password_is_told(postgres: Server, url: str) -> None:
    name = url.rpartition("/")[2]
    postgres.sql(f"CREATE ROLE guarded LOGIN SUPERUSER PASSWORD '{PASSWORD}'")
    try:
        guarded = postgres.url(name, "guarded")
        with pytest.raises(StoreError, match="PHUSONG_LEDGER_PASSWORD"):
            open_ledger(guarded, "sai")
        with pytest.raises(StoreError, match="PHUSONG_LEDGER_PASSWORD"):
            open_ledger(guarded)
        opened = open_ledger(guarded, PASSWORD)
        assert opened.crawls() == [] and PASSWORD not in repr(opened.engine)
        opened.engine.dispose()
    finally:
        postgres.sql("DROP ROLE guarded")


def test_a_database_that_is_not_there_is_told(postgres: Server) -> None:
    with pytest.raises(StoreError, match="createdb"):
        open_ledger(postgres.url("nowhere"))


def test_a_server_that_is_too_old_is_told(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "OLDEST", 99)
    with pytest.raises(StoreError, match="99"):
        open_ledger(url)


def test_rights_that_lack_are_told(postgres: Server, ledger: Ledger, url: str) -> None:
    postgres.sql("CREATE ROLE reader LOGIN")
    try:
        with pytest.raises(StoreError, match="thiếu quyền"):
            open_ledger(postgres.url(url.rpartition("/")[2], "reader")).crawls()
    finally:
        postgres.sql("DROP ROLE reader")


def test_a_pool_with_nothing_left_is_told(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "WAIT_MS", 100)
    ledger = open_ledger(url)
    with ExitStack() as held:
        for _ in range(2 * module.POOL):
            held.enter_context(ledger.reading())
        with pytest.raises(LedgerBusy, match="kết nối"):
            ledger.crawls()
    assert ledger.crawls() == []
    ledger.engine.dispose()


def test_a_lock_held_for_long_is_told(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "WAIT_MS", 100)
    ledger = open_ledger(url)
    with ledger.begin() as connection:
        ledger.save(made("x"), "so-a", NOW, connection=connection)
        with pytest.raises(LedgerBusy):
            ledger.save(made("y"), "so-a", NOW)
    ledger.save(made("y"), "so-a", NOW)
    ledger.engine.dispose()


def test_workers_that_start_at_once_migrate_once(postgres: Server) -> None:
    with postgres.database("template1") as url, ThreadPoolExecutor(4) as workers:
        ledgers = list(workers.map(open_ledger, [url] * 4))
        assert [one.begin_crawl("a", NOW) for one in ledgers] == [1, 2, 3, 4]
        for one in ledgers:
            one.engine.dispose()


def test_a_nul_does_not_undo_a_batch(ledger: Ledger) -> None:
    ledger.save(made("x", body="thân\0bài"), "so-a", NOW)
    ledger.open_incident("k", "silent", {"lý do": "a\0b"}, NOW)
    assert ledger.article("x") and ledger.incidents()


def test_the_embedded_index_refuses_it(ledger: Ledger) -> None:
    from domain.plan import Plan
    from domain.unit import Registry
    from index.sqlite import SqliteIndex
    from tests.index import made as index_made

    registry: Registry = index_made.registry()
    plan: Plan = index_made.plan()
    with pytest.raises(StoreError, match="SQLite"):
        SqliteIndex(ledger, registry, plan)


def test_settings_name_the_ledger(url: str, tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("không hỏi\n")
    settings = load(home=tmp_path / "home", ledger=url, ledger_password_file=password, index="http://127.0.0.1:1")
    with store_of(settings) as opened:
        assert opened.ledger.begin_crawl("a", NOW) == 1
        assert opened.ledger.engine.url.password == "không hỏi"
    assert not (tmp_path / "home" / "phusong.db").exists()
    with pytest.raises(SettingsError, match="PASSWORD_FILE"):
        store_of(settings.model_copy(update={"ledger_password_file": tmp_path / "none"}))


@pytest.fixture
def store(tmp_path: Path, url: str) -> Iterator[Store]:
    """Only the server's half."""
    with open_store(tmp_path / "home", url) as opened:
        yield opened
