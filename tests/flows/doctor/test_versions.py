"""Versions known to break are named with what to install instead."""

import pytest

from domain.settings import load
from flows.doctor import versions as room
from flows.doctor.line import State
from flows.doctor.versions import numbers, versions


def test_the_leading_numbers_of_a_version() -> None:
    assert numbers("3.8.8") == (3, 8, 8) and numbers("2.1.0b2") == (2, 1, 0) and numbers("0.150") == (0, 150)


def test_what_runs_here_is_within_the_pins() -> None:
    assert all(one.state is State.OK for one in versions(load()))


@pytest.mark.parametrize(("package", "found"), [
    ("sqlalchemy", "2.1.9"), ("fastapi", "0.165.0"), ("prefect", "3.9.1"), ("prefect", "3.8.5"),
])
def test_a_version_outside_the_pins_fails(monkeypatch: pytest.MonkeyPatch, package: str, found: str) -> None:
    real = room._installed
    monkeypatch.setattr(room, "_installed", lambda name: found if name == package else real(name))
    [bad] = [one for one in versions(load()) if one.state is State.FAIL]
    assert bad.name == package and "constraints.txt" in bad.advice
