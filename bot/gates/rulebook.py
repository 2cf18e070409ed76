"""The rules file: validated, its vocabularies put in, its patterns bounded and compiled."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from .errors import RulesError
from .patterns import PatternError, compile_pattern, expand
from .schema import RuleEntry, RulesFile
from .verdict import Gate

Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled rule: every `all` and one `any` found in a span, no `unless` there, no `unless_anywhere`."""

    id: str
    gate: Gate
    all: Patterns
    any: Patterns
    unless: Patterns
    unless_anywhere: Patterns

    def fires(self, text: str, places: Iterable[str]) -> bool:
        """Whether the rule fires on a text cut into `places`; the whole text is asked first, being cheap."""
        return (
            self._cues_in(text)
            and not found(self.unless_anywhere, text)
            and any(self._cues_in(place) and not found(self.unless, place) for place in places)
        )

    def _cues_in(self, text: str) -> bool:
        return all(p.search(text) for p in self.all) and (not self.any or found(self.any, text))


def found(patterns: Patterns, text: str) -> bool:
    """Whether one of the patterns occurs."""
    return any(p.search(text) for p in patterns)


def read_rulebook(path: Path) -> tuple[Rule, ...]:
    """The rules of a file, compiled, in its order; raises `RulesError` naming the file and the rule."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RulesError(f"{path}: cannot be read as TOML: {error}") from error
    try:
        file = RulesFile.model_validate(raw)
    except ValidationError as error:
        raise RulesError(f"{path}: {_explain(error, raw)}") from error
    return _Compiler(path, file).rules()


class _Compiler:
    """Compiles a validated file; keeps its path and vocabularies, which every step and message needs."""

    def __init__(self, path: Path, file: RulesFile) -> None:
        self._path, self._file = path, file
        self._words: dict[str, str] = {}

    def rules(self) -> tuple[Rule, ...]:
        for name, forms in self._file.words.items():
            self._words[name] = self._vocabulary(name, forms)
        return tuple(self._rule(entry) for entry in self._file.rule)

    def _vocabulary(self, name: str, forms: tuple[str, ...]) -> str:
        try:
            return f"(?:{'|'.join(expand(form, self._words) for form in forms)})"
        except PatternError as error:
            raise RulesError(f"{self._path}: vocabulary '{name}': {error}") from error

    def _rule(self, entry: RuleEntry) -> Rule:
        where, whole = f"rule '{entry.id}'", entry.whole_words
        return Rule(
            id=entry.id,
            gate=entry.gate,
            all=self._patterns(f"{where}, all", entry.all, whole),
            any=self._patterns(f"{where}, any", entry.any, whole),
            unless=self._patterns(f"{where}, unless", entry.unless, whole),
            unless_anywhere=self._patterns(f"{where}, unless_anywhere", entry.unless_anywhere, whole),
        )

    def _patterns(self, where: str, patterns: tuple[str, ...], whole_words: bool) -> Patterns:
        try:
            return tuple(compile_pattern(p, self._words, whole_words) for p in patterns)
        except PatternError as error:
            raise RulesError(f"{self._path}: {where}: {error}") from error


def _explain(error: ValidationError, raw: Mapping[str, object]) -> str:
    first = error.errors()[0]
    where = list(first["loc"])
    rules = raw.get("rule")
    if where[:1] == ["rule"] and len(where) > 1 and isinstance(rules, list):
        where[:2] = [_name(rules, where[1])]
    return f"{', '.join(str(part) for part in where) or 'the file'}: {first['msg']}"


def _name(rules: list[object], position: int | str) -> str:
    entry = rules[position] if isinstance(position, int) else None
    named = entry.get("id") if isinstance(entry, dict) else None
    return f"rule '{named}'" if named else f"rule number {position} (counted from 0, no id)"
