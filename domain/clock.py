"""The one clock. Everything asks it; `PHUSONG_NOW` freezes it for a replay or a simulation."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime

from domain.dated import VIETNAM
from domain.errors import SettingsError


@dataclass(frozen=True)
class Clock:
    """`frozen` is None for the real clock. Stored rows and output made under a frozen one say `simulated`."""

    frozen: datetime | None = None

    @property
    def simulated(self) -> bool:
        """Whether this clock was set by hand."""
        return self.frozen is not None

    def now(self) -> datetime:
        """Now, aware UTC."""
        return self.frozen or datetime.now(UTC)

    def today(self) -> date:
        """Today in Vietnam."""
        return self.now().astimezone(VIETNAM).date()


def parse_now(text: str) -> datetime:
    """An ISO 8601 instant with its offset, as aware UTC. Raises SettingsError."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise SettingsError(f"PHUSONG_NOW: “{text}” không phải ISO 8601, ví dụ 2023-08-22T08:00:00+07:00") from error
    if moment.tzinfo is None:
        raise SettingsError(f"PHUSONG_NOW: “{text}” thiếu múi giờ, ví dụ 2023-08-22T08:00:00+07:00")
    return moment.astimezone(UTC)


def clock() -> Clock:
    """The clock of this process, from the environment. Raises SettingsError."""
    text = os.environ.get("PHUSONG_NOW", "")
    return Clock(parse_now(text)) if text else Clock()
