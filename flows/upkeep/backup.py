"""A consistent copy of ledger and archive in a folder that grows by what is new.

The ledger first, the archive after it: a page stands in the archive before the ledger names it, so whatever the copied
ledger names is in the copied archive. Archive files only grow and, once sealed, never change: they are copied once.
What may change (ledger, reports) goes under a new name, so that the last manifest holds until the next is written.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import BinaryIO, Final

from domain.errors import StoreError
from domain.settings import Settings
from flows.upkeep.manifest import NAME, Kept, Manifest, copied, digest_of, read, write
from store.archive import OPEN, members
from store.copying import copy_file
from store.dumping import dump
from store.figures import Figures
from store.looking import figures_of, password_of

PART: Final = ".part"
REPORTS: Final = "reports"


@dataclass(frozen=True)
class BackedUp:
    """What one backup did; `copied` and `reused` count files of the archive."""

    manifest: Manifest
    copied: int
    reused: int


def back_up(settings: Settings, target: Path) -> BackedUp:
    """Bring the backup in `target` up to date; cut off, it leaves the last one whole. Raises StoreError."""
    target = target.expanduser().resolve()
    _fit(settings, target)
    try:
        with _alone(target), figures_of(settings) as figures:
            if figures is None:
                raise StoreError(f"Chưa có sổ cái ở {settings.home}: không có gì để sao lưu (xem PHUSONG_HOME)")
            return _back_up(settings, figures, target)
    except OSError as error:
        raise StoreError(f"Sao lưu dở dang, bản trước vẫn nguyên: {error}") from error


def _back_up(settings: Settings, figures: Figures, target: Path) -> BackedUp:
    before = read(target)
    now = settings.clock.now()
    stamp = f"{now:%Y%m%dT%H%M%S%f}"
    ledger, counts = _ledger(settings, figures, target, f"ledger-{stamp}")
    known = before.held() if before else {}
    files, fresh = [], 0
    for name in _archive_files(settings.home):
        with suppress(FileNotFoundError):  # removed by retention meanwhile: nothing refers to it
            kept, new = _keep(settings.home, target, name, known.get(name))
            files.append(kept)
            fresh += new
    reports = _reports(settings.home, target, f"{REPORTS}-{stamp}")
    schema, _ = figures.schema()
    kind = "postgresql" if settings.ledger else "sqlite"
    write(target, manifest := Manifest(
        now.isoformat(), _version(), schema, kind, ledger, (*files, *reports), counts))
    _forget(target, stamp)
    return BackedUp(manifest, fresh, len(files) - fresh)


def _forget(target: Path, stamp: str) -> None:
    """Remove what only the former manifest named."""
    for one in (*target.glob("ledger-*"), *target.glob(f"{REPORTS}-*")):
        if stamp not in one.name:
            shutil.rmtree(one) if one.is_dir() else one.unlink()


def _ledger(settings: Settings, figures: Figures, target: Path, stem: str) -> tuple[Kept, dict[str, int]]:
    part = target / f"{stem}{PART}"
    if settings.ledger:
        name = f"{stem}.dump"
        counts = dump(figures.engine, settings.ledger, password_of(settings), part, settings.pg_bin)
    else:
        name = f"{stem}.db"
        counts = copy_file(settings.home / "phusong.db", part)
    part.replace(target / name)
    return Kept(name, (target / name).stat().st_size, digest_of(target / name)), counts


def _archive_files(home: Path) -> list[str]:
    """Every archive file under its sealed name.

    Looked at twice: a folder that is read while a file in it is renamed may show neither name.
    """
    found = (path for _ in range(2) for path in (home / "archive").glob("*/*.warc.gz*"))
    return sorted({path.relative_to(home).as_posix().removesuffix(OPEN) for path in found})


def _reports(home: Path, target: Path, folder: str) -> Iterator[Kept]:
    for path in sorted((home / REPORTS).rglob("*")):
        if path.is_file() and not path.is_symlink():
            name = path.relative_to(home).as_posix()
            stored = f"{folder}/{name.partition('/')[2]}"
            with path.open("rb") as source:
                kept = _copy(source, target / stored, name, os.fstat(source.fileno()).st_size)
            yield replace(kept, stored=stored)


def _keep(home: Path, target: Path, name: str, old: Kept | None) -> tuple[Kept, bool]:
    """One file in the backup, and whether it had to be copied. Raises FileNotFoundError when it is gone."""
    for path in (home / name, home / (name + OPEN), home / name):  # its writer may seal it between two looks
        try:
            with path.open("rb") as source:
                size = os.fstat(source.fileno()).st_size
                if path.suffix == OPEN:
                    size = max((stop for _, stop in members(path)), default=0)
                if old and old.size == size and (target / name).is_file() and (target / name).stat().st_size == size:
                    return old, False
                return _copy(source, target / name, name, size), True
        except FileNotFoundError:
            continue
    raise FileNotFoundError(name)


def _copy(source: BinaryIO, place: Path, name: str, size: int) -> Kept:
    """The first `size` bytes of a file. Raises OSError."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(place.name + PART)
    try:
        with part.open("wb") as made:
            size, digest = copied(source, made, size)
            made.flush()
            os.fsync(made.fileno())
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
    return Kept(name, size, digest)


def _fit(settings: Settings, target: Path) -> None:
    """Raises StoreError for a folder that holds something else, or that is the installation's own."""
    if target == settings.home or target.is_relative_to(settings.home) or settings.home.is_relative_to(target):
        raise StoreError(f"{target} nằm trong thư mục dữ liệu: chọn một nơi khác, tốt nhất là một đĩa khác")
    ours = ("archive", NAME, f"{NAME}{PART}", "lock")
    if target.is_dir():
        strange = [one.name for one in target.iterdir()
                   if one.name not in ours and not one.name.startswith(("ledger-", f"{REPORTS}-"))]
        if strange:
            raise StoreError(f"{target} không phải thư mục sao lưu (có “{sorted(strange)[0]}”): chọn thư mục trống")


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (target / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError(f"Một lần sao lưu khác đang ghi vào {target}; thử lại sau") from error
        yield


def _version() -> str:
    try:
        return version("phusong")
    except PackageNotFoundError:
        return "0"
