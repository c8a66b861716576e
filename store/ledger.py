"""The ledger: everything that is true and everything that waits, in one database."""

import json
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, insert

from domain.errors import StoreError
from domain.verdict import Finding
from store.articles import Articles
from store.batches import Batches
from store.crawls import Crawls
from store.deliveries import Deliveries
from store.engine import migrate, open_engine
from store.hubs import Hubs
from store.incidents import Incidents
from store.leases import Leases
from store.projection import Projection
from store.reposts import Reposts
from store.saved import SavedSearches
from store.tables import finding


class Ledger(Crawls, Hubs, Batches, Articles, Reposts, Leases, Projection, Incidents, Deliveries, SavedSearches):
    """Every table behind one name; `begin()` gives a transaction that several of its methods can share."""

    def add_findings(self, findings: list[Finding], at: datetime, connection: Connection | None = None) -> None:
        """Keep the verdicts of one audit with their evidence."""
        rows = [
            {"at": at, "source": one.source, "section": one.section, "verdict": one.verdict.value,
             "body": json.loads(json.dumps(asdict(one), default=str)), "simulated": one.simulated}
            for one in findings
        ]
        if rows:
            with self.begin(connection) as opened:
                opened.execute(insert(finding), rows)


def open_ledger(url: str, password: str = "") -> Ledger:
    """The ledger at `sqlite:///file` or `postgresql://…`, at the newest schema. Raises StoreError, LedgerBusy."""
    engine = open_engine(url, password)
    try:
        migrate(engine)
    except StoreError:
        engine.dispose()
        raise
    return Ledger(engine)
