"""Everything one command needs, opened once and only when it is asked for."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from domain.calendar import Calendar
from domain.clock import Clock
from domain.plan import Plan, load_plan
from domain.settings import Settings
from domain.source import Source, load_sources
from domain.unit import Registry, load_registry
from store import Store, store_of

if TYPE_CHECKING:  # spaCy and the index are loaded by the commands that read or search, not by `--help`
    from index.port import Index
    from nlp.reader import Reader


@dataclass(frozen=True)
class House:
    """Settings and what they point to. Every property may raise DataError or StoreError on first use."""

    settings: Settings

    @property
    def clock(self) -> Clock:
        """The one clock."""
        return self.settings.clock

    @cached_property
    def store(self) -> Store:
        """Ledger and archive."""
        return store_of(self.settings)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source by id, each answering to a unit that the registry knows. Raises DataError."""
        from flows.checks import units_known

        return units_known(load_sources(self.settings.sources), self.registry, self.settings.sources)

    @cached_property
    def plan(self) -> Plan:
        """The province's plan."""
        return load_plan(self.settings.plan)

    @cached_property
    def registry(self) -> Registry:
        """The units and their names."""
        return load_registry(self.settings.units)

    @cached_property
    def calendar(self) -> Calendar:
        """Working days."""
        return Calendar.load(self.settings.holidays)

    @cached_property
    def reader(self) -> "Reader":
        """Text to reading: loads spaCy."""
        from nlp.reader import open_reader

        return open_reader(self.plan, self.registry, self.lexicon)

    @property
    def lexicon(self) -> Path | None:
        """A plan of one's own brings its rules in a folder beside its file, named as its id; None: the shipped ones."""
        beside = self.settings.plan.parent / self.plan.id
        return beside if (beside / "lexicon.yml").is_file() else None

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """The plan's areas for which there are no rules: a zero there says nothing. Raises DataError."""
        from nlp.rules import HOME

        folder = self.lexicon or HOME / self.plan.id
        return tuple(area.id for area in self.plan.areas if not (folder / f"{area.id}.yml").is_file())

    @cached_property
    def index(self) -> "Index":
        """What can be asked."""
        from index import open_index

        return open_index(self.store, self.registry, self.plan, self.settings)

    def close(self) -> None:
        """Let go of what was opened."""
        if "index" in self.__dict__:
            self.index.close()
        if "store" in self.__dict__:
            self.store.close()
