"""A server that cannot be had is a skip on a person's machine and a failure where servers are required."""

import pytest

from tests.servers import REQUIRED, without


def test_where_servers_are_required_a_missing_one_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(REQUIRED, "1")
    with pytest.raises(pytest.fail.Exception, match="no such server"):
        without("no such server")


def test_elsewhere_it_is_skipped_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(REQUIRED, raising=False)
    with pytest.raises(pytest.skip.Exception, match="no such server"):
        without("no such server")
