"""The name of somebody who is no more."""

import subprocess

from flows.sharing.holders import name_of


def dead() -> str:
    """The name of a process of this machine that has ended."""
    with subprocess.Popen(["sleep", "60"]) as process:
        name = name_of(process.pid, "x")
        process.kill()
    return name
