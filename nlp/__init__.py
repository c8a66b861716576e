"""Reading a text: which areas of the plan, which units, what form, and which words say so.

`open_reader` loads spaCy when it is called; importing this package does not (0.5 s).
"""

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from domain.plan import Plan
from domain.unit import Registry
from nlp.formats import FORMATS
from nlp.given import ReadInput

if TYPE_CHECKING:
    from nlp.reader import Reader

if "spacy" not in sys.modules:  # it would load its whole command line with it, typer and httpx too: 0.4 s
    sys.modules["spacy.cli.info"] = _info = ModuleType("spacy.cli.info", "Nothing: no reader asks for it.")
    vars(_info)["info"] = None

__all__ = ["FORMATS", "ReadInput", "open_reader"]


def open_reader(plan: Plan, registry: Registry, lexicon: Path | None = None) -> "Reader":
    """See `nlp.reader.open_reader`. Raises DataError."""
    from nlp.reader import open_reader as opened

    return opened(plan, registry, lexicon)
