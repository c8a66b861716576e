"""What a figure was measured on: the head of every benchmark's output."""

import gc
import os
import platform
from datetime import UTC, datetime
from pathlib import Path


def heading(title: str) -> str:
    """Title, day, processor, cores, Python."""
    info = Path("/proc/cpuinfo")
    names = [line.split(":")[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")] \
        if info.exists() else []
    name = names[0] if names else platform.processor()
    when = datetime.now(UTC)
    return (f"## {title}\n\n{when:%Y-%m-%d}, {name}, {os.cpu_count()} cores, Python {platform.python_version()}, "
            f"load {os.getloadavg()[0]:.1f}\n")


def as_installed() -> None:
    """Garbage is looked for as seldom as in every `phusong` command: a year's matrix takes half as long."""
    gc.set_threshold(50_000)
