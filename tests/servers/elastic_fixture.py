"""The session's Elasticsearch as a fixture; a conftest that needs it imports it from here."""

import os
from collections.abc import Iterator

import pytest

from tests.servers import Missing, session_folder, without
from tests.servers.elasticsearch import join, leave


def session_process() -> int:
    """The process whose end is the end of the session."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


@pytest.fixture(scope="session")
def elastic_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one node without passwords, shared by all workers."""
    shared = session_folder(tmp_path_factory) / "elasticsearch"
    try:
        address = join(shared, session_process())
    except Missing as error:
        without(error)
    yield address
    leave(shared)
