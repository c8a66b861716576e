"""The roles in the file for servers are the ones that the command makes, and none has more than its work needs."""

import pytest
import yaml
from elasticsearch import Elasticsearch

from domain.errors import StoreError
from index.elastic_roles import CLUSTER, ROLES, grant, names
from tests.conftest import ROOT
from tests.index.scripted import Reply, scripted

FILE = ROOT / "deploy" / "elasticsearch" / "roles.yml"


def test_the_file_and_the_command_give_the_same_rights() -> None:
    written = yaml.safe_load(FILE.read_text("utf-8"))
    assert written == {
        role: {"cluster": list(CLUSTER), "indices": [
            {"names": names("phusong-articles"), "privileges": list(privileges)}]}
        for role, privileges in ROLES.items()}


def test_no_role_but_the_migrator_makes_or_drops_an_index() -> None:
    for role in ("phusong_reader", "phusong_writer"):
        assert not set(ROLES[role]) & {"create_index", "delete_index", "manage", "all", "write"}
    assert not set(ROLES["phusong_reader"]) & {"index", "delete", "create"}


def test_roles_and_keys_are_made_where_the_server_keeps_them() -> None:
    role, key = Reply(body={"role": {"created": True}}), Reply(body={"id": "1", "encoded": "khoa"})
    with scripted(role, key, role, key, role, key) as script, Elasticsearch(script.url) as client:
        assert grant(client, "phusong-articles") == dict.fromkeys(ROLES, "khoa")
    assert [path for _, path, _ in script.asked[:2]] == ["/_security/role/phusong_reader", "/_security/api_key"]


def test_a_server_without_them_is_told_so_in_words() -> None:
    refused = Reply(400, {"error": {"type": "illegal_argument_exception", "reason": "pattern_capture"}})
    with scripted(refused) as script, Elasticsearch(script.url) as client:
        with pytest.raises(StoreError, match=r"roles\.yml"):
            grant(client, "phusong-articles")
