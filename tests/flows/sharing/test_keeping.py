"""What a process holds is renewed beside its work, and a ledger that is busy for a moment ends nothing."""

import threading

import pytest

from domain.errors import LedgerBusy
from flows.sharing.keeping import Keeper


def test_renewed_as_long_as_the_block_lasts_whatever_the_ledger_says(caplog: pytest.LogCaptureFixture) -> None:
    tried, thrice = list[str](), threading.Event()

    def renew() -> None:
        tried.append(threading.current_thread().name)
        if len(tried) == 3:
            thrice.set()
        raise LedgerBusy("bận")

    with Keeper(renew, seconds=0.03):
        assert thrice.wait(20)
    assert "bận" in caplog.text and set(tried) == {"leases"}
    assert not [one for one in threading.enumerate() if one.name == "leases"]
