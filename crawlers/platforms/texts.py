"""The text of an element in reading order. Without recursion: sound pages nest several hundred elements deep."""

from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

_SILENT = frozenset(("script", "style", "noscript", "template", "head", "title"))


def text_of(element: HtmlElement) -> str:
    """The visible text, one blank between pieces."""
    return " ".join(" ".join(piece for piece in element.itertext() if piece).split())


def texts(element: HtmlElement, left_out: Callable[[HtmlElement], bool]) -> Iterator[str]:
    """The pieces of visible text in order, without the elements left out."""
    waiting: list[HtmlElement | str] = [element]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
        elif _speaks(part) and not left_out(part):
            yield part.text or ""
            for child in reversed(part):
                waiting += (child.tail or "", child)


def parts(element: HtmlElement, left_out: Callable[[HtmlElement], bool]) -> Iterator[HtmlElement]:
    """The element and what is in it, in order, without the elements left out."""
    waiting = [element]
    while waiting:
        part = waiting.pop()
        if _speaks(part) and not left_out(part):
            yield part
            waiting += reversed(part)


def _speaks(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and element.tag not in _SILENT
