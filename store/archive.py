"""The archive: every raw answer as a WARC record, written before anything is read from it.

A record id is `<file>:<offset>`, so a record is found again without an index, and any WARC tool opens the files.
The file being written ends in `.open` and is locked; `mend` cuts a tail that a killed process left half-written.
"""

import fcntl
import io
import os
import re
import secrets
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from domain.errors import ArchiveDamaged

MAX_FILE = 1 << 30  # bytes; a file of this size still opens comfortably in the usual tools
OPEN = ".open"
LEVEL = 6  # of gzip, warcio's own is 9: 0.8 ms instead of 1.9 for a page of 60 KB that becomes 2 % larger (measured)
NAME = re.compile(r"[\w-]+/[\w-]+\.warc\.gz", re.ASCII)
# Bodies are kept decompressed, so these would no longer be true of them.
HOP_HEADERS = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection", "set-cookie"})


@dataclass(frozen=True)
class Archived:
    """One raw answer as it came; `body` is after content decoding."""

    record: str
    url: str
    at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """The first header of that name, or an empty string."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


class Archive:
    """Appends from one process, reads from any. `folder` is created on the first record."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file: BinaryIO | None = None
        self._name = ""

    def put(self, url: str, status: int, headers: list[tuple[str, str]], body: bytes, at: datetime) -> str:
        """Keep one answer; the record is readable after `flush`. Returns its id."""
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter

        out = self._open(at)
        offset = out.tell()
        kept = [(k, v) for k, v in headers if k.lower() not in HOP_HEADERS]
        member = _Member(out)
        writer = WARCWriter(member, gzip=False, warc_version="1.1")
        http = StatusAndHeaders(f"{status} -", [*kept, ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
        stamp = {"WARC-Date": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(body), length=len(body), http_headers=http, warc_headers_dict=stamp
        )
        writer.write_record(record)
        member.end()
        return f"{self._name}:{offset}"

    def flush(self) -> None:
        """Hand everything to the operating system: a killed process loses nothing that was flushed."""
        if self._file:
            self._file.flush()

    def close(self) -> None:
        """Seal the file that was being written."""
        if self._file:
            self._file.flush()
            os.fsync(self._file.fileno())
            path = self.folder / self._name
            path.with_name(path.name + OPEN).replace(path)
            self._file.close()
            self._file = None

    def get(self, record: str) -> Archived:
        """One record. Raises ArchiveDamaged when it is not there or does not read back."""
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed

        name, _, offset = record.rpartition(":")
        try:
            with self._look(name) as file:
                file.seek(int(offset))
                found = next(iter(ArchiveIterator(file)))
                body = found.content_stream().read()
        except (OSError, ValueError, StopIteration, ArchiveLoadFailed, zlib.error) as error:
            raise ArchiveDamaged(f"Bản lưu {record} không đọc được: {error}") from error
        http = found.http_headers
        if http is None:
            raise ArchiveDamaged(f"Bản lưu {record} không phải câu trả lời HTTP")
        at = datetime.fromisoformat(found.rec_headers.get_header("WARC-Date").replace("Z", "+00:00"))
        url = found.rec_headers.get_header("WARC-Target-URI")
        return Archived(record, url, at, int(http.get_statuscode()), tuple(http.headers), body)

    def records(self) -> Iterator[str]:
        """The id of every complete record, file by file."""
        for path in sorted(self.folder.glob("*/*.warc.gz*")):
            name = path.relative_to(self.folder).as_posix().removesuffix(OPEN)
            yield from (f"{name}:{start}" for start, _ in members(path))

    def mend(self) -> int:
        """Cut half-written tails of files that no living process holds, and seal them. Returns how many were cut."""
        cut = 0
        for path in sorted(self.folder.glob(f"*/*.warc.gz{OPEN}")):
            with path.open("rb+") as file:
                if not _lock(file):
                    continue
                end = max((stop for _, stop in members(path)), default=0)
                if end < path.stat().st_size:
                    file.truncate(end)
                    cut += 1
                path.replace(path.with_name(path.name.removesuffix(OPEN)))
        return cut

    def _open(self, at: datetime) -> BinaryIO:
        if self._file and self._file.tell() > MAX_FILE:
            self.close()
        if self._file is None:
            moment = at.astimezone(UTC)
            self._name = f"{moment:%Y%m}/{moment:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}.warc.gz"
            path = self.folder / (self._name + OPEN)
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("xb", buffering=1 << 18)
            _lock(self._file)
        return self._file

    def _look(self, name: str) -> BinaryIO:
        """The file for reading, under either name: its writer may seal it between two looks. Raises OSError."""
        if not NAME.fullmatch(name):
            raise ArchiveDamaged(f"Bản lưu {name} nằm ngoài kho lưu trữ")
        sealed = self.folder / name
        for path in (sealed, sealed.with_name(sealed.name + OPEN)):
            with suppress(FileNotFoundError):
                return path.open("rb")
        return sealed.open("rb")


class _Member:
    """One gzip member of a file, as the record writer's output; the file itself is flushed by its owner."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._deflate = out, zlib.compressobj(LEVEL, zlib.DEFLATED, 31)

    def write(self, data: bytes) -> None:
        """Compress some of the record."""
        self._out.write(self._deflate.compress(data))

    def flush(self) -> None:
        """Nothing: records reach the disk together."""

    def end(self) -> None:
        """The record is complete."""
        self._out.write(self._deflate.flush())


def members(path: Path) -> Iterator[tuple[int, int]]:
    """(start, stop) offsets of every complete gzip member; stops quietly at a half-written one."""
    with path.open("rb") as file:
        start, inflate = 0, zlib.decompressobj(31)
        while chunk := file.read(1 << 16):
            while chunk:
                try:
                    inflate.decompress(chunk)
                except zlib.error:
                    return
                if not inflate.eof:
                    break
                chunk = inflate.unused_data
                stop = file.tell() - len(chunk)
                yield start, stop
                start, inflate = stop, zlib.decompressobj(31)


def _lock(file: BinaryIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
