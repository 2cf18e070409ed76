"""What may be sent to the public routes."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, ConfigDict, Field

from index import Filters

CONVERSATION = r"^[A-Za-z0-9_-]{16,64}$"
"""What the id of a conversation looks like."""
_TEXT = Field(default=None, min_length=1, max_length=200)


class ChatFilters(BaseModel):
    """What a reply is restricted to; dates are of the meeting, both ends included."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    meeting: str | None = _TEXT
    from_: dt.date | None = Field(default=None, alias="from")
    to: dt.date | None = None
    area: str | None = _TEXT
    topic: str | None = _TEXT

    def for_search(self) -> Filters:
        """As the index knows them."""
        return Filters(self.meeting, self.from_, self.to, self.area, self.topic)


class ChatRequest(BaseModel):
    """A question; send back the conversation's id with a follow-up."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [
                {"question": "Are electric scooters legal on the pavement?", "conversation_id": None, "filters": None},
                {
                    "question": "What is being done about knife crime?",
                    "filters": {"from": "2025-01-01", "area": "Chesterfield"},
                },
            ]
        },
    )

    question: str
    conversation_id: str | None = Field(default=None, pattern=CONVERSATION)
    filters: ChatFilters | None = None
