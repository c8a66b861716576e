"""Whatever bytes a server sends: the right letters, one tree, or one word for why not."""

import codecs
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.page import MAX_BYTES, decode, parse
from domain.errors import CrawlError

WORDS = "Ủy ban nhân dân tỉnh: đường lối, kế hoạch, hội nghị"


def page(declared: str) -> str:
    meta = f'<meta http-equiv="content-type" content="text/html; charset={declared}">' if declared else ""
    return f"<html><head><title>Hội nghị</title>{'<!-- -->' * 200}{meta}</head><body><p>{WORDS}</p></body></html>"


def encoded(text: str, encoding: str) -> bytes:
    if encoding == "utf-8":
        return text.encode()
    return subprocess.run(
        ["iconv", "-f", "utf-8", "-t", encoding], input=text.encode(), capture_output=True, check=True
    ).stdout


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("utf-8", "utf-8", "text/html"),
        ("utf-8", "", "text/html"),
        ("utf-8", "windows-1258", "text/html; charset=ISO-8859-1"),
        ("utf-8", "x-nonsense", "text/html; charset=none"),
        ("CP1258", "windows-1258", "text/html"),
        ("CP1258", "utf-8", "text/html; charset=utf-8"),
        ("CP1258", "iso-8859-1", "text/html"),
        ("CP1258", "", "text/html; charset=windows-1258"),
        ("UTF-16", "utf-16", "text/html"),
        ("UTF-16LE", "utf-8", "text/html"),
        ("UTF-16BE", "", "text/html"),
    ],
)
def test_the_letters_are_right_whatever_is_declared(encoding: str, declared: str, content_type: str) -> None:
    document = parse(encoded(page(declared), encoding), content_type, "https://vi.du/a")
    assert document.tree.findtext(".//p") == WORDS
    assert document.tree.findtext(".//title") == "Hội nghị"


def test_byte_order_marks_win() -> None:
    assert decode(codecs.BOM_UTF8 + "Đất".encode(), "text/html; charset=windows-1258") == "Đất"


def test_an_xml_declaration_is_read_and_taken_away() -> None:
    body = f'<?xml version="1.0" encoding="utf-8"?>{page("")}'.encode()
    assert parse(body, "application/xhtml+xml", "").tree.findtext(".//p") == WORDS


def test_utf8_cut_in_the_middle_of_a_letter_or_hurt_stays_utf8() -> None:
    whole = page("utf-8").encode()
    cut = whole[: whole.index("ỹ".encode()) + 1] if "ỹ" in page("") else whole[: whole.rindex("ị".encode()) + 2]
    assert "Ủy ban nhân dân" in decode(cut, "")
    assert "Ủy ban nhân dân" in decode(whole.replace(b"<p>", b"<p>\xff "), "")


def test_nul_bytes_and_controls_go() -> None:
    body = page("utf-8").encode().replace(b"<p>", b"<p>\x00\x01\x0b")
    assert parse(body, "", "").tree.findtext(".//p") == WORDS


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (b"", "malformed"),
        (b" \n\t ", "malformed"),
        (b"\x00\x00", "malformed"),
        (b"<!-- only a remark -->", "malformed"),
        (b"%PDF-1.4 ...", "wrong_type"),
        (b"PK\x03\x04....", "wrong_type"),
        (b"\x89PNG\r\n", "wrong_type"),
        (b"\x1f\x8b\x08", "wrong_type"),
        (b"<p>" + b"x" * MAX_BYTES, "too_large"),
        (b"<div>" * 100_000, "malformed"),
    ],
)
def test_what_is_no_page_has_one_word(body: bytes, outcome: str) -> None:
    with pytest.raises(CrawlError) as caught:
        parse(body, "text/html", "https://vi.du/")
    assert caught.value.outcome == outcome


def test_deep_nesting_loses_nothing() -> None:
    body = b"<html><body>" + b"<font>" * 600 + "Cuối".encode() + b"</font>" * 600 + b"<p>Sau</p></body></html>"
    text = parse(body, "", "").tree.text_content()
    assert "Cuối" in text
    assert "Sau" in text


def test_entity_bombs_stay_shut() -> None:
    inner = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "ha">{inner}]>'
    body = f"{head}<html><body><p>&e11; xin chào</p></body></html>".encode()
    text = parse(body, "", "").tree.text_content()
    assert "xin chào" in text
    assert len(text) < 500


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_garbage_is_read_or_refused_with_a_word(body: bytes) -> None:
    try:
        document = parse(body, "text/html", "https://vi.du/")
    except CrawlError as refused:
        assert refused.outcome in ("malformed", "wrong_type")
    else:
        assert document.tree is not None
        document.html.encode("utf-8", "strict") if "\ud800" not in document.html else None
