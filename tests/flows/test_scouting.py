"""A new source comes with pages that a person has to confirm, and with the test that insists on it."""

import json
import runpy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from domain.errors import UnknownName
from flows import scouting
from flows.house import House
from tests.crawlers.test_scout import agency


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an invented agency that answers without a network."""
    found = agency()

    @contextmanager
    def asking(_: House) -> Iterator[Any]:
        yield found.get

    monkeypatch.setattr(scouting, "_asking", asking)
    return found.root


def test_the_written_test_fails_until_every_page_is_confirmed(house: House, site: str, tmp_path: Path) -> None:
    report = scouting.scout_site(house, site, "so-tttt", tmp_path / "new")
    written = runpy.run_path(str(tmp_path / "new" / "pages" / "test_pages.py"))
    check = written["test_a_saved_page_reads_as_a_person_read_it"]
    assert set(report.cases) == set(written["cases"](tmp_path / "new" / "pages"))
    for case in report.cases:
        with pytest.raises(AssertionError, match="confirmed"):
            check(case)
        meta = json.loads((case / "meta.json").read_text("utf-8"))
        (case / "meta.json").write_text(json.dumps({**meta, "confirmed": True}), "utf-8")
        check(case)


def test_beside_the_shipped_sources_the_checkouts_own_test_reads_them(
    house: House, site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped, tested = tmp_path / "sources", tmp_path / "pages"
    tested.mkdir()
    monkeypatch.setattr(scouting, "SHIPPED", shipped.resolve())
    monkeypatch.setattr(scouting, "TESTED", tested.resolve())
    report = scouting.scout_site(house, site, "so-tttt", shipped)
    assert report.cases and all(case.is_relative_to(tested) for case in report.cases)
    assert not list(tmp_path.rglob("test_pages.py"))


def test_a_unit_nobody_knows_is_refused_before_anything_is_asked(house: House, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="so-la"):
        scouting.scout_site(house, "https://so.example/", "so-la", tmp_path / "new")
    assert not (tmp_path / "new").exists()
