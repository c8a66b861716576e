"""Writing many documents: whatever the server does meanwhile, each ends written, stale, or in an error with its reason.

Asking again is safe: an id is a document, and a version that is not newer changes nothing.
"""

import json
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import orjson
from elastic_transport import TlsError
from elasticsearch import ApiError, ConnectionTimeout, Elasticsearch, TransportError, UnsupportedProductError

from domain.errors import IndexUnavailable, StoreError
from index.elastic_errors import LATER, of_answer, of_connection, reason
from index.mapping import Json

MOST, BYTES = 500, 5_000_000  # of one request: 5 MB is what the server's own guide recommends
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds, doubling; half of it by chance, so that writers do not come together
TRIES = 9  # requests in a row that brought nothing forward: about two minutes
TOO_LARGE = 413
DONE, STALE, GONE = (200, 201), 409, 404


@dataclass(frozen=True)
class Action:
    """Write this document at this version, or with none take it out."""

    id: str
    version: int
    document: Json | None

    @cached_property
    def lines(self) -> list[bytes]:
        """As the bulk request has it."""
        kind = "delete" if self.document is None else "index"
        head = {kind: {"_id": self.id, "version": self.version, "version_type": "external_gte"}}
        return [_line(one) for one in (head, self.document) if one is not None]


@dataclass
class Bulk:
    """One writer to one index; `pause` waits so many seconds.

    `most`: what the server takes at once; `timely`: what it does in time, less while it is slow.
    """

    client: Elasticsearch
    index: str
    pause: Callable[[float], None]
    chance: random.Random = field(default_factory=random.Random)
    most: int = MOST
    timely: int = MOST

    def send(self, actions: Iterable[Action]) -> set[str]:
        """Ids that were written, of actions with an id each; the others were stale.

        Raises StoreError where the server refuses an article, IndexUnavailable: the rest may be written all the same.
        """
        ended: dict[str, Ended] = {}
        waiting, idle = list(actions), 0
        while waiting:
            chunk = _chunk(waiting, min(self.most, self.timely))
            answered, why = self._ask(chunk)
            ended |= answered
            waiting = [one for one in waiting if one.id not in answered]
            if answered:
                idle, self.timely = 0, min(MOST, 2 * self.timely)
            else:
                idle += 1
            if idle >= TRIES:
                raise IndexUnavailable(
                    f"Máy chủ chỉ mục không nhận bài sau {TRIES} lần gửi ({why}); bài vẫn ở sổ cái, sẽ gửi lại sau")
            if len(answered) < len(chunk):
                self.pause(min(LONGEST_WAIT, FIRST_WAIT * 2**idle) * self.chance.uniform(0.5, 1))
        refused = {id: one.words for id, one in ended.items() if one.status not in (*DONE, STALE)}
        if refused:
            id, why = next(iter(refused.items()))
            raise StoreError(f"Máy chủ chỉ mục không nhận {len(refused)} bài, ví dụ {id}: {why}")
        return {id for id, one in ended.items() if one.status in DONE}

    def _ask(self, chunk: Sequence[Action]) -> tuple[dict[str, "Ended"], str]:
        """What has ended by id, and why the rest did not."""
        operations = [line for action in chunk for line in action.lines]
        try:
            answer = self.client.options(max_retries=0, retry_on_timeout=False).bulk(
                index=self.index, operations=operations)  # type: ignore[arg-type]
        except UnsupportedProductError:
            return {}, "câu trả lời không phải của Elasticsearch"  # a proxy in between, or a node on its way down
        except TlsError as error:
            raise of_connection(error) from error
        except TransportError as error:
            if isinstance(error, ConnectionTimeout):
                self.timely = max(1, len(chunk) // 2)
            return {}, str(error)
        except ApiError as error:
            return {}, self._refused(error, chunk)
        return _ended(answer.body, {action.id: action for action in chunk})

    def _refused(self, error: ApiError, chunk: Sequence[Action]) -> str:
        """The whole request was: too large is asked in halves, busy is asked later, anything else is told."""
        if error.status_code == TOO_LARGE and len(chunk) > 1:
            self.most = len(chunk) // 2
        elif error.status_code not in LATER:
            raise of_answer(error) from error
        return reason(error.body)


class Ended(NamedTuple):
    """The server's word about one document."""

    status: int
    words: str


def _line(one: Json) -> bytes:
    """In 0.005 ms a document, where the library that comes with Python takes 0.08."""
    try:
        return orjson.dumps(one)
    except TypeError:  # half of a character, in a name that a page cut in two
        return json.dumps(one, ensure_ascii=False).encode("utf-8", "replace")


def _chunk(waiting: Sequence[Action], most: int) -> list[Action]:
    """As many as one request should carry."""
    found: list[Action] = []
    size = 0
    for action in waiting[:most]:
        size += sum(len(line) for line in action.lines)
        if found and size > BYTES:
            break
        found.append(action)
    return found


def _ended(body: Any, asked: Mapping[str, Action]) -> tuple[dict[str, Ended], str]:
    """What an answer says about each document; half an answer says nothing about the other half."""
    ended: dict[str, Ended] = {}
    why = "câu trả lời không đủ"
    for id, one in _items(body):
        if id in asked and one.status == GONE and asked[id].document is None:
            ended[id] = Ended(STALE, one.words)
        elif id in asked and one.status not in LATER:
            ended[id] = one
        elif id in asked:
            why = one.words
    return ended, why


def _items(body: Any) -> Iterator[tuple[str, Ended]]:
    for item in body.get("items", ()) if isinstance(body, dict) else ():
        for told in item.values() if isinstance(item, dict) else ():
            if isinstance(told, dict) and isinstance(told.get("status"), int):
                yield str(told.get("_id")), Ended(told["status"], reason(told))
