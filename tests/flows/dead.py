"""The name of somebody who is no more."""

import os
import subprocess
import sys


def dead() -> str:
    """The name of a process of this machine that has ended."""
    code = "from flows.sharing.holders import holder; print(holder('x'))"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}).stdout.strip()
