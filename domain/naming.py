"""Every name of every unit: what people typed, what the rules make of it, and nothing that two units share."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from domain.body import Name, Unit
from domain.names import BODY, forms, key, place_of


def every_name(units: Iterable[Unit], shorthand: Mapping[str, tuple[str, ...]]) -> tuple[Name, ...]:
    """All names, typed ones first for each unit; a form that rules made for two units at one time is dropped."""
    units = tuple(units)
    typed = [name for unit in units for name in unit.names]
    taken = grouped(typed, key)
    kept = list(typed)
    for text, twins in grouped((name for unit in units for name in _made(unit, shorthand)), key).items():
        free = [name for name in twins if not any(overlap(name, one) for one in taken.get(text, ()))]
        shared = {name for pair in clashes(free) for name in pair}
        kept += dict.fromkeys(name for name in free if name not in shared)
    return tuple(kept)


def grouped(names: Iterable[Name], by: Callable[[str], str]) -> dict[str, tuple[Name, ...]]:
    """Names by a form of their text."""
    found: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        found[by(name.text)].append(name)
    return {text: tuple(group) for text, group in found.items()}


def clashes(names: Iterable[Name]) -> Iterator[tuple[Name, Name]]:
    """Pairs that belong to two units at the same time."""
    return (pair for pair in combinations(names, 2) if pair[0].unit != pair[1].unit and overlap(*pair))


def overlap(one: Name, other: Name) -> bool:
    """Whether two names were in use on a common day."""
    return not (
        (one.valid_to is not None and other.valid_from is not None and one.valid_to < other.valid_from)
        or (other.valid_to is not None and one.valid_from is not None and other.valid_to < one.valid_from)
    )


def is_initials(text: str) -> bool:
    """STTTT, TPVT, BR-VT: capitals only, so that lower case is something else."""
    return " " not in text and text.isupper()


def _made(unit: Unit, shorthand: Mapping[str, tuple[str, ...]]) -> Iterator[Name]:
    for name in unit.names:
        place = place_of(name.text)
        texts = [name.text]
        if place:
            ranked = " ".join(place)
            texts += [f"{BODY} {ranked}", ranked]
            if unit.level == "district":
                yield replace(name, text=place[1], kind="press", case_sensitive=True, needs_prefix=True)
        for text in texts:
            kind = "press" if place and not text.startswith(BODY) else name.kind
            for form in forms(text, shorthand):
                short = "short" if kind == "official" and form != name.text else kind
                yield replace(name, text=form, kind=short, case_sensitive=is_initials(form))
