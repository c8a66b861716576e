"""Who acts and who is only named, sentence by sentence."""

import pytest

from domain.article import Role
from tests.nlp.conftest import Read
from tests.nlp.unit_sentences import EVERY, Case

TERRITORIES = {"tinh-brvt", "tphcm"}
NEUTRAL = "Chuyện trong ngày."


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.text[:50])
def test_the_units_of_a_sentence(read: Read, case: Case) -> None:
    fields = {"t": (case.text, NEUTRAL, ""), "l": (NEUTRAL, case.text, ""), "b": (NEUTRAL, NEUTRAL, case.text)}
    reading = read(*fields[case.zone], published=case.on, publisher=case.publisher)
    found = {
        ("+" if one.role is Role.ACTOR else "") + one.unit
        for one in reading.units
        if one.role is not Role.PUBLISHER and one.unit not in TERRITORIES
    }
    assert found == set(case.units.split())
