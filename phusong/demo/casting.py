"""Which unit tells which story: the stories are dealt out to the sites, each use once, no story twice on a site."""

from dataclasses import dataclass
from functools import cache
from random import Random

from phusong.demo.sites import SiteSpec, sites
from phusong.demo.stories import USES, Story, stories

EXTRA_LATER = {"bao-lac-giang": 5, "dai-ptth": 2, "cong-tinh": 3, "so-tttt": 2, "so-noi-vu": 2, "so-khdt": 1,
               "tp-ben-lam": 2, "so-tu-phap": 1, "thanh-tra": 1, "so-khcn": 1}  # new articles of the second stage


@dataclass(frozen=True)
class Part:
    """One use of a story, given to a site; `actor` is empty where nobody of the cast acts."""

    site: str
    story: Story
    use: int
    actor: str
    later: bool = False


@cache
def casting() -> tuple[Part, ...]:
    """Every part, in the order of the sites; agencies choose before the press because they can tell fewer stories."""
    left = {story.id: list(range(USES)) for story in stories()}
    told: dict[str, list[Part]] = {site.id: [] for site in sites()}
    for site, number in _turns():
        story = _pick(site, left, told[site.id])
        if story is not None:
            use = left[story.id].pop(0)
            told[site.id].append(Part(site.id, story, use, _actor(site, story, use), number >= site.quota))
    return tuple(part for parts in told.values() for part in parts)


def _turns() -> list[tuple[SiteSpec, int]]:
    """Who picks when: one agency after another, then newspaper, broadcaster and portal by turns."""
    turns = [(site, number) for site in sites() for number in range(site.quota + EXTRA_LATER.get(site.id, 0))]
    return sorted(turns, key=lambda turn: (turn[0].press, _haste(*turn), turn[0].id, turn[1]))


def _haste(site: SiteSpec, number: int) -> float:
    return number / site.quota if site.press else _choice(site.unit)


@cache
def _choice(unit: str) -> int:
    return sum(unit in story.actors for story in stories())


def _pick(site: SiteSpec, left: dict[str, list[int]], mine: list[Part]) -> Story | None:
    told = {part.story.id for part in mine}
    areas = [part.story.area for part in mine]
    fit = [story for story in stories() if left[story.id] and story.id not in told and _fits(site, story)]
    if not fit:
        return None
    wanted = _wanted(site, areas)
    fit = [story for story in fit if story.area in wanted] or fit
    rng = Random(f"casting/{site.id}/{len(mine)}")
    return min(fit, key=lambda story: (areas.count(story.area) * 2 - len(left[story.id]), rng.random()))


def _wanted(site: SiteSpec, areas: list[str | None]) -> set[str]:
    """Areas of the sections that do not have four articles yet."""
    special = [section.areas for section in site.sections if section.areas and not section.fault]
    return {area for section in special if sum(one in section for one in areas) < 4 for area in section}


def _fits(site: SiteSpec, story: Story) -> bool:
    return site.press or site.unit in story.actors


def _actor(site: SiteSpec, story: Story, use: int) -> str:
    actors = story.actors
    if site.unit in actors or not actors:
        return site.unit if site.unit in actors else ""
    return Random(f"actor/{story.id}/{use}").choice(actors)
