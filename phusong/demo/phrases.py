"""The small language of the story files: `[one|other|third]` turns with the use, `{slot}` is filled from the cast.

The n-th use of a story takes option n of every bracket, so two uses differ wherever a bracket stands
and the sentences of one use keep one voice.
"""

import re
from collections.abc import Callable

_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([^{}]+)\}")
_SPACES = re.compile(r"[ \t]{2,}")
_GAP = re.compile(r"\s+([,.;:!?])")
_DOUBLE = re.compile(r"([,;])\s*([,.;])")
_START = re.compile(r"(?:^|(?<=[.!?]\s)|(?<=[.!?][”\"]\s)|(?<=\n)|(?<=: [“\"]))([a-zà-ỹđ])")


def turn(text: str, use: int) -> str:
    """The text with one option chosen in every bracket; brackets may nest."""
    while found := _BRACKET.search(text):
        options = found[1].split("|")
        text = text[: found.start()] + options[use % len(options)] + text[found.end() :]
    return text


def fill(text: str, slot: Callable[[str], str]) -> str:
    """The text with every `{name}` replaced by `slot(name)`."""
    return _SLOT.sub(lambda match: slot(match[1]), text)


def tidy(text: str) -> str:
    """One space between words, none before a stop, a capital after a full stop."""
    text = _DOUBLE.sub(r"\2", _GAP.sub(r"\1", _SPACES.sub(" ", text.strip())))
    return _START.sub(lambda match: match[1].upper(), text)
