"""Reading a text: which areas of the plan, which units, what form, and which words say so.

`open_reader` loads spaCy when it is called; importing this package does not (0.9 s).
"""

from pathlib import Path
from typing import TYPE_CHECKING

from domain.plan import Plan
from domain.unit import Registry
from nlp.formats import FORMATS
from nlp.given import ReadInput

if TYPE_CHECKING:
    from nlp.reader import Reader

__all__ = ["FORMATS", "ReadInput", "open_reader"]


def open_reader(plan: Plan, registry: Registry, lexicon: Path | None = None) -> "Reader":
    """See `nlp.reader.open_reader`. Raises DataError."""
    from nlp.reader import open_reader as opened

    return opened(plan, registry, lexicon)
