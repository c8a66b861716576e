"""A starter that keeps a list, for what the reconciler asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Listed:
    """What was started, by idempotency key; a key known before starts nothing."""

    runs: dict[str, tuple[str, Mapping[str, str | int]]] = field(default_factory=dict)
    underway: set[int] = field(default_factory=set)
    hanging: int = 0
    running: set[str] = field(default_factory=set)

    def start(self, deployment: str, parameters: Mapping[str, str | int], key: str) -> object:
        self.runs.setdefault(key, (deployment, parameters))
        return key

    def batches_underway(self) -> set[int]:
        return self.underway

    def free_hanging(self, now: datetime) -> int:
        return self.hanging

    def free_dead(self, runs: Iterable[str], now: datetime) -> int:
        dead = self.running & set(runs)
        self.running -= dead
        return len(dead)

    def asked(self, deployment: str) -> list[Mapping[str, str | int]]:
        """The parameters of every run of one deployment."""
        return [parameters for name, parameters in self.runs.values() if name == deployment]
