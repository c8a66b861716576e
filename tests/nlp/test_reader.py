"""The reader as others use it."""

import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from domain.errors import DataError
from domain.plan import Area, Plan
from domain.unit import Registry
from nlp import ReadInput
from nlp.reader import BATCH, Reader, open_reader
from tests.conftest import ROOT
from tests.nlp.cases import IN
from tests.nlp.conftest import Read

ARTICLES = [ReadInput(title, lead, f"{lead} {title}.") for rows in IN.values() for title, lead in rows]


def test_evidence_stands_exactly_where_it_says(reader: Reader) -> None:
    spans = 0
    for given, reading in zip(ARTICLES, reader.read(ARTICLES), strict=True):
        unit_spans = [one.span for one in reading.units if one.span]
        for span in [*unit_spans, *(span for area in reading.areas for span in area.evidence)]:
            assert getattr(given, span.field)[span.start : span.end] == span.text
            spans += 1
    assert spans > 200


def test_every_area_that_counts_has_evidence_with_its_rule(reader: Reader) -> None:
    for reading in reader.read(ARTICLES):
        for area in reading.areas:
            assert 0 < area.score <= 1
            assert area.evidence and all(span.rule.startswith(f"{area.area}.") for span in area.evidence)


def test_the_same_text_gives_the_same_reading_in_any_company(reader: Reader) -> None:
    together = list(reader.read(ARTICLES))
    assert together == list(reader.read(ARTICLES))
    assert together == [next(reader.read([given])) for given in ARTICLES]


def test_more_texts_than_a_batch_come_back_in_order(reader: Reader) -> None:
    texts = [ReadInput(f"Bài số {n}", "", "Tiếp công dân định kỳ." if n % 2 else "Trời đẹp.") for n in range(BATCH + 5)]
    readings = list(reader.read(iter(texts)))
    assert [bool(reading.areas) for reading in readings] == [n % 2 == 1 for n in range(BATCH + 5)]


def test_decomposed_text_gives_the_same_areas(reader: Reader) -> None:
    title, lead = IN["A08"][0]
    apart = ReadInput(unicodedata.normalize("NFD", title), unicodedata.normalize("NFD", lead), "")
    composed, other = reader.read([ReadInput(title, lead, ""), apart])
    assert [(a.area, a.level) for a in composed.areas] == [(a.area, a.level) for a in other.areas]


@pytest.mark.parametrize("text", ["", " ", "\n", "👍🏽", "a", "=", "~ $ ( | )", "x" * 5000])
def test_odd_texts_are_read_without_a_word(reader: Reader, text: str) -> None:
    reading = next(reader.read([ReadInput(text, text, text)]))
    assert (reading.areas, reading.units) == ((), ())


def test_polarity_comes_from_the_area_that_asks_for_it(read: Read) -> None:
    assert read("Nữ công chức một cửa hết lòng vì dân", "Chị được người dân tin yêu.").polarity == "praise"
    assert read("Đình chỉ cán bộ nhũng nhiễu", "Cán bộ địa chính vòi vĩnh người dân.").polarity == "criticism"
    assert read("Trời đẹp", "Biển lặng.").polarity is None


def test_the_version_names_pipeline_lexicon_and_registry(reader: Reader, registry: Registry) -> None:
    pipeline, lexicon, names = reader.version.split("-")
    assert (pipeline.isdigit(), len(lexicon), names) == (True, 12, registry.version)
    assert next(reader.read(ARTICLES[:1])).reader == reader.version


def other_plan(plan_id: str = "nuoc-sach-2026", *areas: str) -> Plan:
    rows = tuple(Area(id=area, short=area, title=area, text="", clause="") for area in areas or ("N1", "N2"))
    return Plan(
        id=plan_id, title="Kế hoạch nước sạch", issued=date(2026, 1, 5), issuer="so-tttt", areas=rows, obligations=()
    )


def lexicon_of(place: Path, plan_id: str) -> Path:
    head = f"plan: {plan_id}\nwords: {{nuoc: [nước sạch, nước máy]}}\n"
    (place / "lexicon.yml").write_text(head, "utf-8")
    rule = "title: Nước sạch\nrules: [{id: nuoc, weight: 3, any: [$nuoc, đường ống ~ (vỡ|rò rỉ)]}]\n"
    (place / "N1.yml").write_text(rule, "utf-8")
    return place


def test_another_plan_with_its_own_lexicon_needs_no_code(registry: Registry, tmp_path: Path) -> None:
    reader = open_reader(other_plan(), registry, lexicon_of(tmp_path, "nuoc-sach-2026"))
    readings = list(
        reader.read([ReadInput("Nước máy về xã đảo", "", ""), ReadInput("Cắt giảm thủ tục hành chính", "", "")])
    )
    assert [[area.area for area in reading.areas] for reading in readings] == [["N1"], []]
    assert reader.unread == ("N2",)


def test_a_plan_without_a_lexicon_gets_no_area_and_says_so(registry: Registry) -> None:
    reader = open_reader(other_plan(), registry)
    reading = next(reader.read([ReadInput("Sở Y tế cắt giảm thủ tục hành chính", "", "")]))
    assert reading.areas == ()
    assert [one.unit for one in reading.units] == ["so-y-te"]
    assert reader.unread == ("N1", "N2")


def test_a_lexicon_written_for_another_plan_is_refused(registry: Registry, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nuoc-sach-2026"):
        open_reader(other_plan("khac"), registry, lexicon_of(tmp_path, "nuoc-sach-2026"))


def test_importing_the_package_does_not_load_spacy_and_reading_does_not_load_its_command_line() -> None:
    code = ("import sys, nlp; print('spacy' in sys.modules, nlp.ReadInput('a', 'b', 'c').title)\n"
            "import nlp.lang; print('spacy' in sys.modules, 'typer' in sys.modules)")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "a", "True", "False"]
