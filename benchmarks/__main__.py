"""`python -m benchmarks`: every benchmark in turn, as Markdown (kept in benchmarks/results.md)."""

import subprocess
import sys

RUNS = (
    ("benchmarks.pipeline",),
    ("benchmarks.index_bench", "--size", "10000"),
    ("benchmarks.index_bench", "--size", "100000"),
)


def main() -> None:
    """One process each, so that memory is each one's own."""
    for module, *arguments in RUNS:
        subprocess.run([sys.executable, "-m", module, *arguments], check=True)
        print(flush=True)


if __name__ == "__main__":
    main()
