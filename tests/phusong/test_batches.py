"""`phusong batches`: what waits and what was set aside is listed with its reason, and can be read again."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from domain.clock import Clock
from domain.settings import load
from flows.house import House
from phusong.cli import phusong
from phusong.demo import Province
from tests.flows.staging import staged


@pytest.fixture
def number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """A batch set aside after three tries."""
    monkeypatch.setenv("PHUSONG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PHUSONG_UNITS", str(Province.units_file))
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    house = House(load())
    batch, ledger, now = staged(house), house.store.ledger, Clock().now()
    for _ in range(3):
        assert ledger.claim_batch(batch.id, "me", now, 60)
        ledger.fail_batch(batch.id, "me", "hết bộ nhớ", now)
    house.close()
    return batch.id


def test_listed_replayed_and_listed_again(number: int) -> None:
    run = CliRunner().invoke
    assert "để riêng" in (said := run(phusong, ["batches"]).output) and "hết bộ nhớ" in said
    assert '"state": "quarantined"' in run(phusong, ["batches", "--json"]).output
    assert "sẽ được đọc lại" in run(phusong, ["batches", "replay", str(number)]).output
    assert "chờ đọc" in run(phusong, ["batches"]).output
    assert "không nằm trong" in run(phusong, ["batches", "replay", str(number), "99"]).output
