"""What is said when the server is too old, something else, unreachable, or does not trust us."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from domain.errors import IndexUnavailable, SettingsError, StoreError
from domain.settings import load
from index.elastic_connect import connect, versions
from tests.index.scripted import Reply, scripted


def asked(*replies: Reply | Callable[[bytes], Reply]) -> str:
    """The version that is read from these answers."""
    with scripted(*replies) as script, Elasticsearch(script.url, request_timeout=0.3, max_retries=0) as client:
        return versions(client).server


def test_the_version_is_read_from_the_main_endpoint_or_from_the_node() -> None:
    assert asked(Reply(body={"version": {"number": "9.4.0"}})) == "9.4.0"
    nodes = {"nodes": {"a": {"version": "9.2.8"}}}
    assert asked(Reply(405, {"error": "not allowed"}), Reply(body=nodes)) == "9.2.8"


@pytest.mark.parametrize(("reply", "words"), [
    (Reply(body={"version": {"number": "9.0.3"}}), "bản 9.0.3.*cần từ 9.1"),
    (Reply(400, {"error": {"type": "media_type_header_exception", "reason": "found 9"}}), "cũ hơn bản 9"),
    (Reply(body={"version": {"distribution": "opensearch"}}, product=""), "không phải Elasticsearch"),
    (Reply(401, {"error": {"type": "security_exception"}}), "PHUSONG_INDEX_USER"),
    (Reply(403, {"error": {"type": "security_exception"}}), "không có quyền"),
])
def test_a_server_that_will_not_do_is_refused_in_words(reply: Reply, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        asked(reply)


@pytest.mark.parametrize("reply", [Reply(how="dropped"), Reply(how="late"), Reply(503, {"error": "starting"})])
def test_a_server_that_does_not_answer_now_may_do_so_later(reply: Reply) -> None:
    with pytest.raises(IndexUnavailable):
        asked(reply)


def test_secrets_come_from_settings_or_files_and_are_never_shown(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("a2hvYTprZXk=\n")
    given = {"index": "http://127.0.0.1:1", "home": tmp_path}
    for settings in (load(**given, index_key_file=tmp_path / "key"), load(**given, index_key="a2hvYTprZXk=")):
        with connect(settings) as client:
            assert client._headers["authorization"] == "ApiKey a2hvYTprZXk="
        assert "a2hvYTprZXk" not in repr(settings)
    with connect(load(**given, index_user="doc", index_password="bi-mat")) as client:
        assert client._headers["authorization"].startswith("Basic ")
    with pytest.raises(SettingsError, match="tệp mật khẩu"):
        connect(load(**given, index_key_file=tmp_path / "không có"))
    with pytest.raises(SettingsError, match="PHUSONG_INDEX"):
        connect(load(home=tmp_path, index="https://127.0.0.1:1", index_ca=tmp_path / "không có"))
    with pytest.raises(SettingsError, match="không mã hóa"):
        connect(load(home=tmp_path, index="http://es.example:9200", index_key="a2hvYTprZXk="))


def test_a_server_that_is_away_is_told_of_once_and_without_a_trace(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with connect(load(home=tmp_path, index="http://127.0.0.1:1")) as client, pytest.raises(IndexUnavailable):
        versions(client)
    assert caplog.records == []


def test_no_answer_of_ours_repeats_a_password(tmp_path: Path) -> None:
    settings = load(home=tmp_path, index="http://127.0.0.1:1", index_user="doc", index_password="rat-bi-mat")
    with connect(settings) as client, pytest.raises(IndexUnavailable) as caught:
        versions(client.options(max_retries=0))
    assert not re.search("rat-bi-mat|cmF0LWJpLW1hdA", f"{caught.value!r} {caught.value.__cause__!r}")
