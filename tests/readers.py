"""One reader for everything that a test session reads: opening one takes two seconds."""

from typing import TYPE_CHECKING

from domain.plan import Plan
from domain.unit import Registry

if TYPE_CHECKING:
    from nlp.reader import Reader

_open: dict[tuple[str, str], "Reader"] = {}


def shared_reader(plan: Plan, registry: Registry) -> "Reader":
    """The reader of this plan and these units, opened once in a process; readers keep nothing of what they read."""
    from nlp.reader import open_reader

    key = (plan.version, registry.version)
    assert all(key), "a plan and units from files have a version"
    if key not in _open:
        _open[key] = open_reader(plan, registry)
    return _open[key]
