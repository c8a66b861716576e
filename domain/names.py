"""Every written form of a unit's name, by rule, so that nobody types “Sở TT-TT”, “Sở TT&TT” and “Sở TTTT” by hand.

Measured on the press of the province: two dash forms, no blanks round the dash, “TP.Vũng Tàu” beside “TP. Vũng Tàu”,
and initials in one piece are all common; a registry of full names alone finds few of them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product

from domain.textnorm import fold, place_tones

SHORTHAND: Mapping[str, tuple[str, ...]] = {
    "Ủy ban nhân dân": ("UBND",),
    "Hội đồng nhân dân": ("HĐND",),
    "Mặt trận Tổ quốc": ("MTTQ",),
    "Liên hiệp Phụ nữ": ("LHPN",),
    "Văn phòng": ("VP",),
    "Ban Quản lý": ("BQL",),
    "khu công nghiệp": ("KCN",),
    "thông tin điện tử": ("TTĐT",),
    "Trung tâm": ("TT",),
}
RANKS: Mapping[str, tuple[str, ...]] = {
    "thành phố": ("thành phố ", "TP. "),
    "thị xã": ("thị xã ", "TX. "),
    "huyện": ("huyện ", "H. "),
    "đặc khu": ("đặc khu ", "ĐK. "),
    "phường": ("phường ", "P. "),
    "thị trấn": ("thị trấn ", "TT. "),
    "xã": ("xã ", "X. "),
}
TOPICS = ("Phát thanh – Truyền hình", "Văn hóa – Thông tin – Thể thao")
HEADS: Mapping[str, str] = {"Sở": "S", "Ban": "B"}  # what their initials begin with: STTTT, BDT
BODY = "Ủy ban nhân dân"

_PLACE = re.compile(rf"(?:{BODY} )?({'|'.join(RANKS)}) (\S.*)")
_GROUPS = re.compile(r"\s*,\s*|\s+(?:và|–|-|&)\s+")
_DASHES = re.compile(r"\s*[-‐‑‒–—−]\s*")
_SPACES = re.compile(r"\s+")
_LONG = 4  # a group of this many syllables is abbreviated on its own too: “Nông nghiệp và PTNT”


@lru_cache(maxsize=4096)  # a registry compares each of its 1,400 names three times
def key(text: str) -> str:
    """The form in which two names are compared: lower case, tones in place, one dash, “và” for &."""
    text = place_tones(unicodedata.normalize("NFC", text)).lower()
    text = _DASHES.sub("-", text.replace("&", " và ")).replace(".", ". ")
    return _SPACES.sub(" ", text).replace(". ", " ").strip()


def plain(text: str) -> str:
    """The key without diacritics and dashes, for what people type in haste."""
    return fold(key(text)).replace("-", " ")


def place_of(name: str) -> tuple[str, str] | None:
    """Rank and bare name of a territory or of its people's committee; None for any other name."""
    match = _PLACE.fullmatch(name)
    return (match[1], match[2]) if match else None


def short_of(name: str) -> str:
    """The form for table heads: “Sở TT&TT”, “UBND TP. Vũng Tàu”; a name without a usual short form stays."""
    head, _, topic = name.partition(" ")
    letters = [_initials(group) for group in _GROUPS.split(topic)]
    if head in HEADS and len(letters) > 1 and "Thành phố" not in topic:
        return f"{head} {'-'.join(letters[:-1])}&{letters[-1]}"
    for long in TOPICS:
        name = name.replace(long, "-".join(map(_initials, _GROUPS.split(long))))
    for long, shorts in SHORTHAND.items():
        name = re.sub(long, shorts[0], name, flags=re.IGNORECASE)
    for rank in ("thành phố", "thị xã"):
        written, short = RANKS[rank]
        name = name.replace(written, short)
    return name


def forms(name: str, shorthand: Mapping[str, tuple[str, ...]] | None = None) -> Iterator[str]:
    """The name and its usual variants, one for each `key`; `shorthand` adds the province's own."""
    seen: dict[str, str] = {}
    for form in _spelt(name, {**SHORTHAND, **(shorthand or {})}):
        seen.setdefault(key(form), form)
    return iter(seen.values())


def _spelt(name: str, shorthand: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    if place := place_of(name):
        bodies = (f"{BODY} ", "UBND ") if name.startswith(BODY) else ("",)
        yield from (body + rank + place[1] for body in bodies for rank in RANKS[place[0]])
        return
    head, _, topic = name.partition(" ")
    if head in HEADS and not any(long in name for long in shorthand):
        yield from (f"{head} {form}" for form in _topic_forms(topic))
        if len(_initials(topic)) > 1:
            yield HEADS[head] + "".join(map(_initials, _GROUPS.split(topic)))
        return
    yield from _expanded(name, shorthand)


def _expanded(name: str, shorthand: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Each known phrase in the name in its long and short forms, in every combination."""
    known = {long.lower(): shorts for long, shorts in shorthand.items()}
    known.update({topic.lower(): tuple(_topic_forms(topic))[1:] for topic in TOPICS})
    known.update({f"{rank} ": written[1:] for rank, written in RANKS.items() if len(written) > 1})
    longest = sorted(known, key=len, reverse=True)
    parts = re.split("(" + "|".join(map(re.escape, longest)) + ")", name, flags=re.IGNORECASE)
    return map("".join, product(*((part, *known.get(part.lower(), ())) for part in parts)))


def _topic_forms(topic: str) -> Iterator[str]:
    """“Thông tin và Truyền thông”: with every connector, in initials, and partly in initials."""
    groups = _GROUPS.split(topic)
    letters = [_initials(group) for group in groups]
    yield topic
    if len(groups) == 1:
        if len(letters[0]) >= _LONG:
            yield letters[0]
        return
    mixed = [short if len(short) >= _LONG else group for group, short in zip(groups, letters, strict=True)]
    yield from _joined(groups, inner=(" - ", ", ", " "), last=(" và ", " - ", " "))
    if mixed != groups:
        yield from _joined(mixed, inner=(" - ",), last=(" và ", " - "))
    yield from _joined(letters, inner=("-", "&", ""), last=("-", "&", ""))


def _joined(groups: list[str], inner: Iterable[str], last: Iterable[str]) -> Iterator[str]:
    for between, end in product(inner if len(groups) > 2 else ("",), last):
        yield between.join(groups[:-1]) + end + groups[-1]


def _initials(phrase: str) -> str:
    return "".join(word[0].upper() for word in phrase.split())

