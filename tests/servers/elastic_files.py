"""The Elasticsearch that tests run: the distribution, a JDK, a user other than root, and a node's own files."""

import hashlib
import os
import pwd
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tests.servers import Missing

VERSION = "9.2.8"
DIGEST = "db508f13489de1f46f1af9b487e1589071f34f5eb03a996b851a8bd67880f09b"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
USER = "phusong-es"
OLDEST_JAVA = 21
QUICK = "-XX:TieredStopAtLevel=1"  # a start of half the CPU, for servers that live a minute; not for benchmarks
HOW = (f"needs a JDK >= {OLDEST_JAVA} (ES_JAVA_HOME or /usr/lib/jvm), Maven for the first time "
       f"(mvn dependency:copy -Dartifact={ARTIFACT}), and root or a user other than root")


@dataclass(frozen=True)
class Kit:
    """What every node of a session is started from: an unpacked distribution that `user` may read."""

    home: Path
    java: Path
    user: str | None  # None: as who we are


def kit(folder: Path) -> Kit:
    """Everything, unpacked under `folder`. Raises Missing."""
    java, user, archive = _java(), _user(), _archive()
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    home = folder / f"elasticsearch-{VERSION}"
    for script in (home / "bin").iterdir():
        script.chmod(0o755)
    for directory in (folder, home):
        directory.chmod(0o755)
    return Kit(home, java, user)


def node_files(kit: Kit, folder: Path, settings: dict[str, str | int | bool]) -> None:
    """A node's own config, data, logs and snapshots, which belong to its user."""
    shutil.copytree(kit.home / "config", folder / "config")
    for name in ("data", "logs", "repo", "tmp"):
        (folder / name).mkdir(exist_ok=True)
    own = {"path.data": folder / "data", "path.logs": folder / "logs", "path.repo": folder / "repo"}
    lines = [f"{name}: {str(value).lower() if isinstance(value, bool) else value}"
             for name, value in {**own, **settings}.items()]
    (folder / "config" / "elasticsearch.yml").write_text("\n".join(lines) + "\n")
    give(kit, folder)


def give(kit: Kit, folder: Path) -> None:
    """Everything under the folder belongs to the server's user."""
    if kit.user:
        account = pwd.getpwnam(kit.user)
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid)


def environment(kit: Kit, folder: Path, heap: str = "512m", options: str = QUICK) -> dict[str, str]:
    """What a node's process is told; nothing of ours."""
    return {
        "PATH": os.environ["PATH"], "ES_JAVA_HOME": str(kit.java), "ES_PATH_CONF": str(folder / "config"),
        "ES_JAVA_OPTS": f"-Xms{heap} -Xmx{heap} {options}".strip(), "ES_TMPDIR": str(folder / "tmp"),
        "HOME": str(folder),
    }


def _java() -> Path:
    """A whole JDK: the server's entitlement library asks for jdk.jlink."""
    places = [Path(os.environ["ES_JAVA_HOME"])] if os.environ.get("ES_JAVA_HOME") else []
    places += sorted(Path("/usr/lib/jvm").glob("*"), reverse=True) if Path("/usr/lib/jvm").is_dir() else []
    for place in places:
        release = place / "release"
        text = release.read_text() if release.is_file() and (place / "bin" / "jlink").exists() else ""
        major = text.partition('JAVA_VERSION="')[2].partition('"')[0].split(".")[0]
        if major.isdigit() and int(major) >= OLDEST_JAVA:
            return place
    raise Missing(HOW)


def _user() -> str | None:
    """The server refuses to run as root."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(USER)
    except KeyError:
        made = subprocess.run(["useradd", "-r", "-M", "-s", "/usr/sbin/nologin", USER], capture_output=True, text=True)
        if made.returncode not in (0, 9):  # 9: another worker was quicker
            raise Missing(f"{HOW}; useradd: {made.stderr.strip()}") from None
    return USER


def _archive() -> Path:
    """The distribution in the cache, fetched on first use and compared with its known digest."""
    cache = Path(os.environ.get("PHUSONG_CACHE") or Path.home() / ".cache" / "phusong")
    file = cache / f"elasticsearch-{VERSION}.zip"
    if not file.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        maven = shutil.which("mvn")
        if maven is None:
            raise Missing(HOW)
        asked = [maven, "-q", "dependency:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={cache}"]
        fetched = subprocess.run(asked, capture_output=True, text=True)
        if fetched.returncode or not file.is_file():
            raise Missing(f"{HOW}; Maven: {fetched.stdout.strip()[-300:]}")
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    if digest != DIGEST:
        raise Missing(f"{file} is not the file it should be (sha256 {digest}); remove it")
    return file
