"""Settings come from the environment or a file, and a wrong one is named."""

from pathlib import Path

import pytest

from domain.errors import SettingsError
from domain.settings import load
from domain.settings_servers import secret


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "phusong.toml").write_text('home = "from-file"\nmin_delay = 3.0\n')
    monkeypatch.setenv("PHUSONG_HOME", str(tmp_path / "from-env"))
    settings = load()
    assert settings.home == tmp_path / "from-env" and settings.min_delay == 3.0


@pytest.mark.parametrize(("name", "value"), [
    ("MIN_DELAY", "nhanh"), ("MIN_DELAY", "-1"), ("NOW", "2023"), ("PAGE_BUDGET", "0"), ("ALLOW_LOOPBACK", "maybe"),
])
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"PHUSONG_{name}", value)
    with pytest.raises(SettingsError, match=f"PHUSONG_{name}"):
        load()


@pytest.mark.parametrize(("name", "value", "words"), [
    ("ALLOW_LOOPBACK", "maybe", "cần true hoặc false"), ("MIN_DELAY", "-1", "phải từ 0.0 trở lên"),
    ("SMTP_PORT", "70000", "không được quá 65535"), ("DIGEST_AT", "25h", "cần giờ dạng HH:MM"),
])
def test_what_was_expected_is_said_in_vietnamese(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(f"PHUSONG_{name}", value)
    with pytest.raises(SettingsError, match=f"PHUSONG_{name}: {words}$"):
        load()


@pytest.mark.parametrize("raw", [b"home = \n", b"\xff\xfeh", b"home\n"])
def test_a_file_that_is_no_toml_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "phusong.toml").write_bytes(raw)
    with pytest.raises(SettingsError, match=r"phusong\.toml"):
        load()


def test_a_misspelt_key_in_the_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "phusong.toml").write_text('hoem = "x"\n')
    with pytest.raises(SettingsError, match="HOEM"):
        load()


@pytest.mark.parametrize(("url", "allowed", "wait"), [
    ("http://a.example/", True, 1.0), ("http://127.0.0.1:81/", True, 0.0), ("http://127.0.0.1:81/", False, 1.0),
    ("http://127.0.0.1.evil.example/", True, 1.0), ("http://localhost.evil.example/", True, 1.0),
    ("http://localhost:1/", True, 0.0), ("http://[::1]:9/", True, 0.0),
])
def test_the_pause_goes_below_a_second_only_on_loopback(url: str, allowed: bool, wait: float) -> None:
    assert load(allow_loopback=allowed, min_delay=0).delay_for(url) == wait


@pytest.mark.parametrize(("name", "value"), [
    ("LEDGER", "mysql://x@y/z"), ("LEDGER", "postgresql://u:p@h/d"), ("INDEX", "es1:9200"), ("INDEX", "http://u:p@h"),
    ("SMTP_TLS", "maybe"), ("INDEX_NAME", "Tên"),
])
def test_a_server_that_cannot_be_or_a_secret_in_an_address_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"PHUSONG_{name}", value)
    with pytest.raises(SettingsError, match=f"PHUSONG_{name}"):
        load()


def test_a_ledger_on_a_server_needs_an_index_on_one() -> None:
    with pytest.raises(SettingsError, match=r"^Cài đặt sai: PHUSONG_\*: sổ cái trên PostgreSQL .*PHUSONG_INDEX$"):
        load(ledger="postgresql://u@h/d")


def test_secrets_come_from_files_and_are_not_shown(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("bí-mật\n")
    settings = load(index="https://a:1, https://b:2", index_password="thật", index_key_file=tmp_path / "key")
    assert settings.index_addresses == ("https://a:1", "https://b:2")
    assert secret(settings.index_password, None) == "thật" and "thật" not in repr(settings)
    assert secret(settings.index_key, settings.index_key_file) == "bí-mật"
