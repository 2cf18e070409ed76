"""What a draft and its parts look like. The fields are the public contract: the API sends them as they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..replies import Citation


class FlagKind(StrEnum):
    """Why a phrase has to be looked at before it is said again; the first six are the record's own."""

    FIGURE = "figure"
    RELATIVE_TIME = "relative_time"
    DEADLINE = "deadline"
    POST_HOLDER = "post_holder"
    PENDING_LAW = "pending_law"
    CHANGED = "changed"
    PLACE = "place"
    OLD = "old"
    EARLIER = "earlier"
    RELATED = "related"
    SPEAKER = "speaker"
    POINTER = "pointer"
    LINK = "link"
    ADDRESSEE = "addressee"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Flag:
    """A phrase of a sentence, or what is to be known of the whole of it, and why to look at it."""

    kind: FlagKind
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence of a draft: published (`response[start:end] == text` of its answer), or out of the template."""

    text: str
    answer_id: str | None
    start: int | None
    end: int | None
    template: bool
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """An answer that sentences of a draft come from."""

    answer_id: str
    question: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Draft:
    """Starting text for a reply; `text` is its sentences in order, paragraphs apart.

    `unanswered` are the parts of the question that nothing published was found for.
    """

    text: str
    sentences: tuple[DraftSentence, ...]
    unanswered: tuple[str, ...]
    citations: tuple[Source, ...]
