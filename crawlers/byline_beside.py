"""Author and source where they stand beside the title or the text: in an element called so, or after a label."""

import re
from collections.abc import Sequence
from itertools import pairwise

from crawlers.blocks import Block
from crawlers.byline import FROM, NAME, PHOTO, bare, labelled, meta_author
from crawlers.dates.claim import claims
from crawlers.zones import words_of
from domain.textnorm import clean

_WRITTEN_BY = re.compile(
    r"^(?:(?:được\s*)?(?:viết|đăng|gửi|written|posted|submitted)\s*)?(?:bởi|by)\s*:?\s+(?P<name>.{3,80})$", re.I
)
_TOLD_BY = re.compile(r"^(?:tác\s*giả|người\s*viết|phóng\s*viên)\s*:\s*(?P<name>.{3,50})$", re.I)
_JOINTS = re.compile(r"\s*[|•·]\s*|^[\s,;–-]+|\s{2,}")
_LABEL_ONLY = re.compile(r"(?:(?:đăng|viết|gửi)?\s*bởi|by|tác\s*giả|người\s*(?:đăng|viết|gửi))\W*$", re.I)
_AUTHOR = re.compile(r"-(?:\w*author\w*|tac-?gia\w*|byline|writer|created-?by|nguoi-?viet)-")
_WHEN = re.compile(
    r"[\s,(–-]*(?:(?:vào|lúc|ngày|đăng|on|at|posted|(?:số\s+)?lượt\s+(?:xem|đọc)|bình\s+luận)\b.*)?$", re.I
)


def named_author(lines: Sequence[Block]) -> str | None:
    """The name in a short line whose element is called author, or that says "Viết bởi …", beside title or text."""
    return next((name for name in map(_author_of, lines) if name), None)


def named_source(lines: Sequence[Block]) -> str | None:
    """From whom the article was taken, as a line beside title or text says with a label."""
    for block in lines:
        for part in _parts(clean(block.text).strip()) if len(block.text) <= 160 else ():
            taken = FROM.match(part)
            if taken and taken["colon"] and not PHOTO.match(part) and labelled(part)[1]:
                return labelled(part)[1]
    return None


def labelled_above(lines: Sequence[Block]) -> tuple[str | None, frozenset[int]]:
    """A name under "Tác giả" in a line of its own, and the lines of both."""
    for n, (label, block) in enumerate(pairwise(lines)):
        name = clean(block.text).strip()
        if _LABEL_ONLY.fullmatch(label.text.strip()) and NAME.match(name) and meta_author(name):
            return bare(name), frozenset({n, n + 1})
    return None, frozenset()


def is_author(block: Block) -> bool:
    """Whether a line is an author's name and nothing else, in an element called so."""
    return len(block.text) <= 60 and _AUTHOR.search(_names(block)) is not None and _author_of(block) is not None


def _author_of(block: Block) -> str | None:
    text = clean(block.text).strip()
    if len(text) > 200:
        return None
    called = len(text) <= 60 and _AUTHOR.search(_names(block))
    for part in _parts(text):
        by = _WRITTEN_BY.match(part) or _TOLD_BY.match(part)
        if not (by or called):
            continue
        name = bare(_WHEN.sub("", by["name"])) if by else (labelled(part)[0] or bare(part))
        named = NAME.match(name) and not _LABEL_ONLY.match(name)
        if named and not any(char.isdigit() for char in name) and meta_author(name):
            return name
    return None


def _parts(line: str) -> list[str]:
    """A line of particulars without its dates, in its parts."""
    for claim in claims(line, "visible"):
        line = line.replace(claim.dated.as_written, " | ")
    return [part for part in _JOINTS.split(line) if part]


def _names(block: Block) -> str:
    parent = block.node.getparent()
    nodes = [block.node] + ([parent] if parent is not None and len(parent) <= 2 else [])
    return words_of(" ".join(f"{node.get('class') or ''} {node.get('id') or ''}" for node in nodes))
