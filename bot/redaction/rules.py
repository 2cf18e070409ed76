"""The rules file: what is known as personal by its shape, compiled once and put to a text in its order."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ..errors import WordingError
from ..gates.patterns import PatternError, compile_pattern, expand
from .marks import Marks

Check = Callable[[re.Match[str]], bool]
RULES = Path(__file__).with_name("rules.toml")


class RuleEntry(BaseModel):
    """One rule as written; `check` names a test that a match has to pass too."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: str
    patterns: tuple[str, ...]
    check: str | None = None
    whole_words: bool = True


class RulesFile(BaseModel):
    """The file: vocabularies, each of which may use those above it, and rules."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: dict[str, tuple[str, ...]]
    rule: tuple[RuleEntry, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule: the first pattern that matches somewhere takes its group `out`, or all of the match."""

    kind: str
    patterns: tuple[re.Pattern[str], ...]
    check: str | None

    def put(self, text: str, mark: str, checks: Mapping[str, Check]) -> str:
        """The text with a mark in place of every match that passes."""
        passes = checks[self.check] if self.check else None

        def replace(found: re.Match[str]) -> str:
            if passes and not passes(found):
                return found[0]
            start, end = found.span("out") if "out" in found.re.groupindex else found.span()
            return found.string[found.start() : start] + mark + found.string[end : found.end()]

        for pattern in self.patterns:
            text = pattern.sub(replace, text)
        return text


def read_rules(path: Path = RULES) -> tuple[Rule, ...]:
    """The rules of a file; raises WordingError naming the file and the rule."""
    try:
        file = RulesFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise WordingError(f"{path}: cannot be used: {error}. Mend the file.") from error
    words: dict[str, str] = {}
    where = "[words]"
    try:
        for name, forms in file.words.items():
            where = f"vocabulary '{name}'"
            words[name] = f"(?:{'|'.join(expand(form, words) for form in forms)})"
        rules = []
        for entry in file.rule:
            where = f"rule '{entry.id}'"
            patterns = tuple(compile_pattern(f"(?i:{each})", words, entry.whole_words) for each in entry.patterns)
            rules.append(Rule(entry.kind, patterns, entry.check))
    except PatternError as error:
        raise WordingError(f"{path}: {where}: {error}. Mend the pattern.") from error
    return tuple(rules)


def marks_of(rules: tuple[Rule, ...], *others: str) -> Marks:
    """A mark for each of other kinds, and then for every kind that the rules take out."""
    return Marks(tuple(dict.fromkeys([*others, *(rule.kind for rule in rules)])))
