"""How far long work is, on one line of stderr; silent where nobody looks."""

import sys
from types import TracebackType


class Progress:
    """Use as a context manager: the line is wiped at the end."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()
        self._sources: dict[str, tuple[int, int]] = {}

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._on:
            sys.stderr.write("\r\033[K")

    def source(self, source: str, articles: int, requests: int) -> None:
        """One source has come so far."""
        self._sources[source] = (articles, requests)
        read, asked = (sum(column) for column in zip(*self._sources.values(), strict=True))
        self.say(f"{len(self._sources)} nguồn · {asked} yêu cầu · {read} tin, bài · {source}")

    def count(self, number: int) -> None:
        """So many articles are done."""
        self.say(f"{number} tin, bài")

    def say(self, text: str) -> None:
        """Show one line in place of the last."""
        if self._on:
            sys.stderr.write(f"\r\033[K{text[:100]}")
            sys.stderr.flush()
