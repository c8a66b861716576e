"""What a backup holds: written last, so that a backup without it was never finished."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Final

from domain.errors import StoreError

NAME: Final = "manifest.json"
FORM: Final = 1
STEP: Final = 1 << 20  # bytes


@dataclass(frozen=True)
class Kept:
    """The first `size` bytes of one file, with their SHA-256 in hex: an archive file may have grown since.

    `name` is its path below the home, `stored` below the backup's folder where that is another.
    """

    name: str
    size: int
    digest: str
    stored: str = ""

    def within(self, folder: Path) -> Path:
        """Where it stands in a backup."""
        return folder / (self.stored or self.name)


@dataclass(frozen=True)
class Manifest:
    """`counts`: rows of the ledger's tables in this backup; `kind`: sqlite | postgresql."""

    at: str
    version: str
    schema: str
    kind: str
    ledger: Kept
    files: tuple[Kept, ...]
    counts: Mapping[str, int]
    form: int = FORM

    def held(self) -> dict[str, Kept]:
        """Every file by name."""
        return {one.name: one for one in (self.ledger, *self.files)}


def read(folder: Path) -> Manifest | None:
    """The manifest of a backup; None where none was finished. Raises StoreError for one that is not ours."""
    try:
        given = json.loads((folder / NAME).read_text("utf-8"))
        if given["form"] != FORM:
            raise StoreError(f"Bản sao lưu {folder} có dạng {given['form']}: cần phiên bản chương trình mới hơn")
        files = tuple(Kept(**one) for one in given["files"])
        return Manifest(**{**given, "ledger": Kept(**given["ledger"]), "files": files})
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"Không đọc được {folder / NAME}: {error}") from error


def write(folder: Path, manifest: Manifest) -> None:
    """Put the manifest in place of the last one, at once."""
    part = folder / f"{NAME}.part"
    with part.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / NAME)


def digest_of(path: Path) -> str:
    """SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return copied(file, None, path.stat().st_size)[1]


def copied(source: BinaryIO, target: BinaryIO | None, size: int) -> tuple[int, str]:
    """Copy at most `size` bytes, or only read them. Returns how many there were, and their SHA-256 in hex."""
    found, left = hashlib.sha256(), size
    while left and (piece := source.read(min(STEP, left))):
        found.update(piece)
        if target:
            target.write(piece)
        left -= len(piece)
    return size - left, found.hexdigest()


def damaged(folder: Path, manifest: Manifest) -> list[str]:
    """The files of a backup that are missing or are not what was written."""
    wrong = []
    for one in manifest.held().values():
        try:
            with one.within(folder).open("rb") as file:
                whole = copied(file, None, one.size) == (one.size, one.digest)
        except OSError:
            whole = False
        if not whole:
            wrong.append(one.name)
    return wrong
