"""How long what is kept, and how the log is written."""

from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings


class UpkeepSettings(BaseSettings):
    """Nothing that proves a verdict or an article goes, whatever is set here."""

    log: Annotated[str, Field(pattern="^(text|json)$", description="json: one object a line on stderr")] = "text"
    keep_days: Annotated[int, Field(ge=400, description="days that requests and readings are kept")] = 400
    keep_simulated_days: Annotated[int, Field(ge=1, description="the same, made under a clock set by hand")] = 30
    pg_bin: Annotated[Path | None, Field(description="folder of pg_dump and pg_restore; empty: from PATH")] = None
