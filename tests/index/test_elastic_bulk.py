"""The bulk loop against a server that misbehaves: every document ends written, stale, or in an error that names it."""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from elasticsearch import Elasticsearch

from domain.errors import IndexUnavailable, StoreError
from index.elastic_bulk import LONGEST_WAIT, TRIES, Action, Bulk
from tests.index.scripted import Reply, Script, items, scripted

ACTIONS = [Action(f"bai-{number}", 1, {"title": f"Tin {number}"}) for number in range(4)]
IDS = {action.id for action in ACTIONS}
BUSY = Reply(503, {"error": {"type": "unavailable", "reason": "no master"}})


@contextmanager
def writing(*replies: Reply | Callable[[bytes], Reply], most: int = 500) -> Iterator[tuple[Bulk, Script, list[float]]]:
    """A writer, the script that answers it, and how long it would have waited."""
    waited: list[float] = []
    with scripted(*replies) as script, Elasticsearch(script.url, request_timeout=0.3) as client:
        yield Bulk(client, "thu", waited.append, random.Random(1), most), script, waited


def done(body: bytes) -> Reply:
    return items(body, 201)


def sent(script: Script, request: int) -> list[str]:
    """The ids of one request."""
    heads = [json.loads(line) for line in script.asked[request][2].splitlines()]
    return [head["index"]["_id"] for head in heads if "index" in head]


def test_what_is_written_is_sent_once() -> None:
    with writing(done) as (bulk, script, waited):
        assert bulk.send(ACTIONS) == IDS
    assert (len(script.asked), waited) == (1, [])
    head = json.loads(script.asked[0][2].splitlines()[0])
    assert head == {"index": {"_id": "bai-0", "version": 1, "version_type": "external_gte"}}


def test_half_a_character_costs_itself_and_no_document() -> None:
    with writing(done) as (bulk, script, _):
        assert bulk.send([Action("bai-0", 1, {"title": "Tin \ud83d mới"}), ACTIONS[1]]) == {"bai-0", "bai-1"}
    assert json.loads(script.asked[0][2].splitlines()[1]) == {"title": "Tin ? mới"}


def test_items_refused_for_now_are_sent_again_and_only_they() -> None:
    with writing(lambda body: items(body, 201, 429, 503, 201), lambda body: items(body, 429, 200), done) as (
            bulk, script, waited):
        assert bulk.send(ACTIONS) == IDS
    assert [sent(script, n) for n in range(3)] == [sorted(IDS), ["bai-1", "bai-2"], ["bai-1"]]
    assert len(waited) == 2 and all(0 < wait <= LONGEST_WAIT for wait in waited)


def test_an_older_version_is_done_without_being_written() -> None:
    with writing(lambda body: items(body, 201, 409)) as (bulk, script, _):
        assert bulk.send(ACTIONS) == {"bai-0"}
    assert len(script.asked) == 1


@pytest.mark.parametrize("fault", [
    BUSY, Reply(429, {}), Reply(502, {}), Reply(504, {}), Reply(how="dropped"),
    Reply(body={"items": []}), Reply(body={}), Reply(body=[]), Reply(product=""),
    Reply(body={"items": "x" * 99}, how="cut"),
])
def test_a_request_without_a_usable_answer_is_sent_again(fault: Reply) -> None:
    with writing(fault, fault, done) as (bulk, script, waited):
        assert bulk.send(ACTIONS) == IDS
    assert (len(script.asked), len(waited)) == (3, 2)
    assert sent(script, 2) == sorted(IDS)


def test_half_an_answer_says_nothing_about_the_other_half() -> None:
    with writing(lambda body: items(body, 201, most=2), done) as (bulk, script, _):
        assert bulk.send(ACTIONS) == IDS
    assert sent(script, 1) == ["bai-2", "bai-3"]


def test_an_answer_about_other_documents_is_not_believed() -> None:
    other = Reply(body={"items": [{"index": {"_id": "ai-do", "status": 201}}]})
    with writing(other, done) as (bulk, _, _):
        assert bulk.send(ACTIONS) == IDS


def test_it_gives_up_in_words_and_waits_ever_longer_until_then() -> None:
    with writing(BUSY) as (bulk, script, waited):
        with pytest.raises(IndexUnavailable, match=r"sau 9 lần gửi .*no master.*vẫn ở sổ cái"):
            bulk.send(ACTIONS)
    assert len(script.asked) == TRIES
    assert waited[0] < waited[3] < waited[6] <= LONGEST_WAIT


def test_progress_starts_the_count_anew() -> None:
    one_at_a_time = [BUSY, BUSY, lambda body: items(body, 201, 429)] * 4
    with writing(*one_at_a_time) as (bulk, script, _):
        assert bulk.send(ACTIONS) == IDS
    assert len(script.asked) == 12


def test_a_document_that_the_mapping_refuses_is_named_and_the_others_are_written() -> None:
    with writing(lambda body: items(body, 201, 400, 429), done) as (bulk, script, _):
        with pytest.raises(StoreError, match="không nhận 1 bài, ví dụ bai-1: error_400: because 400"):
            bulk.send(ACTIONS)
    assert sent(script, 1) == ["bai-2", "bai-3"]


def test_a_missing_index_is_an_error_for_a_write_and_none_for_a_removal() -> None:
    with writing(lambda body: items(body, 404)) as (bulk, _, _):
        with pytest.raises(StoreError, match="404"):
            bulk.send(ACTIONS)
        assert bulk.send([Action("bai-9", 1, None)]) == set()


@pytest.mark.parametrize(("status", "words"), [(401, "PHUSONG_INDEX_KEY"), (403, "không có quyền"), (400, "từ chối")])
def test_what_somebody_has_to_mend_is_not_tried_again(status: int, words: str) -> None:
    with writing(Reply(status, {"error": {"type": "x", "reason": "y"}})) as (bulk, script, waited):
        with pytest.raises(StoreError, match=words):
            bulk.send(ACTIONS)
    assert (len(script.asked), waited) == (1, [])


def test_a_request_that_is_too_large_is_sent_in_halves() -> None:
    too_large = Reply(413, {"error": {"type": "x", "reason": "too large"}})

    def judge(body: bytes) -> Reply:
        return done(body) if body.count(b'"index"') <= 1 else too_large

    with writing(judge) as (bulk, script, _):
        assert bulk.send(ACTIONS) == IDS
    assert [len(sent(script, n)) for n in range(len(script.asked))] == [4, 2, 1, 1, 1, 1]


def test_a_slow_server_is_given_less_at_a_time_until_it_is_quick_again() -> None:
    late = Reply(how="late")
    actions = [Action(f"bai-{number}", 1, {"title": "Tin"}) for number in range(16)]
    with writing(late, late, done) as (bulk, script, waited):
        assert len(bulk.send(actions)) == 16
    assert [len(sent(script, n)) for n in range(len(script.asked))] == [16, 8, 4, 8, 4]
    assert len(waited) == 2


def test_requests_carry_no_more_than_they_should() -> None:
    large = [Action(f"bai-{number}", 1, {"body": "x" * 2_000_000}) for number in range(5)]
    with writing(done) as (bulk, script, _):
        bulk.client = bulk.client.options(request_timeout=30)
        assert len(bulk.send(large)) == 5
    assert [len(sent(script, n)) for n in range(len(script.asked))] == [2, 2, 1]
