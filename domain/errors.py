"""Everything that can go wrong, as one tree.

PhusongError
├── SettingsError        a setting is missing or makes no sense
├── DataError            a file that people write (plan, units, sources …) breaks its schema
├── UnknownName          no such source, unit, area or section
├── QueryError           the search grammar was not met
├── BadLine              a line of input is not what the command was promised
├── StoreError           the ledger or the archive cannot be read or written
│   ├── LedgerBusy       another process holds the ledger
│   ├── LedgerLost       the server undid a transaction: it may be run again
│   ├── LeaseLost        another process took over what this one was doing
│   ├── IndexUnavailable the index server does not answer, or not now
│   └── ArchiveDamaged   a record does not read back as it was written
├── NotSent              a notice could not be handed over; it is tried again later
└── CrawlError           carries one word of domain.outcome and never stops a whole run
    ├── Refused          we do not ask: private address, robots.txt, scheme, budget
    ├── Unreachable      no answer: name, connection, TLS, time-out
    └── SiteChanged      an answer without what its template must hold
"""


class PhusongError(Exception):
    """A foreseen failure; its text is meant for the person at the keyboard."""


class SettingsError(PhusongError):
    """A setting is missing or makes no sense."""


class DataError(PhusongError):
    """A data file breaks its schema.

    `file`, `line` (1-based, or None), `field` (dotted path, "-" for the whole) and `expected` say how to mend it.
    """

    def __init__(self, file: object, field: str, expected: str, line: int | None = None) -> None:
        self.file, self.field, self.expected, self.line = str(file), field, expected, line
        place = self.file if line is None else f"{self.file}, dòng {line}"
        super().__init__(f"{place}: {expected}" if field == "-" else f"{place}: trường “{field}”: {expected}")


class UnknownName(PhusongError):
    """No source, unit, area or section has this id."""


class QueryError(PhusongError):
    """A search query that the grammar does not allow; `position` is 0-based in the query."""

    def __init__(self, message: str, position: int | None = None) -> None:
        self.position = position
        super().__init__(message)


class BadLine(PhusongError):
    """A line given to `extract` or `read` lacks what it needs; the other lines are answered."""


class StoreError(PhusongError):
    """The ledger or the archive cannot be read or written."""


class LedgerBusy(StoreError):
    """Another process holds the ledger for longer than we wait."""


class LedgerLost(StoreError):
    """The server undid a transaction (connection lost, deadlock, shut down): nothing of it was kept."""


class IndexUnavailable(StoreError):
    """The index server does not answer or is too busy: later the same may succeed, and nothing is lost meanwhile."""


class LeaseLost(StoreError):
    """Another process took over what this one was doing."""


class ArchiveDamaged(StoreError):
    """An archived record does not read back as it was written."""


class NotSent(PhusongError):
    """A mail or webhook could not be handed over; the text is kept as the reason and it is tried again."""


class CrawlError(PhusongError):
    """One request or one page failed; `outcome` is a word of `domain.outcome`."""

    def __init__(self, outcome: str, detail: str = "") -> None:
        self.outcome, self.detail = outcome, detail
        super().__init__(f"{outcome}: {detail}" if detail else outcome)


class Refused(CrawlError):
    """We do not ask: private address, robots.txt, scheme, budget."""


class Unreachable(CrawlError):
    """No answer: name, connection, TLS, time-out."""


class SiteChanged(CrawlError):
    """An answer without what its template must hold."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("site_changed", detail)
