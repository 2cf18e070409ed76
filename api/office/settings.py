"""The office's section of the settings: sessions, passwords, tokens, and the office's own directory."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from ..ledger import Role
from ..limits import read_rates

_STRICT = ConfigDict(extra="forbid", frozen=True)
_ALGORITHMS = {f"{kind}{bits}" for kind in ("RS", "PS", "ES") for bits in (256, 384, 512)} | {"Ed25519", "EdDSA"}


class HashingSettings(BaseModel):
    """How much work Argon2id makes of one password; the defaults are RFC 9106's for little memory."""

    model_config = _STRICT

    memory_kib: int = Field(65_536, ge=8, le=4_194_304)
    passes: int = Field(3, ge=1, le=100)
    lanes: int = Field(4, ge=1, le=64)

    @model_validator(mode="after")
    def _enough(self) -> HashingSettings:
        if self.memory_kib < 8 * self.lanes:
            raise ValueError("memory_kib must be 8 or more for each lane")
        return self


class DirectorySettings(BaseModel):
    """The office's own directory, an OpenID Connect provider; none without an issuer."""

    model_config = _STRICT

    issuer: str | None = Field(None, description="its address, exactly as it names itself")
    client_id: str | None = Field(None, min_length=1)
    client_secret: SecretStr | None = None
    name: str = Field("the office's directory", min_length=1, max_length=60, description="on the sign-in page")
    role: Role | None = Field(None, description="of people without an account; none gets in when it is not set")
    algorithms: str = Field("RS256,ES256", description="that its tokens may be signed with")

    @field_validator("issuer")
    @classmethod
    def _safe(cls, issuer: str | None) -> str | None:
        if issuer is not None and not safe_address(issuer):
            raise ValueError("write https://…; http only for this machine itself")
        return issuer

    @field_validator("algorithms")
    @classmethod
    def _asymmetric(cls, text: str) -> str:
        unknown = set(text.split(",")) - _ALGORITHMS
        if unknown:
            raise ValueError(f"{', '.join(sorted(unknown))}: not one of {', '.join(sorted(_ALGORITHMS))}")
        return text

    @model_validator(mode="after")
    def _whole(self) -> DirectorySettings:
        if (self.issuer is None) != (self.client_id is None):
            raise ValueError("issuer and client_id go together")
        return self


class OfficeSettings(BaseModel):
    """Who gets in behind the public pages, and for how long."""

    model_config = _STRICT

    secret: SecretStr | None = Field(None, min_length=32, description="signs sessions; else made once, into a file")
    session_minutes: int = Field(480, ge=5, le=10_080, description="after which everybody signs in again")
    idle_minutes: int = Field(60, ge=1, le=10_080, description="without a page, after which one signs in again")
    attempts: str = Field("10/15minute", min_length=1, description="to sign in under one name")
    client_attempts: str = Field("30/15minute", min_length=1, description="to sign in of one client")
    shortest_password: int = Field(12, ge=8, le=64, description="characters")
    token_days: int = Field(365, ge=1, le=3650, description="that a token can be made for")
    hashing: HashingSettings = HashingSettings()
    directory: DirectorySettings = DirectorySettings()

    @field_validator("attempts", "client_attempts")
    @classmethod
    def _rate(cls, text: str) -> str:
        if not read_rates(text):
            raise ValueError("attempts to sign in are always limited")
        return text


def safe_address(address: str) -> bool:
    """Whether what is sent to an address cannot be read on the way: https, or this machine."""
    parts = urlsplit(address)
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and _here(parts.hostname)))


def _here(host: str | None) -> bool:
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False
