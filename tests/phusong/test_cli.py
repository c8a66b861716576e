"""The command line: help that answers at once, words for every failure, JSON that programs can rely on."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from phusong.cli import main, phusong
from phusong.options import Day
from phusong.words import COMMANDS, TEXTS, language
from tests.conftest import ROOT

PAGE = """<html><head><title>Sở A tiếp nhận hồ sơ trực tuyến - Trang tin Sở A</title></head><body>
<div class="menu"><a href="/">Trang chủ</a></div><div class="content"><h1>Sở A tiếp nhận hồ sơ trực tuyến</h1>
<span class="date">Thứ Hai, 21/08/2023, 09:05</span>
<p><b>Từ ngày 1 tháng 9, Sở A nhận mọi hồ sơ qua Cổng dịch vụ công.</b></p>
<p>Người dân nộp hồ sơ tại nhà, theo dõi kết quả qua điện thoại và nhận giấy tờ qua bưu điện.</p>
<p>Cán bộ bộ phận một cửa hướng dẫn từng bước cho người chưa quen dùng máy tính.</p></div></body></html>"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CliRunner:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PHUSONG_HOME", str(tmp_path / "home"))
    return CliRunner()


def exit_code(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["phusong", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_stands_in_the_documents(run: CliRunner, name: str) -> None:
    result = run.invoke(phusong, [name, "--help"])
    assert result.exit_code == 0 and result.output.strip()
    assert f"`{name}" in (text := (ROOT / "docs" / "interface.md").read_text("utf-8")) or f"phusong {name}" in text


def test_every_setting_stands_in_the_documents() -> None:
    from domain.settings import Settings

    text = (ROOT / "docs" / "interface.md").read_text("utf-8")
    assert [name for name in Settings.model_fields if f"`PHUSONG_{name.upper()}`" not in text] == []


def test_help_loads_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys; sys.argv=['phusong','--help']\n"
        "from phusong.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([m for m in ('spacy','scrapy','sqlalchemy','lxml','pydantic','yaml') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True).stdout
    assert out.strip().splitlines()[-1] == "[]"


@pytest.mark.parametrize(("locale", "wanted"), [("en_GB.UTF-8", "en"), ("vi_VN", "vi"), ("C", "vi"), ("", "vi")])
def test_the_language_follows_the_locale(monkeypatch: pytest.MonkeyPatch, locale: str, wanted: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert language() == wanted


def test_every_text_has_both_languages() -> None:
    assert all(len(pair) == 2 and all(pair) for pair in [*TEXTS.values(), *(words for _, words in COMMANDS.values())])


@pytest.mark.parametrize("text", ["22/08/2023", "2023-08-22", "22-8-2023"])
def test_a_day_as_people_write_it(text: str) -> None:
    assert Day().convert(text, None, None) == date(2023, 8, 22)


def test_a_day_that_is_none() -> None:
    with pytest.raises(click.BadParameter, match=r"không phải ngày|no day"):
        Day().convert("32/13/2023", None, None)


@pytest.mark.parametrize(("arguments", "code"), [
    (("search", "((("), 1), (("crawl", "khong-co"), 1), (("coverage", "--by", "màu"), 2), (("nhầm",), 2),
    (("report", "--from", "02/01/2023", "--to", "01/01/2023"), 2),
])
def test_what_fails_says_so_by_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...],
    code: int,
) -> None:
    monkeypatch.setenv("PHUSONG_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    assert exit_code(monkeypatch, *arguments) == code
    error = capsys.readouterr().err
    assert error.strip() and "Traceback" not in error


def test_a_wrong_setting_is_named_not_traced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PHUSONG_NOW", "hôm qua")
    assert exit_code(monkeypatch, "articles") == 1
    assert "PHUSONG_NOW" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["crawl", "audit", "run", "rebuild", "source check"])
def test_no_source_at_all_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PHUSONG_SOURCES", str(tmp_path))
    assert exit_code(monkeypatch, *command.split()) == 1
    assert "phusong source new" in capsys.readouterr().err and not (tmp_path / "phusong-home" / "phusong.db").exists()


def test_a_home_that_cannot_be_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PHUSONG_HOME", __file__)
    assert exit_code(monkeypatch, "articles") == 1
    assert "PHUSONG_HOME" in capsys.readouterr().err


def test_extract_takes_and_gives_json_lines(run: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    line = {"id": "1", "url": "http://a.example/tin/1", "path": str(tmp_path / "a.html"),
            "fetched_at": "2023-08-22T08:00:00+07:00"}
    result = run.invoke(phusong, ["extract"], input=json.dumps(line) + "\n")
    assert result.exit_code == 0
    [row] = map(json.loads, result.stdout.splitlines())
    assert row["id"] == "1" and row["title"] == "Sở A tiếp nhận hồ sơ trực tuyến"
    assert row["published"]["value"] == "2023-08-21T09:05:00+07:00" and row["published"]["precision"] == "minute"
    assert "Người dân nộp hồ sơ tại nhà" in row["body"] and "Trang chủ" not in row["body"]
    assert {"lead", "byline", "quality", "evidence", "attachments"} <= set(row)


def test_a_bad_line_does_not_stop_the_others(run: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    good = json.dumps({"id": "3", "url": "http://a.example/1", "path": str(tmp_path / "a.html")})
    result = run.invoke(phusong, ["extract"], input=f'nhầm\n{{"id": "2"}}\n[]\n{good}\n')
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row.get("error") for row in rows] == ["bad_input", "bad_input", "bad_input", None]
    assert rows[3]["title"] and result.exit_code == 1


def test_read_takes_and_gives_json_lines(run: CliRunner) -> None:
    text = {"id": "1", "title": "Rút ngắn thời gian giải quyết thủ tục hành chính tại bộ phận một cửa", "lead": "",
            "body": "Bộ phận một cửa trả kết quả hồ sơ đúng hạn.", "published": "2023-08-21", "publisher": "so-noi-vu"}
    result = run.invoke(phusong, ["read"], input=json.dumps(text) + "\nnhầm\n")
    good, bad = map(json.loads, result.stdout.splitlines())
    assert "A08" in [area["area"] for area in good["areas"]]
    span = good["areas"][0]["evidence"][0]
    assert text[span["field"]][span["start"]:span["end"]] == span["text"]
    assert {"unit": "so-noi-vu", "role": "publisher"}.items() <= good["units"][0].items()
    assert good["format"] and good["reader"] and bad["error"] == "bad_input"


def test_json_under_a_frozen_clock_says_so(run: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHUSONG_NOW", "2023-08-28T08:00:00+07:00")
    result = run.invoke(phusong, ["search", "--json"])
    assert json.loads(result.stdout.splitlines()[0])["simulated_now"] == "2023-08-28T08:00:00+07:00"


def test_an_audit_before_any_crawl_accuses_nobody(run: CliRunner) -> None:
    result = run.invoke(phusong, ["audit", "--json"])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert rows and {row["verdict"] for row in rows} == {"not_checked"}


WRONG = (
    ("crawl --help", "Cách dùng: phusong crawl [TÙY CHỌN] [IDS]..."),
    ("source", "phusong source [TÙY CHỌN] LỆNH [ĐỐI SỐ]..."),
    ("coverage --foo", "Không có tùy chọn '--foo'"),
    ("coverage --role x", "'x' không nằm trong 'publisher', 'actor', 'any'."),
    ("search --size 0", "0 nằm ngoài khoảng 1<=x<=1000."),
    ("search --size x", "'x' không phải là số nguyên."),
    ("search --size", "Tùy chọn '--size' cần một giá trị."),
    ("source new a b c", "Thừa các đối số (b c)"),
    (f"report --out {__file__}", "là một tệp, không phải thư mục."),
    ("articles so-la", "Không có nguồn “so-la”. Gần giống: so-"),
)


def test_the_librarys_own_words_are_vietnamese_too(tmp_path: Path) -> None:
    code = ("import sys\nfrom phusong.cli import main\nsys.stderr = sys.stdout\n"
            f"for line in {[line for line, _ in WRONG]!r}:\n    sys.argv = ['phusong', *line.split()]\n"
            "    try: main()\n    except SystemExit: print('~~~')\n")
    environment = {"PATH": "/usr/bin", "LANG": "vi_VN.UTF-8", "PYTHONPATH": str(ROOT)}
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, env=environment)
    said = out.stdout.split("~~~")
    assert [words for (_, words), one in zip(WRONG, said, strict=False) if words not in one] == []
    assert [word for word in ("OPTIONS", "COMMAND", "Options", "Error", " is not ") if word in out.stdout] == []
