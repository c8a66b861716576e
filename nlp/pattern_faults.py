"""What is wrong with a pattern of the lexicon, said with its file, line and field before anything is compiled."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from domain.yamlfile import fault

if TYPE_CHECKING:
    from nlp.rules import AreaLexicon, Head

_GROUP = re.compile(r"\(([^()]*)\)")
_LIST = re.compile(r"<([^<>]*)>")

Place = tuple[int | str, ...]
Pattern = tuple[Place, str, bool]  # where it stands, the pattern, whether it may hold a gap


def check_head(file: Path, head: "Head") -> None:
    """The patterns of `lexicon.yml`. Raises DataError."""
    _check(file, _of_head(head), head.words)


def check_area(file: Path, area: "AreaLexicon", words: Mapping[str, tuple[str, ...]]) -> None:
    """The patterns of one area. Raises DataError."""
    _check(file, _of_area(area), words)


def _check(file: Path, patterns: Iterator[Pattern], words: Mapping[str, tuple[str, ...]]) -> None:
    for place, pattern, gaps in patterns:
        if wrong := _wrong(pattern, words, gaps):
            raise fault(file, place, f"{wrong} (đang ghi: {pattern})")


def _of_head(head: "Head") -> Iterator[Pattern]:
    yield from _listed(("mask",), head.mask)
    for name, items in head.words.items():
        yield from _listed(("words", name), items)
    for n, context in enumerate(head.contexts):
        yield from _listed(("contexts", n, "any"), context.any)
        yield from _listed(("contexts", n, "against"), context.against)
    yield from _listed(("ritual",), head.ritual)


def _of_area(area: "AreaLexicon") -> Iterator[Pattern]:
    yield from _listed(("mask",), area.mask)
    for n, rule in enumerate(area.rules):
        yield from _listed(("rules", n, "any"), rule.any, gaps=True)
        for name in ("near", "also", "without"):
            yield from _listed(("rules", n, name), getattr(rule, name))


def _listed(place: Place, items: tuple[str, ...], gaps: bool = False) -> Iterator[Pattern]:
    return (((*place, n), item, gaps) for n, item in enumerate(items))


def _wrong(pattern: str, words: Mapping[str, tuple[str, ...]], gaps: bool) -> str | None:
    """What to mend, or None. A gap parts a pattern: each piece needs its own brackets."""
    if "~" in pattern and not gaps:
        return "“~” chỉ dùng được trong any"
    for piece in map(str.strip, pattern.split("~")):
        plain = piece
        while (inner := _GROUP.sub("", plain)) != plain:
            plain = inner
        if any(bracket in plain for bracket in "()"):
            return "ngoặc tròn không khớp"
        if any(bracket in _LIST.sub("", piece) for bracket in "<>"):
            return "ngoặc nhọn không khớp"
        names = [*_LIST.findall(piece), *([piece[1:]] if piece.startswith("$") else [])]
        if unknown := next((name for name in names if name not in words), None):
            return f"không có danh sách “{unknown}” trong lexicon.yml"
        if any(_circular(name, words, ()) for name in names):
            return "danh sách gọi vòng lại chính nó"
    return None


def _circular(name: str, words: Mapping[str, tuple[str, ...]], path: tuple[str, ...]) -> bool:
    if name in path:
        return True
    items = [item for item in words.get(name, ()) if item.startswith("$") or "<" in item]
    inner = [found for item in items for found in (*_LIST.findall(item), item[1:] if item.startswith("$") else "")]
    return any(_circular(one, words, (*path, name)) for one in inner)
