"""Raw answers come back as they came, also after a process was killed in the middle of writing."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from domain.errors import ArchiveDamaged
from store.archive import OPEN, Archive, members

AT = datetime(2023, 8, 28, 1, 2, 3, 456789, tzinfo=UTC)
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"), ("Set-Cookie", "a=b")]


def put(archive: Archive, name: str, body: bytes = b"<p>\xc4\x91") -> str:
    return archive.put(f"http://a.example/{name}", 200, HEADERS, body, AT)


def test_a_record_is_found_again_by_its_id(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    ids = [put(archive, str(n), bytes([n]) * 1000) for n in range(20)]
    archive.flush()
    answer = Archive(tmp_path).get(ids[7])
    assert (answer.url, answer.status, answer.at, answer.body) == ("http://a.example/7", 200, AT, bytes([7]) * 1000)
    assert answer.header("content-TYPE").startswith("text/html")
    archive.close()
    assert Archive(tmp_path).get(ids[7]).body == bytes([7]) * 1000


def test_headers_that_the_kept_body_would_belie_are_left_out(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    record = put(archive, "x")
    archive.close()
    assert archive.get(record).header("content-encoding") == archive.get(record).header("set-cookie") == ""


def test_any_warc_tool_reads_the_file(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    put(archive, "one"), put(archive, "two")
    archive.close()
    [path] = tmp_path.glob("*/*.warc.gz")
    with path.open("rb") as file:
        records = [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI")) for r in ArchiveIterator(file)]
    assert records == [("response", "http://a.example/one"), ("response", "http://a.example/two")]


def test_a_half_written_tail_is_cut_and_the_rest_reads(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    kept = [put(archive, str(n)) for n in range(3)]
    archive.flush()
    [path] = tmp_path.glob(f"*/*{OPEN}")
    whole = path.read_bytes()
    archive._file.close()  # type: ignore[union-attr]  # as a killed process leaves it
    path.write_bytes(whole + gzip.compress(b"WARC/1.1 half of a record")[:-9])
    mended = Archive(tmp_path)
    assert mended.mend() == 1
    assert list(mended.records()) == kept
    assert [mended.get(one).url[-1] for one in kept] == ["0", "1", "2"]
    assert not list(tmp_path.glob(f"*/*{OPEN}"))


def test_a_file_that_is_being_written_is_not_mended(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    put(archive, "x")
    archive.flush()
    assert Archive(tmp_path).mend() == 0
    assert list(tmp_path.glob(f"*/*{OPEN}"))
    archive.close()


@pytest.mark.parametrize("record", ["", "x", "202308/none.warc.gz:0", "../../etc/passwd:0", "202308/x.warc.gz:abc"])
def test_a_record_that_is_not_there_is_told(tmp_path: Path, record: str) -> None:
    with pytest.raises(ArchiveDamaged):
        Archive(tmp_path).get(record)


def test_a_damaged_record_is_told_not_returned(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    record = put(archive, "x", b"y" * 5000)
    archive.close()
    [path] = tmp_path.glob("*/*.warc.gz")
    raw = bytearray(path.read_bytes())
    raw[40:60] = b"\0" * 20
    path.write_bytes(raw)
    with pytest.raises(ArchiveDamaged):
        archive.get(record)


def test_members_stop_at_garbage(tmp_path: Path) -> None:
    file = tmp_path / "x"
    one = gzip.compress(b"one")
    file.write_bytes(one + gzip.compress(b"two") + b"garbage")
    assert [start for start, _ in members(file)] == [0, len(one)]


def test_a_file_that_is_sealed_between_two_looks_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive, look = Archive(tmp_path), Path.open
    record = put(archive, "x", b"body")
    archive.flush()

    def sealing(path: Path, *given: str) -> object:
        if path.name.endswith(OPEN):
            monkeypatch.setattr(Path, "open", look)
            archive.close()
        return look(path, *given)

    monkeypatch.setattr(Path, "open", sealing)
    assert Archive(tmp_path).get(record).body == b"body"
