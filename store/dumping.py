"""PostgreSQL's own programs for a whole copy of the ledger, and for putting it into an empty database."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, inspect, text

from domain.errors import StoreError
from store.engine import connected, told
from store.figures import Figures

LONGEST: Final = 6 * 3600.0  # seconds
HOW: Final = "cài postgresql-client cùng phiên bản với máy chủ, hoặc đặt PHUSONG_PG_BIN là thư mục chứa chương trình"


def dump(engine: Engine, address: str, password: str, target: Path, tools: Path | None = None) -> dict[str, int]:
    """Write the ledger as one file that `load` reads. Returns the rows of each table in it. Raises StoreError."""
    program = _program("pg_dump", tools)
    with told(), connected(engine, reads=True) as connection:  # one view for the counts and for the copy
        snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        counts = Figures(engine).counts(connection)
        _run([program, "--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}", f"--file={target}",
              f"--dbname={address}"], password)
    return counts


def load(engine: Engine, address: str, password: str, source: Path, tools: Path | None = None) -> None:
    """Put a dump into an empty database, wholly or not at all. Raises StoreError."""
    program = _program("pg_restore", tools)
    with told(), engine.connect() as connection:
        if inspect(connection).get_table_names():
            raise StoreError("Cơ sở dữ liệu đích không trống: tạo cơ sở dữ liệu mới (createdb) rồi đặt PHUSONG_LEDGER")
    _run([program, "--exit-on-error", "--single-transaction", "--no-owner", "--no-acl", f"--dbname={address}",
          str(source)], password)


def _program(name: str, tools: Path | None) -> str:
    found = shutil.which(name, path=str(tools) if tools else None)
    if not found:
        raise StoreError(f"Không có chương trình {name}: {HOW}")
    return found


def _run(command: list[str], password: str) -> None:
    """The password goes by the environment, never by the command line that every user of the machine can read."""
    environment = {**os.environ, "PGCONNECT_TIMEOUT": "10"} | ({"PGPASSWORD": password} if password else {})
    name = Path(command[0]).name
    try:
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise StoreError(f"{name} không chạy xong: {error}") from error
    if ended.returncode:
        said = " ".join(ended.stderr.split())[-500:]
        advice = f". {HOW[0].upper()}{HOW[1:]}" if "version mismatch" in said else ""
        raise StoreError(f"{name} báo lỗi: {said}{advice}")
