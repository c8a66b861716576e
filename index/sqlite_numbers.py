"""Sequence numbers as the SQLite index sees them: the ledger gives them, so a watermark outlives a switch of index."""

from sqlalchemy import Connection

OURS = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'ix_seq'"
KEEP = "INSERT INTO number (seq, article) SELECT seq, id FROM ix_seq WHERE NOT EXISTS (SELECT 1 FROM number)"
APPEND = """
INSERT INTO number (article)
SELECT id FROM ix_seq WHERE id NOT IN (SELECT article FROM number) ORDER BY seq
"""
NOT_SHOWN = """
SELECT n.seq FROM number n
WHERE n.seq > ? AND n.seq <= ? AND NOT EXISTS (SELECT 1 FROM ix_doc d WHERE d.id = n.article)
    AND EXISTS (SELECT 1 FROM article a WHERE a.id = n.article)
ORDER BY n.seq LIMIT 1
"""


def numbers_of_its_own(connection: Connection) -> bool:
    """Whether the file still holds numbers that the index of schema 1 gave by itself."""
    return connection.exec_driver_sql(OURS).first() is not None


def hand_over_numbers(connection: Connection) -> None:
    """Give them to the ledger: as they are, or in their order behind those that it has given meanwhile."""
    if numbers_of_its_own(connection):
        for statement in (KEEP, APPEND, "DROP TABLE ix_seq"):
            connection.exec_driver_sql(statement)


def newest_number(connection: Connection) -> int:
    """The newest number given; 0 at first."""
    return int(connection.exec_driver_sql("SELECT ifnull(max(seq), 0) FROM number").scalar_one())


def not_shown(connection: Connection, since: int, until: int) -> int | None:
    """The first number after `since`, up to `until`, of an article that the ledger has and this index does not show.

    So it is after a time in which an index on a server followed the ledger, until this one is made anew.
    """
    found = connection.exec_driver_sql(NOT_SHOWN, (since, until)).scalar()
    return None if found is None else int(found)
