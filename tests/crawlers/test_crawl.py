"""A crawl in its child process: what it tells, and what is left when it is killed, hangs or never starts."""

import itertools
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawlers import nursery as module
from crawlers.crawl import Progress, crawl, crawl_many
from crawlers.door import Limits
from crawlers.nursery import Nursery, Process
from domain.record import State
from store import Store
from tests.crawlers.crawls import crawl_here, fetched, settings, source
from tests.crawlers.sites import Asked, Site, item, newspaper, reply, site

TODAY = date(2023, 8, 28)
OFTEN = Limits(flush_rows=4, flush_seconds=0.3)


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[Process]:
    """Every child that a test starts."""
    started: list[Process] = []
    start = Nursery.start

    def record(nursery: Nursery) -> Process:
        started.append(start(nursery))
        return started[-1]

    monkeypatch.setattr(Nursery, "start", record)
    return started


def _signal_at(opened: Site, path: str, number: signal.Signals, children: list[Process]) -> None:
    """Send a signal to the running child when it asks for this path, once."""
    page, sent = opened.pages[path], list[int]()

    def answer(_: Asked) -> Any:
        if not sent:
            sent.append(children[-1].number)
            children[-1].signal(number)
        return page

    opened.pages[path] = answer


def test_a_crawl_tells_its_progress_and_ends_by_itself(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        told: list[Progress] = []

        def readable(progress: Progress) -> None:
            told.append(progress)
            works = [one for one in store.ledger.work() if one.article in progress.fetched]
            assert all(store.archive.get(one.record).status == 200 for one in works)

        end = crawl(source(opened), settings(store.home), store, readable, OFTEN)
        assert (end.outcome, end.counts.found, end.counts.fetched, end.detail) == ("ok", 12, 12, "")
        assert sum(len(one.fetched) for one in told) == 12 and len(told) > 2
        assert end.counts.requests == len(opened.asked) and end.counts.bytes > 9000
        assert {one.section for one in end.listings} == {None, "tin-tuc"} and len(end.listings) == 4
        assert all(one.simulated for one in store.ledger.fetches())


def test_a_killed_child_is_an_interrupted_crawl_and_the_next_one_goes_on(
    store: Store, children: list[Process]
) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        _signal_at(opened, item(11, TODAY, 11)[0], signal.SIGKILL, children)
        end = crawl(source(opened), settings(store.home), store, None, OFTEN)
        assert end.outcome == "interrupted" and "-9" in end.detail
        assert 0 < len(fetched(store)) < 12
        assert crawl_here(store, source(opened), settings(store.home))[0] == "ok"
        assert len(fetched(store)) == 12
        assert Counter(one.state for one in store.ledger.work()) == {State.FETCHED: 12}


def test_a_child_that_hangs_is_ended(store: Store, children: list[Process]) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        _signal_at(opened, "/tin-tuc", signal.SIGSTOP, children)
        end = crawl(source(opened), settings(store.home), store, None, OFTEN, patience=0.5)
        assert end.outcome == "interrupted" and "0.5" in end.detail
        assert children[0].returncode == -signal.SIGKILL


def test_a_child_that_never_starts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with site() as opened:
        monkeypatch.setattr(sys, "executable", "/bin/false")
        monkeypatch.setattr(module, "_own", [])
        end = crawl(source(opened), settings(store.home), store)
        assert end.outcome == "interrupted" and "1" in end.detail and opened.asked == []


def test_several_children_and_one_host_once_at_a_time(store: Store) -> None:
    with site() as one, site() as two:
        for opened in (one, two):
            newspaper(opened, TODAY, count=3)
            opened.pages |= {f"/b{path}": page for path, page in opened.pages.items()}
        sources = [
            source(one, id="a"),
            source(two, id="b"),
            source(one, id="c", sections=[{"id": "tin-tuc", "name": "Tin", "url": "/b/tin-tuc"}]),
        ]
        ends = {
            progress.source: progress.end
            for progress in crawl_many(sources, settings(store.home), store)
            if progress.end
        }
        assert {name: end.outcome for name, end in ends.items() if end} == {"a": "ok", "b": "ok", "c": "ok"}
        first = next(n for n, asked in enumerate(one.asked) if asked.path.startswith("/b"))
        spans = {
            name: (min(rows), max(rows))
            for name in ("a", "c")
            if (rows := [f.id or 0 for f in store.ledger.fetches(name)])
        }
        assert first > 3 and spans["a"][1] < spans["c"][0]


def test_the_pace_is_kept(store: Store) -> None:
    times: list[float] = []

    def stamped(page: Any) -> Callable[[Asked], Any]:
        def answer(_: Asked) -> Any:
            times.append(time.monotonic())
            return page

        return answer

    with site() as opened:
        newspaper(opened, TODAY, count=3)
        opened.pages["/robots.txt"] = reply("User-agent: *\nDisallow:\n", kind="text/plain")
        opened.pages = {path: stamped(page) for path, page in opened.pages.items()}
        end = crawl(source(opened), settings(store.home, min_delay=0.2), store)
        assert end.outcome == "ok" and len(times) == 6
        assert min(later - sooner for sooner, later in itertools.pairwise(times)) > 0.15  # seen by a busy server
        assert times[-1] - times[0] > 0.97


def test_leaving_the_loop_ends_the_children(store: Store, children: list[Process]) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        for _ in crawl_many([source(opened)], settings(store.home), store, limits=OFTEN):
            break
        assert [child.poll() is not None for child in children] == [True]


def test_the_child_reads_no_article(tmp_path: Path) -> None:
    """It stays small: what reads text is loaded by the parent only."""
    code = (
        "import sys, crawlers.child; "
        "print([name for name in ('trafilatura', 'spacy', 'prefect', 'alembic', 'warcio') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=module.ROOT, check=True)
    assert done.stdout.strip() == "[]"
