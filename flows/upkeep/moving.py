"""The ledger from its file to PostgreSQL: every row, with counts that are compared before anything is kept."""

from collections.abc import Callable

from domain.errors import SettingsError, StoreError
from domain.settings import Settings
from store.copying import move_rows
from store.ledger import open_ledger
from store.looking import password_of

Told = Callable[[str, int], None]


def move_ledger(settings: Settings, address: str, told: Told | None = None) -> dict[str, tuple[int, int]]:
    """Copy the home's ledger to `postgresql://user@host/name`. Returns table -> (rows there, rows here).

    The file stays as it is. Raises StoreError, SettingsError; then the target is left without a row.
    """
    file = settings.home / "phusong.db"
    if not address.startswith("postgresql://"):
        raise SettingsError("Đích phải là postgresql://tên@máy:5432/cơ-sở-dữ-liệu")
    if not file.is_file():
        raise StoreError(f"Không có sổ cái {file} để chuyển (xem PHUSONG_HOME)")
    source = open_ledger(f"sqlite:///{file}")
    target = open_ledger(address, password_of(settings))
    try:
        return move_rows(source, target, told)
    finally:
        source.engine.dispose()
        target.engine.dispose()
