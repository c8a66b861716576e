"""Background paragraphs: what an article takes from the pools beside its own story, and what that adds to its areas."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from typing import Any

from domain.article import Level
from domain.yamlfile import read_yaml
from phusong.demo.cast import DATA
from phusong.demo.casting import Part, casting
from phusong.demo.phrases import turn
from phusong.demo.stories import USES

ASIDE = "[Thông tin khác trong tuần:|Tin thêm:|Cũng trong tuần này:]"  # what leads over to another area


@dataclass(frozen=True)
class Aside:
    """What a part takes from the pools: how many-th it is there, so that no two take the same pair of texts."""

    own: str  # pool of its own area, empty off topic
    rank: int
    other: str = ""  # pool of a second area
    other_rank: int = 0
    digest: bytes = b""


@cache
def _asides() -> dict[tuple[str, int], Aside]:
    """The aside of every part; own areas are dealt first, second areas go on from there."""
    taken: Counter[str] = Counter()
    out: dict[tuple[str, int], Aside] = {}
    for part in casting():
        story = part.story
        own = f"{story.area}-criticism" if story.polarity == "criticism" else story.area or ""
        digest = sha256(f"{story.id}/{part.use}".encode()).digest()
        out[story.id, part.use] = Aside(own, taken[own], digest=digest)
        taken[own] += 1
    names = sorted(_data("pools"))
    for place, aside in out.items():
        other = names[aside.digest[1] % len(names)]
        if aside.own and aside.digest[0] % 4 == 0 and other[:3] != aside.own[:3]:
            out[place] = replace(aside, other=other, other_rank=taken[other])
            taken[other] += 1
    return out


def extra(part: Part) -> tuple[tuple[str, ...], dict[str, Level]]:
    """Paragraphs added from the pools, and what they add to the areas."""
    aside = _asides()[part.story.id, part.use]
    pools, digest = _data("pools"), aside.digest
    out = _two(pools[aside.own], aside.rank) if aside.own else []
    if aside.other:
        added = _two(pools[aside.other], aside.other_rank)
        return (*out, turn(ASIDE, digest[3]), *added), {aside.other[:3]: Level.SUBSTANTIVE}
    if digest[0] % (9 if aside.own else 3) == 1:
        mentions: dict[str, str] = _data("mentions")["area" if aside.own else "news"]
        name = sorted(mentions)[digest[1] % len(mentions)]
        return (*out, turn(mentions[name], digest[2])), {name: Level.MENTION}
    return tuple(out), {}


def _two(paragraphs: list[str], rank: int) -> list[str]:
    """Two of the pool's texts; another pair for every rank until the pairs run out."""
    voices = [turn(paragraph, use) for use in range(USES) for paragraph in paragraphs]
    size = len(voices)
    first, step = rank % size, 1 + rank // size % (size - 1)
    return [voices[first], voices[(first + step) % size]]


@cache
def _data(name: str) -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(DATA / f"{name}.yml")
    return content
