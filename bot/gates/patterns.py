"""Patterns of the rules file: vocabularies put in, and only shapes that cannot run away."""

import re
from collections.abc import Mapping

_REFERENCE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_ESCAPE = re.compile(r"\\.")
_CLASS = re.compile(r"\[[^\]]*\]")
_REPEAT = re.compile(r"\{(\d*)(,?)(\d*)\}")
_LONGEST_REPEAT = 60


class PatternError(ValueError):
    """A pattern that cannot be used, and why."""


def expand(pattern: str, words: Mapping[str, str]) -> str:
    """Put the named vocabularies in; `{1,3}` is a repeat and stays."""
    unknown = [name for name in _REFERENCE.findall(pattern) if name not in words]
    if unknown:
        raise PatternError(f"{{{unknown[0]}}} is not a vocabulary defined above it in [words]")
    if "'" in pattern:
        raise PatternError("write words without apostrophes (cant, hes): the question loses them too")
    _refuse_unbounded(_REFERENCE.sub("x", pattern))
    return _REFERENCE.sub(lambda found: words[found[1]], pattern)


def compile_pattern(pattern: str, words: Mapping[str, str], whole_words: bool) -> re.Pattern[str]:
    """Compile one pattern; unless told otherwise it may not begin or end inside a word."""
    text = expand(pattern, words)
    if whole_words and pattern != pattern.strip():
        raise PatternError(f"begins or ends with a space, where no word can follow: '{pattern}'")
    try:
        return re.compile(rf"(?<!\w)(?:{text})(?!\w)" if whole_words else text)
    except re.error as error:
        raise PatternError(f"is not a regular expression: {error}: {pattern}") from error


def _refuse_unbounded(pattern: str) -> None:
    """With every repeat bounded a match has a greatest length, so a search is linear in the question."""
    bare = _CLASS.sub("x", _ESCAPE.sub("x", pattern))
    if re.search(r"[*+]", bare):
        raise PatternError(f"* and + are unbounded; write {{0,n}} instead: {pattern}")
    for low, comma, high in _REPEAT.findall(bare):
        if (comma and not high) or int(high or low or 0) > _LONGEST_REPEAT:
            raise PatternError(f"a repeat needs an upper bound of at most {_LONGEST_REPEAT}: {pattern}")
