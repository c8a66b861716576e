"""One reader for everything that a test session reads: opening one takes two seconds; and each plan read once."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from domain.plan import Plan
from domain.unit import Registry

if TYPE_CHECKING:
    from nlp.reader import Reader

T = TypeVar("T")
_open: dict[tuple[str, str, str], "Reader"] = {}


def shared_reader(plan: Plan, registry: Registry, lexicon: Path | None = None) -> "Reader":
    """The reader of this plan and these units, opened once in a process; readers keep nothing of what they read."""
    from nlp.reader import open_reader

    key = (plan.version, registry.version, str(lexicon or ""))
    assert all(key[:2]), "a plan and units from files have a version"
    if key not in _open:
        _open[key] = open_reader(plan, registry, lexicon)
    return _open[key]


def once(load: Callable[[Path], T]) -> Callable[[Path], T]:
    """The same loading, which reads equal files once; what it makes is never changed."""
    kept: dict[bytes, T] = {}

    @wraps(load)
    def loaded(file: Path) -> T:
        held = file.read_bytes() if file.is_file() else b""
        if held not in kept:
            kept[held] = load(file)  # a file that is missing or wrong is read, and named, each time
        return kept[held]

    return loaded
