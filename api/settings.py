"""All settings in one place: read from the environment, each layer's section nested (`ONRECORD_INDEX__DATA`)."""

from __future__ import annotations

import os
import re
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic_settings import SettingsError as PydanticSettingsError

from bot import BotSettings
from index import IndexSettings

from .errors import SettingsError
from .fetching import FetchSettings, listed
from .ledger import LedgerSettings
from .limits import read_rates
from .office.settings import OfficeSettings

_PREFIX = "ONRECORD_"
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:]+\](:\d{1,5})?")


class ApiSettings(BaseModel):
    """How the record is put in front of people."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    refresh_seconds: float = Field(5.0, gt=0, le=3600, description="how often a new generation is looked for")
    largest_body: int = Field(64_000, ge=1_000, description="bytes of a request's body")
    at_once: int = Field(32, ge=1, description="questions in hand before the next is asked to wait")
    origins: str = Field("", description="websites that may hold the widget, separated by commas")
    address: str | None = Field(None, pattern=r"^https?://[^\s?#]+$", description="where the public finds the service")
    contact: str | None = Field(
        None, pattern=r"^(https://|mailto:)[^\s?#]+$", description="whom residents write to about the service"
    )
    rate: str = Field("1200/minute", description="questions and searches of one client")
    proxies: int = Field(0, ge=0, le=10, description="our own proxies in front, each adding to X-Forwarded-For")

    @field_validator("origins")
    @classmethod
    def _origins(cls, text: str) -> str:
        for origin in listed(text):
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(f"{origin!r} is no origin; write https://www.example.org, in small letters")
        return text

    @field_validator("rate")
    @classmethod
    def _rate(cls, text: str) -> str:
        read_rates(text)
        return text

    @property
    def allowed_origins(self) -> tuple[str, ...]:
        """The origins one by one."""
        return listed(self.origins)


class Settings(BaseSettings):
    """Every setting; unknown names and impossible values are errors at start."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        nested_model_default_partial_update=True,
    )

    index: IndexSettings = IndexSettings()
    bot: BotSettings = BotSettings()
    api: ApiSettings = ApiSettings()
    ledger: LedgerSettings = LedgerSettings()
    office: OfficeSettings = OfficeSettings()
    fetch: FetchSettings = FetchSettings()

    @model_validator(mode="after")
    def _reachable(self) -> Settings:
        if self.office.directory.issuer and not self.api.address:
            raise ValueError("a directory has to know where to send people back to: set ONRECORD_API__ADDRESS")
        return self

    @property
    def beside(self) -> Path:
        """The folder of what people did: beside the index, which may be deleted and built again."""
        return self.index.data.with_name(f"{self.index.data.name}-ledger")

    @property
    def ledger_url(self) -> str:
        """The database of the ledger."""
        return self.ledger.url or f"sqlite:///{self.beside / 'ledger.sqlite3'}"


def load_settings() -> Settings:
    """Settings from the environment; a SettingsError names each variable that is wrong."""
    sections = tuple(f"{_PREFIX}{name.upper()}__" for name in Settings.model_fields)
    strays = [name for name in os.environ if name.upper().startswith(_PREFIX) and not name.upper().startswith(sections)]
    if strays:
        raise SettingsError(f"{', '.join(strays)}: no such setting. Settings begin with {', '.join(sections)}.")
    try:
        return Settings()
    except PydanticSettingsError as error:
        raise SettingsError(f"{error}. See api/README.md for the settings.") from None
    except ValidationError as error:
        wrong = "; ".join(f"{_PREFIX}{'__'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
        raise SettingsError(f"{wrong}. See api/README.md for the settings.") from None
