"""Every failure word supports a verdict that never accuses the agency."""

import pytest

from domain.outcome import OK, WORDS, known, verdict_of, vietnamese
from domain.verdict import VIETNAMESE, Verdict


def test_no_failure_of_ours_accuses_an_agency() -> None:
    for word in WORDS:
        if word in OK:
            assert verdict_of(word) == ""
        else:
            assert not Verdict(verdict_of(word)).accuses
        assert vietnamese(word)


def test_an_unknown_word_fails_where_it_is_written() -> None:
    with pytest.raises(KeyError):
        known("fine")


def test_every_verdict_has_its_vietnamese() -> None:
    assert set(VIETNAMESE) == set(Verdict)
    assert [verdict for verdict in Verdict if verdict.accuses] == [Verdict.LATE, Verdict.SILENT]
