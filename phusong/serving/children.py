"""Programs that this process starts, keeps alive and ends, each by its own process id."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

GRACE: Final = 15.0  # seconds a program gets to end by itself
CALM: Final = 60.0  # seconds after which a program that died counts as having been well
LONGEST: Final = 30.0  # seconds between two starts of a program that dies again and again


@dataclass
class Child:
    """One program; `lives` counts its starts."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    lives: int = 0
    process: subprocess.Popen[bytes] | None = None
    _began: float = 0.0
    _due: float | None = None  # when it is started again; None while it runs
    _pause: float = 0.0

    def start(self) -> None:
        """Start it; what it says goes to its log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command, env={**os.environ, **self.environment}, stdin=subprocess.DEVNULL, stdout=out,
                stderr=subprocess.STDOUT, start_new_session=True,
            )
        self.lives, self._began, self._due = self.lives + 1, time.monotonic(), None

    def alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    def tend(self) -> bool:
        """Start it again when it has died: at once, then after ever longer pauses. Returns whether it was started."""
        if self.alive():
            return False
        now = time.monotonic()
        if self._due is None:
            was_well = self.lives == 1 or now - self._began > CALM
            self._pause = 0.0 if was_well else min(LONGEST, 2 * self._pause or 1.0)
            self._due = now + self._pause
        if now < self._due:
            return False
        self.start()
        return True

    def ask_to_end(self) -> None:
        """Tell it to end; it may take its time."""
        if self.alive() and self.process:
            self.process.terminate()

    def end(self, grace: float = GRACE) -> None:
        """End it and what it left in its own session."""
        if self.process is None:
            return
        self.ask_to_end()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(grace)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)  # its own session: itself and the runs it started
        self.process.wait()
