"""An official document's own page: a table of what the document is, in which the title and the text stand as fields."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawlers.blocks import Block
from crawlers.dates import read_date
from domain.dated import Dated
from domain.textnorm import clean, fold

_LABELS = {
    "number": r"(?:so|so hieu|so ky hieu|ky hieu|so va ky hieu|so ki hieu)(?: (?:van ban|vb))?",
    "about": r"trich yeu(?: (?:noi dung|van ban))?|noi dung trich yeu|ten van ban|trich dan|ve viec",
    "issued": r"ngay (?:ban hanh|ky|van ban|vb)(?: van ban)?",
    "by": r"(?:co quan|don vi|noi|cap)(?: \w+)? ban hanh(?: van ban)?|co quan",
    "else": (
        r"(?:ngay|thoi gian)(?: \w+){0,2} hieu luc|ngay het han|nguoi ky|chuc (?:vu|danh)(?: nguoi ky)?"
        r"|(?:loai|hinh thuc|the loai)(?: van ban)?|linh vuc(?: van ban)?|phan loai|do (?:mat|khan)|nam ban hanh"
        r"|(?:tinh trang|trang thai|hieu luc)(?: hieu luc| van ban)?|pham vi(?: \w+)?|nganh|chuyen muc"
        r"|ngay (?:dang|cap nhat|tao|xuat ban|dang tai|hieu luc)"
    ),
    "file": (
        r"(?:tep|file|tap tin|tai lieu|van ban|toan van|noi dung)(?: (?:tin|van ban))?"
        r"(?: (?:dinh kem|kem theo|goc|chi tiet))?|dinh kem|tai (?:ve|xuong|file|van ban)|download|luot (?:xem|tai)"
    ),
}  # folded, punctuation as one blank
_FIELDS = {name: re.compile(shape) for name, shape in _LABELS.items()}
_SIGN = re.compile(  # also in decomposed letters; a look that spares all other pages the rest
    r"ban\s+h(?:à|a\u0300)nh|tr(?:í|i\u0301)ch\s+(?:y|d)"
    r"|s(?:ố|o\u0302?\u0301)\s*(?:/|,|v(?:à|a\u0300))?\s*(?:k(?:ý|í|y\u0301|i\u0301)\s+)?hi(?:ệ|e)",
    re.I,
)
_SIGNS = 2  # lines with one
_JOINT = re.compile(r"\W+")
_POOR = re.compile(
    r"(?:chi tiet|thong tin|noi dung|xem|thuoc tinh|he thong|tra cuu)?\s*(?:chi tiet\s*)?van ban\b.{0,40}"
    r"|chi tiet.{0,20}"
)
_LONGEST = 40  # characters of a label
_RUNNING = 80  # characters of a line of text
_STORY = 400  # characters of running text beside the fields: then the text is the document's own
_LEAST_WORDS = 4


@dataclass(frozen=True)
class Field:
    """One row: which it is, and both its sides as the page writes them."""

    kind: str
    label: str
    value: str


@dataclass(frozen=True)
class Official:
    """What the page tells of its document."""

    fields: tuple[Field, ...]
    story: int  # characters of running text that are no field

    def value(self, kind: str) -> str:
        """The first value of a kind; empty without one."""
        return next((field.value for field in self.fields if field.kind == kind), "")

    @property
    def issued(self) -> Dated | None:
        """The document's own date, which is not the page's."""
        return read_date(self.value("issued"))

    @property
    def body(self) -> str:
        """The fields as text, a line each, without links to files."""
        return "\n".join(f"{field.label}: {field.value}" for field in self.fields if field.kind != "file")

    @property
    def has_story(self) -> bool:
        """Whether the document's text itself stands on the page."""
        return self.story >= _STORY

    def title(self, shown: str, listed: str) -> str:
        """What the document is about, where the page's heading does not say it; a list may alone know it."""
        about = self.value("about") or listed
        if len(about.split()) < _LEAST_WORDS or fold(about) in fold(shown):
            return shown
        number = _plain(self.value("number"))
        plain = _plain(shown)
        poor = _POOR.fullmatch(plain) is not None or len(shown.split()) < _LEAST_WORDS
        poor = poor or bool(number and number in plain)
        return about if poor or (listed and _plain(listed)[:40] == _plain(about)[:40]) else shown


def official(lines: Sequence[Block]) -> Official | None:
    """The document of a page, or None: a list of documents names each field once only in its head, or many times."""
    if sum(_SIGN.search(block.text) is not None for block in lines) < _SIGNS:
        return None
    cells = [cell for block in lines if not block.zone for cell in _cells(clean(block.text))]
    fields = list(_fields(cells))
    kinds = [field.kind for field in fields]
    if kinds.count("number") != 1 or kinds.count("about") > 1 or kinds.count("issued") > 2:
        return None
    taken = {field.value for field in fields}
    story = sum(len(cell) for cell in cells if len(cell) >= _RUNNING and cell not in taken)
    told = len({"about", "issued", "by"} & set(kinds))
    if told < (2 if story else 1) or not re.search(r"\d", _value(fields, "number")):
        return None
    return Official(tuple(fields), story)


def _value(fields: Iterable[Field], kind: str) -> str:
    return next(field.value for field in fields if field.kind == kind)


def _cells(line: str) -> list[str]:
    """A line's parts: the cells of a row, a label and what follows its colon."""
    parts: list[str] = []
    for cell in line.split(" | "):
        label, colon, value = cell.partition(":")
        if colon and value.strip() and _kind(label):
            parts += [label.strip(), value.strip()]
        else:
            parts.append(cell.strip())
    return parts


def _fields(cells: Sequence[str]) -> Iterable[Field]:
    """Each label with the cell after it, unless that is a label too."""
    at = 0
    while at < len(cells) - 1:
        kind, value = _kind(cells[at]), cells[at + 1]
        if kind and not _kind(value):
            yield Field(kind, cells[at].rstrip(" :"), value)
            at += 1
        at += 1


def _kind(cell: str) -> str:
    if not 2 <= len(cell) <= _LONGEST:
        return ""
    plain = _plain(cell)
    return next((name for name, shape in _FIELDS.items() if shape.fullmatch(plain)), "")


def _plain(text: str) -> str:
    return _JOINT.sub(" ", fold(text)).strip()
