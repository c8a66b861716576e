"""A small PDF with Vietnamese text that can be copied out of it, or a scan without any text."""

from collections.abc import Iterator

_WIDTH = 78  # characters a line
_LINES = 44  # lines a page


def document(text: str) -> bytes:
    """The text as a PDF 1.4 file; an empty text gives one page that only holds a grey picture."""
    pages = list(_pages(text)) or [[]]
    letters = sorted({letter for page in pages for line in page for letter in line})
    codes = {letter: number + 1 for number, letter in enumerate(letters)}
    bodies = [_content(page, codes) for page in pages]
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/TimesNewRomanPSMT/Encoding/Identity-H"
        b"/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/TimesNewRomanPSMT/DW 500"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        _stream(_to_unicode(codes)),
    ]
    for number, body in enumerate(bodies):
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {7 + 2 * number} 0 R"
        objects += [(page + "/Resources<</Font<</F1 3 0 R>>>>>>").encode(), _stream(body)]
    return _file(objects)


def _pages(text: str) -> Iterator[list[str]]:
    lines = [line for paragraph in text.split("\n") for line in _wrapped(paragraph)] if text else []
    for start in range(0, len(lines), _LINES):
        yield lines[start : start + _LINES]


def _wrapped(paragraph: str) -> Iterator[str]:
    line = ""
    for word in paragraph.split():
        if line and len(line) + len(word) >= _WIDTH:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def _content(lines: list[str], codes: dict[str, int]) -> bytes:
    if not lines:
        return b"0.85 g 60 80 475 680 re f"
    shown = ["BT /F1 12 Tf 16 TL 72 780 Td"]
    shown += [f"<{''.join(f'{codes[letter]:04X}' for letter in line)}> Tj T*" for line in lines]
    return "\n".join([*shown, "ET"]).encode()


def _to_unicode(codes: dict[str, int]) -> bytes:
    rows = [f"<{code:04X}> <{letter.encode('utf-16-be').hex().upper()}>" for letter, code in codes.items()]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Lac def /CMapType 2 def\n"
    return f"{head}1 begincodespacerange <0000> <FFFF> endcodespacerange\n{body}\nendcmap end end".encode()


def _stream(data: bytes) -> bytes:
    return b"<</Length %d>>stream\n" % len(data) + data + b"\nendstream"


def _file(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
