"""Whom the installation tells what happened: mail and webhook; empty means nobody."""

from datetime import time
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode

# In the environment people write them with commas between.
Addresses = Annotated[tuple[str, ...], NoDecode, BeforeValidator(
    lambda given: [one.strip() for one in given.split(",") if one.strip()] if isinstance(given, str) else given)]


class NoticeSettings(BaseSettings):
    """Mail goes out by one SMTP server; the hours are Vietnam's."""

    smtp_host: str = ""
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = 587
    smtp_tls: Annotated[str, Field(pattern="^(starttls|tls|none)$")] = "starttls"
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_password_file: Path | None = None
    smtp_ca: Annotated[Path | None, Field(description="authority that signed the mail server's certificate")] = None
    mail_from: str = ""
    mail_to: Annotated[Addresses, Field(description="the department: reports and verdicts")] = ()
    mail_operations: Annotated[Addresses, Field(description="who keeps the installation running")] = ()
    webhook: Annotated[str, Field(description="an address that gets every notice as JSON")] = ""
    webhook_secret: Annotated[SecretStr, Field(description="signs the body: X-Phusong-Signature")] = SecretStr("")
    webhook_secret_file: Path | None = None
    digest_at: Annotated[time, Field(description="when the day's digest goes out")] = time(8, 0)
    quiet_from: time = time(18, 0)
    quiet_until: time = time(7, 0)
