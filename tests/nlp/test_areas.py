"""Each area both ways, and the tie-breaks between areas."""

import pytest

from tests.nlp.cases import IN, OUT, TIES
from tests.nlp.conftest import Read, counted


@pytest.mark.parametrize(("area", "title", "lead"), [(a, t, lead) for a, rows in IN.items() for t, lead in rows])
def test_an_article_of_the_area_counts(read: Read, area: str, title: str, lead: str) -> None:
    assert area in counted(read(title, lead))


@pytest.mark.parametrize(("area", "title", "lead"), [(a, t, lead) for a, rows in OUT.items() for t, lead in rows])
def test_an_article_outside_the_area_does_not_count(read: Read, area: str, title: str, lead: str) -> None:
    assert area not in counted(read(title, lead))


@pytest.mark.parametrize(("title", "lead", "yes", "no"), TIES)
def test_tie_breaks(read: Read, title: str, lead: str, yes: str, no: str) -> None:
    areas = counted(read(title, lead))
    assert set(yes.split()) <= areas
    assert not set(no.split()) & areas
