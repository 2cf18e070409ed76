"""`withdrawn.toml` beside the pages: what was withdrawn, why, by whom and when; never the words themselves.

An entry that cannot be right stops the build: to leave it out would publish what somebody withdrew.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import tomllib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, model_validator

from .errors import CurationError
from .record import WithdrawalKind, Withheld
from .stores.files import replace_file
from .toml_tables import values_of

FILE_NAME = "withdrawn.toml"
_HEAD = """# What was withdrawn from the record, and what came back, by `onrecord withdraw` and `onrecord restore`.
# Spans are offsets into the page's text as captured. The words themselves must not stand here, in the reasons either.
# Imprints are digests of eight words in a row, by which builds know what was withdrawn when the page has changed.
"""
_Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]+$")
]
_Offset = Annotated[int, Field(ge=0)]
_Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Restoration(BaseModel):
    """Who brought back what was withdrawn, when and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reason: _Line
    by: _Line
    on: dt.date


class Withdrawal(BaseModel):
    """One entry of `withdrawn.toml`; one that was restored stays, and counts no more.

    `spans` say where it stood; entries of whole answers have none that are older than spans. They count in the text
    whose shape is `shape_sha256`, since a reader of another version may make another text of the same bytes. By its
    `imprint` a whole answer is known again when the page has changed, and one with masks by what is left of it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    answer: _Line
    page_sha256: _Sha256
    shape_sha256: _Sha256 | None = None
    kind: WithdrawalKind
    spans: tuple[tuple[_Offset, _Offset], ...] = ()
    imprint: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{10})+$")] | None = None
    reason: _Line
    by: _Line
    on: dt.date
    restored: Restoration | None = None

    @model_validator(mode="after")
    def _spans_can_be(self) -> Withdrawal:
        if self.kind is WithdrawalKind.MASKED and not self.spans:
            raise ValueError("a mask needs spans")
        flat = [offset for span in sorted(self.spans) for offset in span]
        if flat != sorted(flat) or any(start == end for start, end in self.spans):
            raise ValueError("spans must hold characters and not overlap")
        return self

    @property
    def mark(self) -> str:
        """What a confirmation brings back, so that nothing is restored but what was shown."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


_FILE = TypeAdapter(dict[str, list[dict[str, object]]])
_ENTRY = TypeAdapter(Withdrawal)


def read_withdrawals(folder: Path) -> tuple[Withdrawal, ...]:
    """Every entry of a folder's `withdrawn.toml` in order, restored ones too; CurationError when one cannot be so."""
    path = folder / FILE_NAME
    if not path.exists():
        return ()
    try:
        tables = _FILE.validate_python(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise CurationError(
            f"{path}: cannot be read ({_why(error)}). Mend it, or bring back its last version."
        ) from None
    if strays := tables.keys() - {"withdrawal"}:
        raise CurationError(f"{path}: [[{min(strays)}]] is no entry. Entries are headed [[withdrawal]].")
    entries = tuple(_entry(path, number, each) for number, each in enumerate(tables.get("withdrawal", []), start=1))
    _refuse_overlaps(path, entries)
    return entries


def write_withdrawals(folder: Path, entries: Sequence[Withdrawal]) -> None:
    """Replace a folder's `withdrawn.toml` in one step; whoever calls holds the folder."""
    replace_file(folder / FILE_NAME, "\n".join([_HEAD, *map(_table, entries)]))


def shown_in(withheld: Collection[str], entries: Iterable[Withdrawal]) -> tuple[str, ...]:
    """The answers withdrawn by entries that a generation shows all the same; `withheld` is what it keeps out."""
    return tuple(
        each.answer
        for each in entries
        if not each.restored
        and str(Withheld(each.answer, each.kind, each.spans)) not in withheld
        and str(Withheld(each.answer, WithdrawalKind.SUPPRESSED)) not in withheld
    )


def place_of(number: int, withdrawal: Withdrawal) -> str:
    """How messages name an entry; `number` counts from 1."""
    return f"{FILE_NAME}, entry {number} ({withdrawal.answer})"


def _entry(path: Path, number: int, content: dict[str, object]) -> Withdrawal:
    try:
        return _ENTRY.validate_python(content)
    except ValidationError as error:
        raise CurationError(
            f"{path}, entry {number} ({content.get('answer', 'no answer named')}): {_why(error)}. Mend the entry."
        ) from None


def _refuse_overlaps(path: Path, entries: Sequence[Withdrawal]) -> None:
    """Two entries for the same text could not be restored one by one."""
    active = [(number, each) for number, each in enumerate(entries, start=1) if not each.restored]
    for (first, one), (second, other) in itertools.combinations(active, 2):
        twice = one.answer == other.answer and one.kind is other.kind is WithdrawalKind.SUPPRESSED
        masks = one.kind is other.kind is WithdrawalKind.MASKED and one.page_sha256 == other.page_sha256
        if twice or (masks and _overlap(one, other)):
            raise CurationError(
                f"{path}, entries {first} and {second} ({other.answer}): they withdraw the same text. Take one away."
            )


def _overlap(one: Withdrawal, other: Withdrawal) -> bool:
    return any(a < d and c < b for (a, b), (c, d) in itertools.product(one.spans, other.spans))


def _table(entry: Withdrawal) -> str:
    lines = ["[[withdrawal]]", *(f"{name} = {value}" for name, value in values_of(entry))]
    if entry.restored:
        lines.append(f"restored = {{ {', '.join(f'{name} = {value}' for name, value in values_of(entry.restored))} }}")
    return "\n".join(lines) + "\n"


def _why(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, e['loc'])) or 'entry'}: {e['msg']}" for e in error.errors())
    return str(error)
