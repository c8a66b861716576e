"""Lines that others write: each answered in its place, in words, whatever stands beside it."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from click.testing import CliRunner

from domain.errors import BadLine
from phusong.cli import phusong
from phusong.jsonlines import each, moment

TEXT = {"title": "Rút ngắn thời gian giải quyết thủ tục hành chính tại bộ phận một cửa", "lead": "",
        "body": "Bộ phận một cửa trả kết quả hồ sơ đúng hạn.", "published": "2023-08-21", "publisher": "so-noi-vu"}


def line(**fields: Any) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    monkeypatch.chdir(tmp_path)

    def run(command: str, *rows: bytes) -> list[dict[str, Any]]:
        result = CliRunner().invoke(phusong, [command], input=b"".join(rows))
        answers = [json.loads(one) for one in result.stdout.splitlines()]
        assert result.exit_code == any("error" in one for one in answers), result.exception
        return answers

    return run


@pytest.mark.parametrize(("raw", "words"), [
    (b'\xff\xfe{"id": 1}\n', "UTF-8"), (b'{"id": "1",\n', "JSON"), (b"[1]\n", "{…}"), (b"null\n", "{…}"),
    (b'{"url": "http://a.example/"}\n', "thiếu “id”"), (b"[" * 100_000 + b"\n", "JSON"),
])
def test_a_line_that_is_no_object_is_told_and_the_others_go_on(raw: bytes, words: str) -> None:
    bad, good = each([raw, line(id=7)], dict)
    assert bad["error"] == "bad_input" and words in bad["detail"] and bad["detail"].startswith("dòng 1: ")
    assert good == {"id": 7}


def test_blank_lines_are_counted_and_a_byte_order_mark_is_none_of_the_first_line() -> None:
    rows = list(each([b"\xef\xbb\xbf" + line(id="a"), b"\n", b"  \n", b"{\n"], dict))
    assert rows[0] == {"id": "a"} and rows[1]["detail"].startswith("dòng 4: ")


def test_our_own_fault_costs_one_line() -> None:
    def fails(row: dict[str, Any]) -> dict[str, Any]:
        return row if row["id"] != 1 else {"x": row["nothing"]}

    bad, good = each([line(id=1), line(id=2)], fails)
    assert (bad["id"], bad["error"]) == (1, "internal_error") and good == {"id": 2}


@pytest.mark.parametrize(("written", "day"), [
    ("2023-08-22", date(2023, 8, 22)), ("22/08/2023", date(2023, 8, 22)), ("2023-08", date(2023, 8, 1)),
    ("2023-08-22T23:30:00+00:00", datetime.fromisoformat("2023-08-22T23:30:00+00:00")),
])
def test_a_moment_as_people_write_it(written: str, day: date) -> None:
    assert moment(written, "published") == day


@pytest.mark.parametrize("written", ["hôm qua", 20230822, [1], "31/02/2023"])
def test_what_is_no_moment_is_refused_by_name(written: object) -> None:
    with pytest.raises(BadLine, match="published"):
        moment(written, "published")


def test_extract_names_what_is_missing(read: Any, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<title>Tin</title><h1>Sở A họp</h1><p>" + "Người dân nộp hồ sơ. " * 20, "utf-8")
    (tmp_path / "empty.html").write_bytes(b"")
    given = {"id": 1, "url": "http://a.example/1", "path": "a.html", "fetched_at": "2023-08-22"}
    rows = read("extract", *[line(**{**given, **changed}) for changed in (
        {"path": "no.html"}, {"path": None}, {"url": 5}, {"fetched_at": "hôm qua"}, {"path": "empty.html"},
        {"source": "khong-co"}, {})])
    assert [one["detail"] for one in rows[:5]] == [
        "dòng 1: không có tệp “no.html”", "dòng 2: thiếu “path”", "dòng 3: “url” phải là chữ",
        "dòng 4: “fetched_at” là 'hôm qua'; viết 2023-08-22 hoặc 2023-08-22T08:30:00+07:00", "trang rỗng"]
    assert "khong-co" in rows[5]["note"] and rows[5]["body"] == rows[6]["body"] and "note" not in rows[6]


def test_read_keeps_the_id_of_a_line_it_refuses(read: Any) -> None:
    rows = read("read", line(id=3, **{**TEXT, "title": 5}), line(id=4, text="x"), line(id=4, **TEXT, sections="x"),
                line(id=5, **{**TEXT, "publisher": "khong-co"}), line(id=6, **TEXT))
    assert [(one["id"], one.get("error")) for one in rows] == [
        (3, "bad_input"), (4, "bad_input"), (4, "bad_input"), (5, None), (6, None)]
    assert "khong-co" in rows[3]["note"] and not any(one["role"] == "publisher" for one in rows[3]["units"])
    assert rows[4]["units"][0]["role"] == "publisher"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_evidence_cuts_the_text_as_it_was_given(read: Any, form: Any) -> None:
    given = {**TEXT, "body": f"Tin\u200b trong ngày\r\n\r\nSở\u00a0Nội vụ họp.\r\n{TEXT['body']}"}
    [row] = read("read", line(id=1, **{name: normalize(form, one) for name, one in given.items()}))
    spans = [span for area in row["areas"] for span in area["evidence"]]
    spans += [unit["span"] for unit in row["units"] if unit["span"]]
    assert {"title", "body"} <= {span["field"] for span in spans}
    assert all(normalize("NFC", given[one["field"]])[one["start"]:one["end"]] == one["text"] for one in spans)
