"""Processes of their own, for what is killed or writes at the same time: forked from one that has everything loaded.

A fresh Python loads for 0.6 to 1.3 s of processor time, a fork is there in 20 ms. The process that is forked from has
opened no ledger: a connection of SQLite does not survive a fork.
"""

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import Any

LOADED = ["pytest", "phusong.cli", "phusong.commands.alerts", "phusong.commands.notify", "flows.house", "index.sqlite",
          "sqlalchemy.dialects.sqlite", "tests.index.made"]


@cache
def _server() -> ForkServerContext:
    context = get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    return context


def started(work: Callable[..., None], *given: Any) -> tuple[ForkServerProcess, Connection]:
    """A process that does this work; the work is given what it may say something into, and the rest."""
    said, into = _server().Pipe(duplex=False)
    process = _server().Process(target=work, args=(into, *given), daemon=True)
    process.start()
    into.close()
    return process, said


def heard(said: Connection) -> list[Any]:
    """What is left of what a process said, once it has ended."""
    rest = []
    with said, suppress(EOFError):
        while True:
            rest.append(said.recv())
    return rest


def phusong(environment: Mapping[str, str], *arguments: str) -> ForkServerProcess:
    """`phusong` as a command of its own."""
    return started(_phusong, environment, *arguments)[0]


def _phusong(_: Connection, environment: Mapping[str, str], *arguments: str) -> None:
    from phusong.cli import main

    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["phusong", *arguments]
    main()
