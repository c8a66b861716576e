"""Settings, from the environment (`PHUSONG_…`) or `phusong.toml` in the working folder; the environment wins."""

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from domain.clock import Clock, parse_now
from domain.errors import SettingsError
from domain.expected import in_words
from domain.settings_notices import NoticeSettings
from domain.settings_servers import ServerSettings
from domain.settings_upkeep import UpkeepSettings

ROOT = Path(__file__).resolve().parent.parent
SHIPPED_DATA = Path(__file__).resolve().parent / "data"


class Settings(ServerSettings, NoticeSettings, UpkeepSettings):
    """One object, made at the edge (command line, flow, test) and handed inwards. Unknown keys are refused."""

    model_config = SettingsConfigDict(env_prefix="PHUSONG_", toml_file="phusong.toml", extra="forbid", frozen=True)

    home: Annotated[Path, Field(description="ledger, archive, reports")] = Path("phusong-home")
    sources: Annotated[Path, Field(description="a source file or a folder of them")] = ROOT / "crawlers" / "sources"
    plan: Annotated[Path, Field(description="the plan: areas and obligations")] = SHIPPED_DATA / "plan-2023.yml"
    units: Annotated[Path, Field(description="the registry of units")] = SHIPPED_DATA / "units.yml"
    holidays: Path = SHIPPED_DATA / "holidays.yml"
    allow_loopback: bool = False
    min_delay: Annotated[float, Field(ge=0, le=3600, description="seconds between requests to one host")] = 1.0
    now: str = ""
    contact: str = "phong-bao-chi@phusong.invalid"
    page_budget: Annotated[int, Field(ge=1, description="pages of one source in one crawl")] = 5000

    @field_validator("home", "sources", "plan", "units", "holidays")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource, dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Explicit arguments, then the environment, then phusong.toml."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def clock(self) -> Clock:
        """The one clock. Raises SettingsError when `now` is not an instant."""
        return Clock(parse_now(self.now)) if self.now else Clock()

    def delay_for(self, url: str) -> float:
        """Seconds to wait between requests to the host of `url`: below 1 only on loopback."""
        if self.allow_loopback and _is_loopback(urlsplit(url).hostname or ""):
            return self.min_delay
        return max(1.0, self.min_delay)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def load(**given: Any) -> Settings:
    """The settings of this process. Raises SettingsError with every wrong field named."""
    try:
        settings = Settings(**given)
    except ValidationError as error:
        wrong = "; ".join(
            f"PHUSONG_{'.'.join(map(str, e['loc'])).upper() or '*'}: {in_words(e)}" for e in error.errors())
        raise SettingsError(f"Cài đặt sai: {wrong}") from error
    except ValueError as error:  # TOML that cannot be read, or no UTF-8
        raise SettingsError(f"phusong.toml không phải tệp TOML đúng: {error}") from error
    settings.clock  # noqa: B018  a wrong PHUSONG_NOW fails here, not in the middle of a crawl
    return settings
