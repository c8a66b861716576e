"""`python -m benchmarks`: every benchmark in turn, as Markdown (kept in benchmarks/results.md)."""

import subprocess
import sys

RUNS = (
    ("benchmarks.pipeline",),
    ("benchmarks.index_bench", "--size", "10000"),
    ("benchmarks.index_bench", "--size", "100000"),
    ("benchmarks.elastic_bench", "--sizes", "100000,1000000"),
    ("benchmarks.events_bench",),
    ("benchmarks.wave_bench",),
    ("benchmarks.scale",),
)


def main() -> int:
    """One process each, so that memory is each one's own; one that cannot run here says why, and the next goes on."""
    failed = [run for run in RUNS if not measured(*run)]
    return bool(failed)


def measured(*run: str) -> bool:
    """Whether this benchmark came to its end."""
    code = subprocess.run([sys.executable, "-m", *run], check=False).returncode
    if code:
        print(f"`{' '.join(run)}` could not be measured here (exit code {code}).")
    print(flush=True)
    return not code


if __name__ == "__main__":
    sys.exit(main())
