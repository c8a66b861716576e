"""Documents that a page links to: their names and addresses, and their text where the page has none."""

import io
import re
import time
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urljoin, urlsplit

from lxml.html import HtmlElement

from domain.article import Attachment
from domain.errors import CrawlError
from domain.textnorm import clean

PAPERS = ("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "rtf")
KINDS = (*PAPERS, "zip", "rar", "7z", "mp3", "wma", "wav", "m4a")  # recordings that agencies hand to loudspeakers
_ENDING = re.compile(rf"\.(?:{'|'.join(KINDS)})(?![\w.])", re.I)
_PAPER = re.compile(rf"\.(?:{'|'.join(PAPERS)})(?![\w.])", re.I)
_SERVED = re.compile(
    r"(?:^|[/?&._-])(?:download|downloadfile|getfile|get_file|filedownload|dinh-?kem|attachments?|tai-?ve|taive|viewfile|showfile)(?:[/?&=._-]|$)",
    re.I,
)
_MOST = 100


def is_document(href: str) -> bool:
    """Whether an address leads to a document by its ending, or by a path that hands out files."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    path = unquote(parts.path)
    return bool(_ENDING.search(path) or _ENDING.search(unquote(parts.query)) or _SERVED.search(f"{path}?{parts.query}"))


def is_paper(address: str) -> bool:
    """Whether an address ends as a written document's does."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(_PAPER.search(unquote(parts.path)) or _PAPER.search(unquote(parts.query)))


def linked(nodes: Iterable[HtmlElement], base: str) -> tuple[Attachment, ...]:
    """The documents that these links lead to, each address once, in order."""
    found: dict[str, str] = {}
    for node in nodes:
        href = (node.get("href") or "").strip()
        name = clean(" ".join(node.text_content().split()))
        if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")):
            continue
        if not is_document(href) and not _ENDING.search(name[-6:]):
            continue
        try:
            url = urljoin(base, href)
        except ValueError:
            continue
        if urlsplit(url).scheme in ("http", "https") and len(found) < _MOST:
            found[url] = found.get(url) or name
    return tuple(Attachment(name or _file_name(url), url) for url, name in found.items())


def _file_name(url: str) -> str:
    path = unquote(urlsplit(url).path)
    return clean(path.rsplit("/", 1)[-1]) or url


_PDF_PAGES, _PDF_BYTES = 60, 25_000_000
_UNPACKED = 60_000_000  # bytes of a DOCX after unpacking
_RATIO = 150
_CHARACTERS = 400_000
_SECONDS = 20.0


def document_text(body: bytes) -> str:
    """The text of a PDF or DOCX, empty for every other kind and for a scan.

    Raises CrawlError: too_large, bomb, malformed.
    """
    if len(body) > _PDF_BYTES:
        raise CrawlError("too_large", f"{len(body)} byte")
    if body.lstrip()[:5] == b"%PDF-":
        return _lines(_pdf(body))
    if body[:4] == b"PK\x03\x04":
        return _lines(_docx(body))
    return ""


def _lines(parts: Iterable[str]) -> str:
    started, lines, size = time.monotonic(), [], 0
    for part in parts:
        if time.monotonic() - started > _SECONDS or size > _CHARACTERS:
            break
        line = clean(part).strip()
        if line:
            lines.append(line)
            size += len(line)
    return "\n".join(lines)[:_CHARACTERS]


def _pdf(body: bytes) -> Iterator[str]:
    from pypdf import PdfReader  # 0.2 s to import, and few pages need it
    from pypdf.errors import PyPdfError

    try:
        pages = PdfReader(io.BytesIO(body), strict=False).pages
        for n in range(min(len(pages), _PDF_PAGES)):
            yield pages[n].extract_text() or ""
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise CrawlError("malformed", f"PDF: {error}"[:200]) from error


def _docx(body: bytes) -> Iterator[str]:
    from docx import Document as open_docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        _refuse_bomb(body)
        document = open_docx(io.BytesIO(body))
    except (zipfile.BadZipFile, zlib.error, OpcError, LxmlError, KeyError, ValueError, NotImplementedError) as error:
        raise CrawlError("malformed", f"DOCX: {error}"[:200]) from error
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                yield " | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells))
        else:
            yield part.text


def _refuse_bomb(body: bytes) -> None:
    """What the archive says it holds must be moderate; python-docx reads no more than it says."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        sizes = [entry.file_size for entry in archive.infolist()]
    if sum(sizes) > _UNPACKED or sum(sizes) > _RATIO * len(body) or len(sizes) > 5_000:
        raise CrawlError("bomb", f"{len(body)} byte thành {sum(sizes)}")
