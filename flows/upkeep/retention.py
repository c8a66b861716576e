"""Removes what was kept long enough: rows first, then archive files that nothing refers to any more."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from domain.clock import Clock
from domain.errors import StoreError
from flows.house import House
from store.pruning import Limit, Pruning

NAME: Final = re.compile(r"\d{6}/(\d{8}T\d{6})-[0-9a-f]{8}\.warc\.gz")
LEASE: Final = ("purge", 6 * 3600.0)


@dataclass(frozen=True)
class Going:
    """What may go, or went: rows by table, and archive files with their bytes."""

    rows: Mapping[str, int]
    files: Mapping[str, int]

    @property
    def bytes(self) -> int:
        """Of all files together."""
        return sum(self.files.values())


def going(house: House) -> Going:
    """What `purge` would remove now; the files are those free already and may become more. Raises StoreError."""
    pruning = Pruning(house.store.ledger.engine)
    return Going(pruning.count(_limit(house)), _free(house, pruning))


def purge(house: House, holder: str) -> Going:
    """Remove it. Raises StoreError when the clock is set by hand or another process is at it."""
    if house.clock.simulated:
        raise StoreError("Không dọn khi đồng hồ giả lập (PHUSONG_NOW): bỏ cài đặt này rồi chạy lại")
    ledger = house.store.ledger
    if not ledger.claim(LEASE[0], holder, Clock().now(), LEASE[1]):
        raise StoreError("Một tiến trình khác đang dọn; thử lại sau")
    try:
        pruning = Pruning(ledger.engine)
        rows = pruning.remove(_limit(house))
        files = _free(house, pruning)
        for name in files:
            (_archive(house) / name).unlink(missing_ok=True)
        return Going(rows, files)
    finally:
        ledger.release(LEASE[0], holder)


def _free(house: House, pruning: Pruning) -> dict[str, int]:
    """Sealed files, begun before the limit, that nothing names."""
    limit, found = _limit(house).real, {}
    for path in _archive(house).glob("*/*.warc.gz"):
        name = path.relative_to(_archive(house)).as_posix()
        begun = NAME.fullmatch(name)
        if begun and datetime.strptime(begun[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC) < limit:
            found[name] = path.stat().st_size
    used = pruning.files_in_use() if found else set()
    return {name: size for name, size in sorted(found.items()) if name not in used}


def _limit(house: House) -> Limit:
    now, settings = house.clock.now(), house.settings
    return Limit(now - timedelta(days=settings.keep_days), now - timedelta(days=settings.keep_simulated_days))


def _archive(house: House) -> Path:
    return house.store.archive.folder
