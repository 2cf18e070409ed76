"""The shape of the gates' data files, checked where they enter."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from .verdict import Gate

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Sentence = Annotated[str, StringConstraints(min_length=10)]
PatternText = Annotated[str, StringConstraints(min_length=1)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RuleEntry(_Entry):
    """One `[[rule]]` as written; `whole_words` is off only where a cue may stand inside a word or mark-up."""

    id: Identifier
    gate: Gate
    why: Sentence
    all: tuple[PatternText, ...] = ()
    any: tuple[PatternText, ...] = ()
    unless: tuple[PatternText, ...] = ()
    unless_anywhere: tuple[PatternText, ...] = ()
    whole_words: bool = True

    @model_validator(mode="after")
    def _needs_a_cue(self) -> Self:
        if not (self.all or self.any):
            raise ValueError("give 'all' or 'any': a rule without a cue would close on everything")
        return self


class RulesFile(_Entry):
    """The whole file: `[words]` (named vocabularies in order of use) and `[[rule]]`."""

    words: dict[Identifier, tuple[PatternText, ...]] = {}
    rule: tuple[RuleEntry, ...]

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        ids = [rule.id for rule in self.rule]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            raise ValueError(f"rule ids given twice: {', '.join(twice)}")
        return self


class Example(_Entry):
    """One line of `examples.jsonl`: a sentence and its gate, null for a question like any other."""

    text: PatternText
    gate: Gate | None
