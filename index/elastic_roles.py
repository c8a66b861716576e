"""Who may do what on the index server: a reader, a writer and a migrator, none with more than its work needs.

deploy/elasticsearch/roles.yml says the same for servers that keep their roles in a file; a test holds the two together.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from elasticsearch import ApiError, Elasticsearch

from domain.errors import StoreError
from index.elastic_errors import told

LOOK: Final = ("read", "view_index_metadata")
WRITE: Final = (*LOOK, "index", "delete", "maintenance")  # maintenance: a writer lets readers see what it wrote
ROLES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({
    "phusong_reader": LOOK,
    "phusong_writer": WRITE,  # no index may be made, emptied or deleted with it
    "phusong_migrator": (*WRITE, "create_index", "delete_index", "manage"),  # manage: aliases
})
CLUSTER: Final = ("monitor",)  # the server's version is asked at the start
NO_KEYS = (
    "Máy chủ này không giữ người dùng và khóa API (không có security index). Hãy chép deploy/elasticsearch/roles.yml "
    "vào thư mục config của từng nút rồi tạo người dùng bằng: elasticsearch-users useradd TÊN -r phusong_writer")


def names(alias: str) -> list[str]:
    """The alias and the indexes behind it."""
    return [alias, f"{alias}-v*"]


def grant(client: Elasticsearch, alias: str) -> dict[str, str]:
    """Make the roles and a key for each; role -> key. Raises StoreError where the server keeps neither."""
    keys: dict[str, str] = {}
    for role, privileges in ROLES.items():
        indices = [{"names": names(alias), "privileges": list(privileges)}]
        try:
            with told():
                client.security.put_role(name=role, cluster=list(CLUSTER), indices=indices)
                descriptor = {role: {"cluster": list(CLUSTER), "indices": indices}}
                made = client.security.create_api_key(name=f"{alias}-{role}", role_descriptors=descriptor)
        except StoreError as error:
            if isinstance(error.__cause__, ApiError) and error.__cause__.status_code in (400, 405, 500, 501):
                raise StoreError(NO_KEYS) from error
            raise
        keys[role] = made["encoded"]
    return keys
