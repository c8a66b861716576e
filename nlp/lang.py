"""`vi_syl`: Vietnamese by syllables, so that a phrase is cut the same way alone and in a sentence."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from spacy import util
from spacy.attrs import LOWER, NORM, ORTH
from spacy.language import BaseDefaults, Language
from spacy.tokens import Doc
from spacy.util import registry

from domain.textnorm import place_tones
from nlp import attributes  # noqa: F401 (every document of the language has them)

CONFIG = """
[nlp]

[nlp.tokenizer]
@tokenizers = "spacy.Tokenizer.v1"
"""

MARKS = "\u0300-\u036f"  # combining marks: in decomposed text they belong to the letter before
LETTER = rf"[^\W\d_]|[{MARKS}]"

# Every other sign stands alone; "." and "," stay inside a number, "." inside v.v. and the like is a special case.
SIGN = rf"[^\w\s.,{MARKS}]"
POINT = r"(?<!\d)[.,]|[.,](?!\d)|(?<=[.,])[.,]"

ABBREVIATIONS = {
    "TP.": "tp", "Tp.": "tp", "tp.": "tp", "T.P.": "tp", "TX.": "tx", "Tx.": "tx", "tx.": "tx", "TT.": "tt",
    "Q.": "q", "P.": "p", "H.": "h", "F.": "f", "X.": "x", "Đ.": "đ", "Ths.": "ths", "ThS.": "ths", "Th.S": "ths",
    "TS.": "ts", "PGS.": "pgs", "GS.": "gs", "BS.": "bs", "KS.": "ks", "LS.": "ls", "CN.": "cn", "NCS.": "ncs",
    "Mr.": "mr", "Ms.": "ms", "Mrs.": "mrs", "St.": "st", "No.": "no", "Nxb.": "nxb", "NXB.": "nxb", "Tr.": "tr",
    "tr.": "tr", "v.v.": "v.v", "v.v": "v.v", "v.v...": "v.v", "v.v…": "v.v", "vv.": "v.v", "Co.": "co", "Ltd.": "ltd",
    "Inc.": "inc", "Corp.": "corp", "ĐT.": "đt", "Tel.": "tel",
}  # fmt: skip
GLUED = r"(?:TP|Tp|tp|TX|Tx|TT|Q|P|H|ThS|Ths|PGS|TS|GS|BS)\."  # "TP.Vũng Tàu" without a space

LONGEST = 200  # characters without a blank; longer ones stay whole
REMEMBERED = 100_000  # words; a word costs 150 bytes
_KNOWN: dict[int, str] = {}  # spaCy's numbers are hashes, the same in every vocabulary; asking it is slow

URL = re.compile(
    r"^(?:https?://|ftp://|www\.)\S+$|^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$"
    r"|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:vn|com|net|org|gov|edu|info|asia|io|html?|aspx?|php|pdf)(?:[/?]\S*)?$",
    re.ASCII,
)

_SAME = {"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "&": "và", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"}
_Y = re.compile(r"^(qu|[hklmt])([iìíỉĩị])$")  # kĩ, lí, mĩ, tỉ, hi, quí: one word with kỹ, lý, mỹ, tỷ, hy, quý
_TO_Y = dict(zip("iìíỉĩị", "yỳýỷỹỵ", strict=True))


def norm(word: str) -> str:
    """The form two spellings of one word share: lower case, NFC, tone marks placed, one dash, "và" for "&"."""
    if word in _SAME:
        return _SAME[word]
    if word in ABBREVIATIONS:
        return ABBREVIATIONS[word]
    low = place_tones(unicodedata.normalize("NFC", word.lower()).replace("ð", "đ"))
    return _Y.sub(lambda m: m[1] + _TO_Y[m[2]], low)


def url_match(text: str) -> re.Match[str] | None:
    """Addresses and e-mail, never two sentences that lack a blank ("nhân dân.Trong")."""
    return URL.match(text) if "." in text or "//" in text else None


def endless(text: str) -> bool:
    """Whether a run without a blank is no word: cutting sign by sign 27,000 characters of emoji took 23 s."""
    return len(text) > LONGEST


def words_of(doc: Doc, attribute: int) -> list[str]:
    """One form of every token (ORTH, NORM)."""
    numbers = doc.to_array(attribute).tolist()
    try:
        return [_KNOWN[number] for number in numbers]
    except KeyError:
        if len(_KNOWN) > REMEMBERED:
            _KNOWN.clear()
        strings = doc.vocab.strings
        _KNOWN.update((number, strings[number]) for number in set(numbers))
        return [strings[number] for number in numbers]


def norms(doc: Doc) -> list[str]:
    """The NORM forms, asked for once a document."""
    known: list[str] | None = doc.user_data.get("norms")
    if known is None:
        known = doc.user_data["norms"] = words_of(doc, NORM)
    return known


_EXCEPTIONS: dict[str, list[dict[int | str, Any]]] = {
    form: [{ORTH: form, NORM: value}] for form, value in ABBREVIATIONS.items()
}
_GETTERS: dict[int, Callable[[str], Any]] = {**BaseDefaults.lex_attr_getters, NORM: norm, LOWER: str.lower}


class ViSylDefaults(BaseDefaults):
    """Affixes, abbreviations and NORM; no stop words (spaCy's Vietnamese list is written for another tokenizer)."""

    prefixes = (GLUED + rf"(?=\w|[{MARKS}])", SIGN, r"[.,]")
    suffixes = (SIGN, r"\.\.\.", r"[.,]")
    infixes = (r"\.{2,}", SIGN, POINT)
    tokenizer_exceptions = _EXCEPTIONS
    token_match: Callable[[str], Any] | None = staticmethod(endless)
    url_match: Callable[[str], Any] | None = staticmethod(url_match)
    lex_attr_getters = _GETTERS


@registry.languages("vi_syl")
class ViSyl(Language):  # type: ignore[no-untyped-call]
    """Vietnamese whose tokens are syllables."""

    lang = "vi_syl"
    default_config = util.load_config_from_str(CONFIG)
    Defaults = ViSylDefaults
