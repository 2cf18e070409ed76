"""The examples file: sentences people might write, each with the gate it belongs to."""

from pathlib import Path

from pydantic import ValidationError

from .errors import RulesError
from .schema import Example

PACKAGED = Path(__file__).with_name("examples.jsonl")


def read_examples(path: Path = PACKAGED) -> tuple[Example, ...]:
    """One example a line; raises `RulesError` naming the file and the line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RulesError(f"{path}: cannot be read: {error}") from error
    if not any(lines):
        raise RulesError(f"{path}: holds no examples")
    return tuple(_example(line, f"{path}, line {number}") for number, line in enumerate(lines, 1) if line)


def _example(line: str, where: str) -> Example:
    try:
        return Example.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        raise RulesError(f"{where}: {'.'.join(str(p) for p in first['loc'])}: {first['msg']}") from error
