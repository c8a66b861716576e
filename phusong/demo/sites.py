"""The sites of the province: what stands in data/sites.yml, as frozen objects."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from domain.yamlfile import read_yaml
from phusong.demo.cast import DATA


@dataclass(frozen=True)
class SectionSpec:
    """A column of a site. `areas` empty: takes everything; `until`: nothing newer stands in it."""

    id: str
    name: str
    areas: tuple[str, ...] = ()
    until: date | None = None
    fault: str = ""  # soft_404 | redirected_home
    path: str = ""  # where the source file points when it is not the family's listing


@dataclass(frozen=True)
class SiteSpec:
    """One site: who runs it, how it looks, how it dates, and what is wrong with it."""

    id: str
    title: str
    unit: str
    family: str
    quota: int
    newest: date
    dates: dict[str, str]
    sections: tuple[SectionSpec, ...]
    look: str = ""
    press: bool = False
    daily: bool = False  # comes out on weekends too
    both: bool = False  # most articles stand in two sections
    precision: str = "minute"
    validators: str = ""  # etag | modified
    robots: str = "open"  # open | delay | none | closed
    charset: str = "utf-8"
    text: str = ""  # broken: decomposed letters and entities without their ampersand
    undated: int = 0  # how many of the articles carry no date
    files: bool = False
    fault: str = ""  # down | wall | redesigned | frozen_feed | closed
    mended: str = ""  # the stage in which the fault is over
    feed_until: date | None = None
    traits: tuple[str, ...] = field(default=())

    def faulty(self, stage: str) -> str:
        """The fault at one stage."""
        return "" if self.mended == stage else self.fault

    def section(self, name: str) -> SectionSpec:
        """The section with this id. Raises KeyError."""
        return {section.id: section for section in self.sections}[name]


@cache
def sites() -> tuple[SiteSpec, ...]:
    """Every site, in the order of the file."""
    return tuple(_site(name, facts) for name, facts in read_yaml(DATA / "sites.yml").items())


def _site(name: str, facts: dict[str, Any]) -> SiteSpec:
    sections = tuple(
        SectionSpec(id=key, **{**one, "areas": tuple(one.get("areas", ()))}) for key, one in facts["sections"].items()
    )
    traits = tuple(facts.get("traits", ()))
    return SiteSpec(**{**facts, "id": name, "sections": sections, "traits": traits})
