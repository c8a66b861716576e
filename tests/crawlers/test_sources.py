"""The shipped source files: small, lawful, each of a known unit, and honest about what nobody has looked at."""

from datetime import date
from pathlib import Path

import pytest

from domain.settings import ROOT, SHIPPED_DATA
from domain.source import Source, load_sources
from domain.unit import load_registry

FOLDER = ROOT / "crawlers" / "sources"
SOURCES = load_sources(FOLDER)
REGISTRY = load_registry(SHIPPED_DATA / "units.yml")
PLAN_DAY = date(2023, 8, 22)


def test_there_is_a_file_for_every_known_site() -> None:
    assert len(SOURCES) >= 35


@pytest.mark.parametrize("source", SOURCES.values(), ids=lambda one: one.id)
def test_a_source_belongs_to_the_owner_of_its_host(source: Source) -> None:
    assert source.unit in REGISTRY.units
    owner = REGISTRY.unit_of_host(source.host)
    assert owner is not None and owner.id == source.unit


@pytest.mark.parametrize("file", sorted(FOLDER.iterdir()), ids=lambda file: file.stem)
def test_a_file_is_ten_lines_at_most(file: Path) -> None:
    assert file.suffix == ".yml"
    assert len(file.read_text("utf-8").splitlines()) <= 10


def test_nothing_is_called_verified_that_nobody_has_compared() -> None:
    assert [source.id for source in SOURCES.values() if source.verified] == []
    assert all("chưa kiểm chứng" in source.origin for source in SOURCES.values())


def test_every_threshold_is_a_proposal() -> None:
    assert {source.expect.basis for source in SOURCES.values()} == {"proposal"}


def test_only_the_press_is_read_by_a_window() -> None:
    assert {source.id for source in SOURCES.values() if source.history == "window"} == {"bao-brvt", "dai-brt"}


def test_one_host_stands_in_one_file() -> None:
    hosts = [source.host for source in SOURCES.values()]
    assert len(hosts) == len(set(hosts))


def test_who_has_no_site_is_known() -> None:
    """The host of one department was never found; it will be reported as having no source, never as silent."""
    watched = {source.unit for source in SOURCES.values()}
    assert [unit.id for unit in REGISTRY.obligated(PLAN_DAY) if unit.id not in watched] == ["so-tai-chinh"]


def test_a_site_of_a_unit_that_ended_says_so() -> None:
    for source in SOURCES.values():
        if REGISTRY.units[source.unit].valid_to is not None:
            assert "kết thúc" in source.notes or "1/7/2025" in source.notes, source.id
