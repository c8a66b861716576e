"""The lexicon of a plan as people write it: weighted rules for each area, named word lists, contexts."""

from collections.abc import Mapping
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.errors import DataError
from domain.yamlfile import load_model
from nlp.pattern_faults import check_area, check_head

HOME = Path(__file__).parent / "lexicon"

Place = Literal["sentence", "opening", "text"]
Effect = Literal["drop", "mention", "title", "review"]  # title: counts where the title says it, and in doubt


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rule(_Strict):
    """One reason to speak of an area: any of these phrases, with the company they need or must not keep."""

    id: str
    weight: Annotated[int, Field(ge=-5, le=6)]
    any: tuple[str, ...]
    near: tuple[str, ...] = ()  # one of these must stand in `near_in`
    near_in: Place = "sentence"
    also: tuple[str, ...] = ()  # and one of these in `also_in`: a deed, where `near` names who did it
    also_in: Place = "text"
    without: tuple[str, ...] = ()  # none of these may stand in `without_in`
    without_in: Place = "sentence"
    at: Literal["anywhere", "opening", "title"] = "anywhere"
    cap: Annotated[int, Field(ge=1)] = 3  # sentences that count towards the score
    polarity: Literal["praise", "criticism"] | None = None


class Levels(_Strict):
    """When an area counts: see `nlp.levels`. A sentence is strong when its weights sum to `strong`.

    Set on 189 judged pairs of national news: one strong sentence early in the body and nothing else was right
    in 3 of 14, two in the body alone in 0 of 6, three or more in 14 of 20.
    """

    strong: int = 3
    sentences: int = 3  # strong sentences that make it substantive outside title and lead
    share: float = 0.1  # ... and their least share of all sentences
    alone: float = 0.15  # one strong sentence of the lead is enough when the text is this short; later, half as long
    passage: float = 0.12  # two strong sentences, one after the other, that fill this share of the text
    support: int = 1  # weaker sentences that carry a single strong one of the lead
    primary_share: float = 0.34


class AreaLexicon(_Strict):
    """Everything that speaks for or against one area."""

    area: str
    title: str
    rules: tuple[Rule, ...]
    mask: tuple[str, ...] = ()  # longer names that swallow a phrase and mean something else
    contexts: Mapping[str, Effect] = {}
    sections: Mapping[str, int] = {}  # site section -> weight
    levels: Levels = Levels()
    keep: float = 0.4  # below this score nothing is said
    auto: float = 0.985  # from this score on the label counts without a person: 85 % right of 121 judged, 65 % below

    @model_validator(mode="after")
    def _distinct(self) -> "AreaLexicon":
        ids = [rule.id for rule in self.rules]
        if len(ids) != len(set(ids)):
            raise ValueError("hai quy tắc trùng id")
        return self


class Context(_Strict):
    """A kind of news that the plan does not mean: on when its words prevail over `against` in the opening."""

    id: str
    any: tuple[str, ...]
    against: tuple[str, ...] = ()
    at_least: int = 2  # a word in the title counts twice


class Head(_Strict):
    """`lexicon.yml`: which plan it reads, the named lists, the contexts, and the ritual closing formulas."""

    plan: str
    mask: tuple[str, ...] = ()  # words that swallow a shorter phrase inside them, for every area ("xã hội", "xã")
    spellings: Mapping[str, tuple[str, ...]] = {}  # a word -> how else it is written
    words: Mapping[str, tuple[str, ...]] = {}
    contexts: tuple[Context, ...] = ()
    ritual: tuple[str, ...] = ()  # "góp phần …": what follows in the sentence is a wish, not the subject
    conflicts: tuple[tuple[str, str], ...] = ()  # pairs that annotators confuse: the weaker one goes to review


class Lexicon(_Strict):
    """All areas of one plan. `digest` is 12 hex of the files' bytes: part of every reading's version."""

    head: Head
    areas: tuple[AreaLexicon, ...] = ()
    digest: str = "none"

    @cached_property
    def ids(self) -> frozenset[str]:
        """Areas that have rules."""
        return frozenset(area.area for area in self.areas)


def load_lexicon(folder: Path, plan: str | None = None) -> Lexicon:
    """`lexicon.yml` and one file an area, in the order of names; for this plan only, if given. Raises DataError."""
    top = folder / "lexicon.yml"
    head = load_model(top, Head)
    if plan is not None and head.plan != plan:
        raise DataError(top, "plan", f"từ vựng này của kế hoạch “{head.plan}”, không phải “{plan}”")
    check_head(top, head)
    files = sorted(file for file in folder.glob("*.yml") if file != top)
    areas = tuple(load_model(file, AreaLexicon, extra={"area": file.stem}) for file in files)
    known = {context.id for context in head.contexts}
    for file, area in zip(files, areas, strict=True):
        if unknown := set(area.contexts) - known:
            raise DataError(file, "contexts", f"không có ngữ cảnh “{min(unknown)}” trong lexicon.yml")
        check_area(file, area, head.words)
    digest = blake2b(b"\0".join(file.read_bytes() for file in [top, *files]), digest_size=6)
    return Lexicon(head=head, areas=areas, digest=digest.hexdigest())
