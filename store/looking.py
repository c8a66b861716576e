"""A ledger looked at as it is: nothing is made, nothing migrated."""

from collections.abc import Iterator
from contextlib import contextmanager

from domain.errors import SettingsError
from domain.settings import Settings
from domain.settings_servers import secret
from store.engine import open_engine
from store.figures import Figures


@contextmanager
def figures_of(settings: Settings) -> Iterator[Figures | None]:
    """The figures of the settings' ledger without touching its schema; None where no file is. Raises SettingsError."""
    file = settings.home / "phusong.db"
    if not settings.ledger and not file.is_file():
        yield None
        return
    engine = open_engine(settings.ledger or f"sqlite:///{file}", password_of(settings))
    try:
        yield Figures(engine)
    finally:
        engine.dispose()


def password_of(settings: Settings) -> str:
    """The ledger's password. Raises SettingsError."""
    try:
        return secret(settings.ledger_password, settings.ledger_password_file)
    except OSError as error:
        raise SettingsError(f"PHUSONG_LEDGER_PASSWORD_FILE: không đọc được: {error}") from error
