"""What people type for short, and the phrases it stands for, from one versioned file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from domain.textnorm import fold
from domain.yamlfile import load_model

FILE = Path(__file__).resolve().parent / "data" / "abbreviations.yml"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    abbreviations: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Abbreviations:
    """Folded short form -> long forms; `version` is raised with every change of meaning."""

    version: int
    long: Mapping[str, tuple[str, ...]]

    def phrases(self, word: str) -> tuple[str, ...]:
        """The long forms of a word as typed; () when it is not an abbreviation."""
        return self.long.get(fold(word), ())


@cache
def abbreviations(file: Path = FILE) -> Abbreviations:
    """The dictionary. Raises DataError."""
    read = load_model(file, _File)
    return Abbreviations(read.version, {fold(short): long for short, long in read.abbreviations.items()})
