"""The long form: kill -9 of server, worker, flow process and crawler child at twenty points each across a wave.

Twenty waves with a kill of each kind, and then each kind alone, which shows how long one of them takes to heal.
"""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from phusong.demo import Province
from tests.flows.installation import Installation
from tests.servers.prefect import join, leave
from tests.torture.prefect_kills import KINDS, OTHERS, Killed, calm, clean, kill_in_a_wave, plan

SITES = ("so-noi-vu", "huyen-da-vong", "so-gddt")
EARLY = "2023-08-28T06:00:00+07:00"  # before the hour of the day's audit and the week's report: they would only cost
SLOWLY = "0.1"  # seconds between two requests: the crawls last long enough to be hit
POINTS = int(os.environ.get("PREFECT_KILLS", "20"))
SEED = int(os.environ.get("PREFECT_SEED", "1"))
SPARE = 20  # of so many waves with another kind, one in which the crawl may be over before its child's turn comes
LATER = 1.5  # seconds at most between what the ledger shows and the kill
LONGEST = 120.0  # seconds from a kill to the end of everything, on a machine with nothing else to do


@pytest.mark.torture
@pytest.mark.prefect
@pytest.mark.parametrize(("kinds", "points"), [
    (KINDS, POINTS), *(((kind,), max(1, POINTS // 4)) for kind in (*KINDS, *OTHERS)),
], ids=["each", *KINDS, *OTHERS])
def test_kills_across_a_wave(
    kinds: tuple[str, ...], points: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done: list[Killed] = []
    for one in series(tmp_path, kinds, points + points * (len(kinds) - 1) // SPARE):
        done.append(one)
        with capsys.disabled():
            print(f"\n{len(done)}. {one}", end="", flush=True)
    hits = Counter(kind for one in done for kind, _ in one.hits)
    where = Counter(moment for one in done for _, moment in one.hits)
    seconds = sorted(one.seconds for one in done)
    with capsys.disabled():
        print(f"\nkill -9 in {len(done)} waves: {told(hits)}; {sum(one.same for one in done)} ended in the same state, "
              f"everything done {median(seconds):.0f} s after the last kill (most {seconds[-1]:.0f} s, "
              f"{max(one.whole for one in done):.0f} s after the first); "
              f"killed after {told(where)}")
    assert all(one.same for one in done)
    assert all(hits[kind] >= points for kind in kinds) and seconds[-1] <= LONGEST


def told(counts: Counter[str]) -> str:
    """Each with its number."""
    return ", ".join(f"{name} × {number}" for name, number in counts.items())


def series(folder: Path, kinds: tuple[str, ...], waves: int) -> Iterator[Killed]:
    """Waves one after the other on one server, each with a ledger of its own and a kill of each kind."""
    url, home = join(folder / "prefect-server")
    with Province() as province:
        installation = Installation(folder, home, url, province)
        try:
            installation.settle(SITES)
            installation.given |= {"now": EARLY, "min_delay": SLOWLY}
            wanted = clean(installation)
            installation.deploy(keep=("minute",))
            for number, kills in enumerate(plan(kinds, waves, LATER, SEED)):
                anew(installation, number)
                yield kill_in_a_wave(installation, kills, wanted)
                calm(installation)
        finally:
            installation.end()
            leave(folder / "prefect-server")


def anew(installation: Installation, number: int) -> None:
    """Another folder where the home was: a worker that goes on finds nothing of the last wave."""
    folder = installation.folder / f"home-{number}"
    folder.mkdir()
    installation.home.unlink(missing_ok=True)
    installation.home.symlink_to(folder)
