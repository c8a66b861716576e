"""A backup put back: nothing is written before every checksum was found right, and nothing that is there is lost."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from domain.errors import StoreError
from domain.settings import Settings
from flows.upkeep.backup import PART
from flows.upkeep.manifest import Manifest, copied, damaged, read
from store import store_of
from store.dumping import load
from store.engine import open_engine
from store.figures import Figures
from store.looking import password_of

LEDGER: Final = "phusong.db"


@dataclass(frozen=True)
class Restored:
    """`counts`: table -> (rows in the backup, rows now); `aside`: where the former home went, or None."""

    manifest: Manifest
    counts: Mapping[str, tuple[int, int]]
    aside: Path | None

    @property
    def equal(self) -> bool:
        """Whether every table has as many rows as the backup said."""
        return all(there == here for there, here in self.counts.values())


def restore(settings: Settings, source: Path, replace: str = "") -> Restored:
    """Put a backup into the home, which must be empty unless `replace` is its folder's name. Raises StoreError."""
    source = source.expanduser().resolve()
    manifest = read(source)
    if manifest is None:
        raise StoreError(f"{source} không có bản sao lưu hoàn chỉnh (thiếu manifest.json)")
    _same_kind(settings, manifest)
    if wrong := damaged(source, manifest):
        raise StoreError(f"Bản sao lưu hỏng: {len(wrong)} tệp sai mã kiểm tra, ví dụ {wrong[0]}. Chưa ghi gì cả")
    try:
        aside = _cleared(settings, replace)
        _put(settings, source, manifest)
    except OSError as error:
        raise StoreError(f"Khôi phục dở dang: {error}. Dọn {settings.home} rồi chạy lại") from error
    return Restored(manifest, _counted(settings, manifest), aside)


def _same_kind(settings: Settings, manifest: Manifest) -> None:
    wanted = "postgresql" if settings.ledger else "sqlite"
    if manifest.kind != wanted:
        advice = ("bỏ PHUSONG_LEDGER và PHUSONG_INDEX để khôi phục, rồi “phusong move-ledger”" if settings.ledger else
                  "đặt PHUSONG_LEDGER là một cơ sở dữ liệu PostgreSQL trống")
        raise StoreError(f"Bản sao lưu có sổ cái {manifest.kind}, cài đặt hiện tại là {wanted}: {advice}")


def _cleared(settings: Settings, replace: str) -> Path | None:
    """An empty home; what was there is put aside, never deleted. Raises StoreError, OSError."""
    home = settings.home
    aside = None
    if home.is_dir() and any(home.iterdir()):
        if replace != home.name:
            raise StoreError(f"{home} không trống. Muốn thay, gõ đúng tên thư mục: --replace {home.name}")
        aside = _put_aside(home, f"truoc-{settings.clock.now():%Y%m%dT%H%M%S%f}")
    home.mkdir(parents=True, exist_ok=True)
    return aside


def _put_aside(home: Path, name: str) -> Path:
    """The folder under another name; a mounted one keeps its name, and what is in it moves into a folder there."""
    if not home.is_mount():
        return home.rename(home.with_name(f"{home.name}.{name}"))
    held, aside = list(home.iterdir()), home / name
    aside.mkdir()
    for one in held:
        one.rename(aside / one.name)
    return aside


def _put(settings: Settings, source: Path, manifest: Manifest) -> None:
    """Archive and reports first, the ledger last: a home without it was never restored."""
    for one in manifest.files:
        place = settings.home / one.name
        if not place.resolve().is_relative_to(settings.home):
            raise StoreError(f"Bản sao lưu có đường dẫn lạ: {one.name}")
        place.parent.mkdir(parents=True, exist_ok=True)
        with one.within(source).open("rb") as kept, place.open("wb") as made:
            copied(kept, made, one.size)
    if manifest.kind == "postgresql":
        password = password_of(settings)
        engine = open_engine(settings.ledger, password)
        try:
            load(engine, settings.ledger, password, source / manifest.ledger.name, settings.pg_bin)
        finally:
            engine.dispose()
        return
    part = settings.home / f"{LEDGER}{PART}"
    shutil.copyfile(source / manifest.ledger.name, part)
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(settings.home / LEDGER)


def _counted(settings: Settings, manifest: Manifest) -> dict[str, tuple[int, int]]:
    """Rows then and now; opening brings an older schema up to date, which keeps every row."""
    with store_of(settings) as store:
        now = Figures(store.ledger.engine).counts()
    return {name: (rows, now.get(name, 0)) for name, rows in manifest.counts.items()}
