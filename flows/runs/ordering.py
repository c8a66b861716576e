"""How a run is ordered from a warm process: an environment, a folder and three ends; back come its number and its end.

It is heard by this user's processes on this machine only, and loads in a hundredth of a second.
"""

import json
import os
import socket
import struct
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final

ENGINE: Final = "prefect.engine"
ANSWER: Final = struct.Struct("!i")  # first the fork's number, then its exit code; negative: the signal that ended it
_HEAD: Final = struct.Struct("!I")  # bytes of the order that follows
_PEER: Final = struct.Struct("3i")  # process, user, group


@dataclass(frozen=True)
class Order:
    """What the fork is to have instead of the warm process's own."""

    environment: Mapping[str, str]
    folder: str


def address(worker: int) -> str:
    """Where the warm process of a worker listens: no file, so nothing is left behind."""
    return f"\0phusong-runs-{os.getuid()}-{worker}"


def same_user(line: socket.socket) -> bool:
    """Whether a process of this user is at the other end."""
    return bool(_PEER.unpack(line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size))[1] == os.getuid())


def send(line: socket.socket, order: Order) -> None:
    """Ask for a fork that takes over this process's three standard ends. Raises OSError."""
    said = json.dumps(asdict(order)).encode()
    socket.send_fds(line, [_HEAD.pack(len(said))], [0, 1, 2])
    line.sendall(said)


def receive(line: socket.socket) -> tuple[Order, list[int]]:
    """The order and its three ends. Raises OSError, ValueError when it does not come whole."""
    head, ends, *_ = socket.recv_fds(line, _HEAD.size, 3)
    try:
        wanted = _HEAD.unpack(head)[0]
        said = line.recv(wanted, socket.MSG_WAITALL)
        if len(said) != wanted or len(ends) != 3:
            raise ValueError("an order that breaks off")
        return Order(**json.loads(said)), ends
    except (OSError, ValueError, struct.error) as error:
        for end in ends:
            os.close(end)
        raise ValueError(str(error)) from error


def answer(line: socket.socket, number: int) -> None:
    """Tell whoever ordered; one that is gone is told nothing."""
    try:
        line.sendall(ANSWER.pack(number))
    except OSError:
        return


def answered(line: socket.socket) -> int | None:
    """The next answer, once it comes; None when nobody can answer any more."""
    try:
        said = line.recv(ANSWER.size, socket.MSG_WAITALL)
    except OSError:
        return None
    return int(ANSWER.unpack(said)[0]) if len(said) == ANSWER.size else None
