"""A log line is one JSON object that names its run and its source."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from flows.logs import about, log_to


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:], root.level = handlers, level


def test_run_and_source_stand_in_every_line_inside() -> None:
    out = io.StringIO()
    log_to("json", out)
    log = logging.getLogger("thu")
    with about(run="r1"):
        with about(source="so-x"):
            log.info("đọc\nxong %s", 3)
        log.info("hết nguồn")
    log.info("hết")
    first, second, third = map(json.loads, out.getvalue().splitlines())
    assert (first["run"], first["source"], first["text"], first["level"]) == ("r1", "so-x", "đọc\nxong 3", "info")
    assert second["run"] == "r1" and "source" not in second and "run" not in third


def test_an_error_keeps_its_trace_on_the_same_line() -> None:
    out = io.StringIO()
    log_to("json", out)
    try:
        raise ValueError("hỏng")
    except ValueError:
        logging.getLogger("thu").exception("lỗi")
    [line] = out.getvalue().splitlines()
    assert "ValueError: hỏng" in json.loads(line)["trace"]


def test_set_twice_it_speaks_once_and_people_get_text() -> None:
    out = io.StringIO()
    for form in ("json", "text"):
        log_to(form, out)
    logging.getLogger("thu").warning("một lần")
    assert out.getvalue() == "WARNING thu: một lần\n"
