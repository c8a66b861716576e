"""Leases: what only one process may do at a time, held until a moment and free again when that has passed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from domain.errors import LeaseLost
from store.base import Base, build
from store.tables_shared import lease


@dataclass(frozen=True)
class Lease:
    """`holder` may do what `name` says until `until` (aware UTC)."""

    name: str
    holder: str
    until: datetime


@dataclass(frozen=True)
class Fence:
    """The leases by which somebody works; whoever writes under them renews them in the same transaction."""

    names: tuple[str, ...]
    holder: str
    seconds: float


class Leases(Base):
    """Whoever lets a lease run out has to expect that another took it."""

    def claim(self, name: str, holder: str, now: datetime, seconds: float) -> bool:
        """Take a lease that is free, has run out, or is the holder's own already."""
        until = now + timedelta(seconds=seconds)
        taken = self.insert(lease).values(name=name, holder=holder, until=until).on_conflict_do_update(
            index_elements=["name"], set_={"holder": holder, "until": until},
            where=(lease.c.until <= now) | (lease.c.holder == holder),
        )
        with self.begin() as connection:
            return self.did(connection, taken)

    def renew(self, name: str, holder: str, now: datetime, seconds: float,
              connection: Connection | None = None) -> bool:
        """Hold a lease for longer; False when another holds it or nobody does."""
        mine = (lease.c.name == name) & (lease.c.holder == holder)
        with self.begin(connection) as opened:
            longer = update(lease).where(mine).values(until=now + timedelta(seconds=seconds))
            return self.did(opened, longer)

    def renew_all(self, fence: Fence, now: datetime, connection: Connection | None = None) -> None:
        """Hold all of them for longer. Raises LeaseLost, so that nothing is written after another took over."""
        with self.begin(connection) as opened:
            for name in sorted(fence.names):
                if not self.renew(name, fence.holder, now, fence.seconds, opened):
                    raise LeaseLost(f"“{name}” đã do một tiến trình khác giữ")

    def release(self, name: str, holder: str) -> None:
        """Give a lease back; one that another took meanwhile stays theirs."""
        with self.begin() as connection:
            connection.execute(delete(lease).where(lease.c.name == name, lease.c.holder == holder))

    def leases(self, now: datetime) -> list[Lease]:
        """Those that hold now, by name."""
        with self.reading() as connection:
            rows = connection.execute(select(lease).where(lease.c.until > now)).mappings()
            return sorted((build(Lease, row) for row in rows), key=lambda one: one.name)

    def run_out(self, now: datetime) -> list[Lease]:
        """Those that nobody gave back and nobody renewed: their holder died, by name."""
        with self.reading() as connection:
            rows = connection.execute(select(lease).where(lease.c.until <= now)).mappings()
            return sorted((build(Lease, row) for row in rows), key=lambda one: one.name)
