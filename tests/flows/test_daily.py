"""The day's audit is noted once, with the number of sites by verdict; sections are not counted as sites."""

from datetime import date

import pytest

from domain.verdict import Finding, Verdict
from flows import daily
from flows.daily import MADE, day_audit, made
from flows.house import House


def found(source: str, verdict: Verdict, section: str | None = None) -> Finding:
    return Finding(source, source, section, verdict, None, None, None, None, None, "Vì thế.")


def test_each_site_is_counted_once_by_its_own_verdict(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    findings = [
        found("so-noi-vu", Verdict.UP_TO_DATE), found("so-noi-vu", Verdict.SILENT, "van-ban"),
        found("so-tttt", Verdict.UP_TO_DATE), found("bao-lac-giang", Verdict.NOT_CHECKED),
    ]
    monkeypatch.setattr(daily, "audit_sources", lambda *_: findings)
    for _ in range(2):
        day_audit(house)
    [told] = house.store.ledger.events(MADE)
    assert told.payload == {"day": "2023-08-28", "up_to_date": 2, "not_checked": 1}
    assert made(house, date(2023, 8, 28)) and not made(house, date(2023, 8, 27))
