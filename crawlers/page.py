"""A raw answer as a parsed document: decoded first (a third of saved pages break otherwise), parsed once."""

import codecs
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from domain.errors import CrawlError
from domain.syllable import is_syllable

MAX_BYTES = 12_000_000  # ten times the longest page met
MAX_DEPTH = 1500  # levels; pages with unclosed <font> reach several hundred
_SHALLOW = 250  # libxml2 stops at 255 unless told otherwise, and loses what follows

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.I)
_XML = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,30})", re.I)
_HTTP = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.I)
_XML_HEAD = re.compile(r"\A\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*\[.*?\]\s*>", re.I | re.S)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_OTHER_TYPES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
)
# What browsers take these names for, and names that Python does not know.
_BETTER = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "x-windows-1258": "cp1258", "windows1258": "cp1258", "unicode": "utf-8", "utf8": "utf-8", "x-utf-8": "utf-8",
}  # fmt: skip
_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.I | re.S)
_WORD = re.compile(r"[^\W\d_]+")
_CLASSES = lxml.etree.ElementDefaultClassLookup(element=HtmlElement)  # lxml.html's own asks Python at every element
_TOO_DEEP = lxml.etree.XPath("boolean(" + "/*" * _SHALLOW + ")")


@dataclass(frozen=True)
class Document:
    """A page, parsed once and handed to everyone who reads it; `url` is the address it came from, after redirects.

    `memo` is what one reader worked out about its elements and the next one needs as well.
    """

    url: str
    html: str
    tree: HtmlElement
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


def parse(body: bytes, content_type: str, url: str) -> Document:
    """The document. Raises CrawlError: too_large, wrong_type, malformed."""
    if len(body) > MAX_BYTES:
        raise CrawlError("too_large", f"{len(body)} byte")
    if body.lstrip()[:8].startswith(_OTHER_TYPES):
        raise CrawlError("wrong_type", content_type)
    html = decode(body, content_type)
    if not html.strip():
        raise CrawlError("malformed", "trang rỗng")
    return Document(url, html, _tree(html))


def _tree(html: str) -> HtmlElement:
    data = _DOCTYPE.sub("<!DOCTYPE html>", _XML_HEAD.sub("", html), count=1).encode("utf-8", "replace")
    try:
        tree = _parsed(data, deep=False)
        if _TOO_DEEP(tree):
            tree = _parsed(data, deep=True)
            if _depth(tree) > MAX_DEPTH:
                raise CrawlError("malformed", f"lồng quá {MAX_DEPTH} bậc")
    except (lxml.etree.LxmlError, AssertionError, ValueError) as error:
        raise CrawlError("malformed", str(error)[:200]) from error
    return tree


def _parsed(data: bytes, *, deep: bool) -> HtmlElement:
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=deep
    )
    parser.set_element_class_lookup(_CLASSES)
    return lxml.html.document_fromstring(data, parser=parser)


def _depth(tree: HtmlElement) -> int:
    depth = deepest = 0
    for event, _ in lxml.etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def decode(body: bytes, content_type: str) -> str:
    """The text of an HTML body, NFC where it was windows-1258, without characters that no page may hold.

    Order: byte order mark, UTF-8 when the bytes are UTF-8 (servers declare wrongly), what HTTP, <meta> or XML
    declare, and of single-byte encodings the one that gives more Vietnamese.
    """
    return _CONTROLS.sub("", _decoded(body, content_type))


def _decoded(body: bytes, content_type: str) -> str:
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    declared = _declared(body, content_type)
    wide = _wide(body, declared)
    if wide:
        return body.decode(wide, "replace")
    text = _as_utf8(body)
    if text is not None:
        return text
    return _best(body, declared)


def _declared(body: bytes, content_type: str) -> list[str]:
    found = [match[1] for match in [_HTTP.search(content_type)] if match]
    for pattern in (_META, _XML):  # a <meta> may stand late: the whole page is searched
        match = pattern.search(body)
        if match:
            found.append(match[1].decode("ascii"))
    names = []
    for name in found:
        name = _BETTER.get(name.lower(), name.lower())
        try:
            names.append(codecs.lookup(name).name)
        except LookupError:
            continue
    return names


def _wide(body: bytes, declared: list[str]) -> str | None:
    """UTF-16 without a mark: every second byte of markup is a NUL."""
    sample = body[:400]
    if sample.count(0) < len(sample) // 4 or len(sample) < 4:
        return None
    named = next((name for name in declared if name.startswith("utf-16")), None)
    guess = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    return guess if named in (None, "utf-16") else named


def _as_utf8(body: bytes) -> str | None:
    """UTF-8, also when cut in the middle of a character or hurt in a few places."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = len(body) - len(text) + 2 * broken  # bytes beyond the first of each character
    return text if broken * 20 < sound else None


def _best(body: bytes, declared: list[str]) -> str:
    names = [name for name in declared if name != "utf-8"]
    if names and names[0] not in ("cp1252", "cp1258", "iso8859-1"):
        return body.decode(names[0], "replace")
    candidates = [_single(body, name) for name in (*names[:1], "cp1252", "cp1258")]
    return max(candidates, key=_vietnamese)


def _single(body: bytes, name: str) -> str:
    if name == "cp1252":  # its five empty places are left as they are, as browsers do
        return body.decode("cp1252", "_as_latin1")
    return unicodedata.normalize("NFC", body.decode(name, "replace"))


def _as_latin1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("_as_latin1", _as_latin1)


def _vietnamese(text: str) -> int:
    """How many words with marks of the first 60,000 characters could be Vietnamese syllables."""
    words = _WORD.findall(_TAG.sub(" ", text[:60_000]))
    return sum(is_syllable(word) for word in words if not word.isascii())
