"""The index's tables in the ledger's file: all can be dropped and made anew; the ledger keeps the sequence numbers.

A row id is made from the publication day (day of the calendar × 2^18 + place in the day; negative when undated), so
that the newest come first without sorting, a range of days is a range of row ids, and a week lies together on disk.
"""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from domain.errors import StoreError
from index.analysis import ANALYSIS_VERSION

SCHEMA_VERSION = 4
DAY_BITS = 18  # 262,144 articles a day; wider gaps between row ids cost a byte in every posting (measured: +8 %)

# What ix_cell counts, and by which of the article's units, area and own marks.
_ROLES = {"publisher": "(u.roles & 1)", "actor": "(u.roles >> 1 & 1)", "either": "1"}
_PARTS = {"": "1", "_reposts": "d.repost", "_review": "a.review", "_review_reposts": "a.review * d.repost"}
CELL_COUNTS = {f"{role}{part}": f"{one} * {of}" for role, one in _ROLES.items() for part, of in _PARTS.items()}

# One full-text table: exact and folded tokens of a field in one column, filters as tokens in `tags`. Measured on
# 100,000 articles of 460 syllables: 0.69 ms of CPU an article, beside 1.0 ms for two tables; with seldom merging and
# 2,000 articles at once 0.56 ms. Contentless, since the texts stand in ix_text, compressed. `ascii` divides our tokens
# at blanks and nowhere else.
TABLES = f"""
CREATE VIRTUAL TABLE ix_fts USING fts5(title, lead, body, tags, content='', tokenize="ascii tokenchars '_'");
INSERT INTO ix_fts(ix_fts, rank) VALUES ('hashsize', 33554432);
INSERT INTO ix_fts(ix_fts, rank) VALUES ('automerge', 16);
INSERT INTO ix_fts(ix_fts, rank) VALUES ('crisismerge', 64);
CREATE TABLE ix_doc (
    rid INTEGER PRIMARY KEY, who INTEGER NOT NULL, what INTEGER NOT NULL, week TEXT NOT NULL, month TEXT NOT NULL,
    source TEXT NOT NULL, kind TEXT NOT NULL, format TEXT NOT NULL, pairs INTEGER NOT NULL, repost INTEGER NOT NULL,
    review INTEGER NOT NULL, at INTEGER, last INTEGER, seen INTEGER NOT NULL, id TEXT NOT NULL UNIQUE,
    seq INTEGER NOT NULL, revision INTEGER NOT NULL
);
CREATE INDEX ix_doc_seq ON ix_doc (seq);
CREATE INDEX ix_doc_last ON ix_doc (last, rid) WHERE last IS NOT NULL;
CREATE INDEX ix_doc_source ON ix_doc (source, rid);
CREATE TABLE ix_text (rid INTEGER PRIMARY KEY, digest BLOB NOT NULL, text BLOB NOT NULL);
CREATE TABLE ix_area (
    rid INTEGER NOT NULL, area TEXT NOT NULL, level TEXT NOT NULL, counts INTEGER NOT NULL, review INTEGER NOT NULL,
    PRIMARY KEY (rid, area)
) WITHOUT ROWID;
CREATE TABLE ix_unit (
    rid INTEGER NOT NULL, unit TEXT NOT NULL, roles INTEGER NOT NULL, PRIMARY KEY (rid, unit)
) WITHOUT ROWID;
CREATE INDEX ix_unit_newest ON ix_unit (unit, rid, roles);
CREATE TABLE ix_section (
    source TEXT NOT NULL, section TEXT NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY (source, section, rid)
) WITHOUT ROWID;
CREATE TABLE ix_cell (
    week TEXT NOT NULL, unit TEXT NOT NULL, area TEXT NOT NULL,
    {" ".join(f"{count} INTEGER NOT NULL," for count in CELL_COUNTS)} PRIMARY KEY (week, unit, area)
) WITHOUT ROWID;
CREATE TABLE ix_label (label INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE ix_word (word TEXT PRIMARY KEY, folded TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX ix_word_folded ON ix_word (folded)
"""
# ix_doc is narrow, since counting walks through many of its rows; what only a hit shows is packed into ix_text. `who`
# and `what` number each combination of source, kind, format and units, and each of areas, in ix_label: facets count
# short numbers (index.sqlite_facets).
# ix_cell: the matrix, kept up with every write. Counting two years anew took 390 ms for 100,000 articles.
# ix_word: every word ever indexed, so that `tru*` becomes a list of words: 3 ms where FTS5's own prefix took 250.
LASTING = """
CREATE TABLE IF NOT EXISTS ix_meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID
"""
NAMES = ("ix_fts", "ix_doc", "ix_text", "ix_area", "ix_unit", "ix_section", "ix_cell", "ix_label", "ix_word")
VERSIONS = {"schema": SCHEMA_VERSION, "analysis": ANALYSIS_VERSION}
_OURS = re.compile(rf"\bix_({'|'.join(name.removeprefix('ix_') for name in NAMES)})")


@dataclass(frozen=True)
class Tables:
    """One set of the index's tables in the file: the one that is asked, or one that is being made beside it."""

    prefix: str = "ix_"

    def sql(self, text: str) -> str:
        """A statement about the asked tables, as one about these."""
        return text if self.prefix == "ix_" else _OURS.sub(rf"{self.prefix}\1", text)


LIVE = Tables()


def versions(connection: Connection) -> dict[str, int]:
    """The versions that the file's index was made by; {} where there is none."""
    there = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'ix_meta'").first()
    if there is None:
        return {}
    rows = connection.exec_driver_sql("SELECT key, value FROM ix_meta WHERE key IN ('schema', 'analysis')")
    return {row.key: row.value for row in rows}


def create(connection: Connection) -> None:
    """Make the tables where there are none; several processes may try at once."""
    if versions(connection):
        return
    for statement in LASTING.split(";"):
        connection.exec_driver_sql(statement)
    make(connection, LIVE)
    connection.exec_driver_sql("INSERT OR IGNORE INTO ix_meta VALUES ('generation', 0)")
    connection.exec_driver_sql("REPLACE INTO ix_meta VALUES (?, ?)", list(VERSIONS.items()))


def make(connection: Connection, tables: Tables) -> None:
    """Make one set of tables, empty."""
    for statement in TABLES.split(";"):
        connection.exec_driver_sql(tables.sql(statement))


def meta(connection: Connection, key: str) -> int:
    """One number of the index's own bookkeeping; 0 where there is none."""
    sql = "SELECT value FROM ix_meta WHERE key = ?"
    return int(connection.exec_driver_sql(sql, (key,)).scalar() or 0)


def check(connection: Connection) -> None:
    """Raises StoreError when the index was made by other rules than this program's."""
    if versions(connection) != VERSIONS:
        raise StoreError("Chỉ mục tìm kiếm được lập theo quy tắc cũ; hãy lập lại chỉ mục (phusong rebuild)")


def day_start(day: date) -> int:
    """The lowest row id of a day."""
    return day.toordinal() << DAY_BITS


def day_end(day: date) -> int:
    """The highest row id of a day."""
    return ((day.toordinal() + 1) << DAY_BITS) - 1


def bucket(rid: int) -> int:
    """The day number that a row id belongs to; negative for everything undated."""
    return max(rid >> DAY_BITS, -1)


def day_of(rid: int) -> date:
    """The publication day that a positive row id is made from."""
    return date.fromordinal(rid >> DAY_BITS)
