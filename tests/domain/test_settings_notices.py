"""Addresses are typed with commas between, as people do."""

from datetime import time
from pathlib import Path

import pytest

from domain.errors import SettingsError
from domain.settings import load


def test_addresses_from_the_environment_and_from_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PHUSONG_MAIL_TO", "a@b.example, c@d.example,")
    (tmp_path / "phusong.toml").write_text('mail_operations = ["e@f.example"]\nquiet_from = "20:30"\n')
    settings = load()
    assert settings.mail_to == ("a@b.example", "c@d.example") and settings.mail_operations == ("e@f.example",)
    assert settings.quiet_from == time(20, 30)


@pytest.mark.parametrize(("name", "value"), [
    ("SMTP_TLS", "ssl"), ("SMTP_PORT", "0"), ("DIGEST_AT", "25:00"), ("KEEP_DAYS", "30"), ("LOG", "xml"),
])
def test_what_makes_no_sense_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"PHUSONG_{name}", value)
    with pytest.raises(SettingsError, match=f"PHUSONG_{name}"):
        load()
