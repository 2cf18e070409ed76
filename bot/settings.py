"""The bot's section of the settings."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator


class NextMeeting(BaseModel):
    """The next public meeting, and how a question is put there; once it is over, it is no longer named."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: dt.date
    subject: str | None = Field(None, min_length=1, max_length=200)
    questions_until: dt.date | None = None
    ask_at: str | None = Field(
        None,
        pattern=r"^(https://|mailto:)\S+$",
        description="address of a form, or mailto:; {question} in it becomes what the resident typed",
    )

    @model_validator(mode="after")
    def _questions_come_first(self) -> NextMeeting:
        if self.questions_until and self.questions_until > self.date:
            raise ValueError("questions_until must not be after the meeting")
        return self


class BotSettings(BaseModel):
    """When an answer is close enough, and how a reply is put together.

    The two thresholds are those that `onrecord calibrate` found, unless they are given here.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    confidence: Path | None = Field(None, description="a file that `onrecord calibrate --save` wrote")
    strong: float | None = Field(None, ge=0, le=1, description="score from which an answer is likely right")
    related: float | None = Field(None, ge=0, le=1, description="score below which nothing is shown")
    cards: int = Field(3, ge=1, le=10, description="threads shown in a reply")
    stale_after_days: int = Field(365, ge=1, description="age of a meeting from which an answer counts as old")
    conversations: int = Field(10_000, ge=1, description="remembered at once; the oldest goes first")
    conversation_minutes: float = Field(30, gt=0, description="after which a conversation is forgotten")
    longest_question: int = Field(2000, ge=100, le=10_000, description="characters")
    longest_letter: int = Field(10_000, ge=1000, le=100_000, description="characters of a question to draft a reply to")
    longest_text: int = Field(50_000, ge=1000, le=1_000_000, description="characters of a text to check")
    most_sentences: int = Field(500, ge=10, le=10_000, description="sentences of a text to check")
    next_meeting: NextMeeting | None = None

    @model_validator(mode="after")
    def _in_order(self) -> BotSettings:
        if self.strong is not None and self.related is not None and self.strong < self.related:
            raise ValueError("strong must not be below related")
        return self
