"""`python -m crawlers.child`: crawl one source and end. The job comes as JSON on standard input.

It prints one JSON line for every flush, so that the parent can read articles meanwhile, and one at its end.
"""

import json
import os
import sys
from dataclasses import asdict
from typing import Any

from crawlers.job import Job
from crawlers.notebook import Batch, Notebook
from crawlers.spider import run
from crawlers.walk import Walk
from store import store_of


def main() -> int:
    """Read the job, crawl, say how it ended."""
    job = Job.from_json(sys.stdin.read())
    settings, source = job.settings, job.source
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", buffering=1, encoding="utf-8")
    sys.stdout = sys.stderr  # the parent reads our standard output: nothing else may write there
    with store_of(settings) as store:
        notebook = Notebook(store, source.id, job.crawl, settings.clock.simulated, job.fence)
        walk = Walk(source, settings, notebook)
        word = run(walk, job.limits, lambda batch: _tell(out, batch))
        _print(out, {"line": "end", "outcome": word, "detail": walk.detail, "counts": asdict(notebook.counts)})
    return 0


def _tell(out: Any, batch: Batch | None) -> None:
    if batch is None:
        _print(out, {"line": "alive"})
    else:
        _print(out, {"line": "batch", "fetched": batch.fetched, "counts": asdict(batch.counts)})


def _print(out: Any, line: dict[str, Any]) -> None:
    try:
        print(json.dumps(line, ensure_ascii=False), file=out)
    except BrokenPipeError:  # nobody waits for us any more; what is flushed is flushed
        os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
