"""The ledger: crawls, work, articles, reposts, findings and the outbox, in one database."""

import json
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, insert

from domain.verdict import Finding
from store.articles import Articles
from store.crawls import Crawls
from store.engine import migrate, open_engine
from store.hubs import Hubs
from store.reposts import Reposts
from store.tables import finding
from store.worklist import Worklist


class Ledger(Crawls, Hubs, Worklist, Articles, Reposts):
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


def open_ledger(url: str) -> Ledger:
    """The ledger at an SQLAlchemy address, at the newest schema. Raises StoreError, LedgerBusy."""
    engine = open_engine(url)
    migrate(engine)
    return Ledger(engine)
