"""Three nodes with TLS, passwords and roles: everybody is held to their rights, and no fault loses or doubles anything.

One test, since one cluster is enough for a machine: it is started here, hurt in turn, and stopped.
"""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.article import Article
from domain.errors import IndexUnavailable, StoreError
from domain.plan import Plan
from domain.settings import Settings, load
from domain.unit import Registry
from index import elastic_connect
from index.elastic import ElasticIndex
from index.elastic_roles import grant
from index.questions import SearchQuestion
from store import Store
from tests.conftest import ROOT
from tests.index import made
from tests.servers import Missing, without
from tests.servers.elastic_cluster import PASSWORD, Cluster, Member, cluster
from tests.servers.elastic_fixture import session_process

pytestmark = [pytest.mark.elastic, pytest.mark.cluster]
ALL = SearchQuestion()
NAME = "phusong-articles"
DISK = "cluster.routing.allocation.disk.watermark"


@dataclass(frozen=True)
class Length:
    """How much is written in each trial, and how long a node is stopped (seconds)."""

    articles: int
    stopped: float


@pytest.fixture
def nodes() -> Iterator[Cluster]:
    try:
        made = cluster(ROOT / "deploy" / "elasticsearch" / "roles.yml", session_process())
    except Missing as error:
        without(error)
    yield made
    made.down()


@dataclass
class Trial:
    """The cluster, and the index as seen by its users."""

    nodes: Cluster
    store: Store
    registry: Registry
    plan: Plan
    home: Path
    length: Length

    def settings(self, user: str = "", **given: Any) -> Settings:
        who = {"index_user": user, "index_password": PASSWORD} if user else {}
        return load(**{"home": self.home, "index": self.nodes.urls, "index_ca": self.nodes.ca, **who, **given})

    def index(self, user: str, **given: Any) -> ElasticIndex:
        client = elastic_connect.connect(self.settings(user, **given))
        try:
            return ElasticIndex(
                client, self.store.ledger, self.registry, self.plan, NAME, pause=lambda wait: time.sleep(min(wait, 1)))
        except StoreError:
            client.close()
            raise

    def primary(self) -> Member:
        """The node that all writes go through."""
        for asked in self.nodes.members:
            if asked.pid:
                shards = self.nodes.ask(asked, f"/_cat/shards/{NAME}?format=json")
                name = next(one["node"] for one in shards if one["prirep"] == "p")
                return next(one for one in self.nodes.members if one.name == name)
        raise AssertionError("every node is down")

    def setting(self, **values: Any) -> None:
        told = {name.replace("__", "."): value for name, value in values.items()}
        member = next(one for one in self.nodes.members if one.pid)
        self.nodes.ask(member, "/_cluster/settings", method="PUT", body={"persistent": told})


@pytest.mark.parametrize("length", [
    Length(1500, 8), pytest.param(Length(20_000, 60), marks=pytest.mark.torture, id="long")])
def test_rights_and_faults(
    nodes: Cluster, store: Store, registry: Registry, plan: Plan, tmp_path: Path, length: Length,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(elastic_connect, "PATIENCE", 5.0)
    trial = Trial(nodes, store, registry, plan, tmp_path, length)
    _everybody_has_their_rights_and_no_more(trial)
    _a_killed_node_costs_nothing(trial)
    _a_stopped_node_costs_nothing(trial)
    _a_full_disk_is_told_and_costs_nothing(trial)
    assert all(one.pid for one in nodes.members)


def _everybody_has_their_rights_and_no_more(trial: Trial) -> None:
    one = made.article(1, "papi")
    reader, writer = trial.index("reader"), trial.index("writer")
    for ask in (lambda: reader.count(ALL), lambda: writer.put([one])):
        _refused(ask, "phusong index build")
    _refused(writer.generations.make, "không có quyền")
    migrator = trial.index("migrator")
    assert writer.put([one]) == 1 and reader.count(ALL) == 1
    assert list(reader.export(ALL)) and reader.new(ALL, 0).hits
    for ask in (lambda: reader.put([made.article(2)]), lambda: reader.remove([one.id]),
                lambda: reader.generations.drop(reader.target()), lambda: writer.generations.drop(writer.target()),
                lambda: writer.rebuild([])):
        _refused(ask, "không có quyền")
    assert reader.count(ALL) == 1
    assert migrator.rebuild([one]) == 1 and reader.count(ALL) == 1
    _refused(lambda: grant(migrator.client, NAME), "roles.yml|không có quyền")
    _refused(lambda: trial.index(""), "PHUSONG_INDEX_USER")
    _refused(lambda: trial.index("reader", index_password="sai"), "PHUSONG_INDEX_USER")
    _refused(lambda: trial.index("reader", index_ca=None), "PHUSONG_INDEX_CA")
    for index in (reader, writer, migrator):
        index.close()


def _refused(ask: Callable[[], object], words: str) -> None:
    with pytest.raises(StoreError, match=words) as caught:
        ask()
    assert PASSWORD not in f"{caught.value!r}{caught.value.__cause__!r}"


def _a_killed_node_costs_nothing(trial: Trial) -> None:
    """kill -9 of the node with the primary, in the middle of a put; it comes back later."""
    trial.nodes.wait(3, "green")
    hurt = trial.primary()
    _told("node killed", trial, _written_through(trial, 1, lambda: trial.nodes.kill(hurt)))
    trial.nodes.start(hurt)
    trial.nodes.wait(3, "green")


def _a_stopped_node_costs_nothing(trial: Trial) -> None:
    """SIGSTOP: it holds its connections and answers nobody; then it wakes up and knows nothing of it."""
    hurt = trial.primary()
    waking = threading.Timer(trial.length.stopped, trial.nodes.thaw, (hurt,))

    def stop() -> None:
        trial.nodes.freeze(hurt)
        waking.start()

    took = _written_through(trial, 2, stop)
    waking.join()
    trial.nodes.wait(3, "green")
    _whole(trial, 2)
    _told(f"node stopped for {trial.length.stopped:.0f} s", trial, took)


def _a_full_disk_is_told_and_costs_nothing(trial: Trial) -> None:
    """The server refuses writes by itself when the disk is full, and takes them again when it is not."""
    full = {f"{DISK}.{name}".replace(".", "__"): "1000000gb" for name in ("low", "high", "flood_stage")}
    trial.setting(cluster__info__update__interval="10s", **full)
    index, until, revision = trial.index("writer"), time.monotonic() + 90, 3
    with pytest.raises(IndexUnavailable, match=r"flood|disk|block"):
        while time.monotonic() < until:
            index.put(_articles(trial.length.articles // 10, revision))
            revision += 1
            time.sleep(0.5)
    trial.setting(**dict.fromkeys(full))
    again = _put(index, _articles(trial.length.articles, revision + 1), until=time.monotonic() + 300)
    _whole(trial, revision + 1)
    index.close()
    _told("disk full", trial, f"writes refused after {revision - 3} puts, taken again after {again} more tries")


def _written_through(trial: Trial, revision: int, fault: Callable[[], None]) -> str:
    """Everything is put while the fault happens, and is there afterwards. Returns how long that took."""
    index, met, started, again = trial.index("writer"), threading.Event(), time.monotonic(), 0

    def some() -> Iterator[Article]:
        for number, one in enumerate(_articles(trial.length.articles, revision)):
            if number == trial.length.articles // 3:
                met.set()
            yield one

    def hurt() -> None:
        met.wait(60)
        fault()

    hurting = threading.Thread(target=hurt)
    hurting.start()
    try:
        index.put(some())
    except IndexUnavailable:
        again = 1 + _put(index, _articles(trial.length.articles, revision), until=time.monotonic() + 300)
    took = time.monotonic() - started
    hurting.join()
    index.close()
    _whole(trial, revision)
    return f"put through it in {took:.0f} s, {again} times from the beginning"


def _put(index: ElasticIndex, articles: list[Article], until: float) -> int:
    """As the projector does: again from the same place until it is through. Returns how often it had to."""
    again = 0
    while True:
        try:
            index.put(articles)
            return again
        except IndexUnavailable:
            again += 1
            if time.monotonic() > until:
                raise


def _told(fault: str, trial: Trial, what: str) -> None:
    """Seen with -s: what docs/measured.md says."""
    print(f"\n{fault}: {what}; {trial.length.articles:,} of {trial.length.articles:,} articles there, each once")


def _articles(count: int, revision: int) -> list[Article]:
    """The same articles at each revision, which stands in the title."""
    day = date(2023, 8, 1)
    return [
        made.article(number, f"papi lần {revision}", "cải cách hành chính " * 60, on=day + timedelta(days=number % 30),
                     areas="A01:P", revision=revision)
        for number in range(count)]


def _whole(trial: Trial, revision: int) -> None:
    """Every article once, at its newest revision, with a number of its own; an older one changes nothing."""
    index = trial.index("writer")
    assert index.put(_articles(50, revision - 1)) == 0
    assert index.state().articles == index.count(SearchQuestion(f'"lần {revision}"')) == trial.length.articles
    seen = [hit.seq for hit in index.export(ALL)]
    assert len(seen) == len(set(seen)) == trial.length.articles
    index.close()
