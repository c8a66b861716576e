"""The commands of whoever runs the installation: words, exit codes, and nothing removed or sent without being told."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from domain.article import Page
from domain.clock import Clock
from domain.settings import load
from domain.source import load_sources
from domain.verdict import Finding, Verdict
from flows.covering import Covered
from phusong.cli import phusong
from phusong.commands import articles
from phusong.commands import run as daily
from phusong.show import lines
from store import open_store
from store.articles import Stored
from tests.conftest import NOW
from tests.index import made


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a ledger; the tests' own moment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PHUSONG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    with open_store(tmp_path / "home") as store:
        store.archive.put("https://sox.example/", 200, [], b"x", NOW)
        payload = {"source": "so-x", "reason": "Trang im lặng."}
        store.ledger.open_incident("site.silent:so-x", "site.silent", payload, NOW)
    return tmp_path / "home"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(phusong, list(arguments))


def test_the_doctor_prints_what_to_do_and_json_for_programs(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = run("doctor")
    assert shown.exit_code == 0 and "✓ sổ cái" in shown.output and "→ đặt PHUSONG_CONTACT" in shown.output
    lines = [json.loads(line) for line in run("doctor", "--json").output.splitlines()]
    assert {one["state"] for one in lines} == {"ok", "warn"}
    assert all(set(one) >= {"name", "text", "advice"} for one in lines)
    monkeypatch.setenv("PHUSONG_SMTP_PORT", "no")
    broken = run("doctor")
    assert broken.exit_code == 1 and "PHUSONG_SMTP_PORT" in broken.output


def test_a_failing_line_is_the_exit_code(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHUSONG_MAIL_TO", "phong@tinh.example")
    shown = run("doctor")
    assert shown.exit_code == 1 and "✗ người nhận" in shown.output


def test_notices_can_be_looked_at_first(home: Path) -> None:
    shown = run("notify", "--dry-run")
    assert shown.exit_code == 0 and "Trang im lặng." in shown.output and "chưa khai báo người nhận: 1" in shown.output


def test_figures_for_prometheus(home: Path) -> None:
    shown = run("metrics")
    assert shown.exit_code == 0 and 'phusong_incidents_open{kind="site.silent"} 1.0' in shown.output


def test_backup_and_restore_print_equal_counts(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("backup", str(tmp_path / "backup"), "--verify")
    assert done.exit_code == 0 and "1 tệp mới" in done.output and "Mọi tệp đúng mã kiểm tra" in done.output
    refused = run("restore", str(tmp_path / "backup"))
    assert refused.exit_code == 1 and "--replace home" in str(refused.exception)
    monkeypatch.setenv("PHUSONG_HOME", str(tmp_path / "other"))
    back = run("restore", str(tmp_path / "backup"))
    assert back.exit_code == 0 and "Số dòng khớp" in back.output and "incident" in back.output


def test_purge_only_shows_unless_told(home: Path) -> None:
    shown = run("purge")
    assert shown.exit_code == 0 and "chưa xóa gì" in shown.output and "fetch: 0" in shown.output
    assert "Đã dọn" in run("purge", "--yes").output


def test_the_ledger_moves_only_to_postgresql(home: Path) -> None:
    refused = run("move-ledger", "sqlite:///x")
    assert refused.exit_code == 1 and "postgresql://" in str(refused.exception)


@pytest.mark.parametrize("now", ["", "2023-08-28T08:00:00+07:00"])
def test_the_daily_job_notes_who_fell_silent_unless_the_clock_is_set_by_hand(
    home: Path, monkeypatch: pytest.MonkeyPatch, now: str
) -> None:
    name = next(iter(load_sources(load().sources)))
    finding = Finding(name, "u", None, Verdict.SILENT, None, None, None, None, None, "Trang im lặng.")
    monkeypatch.setattr(daily, "crawl_sources", lambda *_: [])
    monkeypatch.setattr(daily, "cover", lambda _, by, *__: Covered(by, None, ()))
    monkeypatch.setattr(daily, "write_report", lambda *_: "report.html")
    monkeypatch.setattr(daily, "audit_sources", lambda *_: [finding])
    monkeypatch.setenv("PHUSONG_NOW", now)
    assert run("run", name).exit_code == 0
    with open_store(home) as store:
        opened = [one.key for one in store.ledger.incidents() if one.payload["source"] == name]
    assert opened == ([] if now else [f"site.silent:{name}"])


def test_every_instant_of_an_article_is_vietnams(capsys: pytest.CaptureFixture[str]) -> None:
    page = Page("https://trang-x.example/1", made.SEEN, 200, "text/html", "d", "r")
    stored = Stored(replace(made.article(1), page=page), "so-x", made.SEEN, True)
    house: Any = SimpleNamespace(store=SimpleNamespace(ledger=SimpleNamespace(addresses=lambda _: [])))
    lines([articles._row(house, stored)], Clock())
    said = capsys.readouterr().out
    row = json.loads(said)
    assert row["found"]["first_seen"] == row["page"]["fetched_at"] == row["stored_at"] == "2023-09-01T07:00:00+07:00"
    assert "+00:00" not in said
