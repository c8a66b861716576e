"""The reader on real texts: rare on news of all kinds, exact in its evidence, steady, light."""

import json
import resource
from pathlib import Path

import pytest

from domain.article import Reading
from domain.plan import load_plan
from domain.textnorm import clean
from domain.unit import load_registry
from nlp import ReadInput
from nlp.reader import Reader
from tests.nlp.conftest import DATA, counted
from tests.readers import shared_reader

pytestmark = pytest.mark.real

MOST_PAIRS = 0.04  # (article, area) pairs an article of all kinds; 15 on 500 when this was set, 13 of them judged right
MOST_GROWTH = 20  # MB over two more readings of the same texts


@pytest.fixture(scope="module")
def reader() -> Reader:
    registry = load_registry(DATA / "units.yml")
    return shared_reader(load_plan(DATA / "plan-2023.yml", registry), registry)


def texts(file: Path, limit: int) -> list[ReadInput]:
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()[:limit]]
    parts = [[clean(row.get(field) or "") for field in ("title", "lead", "body")] for row in rows]
    return [ReadInput(title, lead, body) for title, lead, body in parts]


@pytest.mark.parametrize("count", [250, pytest.param(500, marks=pytest.mark.torture)])
def test_news_of_all_kinds_rarely_counts(reader: Reader, shared_data: Path, count: int) -> None:
    given = texts(shared_data / "texts" / "general-2016.jsonl", count)
    pairs = sum(len(counted(reading)) for reading in reader.read(given))
    assert 1 <= pairs <= MOST_PAIRS * count


@pytest.fixture(scope="module", params=[60, pytest.param(150, marks=pytest.mark.torture)])
def press(reader: Reader, shared_data: Path, request: pytest.FixtureRequest) -> tuple[list[ReadInput], list[Reading]]:
    """Texts of newspapers with their first readings."""
    given = texts(shared_data / "texts" / "press.jsonl", request.param)
    return given, list(reader.read(given))


def test_evidence_is_exact(press: tuple[list[ReadInput], list[Reading]]) -> None:
    given, first = press
    for one, reading in zip(given, first, strict=True):
        for span in (span for area in reading.areas for span in area.evidence):
            assert getattr(one, span.field)[span.start : span.end] == span.text


def test_readings_repeat_and_memory_stays_flat(reader: Reader, press: tuple[list[ReadInput], list[Reading]]) -> None:
    given, first = press
    assert len(first) == len(given)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(2):
        assert all(again == one for again, one in zip(reader.read(given), first, strict=True))
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024 < MOST_GROWTH
