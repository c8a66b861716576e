"""The nursery: children come at once, end with it, and nobody waits for one that cannot answer."""

import os
import signal
from collections.abc import Iterator

import pytest

from crawlers import nursery as module
from crawlers.nursery import Nursery, nursery


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> Iterator[Nursery]:
    """A nursery for this test alone."""
    monkeypatch.setattr(module, "_own", [])
    made = nursery()
    yield made
    made.close()


def test_a_child_waits_for_its_job_and_ends_alone_or_with_its_nursery(own: Nursery) -> None:
    one, two = own.start(), own.start()
    assert one.poll() is None and nursery() is own
    with pytest.raises(TimeoutError):
        one.wait(0.05)
    one.signal(signal.SIGTERM)
    assert one.wait(10) == one.poll() == -signal.SIGTERM
    one.signal(signal.SIGKILL)  # of no consequence: the number may be somebody else's by now
    assert two.poll() is None
    os.kill(own._process.pid, signal.SIGKILL)
    assert two.stdout.read() == ""  # its end of the pipe is closed: it has ended too
    assert two.wait(5) == -signal.SIGKILL and not own.open
    other = nursery()
    assert other is not own and other.open
    other.close()
    for end in (one.stdin, one.stdout, two.stdin, two.stdout):
        end.close()


def test_a_child_of_a_nursery_that_is_gone_is_lost_at_once(own: Nursery) -> None:
    own.close()
    child = own.start()
    child.feed("{}")
    assert child.stdout.read() == "" and child.wait(5) == -signal.SIGTERM  # as it ended itself
    child.stdout.close()
