"""A date as a claim: value, precision, evidence, confidence, and the words it was read from."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

VIETNAM = timezone(timedelta(hours=7), "+07")  # no daylight saving since 1975: a fixed offset is exact


class Precision(StrEnum):
    """How fine the claim is. A time of 00:00 or 12:00 AM that only fills a template is DAY."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"


class Confidence(StrEnum):
    """HIGH: labelled or machine-readable, or two sources agree. MEDIUM: one visible place. LOW: address only."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True)
class Dated:
    """`value` is aware for MINUTE (kept in Vietnam time) and a plain date for DAY and MONTH (first of the month)."""

    value: datetime | date
    precision: Precision
    evidence: str  # jsonld | meta | time | profile | visible | feed | sitemap | listing | url
    confidence: Confidence
    as_written: str

    @property
    def day(self) -> date:
        """The day in Vietnam."""
        if isinstance(self.value, datetime):
            return self.value.astimezone(VIETNAM).date()
        return self.value

    @property
    def earliest(self) -> datetime:
        """The first instant the claim allows, aware UTC: what may not lie after `first_seen`."""
        if isinstance(self.value, datetime):
            return self.value.astimezone(UTC)
        return datetime(self.value.year, self.value.month, self.value.day, tzinfo=VIETNAM).astimezone(UTC)

    def as_json(self) -> dict[str, str]:
        """The form people script against (docs/interface.md)."""
        value = self.value.astimezone(VIETNAM) if isinstance(self.value, datetime) else self.value
        return {
            "value": value.isoformat(),
            "precision": self.precision.value,
            "evidence": self.evidence,
            "confidence": self.confidence.value,
            "as_written": self.as_written,
        }

    @classmethod
    def from_json(cls, data: dict[str, str]) -> "Dated":
        """Back from `as_json`. Raises KeyError, ValueError."""
        raw, precision = data["value"], Precision(data["precision"])
        value = datetime.fromisoformat(raw) if precision is Precision.MINUTE else date.fromisoformat(raw)
        return cls(value, precision, data["evidence"], Confidence(data["confidence"]), data["as_written"])


def week_of(day: date) -> str:
    """ISO week of a Vietnam day, as `2023-W34`: the column of every coverage table."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
