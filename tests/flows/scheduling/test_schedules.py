"""The schedules follow from the sources, and prefect.yaml says the same."""

import yaml

from domain.settings import load
from domain.source import load_sources
from flows.scheduling.environment import POOL
from flows.scheduling.schedules import FIXED, as_prefect_yaml, deployments
from tests.conftest import ROOT
from tests.test_layers import imported


def test_prefect_yaml_says_what_the_shipped_sources_ask_for() -> None:
    sources = load_sources(load().sources).values()
    written = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))
    assert written == as_prefect_yaml(deployments(sources), POOL)


def test_every_entry_point_is_there() -> None:
    for one in FIXED:
        file, _, function = one.file.partition(":")
        assert f"async def {function}(" in (ROOT / file).read_text("utf-8")


def test_a_wave_in_parts() -> None:
    sources = load_sources(load().sources).values()
    waves = [one for one in deployments(sources, parts=3) if one.flow == "crawl-source" and one.crons]
    assert [one.name for one in waves] == [f"{group}-{n}" for group in ("agencies", "press") for n in (1, 2, 3)]
    assert {one.parameters["part"] for one in waves} == {0, 1, 2}
    assert all(one.limit == 1 for one in waves)


def test_names_are_nobody_elses() -> None:
    names = [one.full for one in deployments(load_sources(load().sources).values(), parts=2)]
    assert len(names) == len(set(names))


def test_nothing_that_decides_imports_prefect() -> None:
    wrappers = {"deploying", "automations"}
    for path in (ROOT / "flows").glob("*.py"):
        assert path.stem in wrappers or "prefect" not in imported(path), path.name
