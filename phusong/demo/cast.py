"""Who lives in the invented province, and the slots that put them into a story."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from domain.yamlfile import read_yaml

DATA = Path(__file__).resolve().parent / "data"


@cache
def cast() -> dict[str, Any]:
    """The cast file as it stands."""
    content: dict[str, Any] = read_yaml(DATA / "cast.yml")
    return content


def unit_name(unit: str) -> str:
    """How the press writes the unit."""
    return str(cast()["units"][unit]["name"])


def named_in(units: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those of the units whose name, or whose place, stands in the text."""
    facts = cast()["units"]
    return tuple(unit for unit in units if unit_name(unit) in text or facts[unit].get("place", "\n\n") in text)


def head_of(unit: str) -> str:
    """Name and title of the person who answers for the unit; the editors where the cast has nobody."""
    people = cast()["units"].get(unit, {}).get("people")
    return f"{people[0][0]}, {people[0][1]}" if people else "Ban Biên tập"


@cache
def districts() -> list[str]:
    """Unit ids of the district level."""
    return [unit for unit, facts in cast()["units"].items() if "communes" in facts]


@cache
def departments() -> list[str]:
    """Unit ids of the provincial level."""
    return [unit for unit, facts in cast()["units"].items() if "communes" not in facts]


@dataclass
class Scene:
    """The people, places and numbers of one article; the same slot name gives the same words within it."""

    actor: str  # unit id
    day: date  # the day of publication
    rng: Random

    def __post_init__(self) -> None:
        self.used: dict[str, str] = {}
        self.named: list[str] = [self.actor]  # unit ids in order of appearance
        self._citizens = self._shuffled(cast()["citizens"])
        self._companies = self._shuffled(cast()["companies"])
        others = [unit for unit in districts() if unit != self.actor]
        self._districts = ([self.actor] if self.actor in districts() else []) + self._shuffled(others)
        self._offices = [unit for unit in self._shuffled(departments()) if unit != self.actor]
        self._communes = self._shuffled(cast()["units"][self._districts[0]]["communes"])
        self._event = self.day - timedelta(days=self.rng.choice((0, 0, 1)))

    def slot(self, name: str) -> str:
        """The words for one slot. Raises KeyError for a name that the language does not have."""
        if name not in self.used:
            self.used[name] = self._number(name) if name[0] in "#%" else self._words(name)
        return self.used[name]

    def _shuffled(self, items: list[Any]) -> list[Any]:
        return self.rng.sample(items, len(items))

    def _number(self, name: str) -> str:
        low, high = name[1:].split("-")
        if name[0] == "%":
            return f"{self.rng.uniform(float(low), float(high)):.1f}".removesuffix(".0").replace(".", ",") + "%"
        return f"{self.rng.randint(int(low), int(high)):,}".replace(",", ".")

    def _words(self, name: str) -> str:
        if name[:2] == "S:":
            return f"{self.rng.randint(112, 2890)}/{name[2:]}"
        if name[:2] in ("d+", "d-"):
            day = self._event + timedelta(days=int(name[1:]))
            return f"{day.day}/{day.month}"
        return str(_SLOTS[name](self))

    def _unit(self, unit: str) -> str:
        if unit not in self.named:
            self.named.append(unit)
        return unit_name(unit)

    def _official(self, rank: int, full: bool) -> str:
        facts = cast()["units"][self.actor]
        person, title = facts["people"][rank]
        return f"{person}, {title} {facts.get('title', facts['name'])}" if full else short(person)

    def _district(self, rank: int) -> str:
        unit = self._districts[rank]
        if unit not in self.named:
            self.named.append(unit)
        return str(cast()["units"][unit]["place"])


def short(person: str) -> str:
    """`bà Trịnh Thu Ngần` → `bà Ngần`."""
    words = person.split()
    return f"{words[0]} {words[-1]}"


def _citizen(scene: Scene, titles: str, rank: int, full: bool) -> str:
    title, name = [one for one in scene._citizens if one[0] in titles.split()][rank]
    return f"{title} {name}" if full else f"{title} {name.split()[-1]}"


def _leader(scene: Scene, group: str, full: bool) -> str:
    key = f"leader-{group}"
    if key not in scene.used:
        scene.used[key] = str(scene.rng.randrange(len(cast()[group])))
    person, title = cast()[group][int(scene.used[key])]
    return f"{person}, {title}" if full else short(person)


def _part_of_day(scene: Scene) -> str:
    return f"{scene.rng.choice(('sáng', 'chiều', 'sáng'))} {scene._event.day}/{scene._event.month}"


_SLOTS: dict[str, Any] = {
    "U": lambda scene: scene._unit(scene.actor),
    "L": lambda scene: scene._official(0, True),
    "l": lambda scene: scene._official(0, False),
    "M": lambda scene: scene._official(1, True),
    "m": lambda scene: scene._official(1, False),
    "V": lambda scene: _leader(scene, "leaders", True),
    "v": lambda scene: _leader(scene, "leaders", False),
    "H": lambda scene: _leader(scene, "council", True),
    "h": lambda scene: _leader(scene, "council", False),
    "A": lambda scene: _citizen(scene, "bà ông chị anh", 0, True),
    "a": lambda scene: _citizen(scene, "bà ông chị anh", 0, False),
    "B": lambda scene: _citizen(scene, "bà ông chị anh", 1, True),
    "b": lambda scene: _citizen(scene, "bà ông chị anh", 1, False),
    "Ba": lambda scene: _citizen(scene, "bà", -1, True),
    "ba": lambda scene: _citizen(scene, "bà", -1, False),
    "Ong": lambda scene: _citizen(scene, "ông", -1, True),
    "ong": lambda scene: _citizen(scene, "ông", -1, False),
    "Chi": lambda scene: _citizen(scene, "chị", -1, True),
    "chi": lambda scene: _citizen(scene, "chị", -1, False),
    "Anh": lambda scene: _citizen(scene, "anh", -1, True),
    "anh": lambda scene: _citizen(scene, "anh", -1, False),
    "K": lambda scene: scene._companies[0][0],
    "k": lambda scene: scene._companies[0][1],
    "K2": lambda scene: scene._companies[1][0],
    "k2": lambda scene: scene._companies[1][1],
    "D": lambda scene: scene._district(0),
    "D2": lambda scene: scene._district(1),
    "D3": lambda scene: scene._district(2),
    "X": lambda scene: scene._communes[0],
    "X2": lambda scene: scene._communes[1],
    "X3": lambda scene: scene._communes[2],
    "O": lambda scene: scene._unit(scene._offices[0]),
    "O2": lambda scene: scene._unit(scene._offices[1]),
    "d": lambda scene: f"{scene._event.day}/{scene._event.month}",
    "cap": lambda scene: scene._district(0).rsplit(" ", 2)[0],
    "T": _part_of_day,
    "thang": lambda scene: f"tháng {scene._event.month - 1}",
    "thangnay": lambda scene: f"tháng {scene._event.month}",
    "quy": lambda scene: f"quý {'I' if scene._event.month < 7 else 'II'}/2023",
    "sauthang": lambda scene: "5 tháng đầu năm" if scene._event.month < 7 else "6 tháng đầu năm",
}
