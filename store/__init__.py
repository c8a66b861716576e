"""What is true: the ledger, the archive and the outbox, under one folder."""

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection as Transaction

from domain.errors import SettingsError, StoreError
from domain.settings import Settings
from domain.settings_servers import secret
from store.archive import Archive
from store.ledger import Ledger, open_ledger

__all__ = ["Archive", "Ledger", "Store", "Transaction", "open_store", "store_of"]


@dataclass(frozen=True)
class Store:
    """The ledger and the archive of one installation."""

    home: Path
    ledger: Ledger
    archive: Archive

    def close(self) -> None:
        """Seal the archive's file and let the ledger go."""
        self.archive.close()
        self.ledger.engine.dispose()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(home: Path, ledger: str = "", password: str = "") -> Store:
    """The store under `home`, made on first use and brought to the newest schema. Raises StoreError.

    `ledger` is the address of a PostgreSQL database; empty: a file under `home`.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"Không lập được thư mục {home} (PHUSONG_HOME): {error.strerror}") from error
    address = ledger or f"sqlite:///{home / 'phusong.db'}"
    return Store(home, open_ledger(address, password), Archive(home / "archive"))


def store_of(settings: Settings) -> Store:
    """The store that the settings name. Raises StoreError, SettingsError."""
    try:
        password = secret(settings.ledger_password, settings.ledger_password_file)
    except OSError as error:
        raise SettingsError(f"PHUSONG_LEDGER_PASSWORD_FILE: không đọc được: {error}") from error
    return open_store(settings.home, settings.ledger, password)
