"""Character references that lost their "&" or were escaped twice, as content systems leave them in text."""

import re
from html.entities import html5

_MARKED = ("grave", "acute", "tilde", "circ")
# Only names that no word ends in: "sharing;", "teeth;", "result;" and the like must stay as they are.
_LETTERS = tuple(
    name for letter in "AEIOUYaeiouy" for name in (letter + mark for mark in _MARKED) if f"{name};" in html5
)
_SIGNS = (
    "ldquo", "rdquo", "lsquo", "rsquo", "bdquo", "sbquo", "ndash", "mdash", "hellip", "nbsp", "quot", "laquo", "raquo",
    "middot", "frac12", "sup2", "sup3", "permil",
)  # fmt: skip
_NAMED = "|".join(sorted(_LETTERS + _SIGNS, key=len, reverse=True))
_REACH = 16  # the longest of them, "&amp;permil;", with room
BROKEN = re.compile(
    rf"(?:&amp;|&)?(?P<name>{_NAMED});"
    r"|(?:&amp;|&)?\#(?P<code>\d{3,5});"
    r"|(?:(?<=[^\W_a-z])|(?<=[\s\d)]))amp;(?=[^\W_]|\s)"
    r"|(?<![\w&])(?P<angle>[lg]t);"
    r"|(?<![\w&])(?P<eth>ETH);"
)
_ANGLE = {"lt": "<", "gt": ">"}
_ORDINARY = re.compile(r"[À-ỹ‐-›€™©®°]")


def mend(text: str) -> str:
    """The text with such references read; ordinary words, code and addresses stay as they are."""
    parts, done = [], 0
    at = text.find(";")
    while at >= 0:
        match = BROKEN.search(text, max(done, at - _REACH), at + 2)
        if match and match.end() == at + 1:
            parts += [text[done : match.start()], _read(match)]
            done = at + 1
        at = text.find(";", at + 1)
    return "".join([*parts, text[done:]]) if parts else text


def _read(match: re.Match[str]) -> str:
    if match["name"]:  # code may show &quot; and nothing else does
        return match[0] if match[0] == "&quot;" else html5[match["name"] + ";"]
    if match["code"]:
        char = chr(int(match["code"]))
        return char if _ORDINARY.match(char) else match[0]
    if match["angle"]:
        return _ANGLE[match["angle"]]
    return "Đ" if match["eth"] else "&"
