"""The indexes behind one name: each made by one version of the rules, readers see the one that the alias points to."""

import re
from dataclasses import dataclass

from elasticsearch import ApiError, AuthorizationException, Elasticsearch

from domain.errors import StoreError
from index.elastic_errors import OTHER_RULES, UNBUILT, told
from index.mapping import MAPPINGS, META, SCHEMA_VERSION, SETTINGS, Json

TAKEN = "resource_already_exists_exception"


@dataclass(frozen=True)
class Built:
    """One index on the server. `serves`: readers see it. `schema`, `analysis`: the rules it was made by."""

    name: str
    serves: bool
    schema: int
    analysis: int

    @property
    def current(self) -> bool:
        """Whether it was made by this program's rules."""
        return {"schema": self.schema, "analysis": self.analysis} == META

    @property
    def number(self) -> int:
        """Which one it is, from the name."""
        return int(self.name.rsplit("-", 1)[1])


@dataclass(frozen=True)
class Generations:
    """The indexes of one installation; `settings`: of those it makes, beside those of index.mapping."""

    client: Elasticsearch
    alias: str
    settings: Json

    def all(self) -> list[Built]:
        """Every index, oldest first."""
        with told():
            found = self.client.indices.get(index=f"{self.alias}-v*", allow_no_indices=True).body
        own = re.compile(re.escape(self.alias) + r"-v\d+-\d{6}")
        made = [_built(name, one, self.alias) for name, one in found.items() if own.fullmatch(name)]
        return sorted(made, key=lambda one: one.number)

    def serving(self) -> Built | None:
        """The index that readers see, whatever rules it was made by; None where there is none yet."""
        with told():
            found = self.client.options(ignore_status=404).indices.get(index=self.alias).body
        names = [name for name, one in found.items() if isinstance(one, dict) and "mappings" in one]
        return _built(names[0], found[names[0]], self.alias) if names else None

    def ours(self) -> Built:
        """The index that readers see. Raises StoreError where there is none, or it was made by other rules."""
        found = self.serving()
        if found is None:
            raise StoreError(UNBUILT)
        if not found.current:
            raise StoreError(OTHER_RULES)
        return found

    def make(self, serves: bool = False) -> str:
        """A new empty index of this program's rules; returns its name. Whoever makes the same at once gets the same."""
        name = f"{self.alias}-v{SCHEMA_VERSION}-{max([0, *(one.number for one in self.all())]) + 1:06d}"
        with told():
            try:
                self.client.indices.create(
                    index=name, mappings=MAPPINGS, settings={**SETTINGS, **self.settings},
                    aliases={self.alias: {}} if serves else {})
            except ApiError as error:
                if TAKEN not in str(error.body):
                    raise
        return name

    def first(self) -> None:
        """The first index of an installation, unless this account may only read."""
        if self.serving() is None:
            try:
                self.make(serves=True)
            except StoreError as error:
                if not isinstance(error.__cause__, AuthorizationException):
                    raise

    def swap(self, name: str) -> None:
        """Let readers see this index from now on, and no other, in one step."""
        before = self.serving()
        actions: list[Json] = [{"add": {"index": name, "alias": self.alias}}]
        if before is not None and before.name != name:
            actions.insert(0, {"remove": {"index": before.name, "alias": self.alias, "must_exist": True}})
        with told():
            self.client.indices.update_aliases(actions=actions)

    def drop(self, name: str) -> None:
        """Take one index away for good."""
        with told():
            self.client.indices.delete(index=name)


def _built(name: str, one: Json, alias: str) -> Built:
    made = one["mappings"].get("_meta", {})
    return Built(name, alias in one["aliases"], int(made.get("schema", 0)), int(made.get("analysis", 0)))
