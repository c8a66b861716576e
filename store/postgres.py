"""What is PostgreSQL's own about the ledger: how it is opened and waited for, and its errors in our words."""

from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from domain.errors import LedgerBusy, LedgerLost, StoreError
from store.jsontext import to_json

POOL: Final = 5  # connections kept open by one process; as many again while they are needed
CONNECT_S: Final = 5
STATEMENT_MS: Final = 120_000  # the longest statement of a ledger of a million articles took seconds; this one hangs
OLDEST: Final = 14  # the oldest major version that its makers still mend
_BUSY: Final = frozenset({"55P03", "57014", "53300", "53400"})  # lock and statement time-out, too many connections
_UNDONE: Final = frozenset({"40P01", "40001", "57P01", "57P02", "25P03", "25P04"})  # deadlock, shut down, thrown out
_RIGHTS: Final = frozenset({"42501"})
_AWAY: Final = ("connection refused", "starting up", "shutting down", "recovery mode", "server closed the connection",
                "no such file or directory", "is the server running", "timeout expired", "connection reset")


def open_engine(url: str, password: str, wait_ms: int) -> Engine:
    """An engine with a pool; `wait_ms` is how long a lock or a free connection is waited for."""
    address = make_url(url).set(drivername="postgresql+psycopg")
    if password:
        address = address.set(password=password)
    options = f"-c statement_timeout={STATEMENT_MS} -c lock_timeout={wait_ms} -c timezone=UTC"
    engine = create_engine(
        address, json_serializer=to_json, pool_size=POOL, max_overflow=POOL, pool_timeout=wait_ms / 1000,
        pool_pre_ping=True, pool_recycle=1800,
        connect_args={"connect_timeout": CONNECT_S, "application_name": "phusong", "options": options},
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, _: Any) -> None:
    """A NUL, which some pages hold, is no character for PostgreSQL: one would undo a whole batch."""
    from psycopg.types.string import StrDumper

    class WithoutNul(StrDumper):
        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", "") if "\0" in obj else obj)

    connection.adapters.register_dumper(str, WithoutNul)


def check(connection: Connection) -> None:
    """Raises StoreError where the server is too old."""
    version = connection.dialect.server_version_info or (0,)
    if version[0] < OLDEST:
        raise StoreError(f"PostgreSQL {version[0]} quá cũ cho sổ cái: cần phiên bản {OLDEST} trở lên")


def alone(connection: Connection) -> None:
    """Wait until no other process migrates; a migration may take its time."""
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(1885893998)")


def is_postgres(error: DBAPIError) -> bool:
    """Whether the driver was psycopg."""
    return type(error.orig).__module__.startswith("psycopg")


def away(error: OperationalError) -> bool:
    """Whether the server is not there for the moment, and may be soon."""
    return any(word in str(error.orig).lower() for word in _AWAY)


def ours(error: DBAPIError) -> StoreError | None:
    """The error in words that say what to do; None for a mistake of ours."""
    state, text = getattr(error.orig, "sqlstate", None), " ".join(str(error.orig).split())
    if state in _UNDONE or error.connection_invalidated:
        return LedgerLost(f"Mất kết nối với máy chủ sổ cái giữa chừng; phần đang ghi dở không được lưu: {text}")
    if state in _BUSY:
        return LedgerBusy(f"Máy chủ sổ cái đang bận; thử lại sau: {text}")
    if state in _RIGHTS:
        return StoreError(f"Tài khoản của sổ cái thiếu quyền trên PostgreSQL: {text}")
    if isinstance(error, IntegrityError) or (state or "").startswith(("42", "22")):
        return None
    if state is None and isinstance(error, OperationalError):
        return _unopened(text, error)
    return StoreError(f"Không đọc ghi được sổ cái PostgreSQL: {text}")


def _unopened(text: str, error: OperationalError) -> StoreError:
    """Connecting failed: libpq gives no state, only words."""
    lower = text.lower()
    if "password" in lower or "authentication" in lower or "pg_hba" in lower:
        return StoreError(
            f"Máy chủ sổ cái từ chối tài khoản: xem lại PHUSONG_LEDGER và PHUSONG_LEDGER_PASSWORD(_FILE): {text}"
        )
    if "does not exist" in lower:
        return StoreError(f"Máy chủ có nhưng chưa có cơ sở dữ liệu hoặc tài khoản; hãy tạo trước (createdb): {text}")
    if "too many" in lower or "remaining connection slots" in lower:
        return LedgerBusy(f"Máy chủ sổ cái hết kết nối; thử lại sau hoặc tăng max_connections: {text}")
    if away(error) or "could not translate" in lower or "failed to resolve" in lower:
        return StoreError(
            "Không kết nối được máy chủ sổ cái PostgreSQL: kiểm tra máy chủ đang chạy và địa chỉ trong PHUSONG_LEDGER: "
            + text
        )
    return StoreError(f"Không mở được sổ cái PostgreSQL: {text}")
