"""A silence begins and ends once, and only on proof."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.settings import load
from domain.verdict import Finding, Verdict
from flows.house import House
from flows.silence import Turned, watch


def finding(verdict: Verdict, source: str = "so-tttt", section: str | None = None) -> Finding:
    return Finding(source, source, section, verdict, None, None, None, None, None, "Không có tin mới.", (), ("rec-1",))


def later(house: House, days: int = 1) -> House:
    now = (house.clock.now() + timedelta(days=days)).isoformat()
    return House(load(**{**house.settings.model_dump(), "now": now}))


def names(house: House) -> list[str]:
    return [one.name for one in house.store.ledger.events()]


def test_silent_then_back_then_silent_again(house: House) -> None:
    assert watch(house, [finding(Verdict.SILENT)]) == Turned(silent=("so-tttt",))
    assert watch(house, [finding(Verdict.SILENT)]) == Turned()
    assert watch(house, [finding(Verdict.UP_TO_DATE)]) == Turned(recovered=("so-tttt",))
    assert watch(house, [finding(Verdict.UP_TO_DATE)]) == Turned()
    again = later(house)
    assert watch(again, [finding(Verdict.SILENT)]) == Turned(silent=("so-tttt",))
    again.close()
    assert names(house) == ["phusong.site.silent", "phusong.site.recovered", "phusong.site.silent"]


@pytest.mark.parametrize("verdict", [one for one in Verdict if one not in (
    Verdict.SILENT, Verdict.UP_TO_DATE, Verdict.LATE)])
def test_what_could_not_be_seen_changes_nothing(house: House, verdict: Verdict) -> None:
    assert watch(house, [finding(verdict)]) == Turned()
    watch(house, [finding(Verdict.SILENT)])
    assert watch(house, [finding(verdict)]) == Turned()
    assert len(house.store.ledger.incidents(open_only=True)) == 1


def test_a_section_alone_accuses_nobody(house: House) -> None:
    assert watch(house, [finding(Verdict.SILENT, section="tin-tuc")]) == Turned()
    assert not house.store.ledger.incidents()


def test_an_audit_cut_off_between_incident_and_event_is_made_good(house: House) -> None:
    one = finding(Verdict.SILENT)
    house.store.ledger.open_incident("site.silent:so-tttt", "site.silent", {"source": "so-tttt"}, house.clock.now())
    watch(house, [one])
    assert names(house) == ["phusong.site.silent"]
    house.store.ledger.tell("phusong.site.recovered", f"so-tttt:{house.clock.now().isoformat()}", {}, house.clock.now())
    watch(house, [replace(one, verdict=Verdict.LATE)])
    assert names(house) == ["phusong.site.silent", "phusong.site.recovered"]
    assert not house.store.ledger.incidents(open_only=True)
