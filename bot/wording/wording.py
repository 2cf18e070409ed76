"""Messages, signposts and glossary out of their TOML files."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from ..errors import WordingError
from ..replies import Band, Card, Signpost, Status
from .next_meeting import MeetingWording


class SignpostEntry(BaseModel):
    """One signpost as written in the file; `source` says where its wording comes from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    text: str
    href: str | None = None
    gates: tuple[Status, ...] = ()
    statuses: tuple[Status, ...] = ()
    source: str


class Abbreviation(BaseModel):
    """A short form that no page defines, and why it is listed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    short: str
    meaning: str
    why: str


class EverydayWord(BaseModel):
    """What residents say for something, what the force calls it, and why it is listed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    word: str
    meaning: str
    why: str


class Wording(BaseModel):
    """Every message, signpost and word of the glossary; a status without a message is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    messages: dict[Status, str]
    only_related: str
    """The message in place of "answered" when no answer is a strong match."""
    unanswered: str
    """What is added for each part of a message that finds nothing, with the part in place of {part}."""
    closest: str
    """What is added when nothing is found, with the closest subjects in place of {subjects}."""
    next_meeting: MeetingWording
    signpost: tuple[SignpostEntry, ...]
    abbreviation: tuple[Abbreviation, ...]
    everyday: tuple[EverydayWord, ...]

    @model_validator(mode="after")
    def _complete(self) -> Wording:
        missing = [status.value for status in Status if not self.messages.get(status)]
        if missing:
            raise ValueError(f"there is no message for: {', '.join(missing)}")
        return self

    def message(
        self, status: Status, cards: Sequence[Card], unanswered: Sequence[str] = (), subjects: Sequence[str] = ()
    ) -> str:
        """What a reply says of itself; answers that are merely related are not called more than that."""
        weak = status is Status.ANSWERED and all(card.band is Band.RELATED for card in cards)
        said = self.only_related if weak else self.messages[status]
        closest = [self.closest.replace("{subjects}", "; ".join(subjects))] if subjects else []
        return " ".join([said, *closest, *(self.unanswered.replace("{part}", part) for part in unanswered)])

    def signposts(self, status: Status) -> tuple[Signpost, ...]:
        """Where to turn in a given case, in the order of the file."""
        return tuple(
            Signpost(entry.id, entry.title, entry.text, entry.href)
            for entry in self.signpost
            if status in entry.gates or status in entry.statuses
        )


def open_wording() -> Wording:
    """Read the packaged files; a WordingError names the file and what is wrong in it."""
    tables: dict[str, Any] = {}
    for name in ("messages.toml", "signposts.toml", "glossary.toml"):
        try:
            tables |= tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise WordingError(f"bot/wording/{name}: cannot be read ({error}).") from None
    try:
        return Wording.model_validate(tables)
    except ValidationError as error:
        raise WordingError(f"bot/wording: {error}") from None
