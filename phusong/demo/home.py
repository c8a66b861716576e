"""The folder in which a demo runs: its own, emptied each time, with the settings that let other commands ask it."""

import shlex
import shutil
import sysconfig
from pathlib import Path
from typing import Any, Final

from domain.errors import SettingsError
from phusong.demo.province import Province

KEEP: Final = "phusong-demo"
SETTINGS: Final = ("home", "sources", "units", "plan", "now")  # what the other commands need


def emptied(home: Path) -> Path:
    """The folder without what an earlier demo left. Raises SettingsError for a folder that is somebody else's."""
    home = home.resolve()
    if home.exists():
        if not (home / "sources").is_dir() and any(home.iterdir()):
            raise SettingsError(f"{home} không phải thư mục của lần chạy thử trước")
        shutil.rmtree(home)
    return home


def settings_of(home: Path, province: Province) -> dict[str, Any]:
    """The settings under which this province is crawled; its source files and its plan are written on the way."""
    province.write_sources(home / "sources")
    return {
        "home": home, "sources": home / "sources", "units": province.units_file, "plan": province.write_plan(home),
        "allow_loopback": True, "min_delay": 0, "now": province.now.isoformat(),
    }


def as_environment(given: dict[str, Any]) -> dict[str, str]:
    """Settings as another process reads them."""
    return {f"PHUSONG_{name.upper()}": str(value) for name, value in given.items()}


def write_env(file: Path, variables: dict[str, str]) -> None:
    """A file for the shell to read; `phusong` is found where it is installed, also outside its environment."""
    lines = [f"export {name}={shlex.quote(value)}\n" for name, value in variables.items()]
    lines.append(f'export PATH={shlex.quote(sysconfig.get_path("scripts"))}:"$PATH"\n')
    file.write_text("".join(lines), "utf-8")
