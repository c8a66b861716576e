"""The long form: kill -9 of server, worker, flow process and crawler child at twenty points each across a wave."""

import os
from pathlib import Path
from statistics import median

import pytest

from phusong.demo import Province
from tests.flows.installation import Installation
from tests.servers.prefect import join, leave
from tests.torture.prefect_kills import KINDS, Killed, clean, kill_in_a_wave

SITES = ("so-noi-vu", "huyen-da-vong", "so-gddt")
POINTS = int(os.environ.get("PREFECT_KILLS", "20"))
EVERY = 0.5  # seconds between two points: a wave over these sites and its reading take about ten
LONGEST = 120.0  # seconds from a kill to the end of everything, on a machine with nothing else to do


@pytest.mark.torture
@pytest.mark.prefect
@pytest.mark.parametrize("kind", KINDS)
def test_kills_across_a_wave(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url, home = join(tmp_path / "prefect-server")
    try:
        killed = [one_kill(tmp_path / str(number), home, url, kind, number * EVERY) for number in range(POINTS)]
    finally:
        leave(tmp_path / "prefect-server")
    hits = [one for one in killed if one.hit]
    seconds = sorted(one.seconds for one in hits)
    with capsys.disabled():
        print(f"\nkill -9 of {kind}: {len(killed)} points, {len(hits)} hit one, {sum(one.same for one in killed)} "
              f"ended in the same state, everything done after {median(seconds):.0f} s (most {seconds[-1]:.0f} s)")
    assert all(one.same for one in killed)
    assert seconds[-1] <= LONGEST


def one_kill(folder: Path, home: Path, url: str, kind: str, after: float) -> Killed:
    """A fresh installation, one wave, one kill."""
    folder.mkdir()
    with Province() as province:
        installation = Installation(folder, home, url, province)
        installation.wipe()
        try:
            installation.settle(SITES)
            wanted = clean(installation)
            installation.deploy(keep=("minute",))
            return kill_in_a_wave(installation, [kind], after, wanted)
        finally:
            installation.end()
