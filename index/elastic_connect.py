"""The way to the Elasticsearch server: addresses, TLS, secrets, and whether both versions fit."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

import orjson
from elasticsearch import ApiError, Elasticsearch, JsonSerializer

from domain.errors import SettingsError, StoreError
from domain.settings import Settings
from domain.settings_servers import secret
from index.elastic_errors import told

OLDEST = (9, 1)  # what client 9 can rely on, by its own list of breaking changes
PATIENCE = 30.0  # seconds for one answer; a matrix of ten years takes one or two
AGAIN = 3  # other nodes asked when one does not answer


@dataclass(frozen=True)
class Versions:
    """Of both ends of the line."""

    client: str
    server: str


def connect(settings: Settings) -> Elasticsearch:
    """A client for the addresses in the settings, with the key or the user given there. Raises SettingsError."""
    try:
        key = secret(settings.index_key, settings.index_key_file)
        password = secret(settings.index_password, settings.index_password_file)
    except OSError as error:
        raise SettingsError(f"Không đọc được tệp mật khẩu của máy chủ chỉ mục: {error}") from error
    given: dict[str, Any] = {}
    if key:
        given["api_key"] = key
    elif settings.index_user:
        given["basic_auth"] = (settings.index_user, password)
    if settings.index_ca:
        if not settings.index_ca.is_file():
            raise SettingsError(f"PHUSONG_INDEX_CA: không có tệp {settings.index_ca}")
        given["ca_certs"] = str(settings.index_ca)
    if given.keys() & {"api_key", "basic_auth"} and not all(map(_private, settings.index_addresses)):
        raise SettingsError("Mật khẩu hoặc khóa sẽ đi không mã hóa: PHUSONG_INDEX phải là địa chỉ https://")
    logging.getLogger("elastic_transport").setLevel(logging.ERROR)  # a trace for each try, before what we say of it
    try:
        return client(
            settings.index_addresses, max_retries=AGAIN, retry_on_timeout=True, retry_on_status=(502, 503, 504),
            **given)
    except (ValueError, OSError) as error:
        raise SettingsError(f"PHUSONG_INDEX hoặc PHUSONG_INDEX_CA không dùng được: {error}") from error


class Answers(JsonSerializer):
    """What the server says, read quickly: a year's matrix is two megabytes."""

    def json_loads(self, data: bytes) -> Any:
        return orjson.loads(data)


def client(addresses: Iterable[str], **given: Any) -> Elasticsearch:
    """A client as the program uses it. Raises ValueError."""
    return Elasticsearch(list(addresses), serializer=Answers(), **{"request_timeout": PATIENCE, **given})


def _private(address: str) -> bool:
    """Whether nobody on the way can read what is sent."""
    parts = urlsplit(address)
    return parts.scheme == "https" or parts.hostname in ("127.0.0.1", "localhost", "::1")


def versions(client: Elasticsearch) -> Versions:
    """Both versions. Raises StoreError when they do not fit, IndexUnavailable when nobody answers."""
    found = Versions(version("elasticsearch"), _server(client))
    numbers = tuple(int(part) for part in found.server.partition("-")[0].split(".")[:2])
    if numbers < OLDEST:
        raise StoreError(
            f"Máy chủ Elasticsearch là bản {found.server}, chương trình (client {found.client}) cần từ "
            f"{'.'.join(map(str, OLDEST))}; hãy nâng cấp máy chủ")
    return found


def _server(client: Elasticsearch) -> str:
    """The oldest node's version. Builds without the main endpoint answer 405 and are asked by another way."""
    with told():
        try:
            return str(client.info()["version"]["number"])
        except ApiError as error:
            if error.status_code != 405:
                raise
        nodes = client.nodes.info(node_id="_local", filter_path="nodes.*.version")["nodes"]
        return str(min(node["version"] for node in nodes.values()))
