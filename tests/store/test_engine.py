"""The schema is made on first use, and the migrations say the same as the tables."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from domain.errors import LedgerBusy, StoreError
from store import engine as module
from store.engine import migrate, open_engine
from store.ledger import open_ledger
from store.tables import metadata


def test_the_migrations_build_exactly_the_tables(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'x.db'}")
    migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    open_ledger(url).begin_crawl("a", module_now())
    assert len(open_ledger(url).crawls()) == 1


def test_a_ledger_held_by_another_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    open_ledger(url).engine.dispose()
    monkeypatch.setattr(module, "WAIT_MS", 1)
    holder = create_engine(url)
    with holder.connect() as held:
        held.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusy):
            open_ledger(url).begin_crawl("a", module_now())


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("this is no database" * 100)
    with pytest.raises(StoreError):
        open_ledger(f"sqlite:///{tmp_path / 'x.db'}")


def module_now():  # type: ignore[no-untyped-def]
    from tests.conftest import NOW

    return NOW
