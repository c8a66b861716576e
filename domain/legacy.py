"""Vietnamese in pre-Unicode encodings that was stored as Latin-1 characters, and UTF-8 read as Latin-1."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from domain.syllable import is_syllable

# Bytes 0x80-0xFF of TCVN 5712 (VN1; its lower part, VN3, is what old fonts used) and of VISCII (RFC 1456).
_TCVN = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\xa0ĂÂÊÔƠƯĐăâêôơưđẶ\u0300\u0309\u0303\u0301\u0323"
    "àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝ"
    "ỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_TCVN_LOW = dict(zip("\x01\x02\x04\x05\x06\x11\x12\x13\x14\x15\x16\x17", "ÚỤỪỬỮỨỰỲỶỸÝỴ", strict=True))
_VISCII_LOW = dict(zip("\x02\x05\x06\x14\x19\x1e", "ẲẴẪỶỸỴ", strict=True))
# VNI writes a letter and then a mark: "Vieät Nam".
_VNI_MARKS = {
    "a": dict(zip("øùûõïâàáåãäêèéúüë", "àáảãạâầấẩẫậăằắẳẵặ", strict=True)),
    "e": dict(zip("øùûõïâàáåãä", "èéẻẽẹêềếểễệ", strict=True)),
    "o": dict(zip("øùûõïâàáåãä", "òóỏõọôồốổỗộ", strict=True)),
    "ô": dict(zip("øùûõï", "ờớởỡợ", strict=True)),
    "u": dict(zip("øùûõï", "ùúủũụ", strict=True)),
    "ö": dict(zip("øùûõï", "ừứửữự", strict=True)),
    "y": dict(zip("øùûõ", "ỳýỷỹ", strict=True)),
}
_VNI_SINGLE = str.maketrans("ñÑôÔöÖæÆóÓòÒîÎ", "đĐơƠưƯỉỈĩĨịỊỵỴ")
_VNI = re.compile(
    "|".join(f"[{base}{base.upper()}][{''.join(marks)}{''.join(marks).upper()}]" for base, marks in _VNI_MARKS.items())
    + "|[ñÑôÔöÖæÆóÓòÒîÎ]"
)

# Latin-1 characters that Vietnamese does not use, and pairs of its letters that no syllable holds.
SUSPECT = re.compile(
    r"[\x01-\x06\x11-\x17\x80-\x9f\xa1-\xbf\xc4-\xc7\xcb\xce-\xd1\xd6-\xd8\xdb\xdc\xde\xdf"
    r"\xe4-\xe7\xeb\xee-\xf1\xf6-\xf8\xfb\xfc\xfe\xff]"
)
_PAIR = re.compile(r"[âêô][ìòÌÒ]|[aeoAEO][âùÂÙ]|[aA][àáãêèéÀÁÃÊÈÉ]")
_UNICODE = re.compile(r"[ăđĩũơưĂĐĨŨƠƯạ-ỹẠ-Ỹ]")
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~‘’“”–—…•]+")
_NO_WORD = re.compile(r"[ckd]?m[²³]|.*\d.*|[^A-Za-zÀ-ÖØ-öø-ÿ]*[A-Z]?[^A-Za-zÀ-ÖØ-öø-ÿ]*")  # "m³", "3½", "°C", "«"

_TIMES = 3  # some archives were read wrongly twice
_TAIL = "\x80-\xbf" + "".join(
    bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
)
_UTF8 = re.compile(f"[Â-ß][{_TAIL}]|[à-ï][{_TAIL}]{{2}}|[ð-ô][{_TAIL}]{{3}}")
# One class first: the search then runs at 200 MB/s over sound text instead of 25.
ODD = re.compile(
    r"[ÂÃÄÅÆ»º€ïð](?:(?<=[a-zà-ỹ][ÂÃÄÅÆ])|(?<=á[»º])|(?<=â€)|(?<=[ÂÃ])(?=[\x80-\x9f\xa1-\xba\xbc-\xbfƒ‚„†‡ˆ‰Š‹ŒŽ])"
    r"|(?<=Æ)(?=[°¡])|(?<=Ä)(?=[‘ƒ\x90\x91©¨])|(?<=ï)(?=»¿)|(?<=ð)(?=[\x9fŸ]))"
)
_SENSIBLE = re.compile(r"[\x80-ʯ\u0300-\u036fḀ-ỿ\u2000-⃿℀-⟿\ufeff\U0001f000-\U0001faff]")
_LOST_BLANK = re.compile(r"([A-Za-zÀ-ỹ]*)Ã ( |[A-Za-zÀ-ỹ]*)")


def unmojibake(text: str) -> str:
    """UTF-8 that was read as Latin-1 or cp1252, read again; only in lines where that leaves less oddness."""
    for _ in range(_TIMES):
        if not ODD.search(text):
            return text
        text = "\n".join(_reread(line) if ODD.search(line) else line for line in text.split("\n"))
    return text


def _reread(line: str) -> str:
    again = _UTF8.sub(_sequence, line)
    if again == line or len(ODD.findall(again)) >= len(ODD.findall(line)):
        return line
    return _LOST_BLANK.sub(_refill, again) if "Ã " in again and not _UNICODE.search(line) else again


def _sequence(match: re.Match[str]) -> str:
    if match[0] == "Ã\xa0" and _UNICODE.search(match.string):
        return match[0]  # "XÃ" before a no-break space, in a line that is partly sound
    try:
        char = b"".join(map(_byte, match[0])).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
    return char if _SENSIBLE.match(char) else match[0]


def _byte(char: str) -> bytes:
    return bytes([ord(char)]) if ord(char) < 0x100 else char.encode("cp1252")


def _refill(match: re.Match[str]) -> str:
    before, after = match[1] + "à", match[2]
    if after == " ":
        return before + " "
    if not is_syllable(after) and is_syllable(before + after):
        return before + after
    return f"{before} {after}"


def unlegacy(text: str) -> str:
    """TCVN3, VNI, VISCII or cp1258 text as Unicode, where that turns non-words into Vietnamese syllables."""
    if not SUSPECT.search(text) and (_UNICODE.search(text) or not _PAIR.search(text)):
        return text
    lines = text.split("\n")
    doubtful = [n for n, line in enumerate(lines) if not line.isascii() and not _UNICODE.search(line)]
    scheme = _scheme("\n".join(lines[n] for n in doubtful)) if doubtful else None
    if scheme is None:
        return text
    for n in doubtful:
        decoded = scheme(lines[n])
        if _valid(decoded, lines[n]) > _valid(lines[n], lines[n]):
            lines[n] = decoded
    return "\n".join(lines)


def _scheme(text: str) -> Callable[[str], str] | None:
    words = _marked(text)
    before = sum(map(is_syllable, words))
    if not words or before > len(words) / 2:
        return None
    best = max(SCHEMES, key=lambda scheme: _valid(scheme(text), text))
    gain = _valid(best(text), text) - before
    whole = all(is_syllable(word) for word in _WORD.findall(best(text)) if not word.isdigit())
    enough = gain >= 2 or (gain == 1 and whole and len(_WORD.findall(text)) > 1)
    return best if enough and before + gain >= 0.6 * len(words) else None


def _marked(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.isascii() and not _NO_WORD.fullmatch(word)]


def _valid(decoded: str, original: str) -> int:
    """How many of the words that are not plain ASCII in the original are syllables in the decoded text."""
    if decoded == original:
        return sum(map(is_syllable, _marked(original)))
    return sum(is_syllable(word) for word in _WORD.findall(decoded) if not word.isascii())


@cache
def _table(high: str, wide: bool) -> dict[int, str]:
    """Character -> letter; `wide` also for what cp1252 makes of 0x80-0x9F (else those stay quotes and dashes)."""
    table = {0x80 + n: letter for n, letter in enumerate(high)}
    low = _TCVN_LOW if high is _TCVN else _VISCII_LOW
    table |= {ord(char): letter for char, letter in low.items()}
    if wide:
        for byte in range(0x80, 0xA0):
            seen = bytes([byte]).decode("cp1252", "ignore")
            if seen:
                table[ord(seen)] = high[byte - 0x80]
    return table


def _vni(text: str) -> str:
    return _VNI.sub(_vni_letter, text)


def _vni_letter(match: re.Match[str]) -> str:
    pair = match[0]
    if len(pair) == 1:
        return pair.translate(_VNI_SINGLE)
    letter = _VNI_MARKS[pair[0].lower()][pair[1].lower()]
    return letter.upper() if pair[0].isupper() else letter


def _cp1258(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(_cp1258_char(char) for char in text))


@cache
def _cp1258_char(char: str) -> str:
    try:
        return char.encode("cp1252").decode("cp1258")
    except UnicodeError:
        return char


SCHEMES: tuple[Callable[[str], str], ...] = (
    lambda text: unicodedata.normalize("NFC", text.translate(_table(_TCVN, False))),
    _vni,
    lambda text: unicodedata.normalize("NFC", text.translate(_table(_TCVN, True))),
    _cp1258,
    lambda text: text.translate(_table(_VISCII, True)),
)
