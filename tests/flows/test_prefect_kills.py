"""The short form of the kills: one of each kind in one wave; the long form is tests/torture/test_prefect_kills.py."""

import pytest

from tests.flows.installation import Installation
from tests.torture.moments import Moment
from tests.torture.prefect_kills import KINDS, clean, kill_in_a_wave

pytestmark = pytest.mark.prefect


def test_a_kill_of_each_kind_in_one_wave_leaves_no_trace(installation: Installation) -> None:
    installation.settle(("so-noi-vu", "huyen-da-vong"))
    wanted = clean(installation)
    installation.deploy(keep=("minute",))
    kills = [(kind, Moment("a crawl begun", 0.0)) for kind in KINDS]
    killed = kill_in_a_wave(installation, kills, wanted, patience=600)
    assert {kind for kind, _ in killed.hits} == set(KINDS) and killed.same
