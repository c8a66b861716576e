"""What the section of a site says about an area: "Hỏi đáp" is a format before it is a word."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from domain.textnorm import fold


def section_of(wanted: Iterable[str], sections: Iterable[str]) -> str | None:
    """The first section whose name holds one of the wanted words, whatever its case and marks."""
    return _first(tuple(wanted), tuple(sections))


def best_section(weights: Mapping[str, int], sections: tuple[str, ...]) -> tuple[str, int] | None:
    """The section that speaks loudest for an area, with its weight."""
    found = [(section, weight) for word, weight in weights.items() if (section := section_of([word], sections))]
    return max(found, key=lambda pair: pair[1], default=None)


@lru_cache(maxsize=8192)  # of every article of a site some sixty times
def _first(wanted: tuple[str, ...], sections: tuple[str, ...]) -> str | None:
    keys = [fold(word) for word in wanted]
    return next((section for section in sections if any(key in _key(section) for key in keys)), None)


def _key(section: str) -> str:
    return " ".join(fold(section).replace("-", " ").replace("_", " ").split())
