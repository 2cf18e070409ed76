"""The drafting file: the operator's template, what flags say, the order of a reply."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cached_property
from importlib.resources import files
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, model_validator

from ..errors import WordingError
from .drafts import FlagKind

_FILE = "drafting.toml"
_PAST = "past"


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no pattern: {error}") from None
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Template(_Section):
    """The operator's sentences; {part} is a part of the question received."""

    opening: str
    part: str
    unanswered: str
    closing: str


class Role(_Section):
    """A place in the order of a reply, and how a sentence that belongs there can be known."""

    name: str
    cues: tuple[Pattern, ...]


class Leaning(_Section):
    """What begins a sentence that cannot stand without the one before it."""

    openings: tuple[str, ...]
    unsaid: tuple[str, ...]
    """Those that may be left standing: they join sentences, but point to nothing."""
    empty: Pattern
    """An opening that only seems to lean."""


class Phrases(_Section):
    """What has to be checked in a sentence, by kind of flag, besides the record's own ageing phrases."""

    figure: tuple[Pattern, ...]
    relative_time: tuple[Pattern, ...]
    deadline: tuple[Pattern, ...]
    post_holder: tuple[Pattern, ...]
    pending_law: tuple[Pattern, ...]
    pointer: tuple[Pattern, ...]
    link: tuple[Pattern, ...]
    addressee: tuple[Pattern, ...]


class Chaff(_Section):
    """What is not worth saying again."""

    patterns: tuple[Pattern, ...]


class DraftingWording(_Section):
    """The whole file."""

    template: Template
    flags: dict[str, str]
    role: tuple[Role, ...]
    leaning: Leaning
    phrases: Phrases
    chaff: Chaff

    @model_validator(mode="after")
    def _complete(self) -> DraftingWording:
        missing = {*FlagKind, _PAST} - self.flags.keys()
        if missing:
            raise ValueError(f"flags without a sentence: {', '.join(sorted(missing))}")
        if [role.name for role in self.role if not role.cues] != ["done"]:
            raise ValueError("one role, `done`, has no cues: it takes what no other does")
        return self

    def place(self, sentence: str) -> int:
        """Where in the order of a reply a sentence goes: the last role whose cue it has."""
        fitting = [at for at, cues in enumerate(self._cues) if cues and cues.search(sentence)]
        return fitting[-1] if fitting else [role.name for role in self.role].index("done")

    def leans(self, sentence: str) -> str:
        """The words by which a sentence leans on the one before it; none where it stands alone."""
        found = self._leaning.match(sentence)
        return found[1] if found else ""

    def points(self, sentence: str) -> str:
        """The words at the head of a sentence that point to something before it; none where there are none."""
        leaning = self.leans(sentence)
        joins = leaning.lower() in self.leaning.unsaid or self._empty.match(sentence)
        return "" if joins else leaning

    def phrases_of(self, kind: FlagKind, sentence: str) -> Iterator[re.Match[str]]:
        """What has to be checked in a sentence, of one kind."""
        cues = self._phrases.get(kind)
        return cues.finditer(sentence) if cues else iter(())

    def is_chaff(self, sentence: str) -> bool:
        """Whether a sentence is nothing to say again."""
        return bool(self._chaff.search(sentence.strip()))

    @cached_property
    def _cues(self) -> list[re.Pattern[str] | None]:
        return [_any(role.cues) if role.cues else None for role in self.role]

    @cached_property
    def _leaning(self) -> re.Pattern[str]:
        longest_first = sorted(map(re.escape, self.leaning.openings), key=len, reverse=True)
        return re.compile(rf"\W*({'|'.join(longest_first)})\b", re.I)

    @cached_property
    def _empty(self) -> re.Pattern[str]:
        return re.compile(self.leaning.empty, re.I)

    @cached_property
    def _phrases(self) -> dict[FlagKind, re.Pattern[str]]:
        return {FlagKind(name): _any(patterns) for name, patterns in self.phrases}

    @cached_property
    def _chaff(self) -> re.Pattern[str]:
        return _any(self.chaff.patterns)


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)


def open_drafting() -> DraftingWording:
    """Read the packaged file; a WordingError says what is wrong in it."""
    where = f"bot/wording/{_FILE}"
    try:
        text = files("bot.wording").joinpath(_FILE).read_text(encoding="utf-8")
        return DraftingWording.model_validate(tomllib.loads(text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WordingError(f"{where}: cannot be read ({error}).") from None
    except ValidationError as error:
        raise WordingError(f"{where}: {error}") from None
