"""Killed at any moment and started again: the same final state. The long form is `make torture`."""

from dataclasses import asdict
from pathlib import Path

import pytest

from tests.torture.kills import killed_once, torture


def test_a_kill_leaves_no_trace(tmp_path: Path) -> None:
    outcome = killed_once(tmp_path, sites=("so-noi-vu", "huyen-da-vong"))
    assert outcome.kills == 1
    assert (outcome.lost, outcome.doubled, outcome.same) == (0, 0, True)
    assert outcome.records > 20


@pytest.mark.torture
def test_many_kills_over_the_whole_province(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome = torture(tmp_path, kills=24, seed=2023)
    with capsys.disabled():
        print(f"\nkills: {asdict(outcome)}")
    assert (outcome.lost, outcome.doubled, outcome.same) == (0, 0, True)
    assert outcome.kills == 24
