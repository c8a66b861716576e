"""The story files, and how one use of a story becomes the text of one article."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from random import Random
from typing import Any

from domain.article import Level
from domain.yamlfile import read_yaml
from phusong.demo.cast import DATA, Scene, departments, districts
from phusong.demo.phrases import fill, tidy, turn

USES = 3  # options a bracket offers, so a fourth use would repeat the first
ACTING = frozenset("ULlMm")  # slots that put the actor's name into the text
GROUPS = {"huyen": districts, "so": departments}


@dataclass(frozen=True)
class Story:
    """One hand-written story of three voices; `by` are the units that can act in it."""

    id: str
    area: str | None
    by: tuple[str, ...]
    title: str
    lead: str
    paras: tuple[str, ...]
    also: Mapping[str, Level] = field(default_factory=dict)
    again: str = ""  # the titles under which others repeat it
    polarity: str | None = None
    format: str = "news"

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """The unit ids that `by` stands for; empty where only the press tells the story."""
        units = [unit for name in self.by for unit in (GROUPS[name]() if name in GROUPS else [name])]
        return tuple(dict.fromkeys(unit for unit in units if unit != "press"))


@dataclass(frozen=True)
class Draft:
    """The text of one use, before a site has published it."""

    story: Story
    title: str
    lead: str
    paras: tuple[str, ...]
    again: str
    actors: tuple[str, ...]
    mentioned: tuple[str, ...]

    @property
    def areas(self) -> dict[str, Level]:
        """What the author meant, primary first."""
        first = {self.story.area: Level.PRIMARY} if self.story.area else {}
        return {**first, **self.story.also}


def compose(story: Story, use: int, actor: str, day: date, extra: tuple[str, ...] = ()) -> Draft:
    """The `use`-th voice of a story on one day with extra paragraphs; the same for the same arguments."""
    scene = Scene(actor or districts()[use], day, Random(f"{story.id}/{use}"))
    before, after = (extra[:1], extra[1:]) if len(extra) > 1 else ((), extra)  # background stands around the end
    paras = (*story.paras[:-1], *before, story.paras[-1], *after)
    written = [turn(text, use) for text in (story.title, story.lead, *paras)]
    acts = any(f"{{{slot}}}" in text for text in written for slot in ACTING) and bool(actor)
    texts = [tidy(fill(text, scene.slot)) for text in written]
    again = tidy(fill(turn(story.again, use), scene.slot)) if story.again else ""
    actors = (actor,) if acts or (actor in districts() and actor in scene.named) else ()
    named = tuple(unit for unit in scene.named if unit not in actors and (unit != scene.actor or actors))
    return Draft(story, texts[0], texts[1], tuple(texts[2:]), again, actors, named)


@cache
def stories() -> tuple[Story, ...]:
    """Every story, in the order of the files."""
    out: list[Story] = []
    for file in sorted((DATA / "stories").glob("*.yml")):
        area = None if file.stem.startswith("none") else file.stem[:3].upper()
        out += [_story(entry, area) for entry in read_yaml(file)]
    return tuple(out)


def _story(entry: dict[str, Any], area: str | None) -> Story:
    also = {name: Level(level) for name, level in entry.pop("also", {}).items()}
    by, paras = tuple(entry.pop("by")), tuple(entry.pop("paras"))
    return Story(area=area, by=by, paras=paras, also=also, **entry)
