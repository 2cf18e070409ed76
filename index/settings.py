"""The record's section of the settings; unknown keys and impossible values are errors."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class FusionWeights(BaseModel):
    """How much each signal counts; measured on the development questions (see `index/README.md`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: float = Field(1.0, ge=0)
    passage: float = Field(0.75, ge=0)
    words: float = Field(2.0, ge=0)


class IndexSettings(BaseModel):
    """Where the pages and the index are, which model embeds them, and how hits are found."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    seeds: Path = Path("seeds")
    data: Path = Path(".onrecord")
    model: str = Field("all-MiniLM-L6-v2", min_length=1)
    reranker: Path | None = Field(None, description="folder of a CrossEncoder that orders the closest answers")
    weights: FusionWeights = FusionWeights()
    pool: int = Field(100, ge=10, le=1000, description="passages taken from each store before fusion")
    keep: int = Field(2, ge=1, description="generations kept, the current one among them")
