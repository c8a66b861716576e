"""Where the servers of the central installation are; empty means the embedded default, with no server at all."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings


class ServerSettings(BaseSettings):
    """Passwords and keys come from the environment or from a file that only the service may read."""

    ledger: Annotated[str, Field(description="postgresql://user@host:5432/name; empty: a file under `home`")] = ""
    ledger_password: SecretStr = SecretStr("")
    ledger_password_file: Path | None = None
    index: Annotated[str, Field(description="addresses of Elasticsearch, separated by commas; empty: embedded")] = ""
    index_name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,62}$")] = "phusong-articles"
    index_user: str = ""
    index_password: SecretStr = SecretStr("")
    index_password_file: Path | None = None
    index_key: Annotated[SecretStr, Field(description="an API key; wins over user and password")] = SecretStr("")
    index_key_file: Path | None = None
    index_ca: Annotated[Path | None, Field(description="certificate of the authority that signed the server's")] = None

    @field_validator("ledger")
    @classmethod
    def _no_password_in_address(cls, value: str) -> str:
        if value and not value.startswith("postgresql://"):
            raise ValueError("phải có dạng postgresql://TÊN@MÁY:5432/CƠ-SỞ-DỮ-LIỆU")
        if "@" in value and ":" in value.removeprefix("postgresql://").rsplit("@", 1)[0]:
            raise ValueError("mật khẩu phải đặt ở PHUSONG_LEDGER_PASSWORD hoặc PHUSONG_LEDGER_PASSWORD_FILE")
        return value

    @field_validator("index")
    @classmethod
    def _addresses(cls, value: str) -> str:
        for one in filter(None, value.split(",")):
            if not one.strip().startswith(("http://", "https://")):
                raise ValueError("phải là địa chỉ như https://es1:9200,https://es2:9200")
            if "@" in one:
                raise ValueError("tên và mật khẩu phải đặt ở PHUSONG_INDEX_USER và PHUSONG_INDEX_PASSWORD")
        return value

    @model_validator(mode="after")
    def _together(self) -> "ServerSettings":
        if self.ledger and not self.index:
            raise ValueError("sổ cái trên PostgreSQL cần chỉ mục trên Elasticsearch: hãy đặt cả PHUSONG_INDEX")
        return self

    @property
    def index_addresses(self) -> tuple[str, ...]:
        """The nodes of the index server; () for the embedded index."""
        return tuple(one.strip() for one in self.index.split(",") if one.strip())


def secret(value: SecretStr, file: Path | None) -> str:
    """A secret from its own setting or from its file, without the line end; "" when there is none. Raises OSError."""
    return value.get_secret_value() or (file.read_text().rstrip("\r\n") if file else "")
