"""The ledger's section of the settings."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class LedgerSettings(BaseModel):
    """Where the ledger is, and how long it keeps what residents typed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str | None = Field(None, min_length=1, description="a database; a SQLite file beside the index by default")
    keep_days: int = Field(365, ge=1, description="after which questions and feedback are deleted")
