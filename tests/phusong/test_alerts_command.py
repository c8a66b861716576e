"""`phusong alerts`: save, list, run and drop, in words and as JSON lines."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flows.house import House
from phusong.cli import phusong
from phusong.demo import DEMO_NOW
from tests.flows import serving
from tests.flows.serving import article, opened


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """The house that the commands open too."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PHUSONG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PHUSONG_NOW", DEMO_NOW.isoformat())
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    return opened(tmp_path / "home")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(phusong, ["alerts", *arguments])


def rows(*arguments: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(*arguments).stdout.splitlines()]


def arrive(house: House, number: int) -> None:
    one = article(number, f"papi {number}")
    serving.save(house, one)
    house.index.put([one])


def test_from_saving_to_dropping(house: House) -> None:
    arrive(house, 1)
    assert "Đã lưu “theo dõi”: papi nguon:trang-x" in run("save", "theo dõi", "papi", "nguon:trang-x").output
    assert "Không có tin, bài mới" in run("run").output
    arrive(house, 2)
    shown = run("run", "theo dõi")
    assert shown.exit_code == 0 and "papi 2" in shown.output and "papi 1" not in shown.output
    assert "tin, bài mới: 1" in shown.output and "Không có tin, bài mới" in run("run").output
    assert "theo dõi" in run("list").output
    assert "Đã bỏ" in run("drop", "theo dõi").output and "Chưa lưu" in run("list").output
    house.close()


def test_json_lines_for_programs(house: House) -> None:
    run("save", "theo dõi", "papi")
    arrive(house, 1)
    hit, result = rows("run", "--json")
    assert hit["type"] == "hit" and hit["search"] == "theo dõi" and hit["title"] == "papi 1"
    assert {"type": "result", "shown": 1, "sent": 0, "failed": 0, "nobody": 0, "busy": 0}.items() <= result.items()
    [row] = rows("list", "--json")
    assert (row["name"], row["recipient"], row["watermark"], row["waiting"]) == ("theo dõi", [], 1, 0)
    assert row["simulated_now"]
    house.close()


def test_letters_without_a_mail_server_wait_and_the_exit_code_says_so(house: House) -> None:
    run("save", "theo dõi", "papi", "--to", "phong@tinh.example")
    arrive(house, 1)
    ended = run("run")
    assert ended.exit_code == 1 and "PHUSONG_SMTP_HOST" in ended.output
    [row] = rows("list", "--json")
    assert row["waiting"] == 1 and row["recipient"] == ["phong@tinh.example"]
    refused = run("save", "khác", "papi", "--to", "không phải")
    assert refused.exit_code == 1 and "không phải địa chỉ thư" in str(refused.exception)
    house.close()
