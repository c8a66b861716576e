"""What is true: the ledger, the archive and the outbox, under one folder."""

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection as Transaction

from store.archive import Archive
from store.ledger import Ledger, open_ledger

__all__ = ["Archive", "Ledger", "Store", "Transaction", "open_store"]


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


def open_store(home: Path) -> Store:
    """The store under `home`, made on first use and brought to the newest schema. Raises StoreError."""
    home.mkdir(parents=True, exist_ok=True)
    return Store(home, open_ledger(f"sqlite:///{home / 'phusong.db'}"), Archive(home / "archive"))
