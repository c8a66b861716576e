"""The folder of a demo: what the next command needs to find."""

import subprocess
from pathlib import Path

from phusong.demo.home import write_env


def test_the_next_command_is_found_without_its_environment(tmp_path: Path) -> None:
    file = tmp_path / "a folder" / "demo.env"
    file.parent.mkdir()
    write_env(file, {"PHUSONG_HOME": "/x y"})
    script = f'. "{file}" && echo "$PHUSONG_HOME" && command -v phusong'
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"})
    home, program = done.stdout.splitlines()
    assert home == "/x y" and Path(program).name == "phusong"
