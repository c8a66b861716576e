"""What a child is told: which source to crawl, under which settings and limits, and which leases it crawls by."""

import json
from dataclasses import asdict, dataclass
from typing import Any, Final

from crawlers.door import Limits
from domain.settings import Settings
from domain.settings_servers import secret
from domain.source import Source
from store.leases import Fence

_SETTINGS: Final = (
    "home", "sources", "allow_loopback", "min_delay", "now", "contact", "page_budget", "ledger", "index",
)


@dataclass(frozen=True)
class Job:
    """One crawl, as its child reads it."""

    source: Source
    crawl: int
    limits: Limits
    settings: Settings
    fence: Fence | None = None

    def to_json(self) -> str:
        """One line. It holds the ledger's password: for a pipe only. Raises OSError."""
        settings = self.settings.model_dump(mode="json", include=set(_SETTINGS))
        settings["ledger_password"] = secret(self.settings.ledger_password, self.settings.ledger_password_file)
        return json.dumps({
            "source": self.source.model_dump(mode="json"), "crawl": self.crawl, "limits": asdict(self.limits),
            "settings": settings, "fence": asdict(self.fence) if self.fence else None,
        })

    @classmethod
    def from_json(cls, line: str) -> "Job":
        """Back from `to_json`."""
        said: dict[str, Any] = json.loads(line)
        fence = said["fence"]
        return cls(
            Source.model_validate(said["source"]), said["crawl"], Limits(**said["limits"]),
            Settings(**said["settings"]),
            Fence(tuple(fence["names"]), fence["holder"], fence["seconds"]) if fence else None,
        )
