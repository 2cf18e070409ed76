"""What a form makes of a draft. Where a sentence comes from is never sent: a row names a place in a kept version."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ...errors import FormError
from ..access.forms import Form
from .body import Body, Flagged, Sentence, Ticked

_MOST = 300
_LONGEST = 4000
_DO = re.compile(r"(up|down|add)-(\d{1,3})")


class Row(BaseModel):
    """A sentence as the form has it: `place` is `version:position` of where it was, empty for one of the drafter's own.

    `ticks` are positions in the flags of the sentence there; `group` and `side` are of a conflict.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    place: str = Field(pattern=r"^(\d{1,6}:\d{1,4})?$")
    text: str = Field(max_length=_LONGEST)
    opens: bool = False
    out: bool = False
    ticks: frozenset[int] = frozenset()
    group: str = Field("", pattern=r"^\d{0,4}$")
    side: str = Field("", pattern=r"^(mine|theirs)?$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence of a draft that is being worked on; `out` says that it is to be left out."""

    place: str
    sentence: Sentence
    out: bool = False


def placed(number: int, body: Body) -> list[Placed]:
    """The sentences of a kept version."""
    return [Placed(f"{number}:{at}", sentence) for at, sentence in enumerate(body)]


def read_rows(form: Form) -> list[Row]:
    """The rows of a form; FormError when they cannot be read, or are too many or too long."""
    count = form.number("rows")
    if count > _MOST:
        raise FormError(f"A draft has at most {_MOST} sentences. Leave some out.")
    try:
        return [_row(form, at) for at in range(count)]
    except (ValidationError, ValueError):
        raise FormError(f"A sentence has at most {_LONGEST:,} characters. Split what is longer.") from None


def _row(form: Form, at: int) -> Row:
    return Row(
        place=form.text(f"place-{at}"),
        text=tidy(form.text(f"text-{at}")),
        opens=bool(form.text(f"opens-{at}")),
        out=bool(form.text(f"out-{at}")),
        ticks=frozenset(int(tick) for tick in form.all(f"tick-{at}") if tick.isdecimal() and len(tick) < 4),
        group=form.text(f"group-{at}"),
        side=form.text(f"side-{at}"),
    )


def tidy(text: str) -> str:
    """A text on one line, without what cannot be seen."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def chosen(rows: Sequence[Row], form: Form) -> list[Row]:
    """The rows of a conflict that were picked; both sides where nothing was, so that nothing is lost unseen."""
    return [row for row in rows if not row.group or form.text(f"pick-{row.group}") in (row.side, "both", "")]


def place_rows(rows: Sequence[Row], versions: Mapping[int, Body], who: str, at: dt.datetime) -> list[Placed]:
    """The draft that rows make, with their sources out of the kept versions; FormError when a place is not there."""
    return [_placed(row, versions, who, at) for row in rows]


def _placed(row: Row, versions: Mapping[int, Body], who: str, at: dt.datetime) -> Placed:
    if not row.place:
        return Placed("", Sentence(text=row.text, opens=row.opens), row.out)
    version, position = map(int, row.place.split(":"))
    try:
        kept = versions[version][position]
    except (KeyError, IndexError):
        raise FormError("A sentence of the form is not one of this draft. Open the draft again.") from None
    flags = tuple(_flag(flag, place in row.ticks, who, at) for place, flag in enumerate(kept.flags))
    changed = {"text": row.text, "opens": row.opens, "flags": flags}
    return Placed(row.place, kept.model_copy(update=changed), row.out)


def _flag(flag: Flagged, ticked: bool, who: str, at: dt.datetime) -> Flagged:
    if ticked:
        return flag if flag.ticked else flag.model_copy(update={"ticked": Ticked(by=who, at=at)})
    return flag.model_copy(update={"ticked": None})


def kept_of(working: Sequence[Placed]) -> Body:
    """What is to be saved: neither what is left out nor what is empty; FormError when nothing is left."""
    body = tuple(each.sentence for each in working if not each.out and each.sentence.text)
    if not body:
        raise FormError("Nothing would be left. Keep one sentence at least.")
    return body


def arranged(working: Sequence[Placed], do: str) -> list[Placed] | None:
    """The draft after `up-3`, `down-3` or `add-3` (positions from 0; an empty sentence after it); None for the rest."""
    asked = _DO.fullmatch(do)
    if asked is None:
        return None
    result, at = list(working), int(asked[2])
    if asked[1] == "add":
        result.insert(at + 1, Placed("", Sentence(text="")))
    elif 0 <= (to := at + (1 if asked[1] == "down" else -1)) < len(result) > at:
        result[at], result[to] = result[to], result[at]
    return result


def moved_to(do: str) -> int | None:
    """Where to look after arranging: the position of the sentence that was moved or added."""
    asked = _DO.fullmatch(do)
    return max(0, int(asked[2]) + {"up": -1, "down": 1, "add": 1}[asked[1]]) if asked else None


def left_in(working: Sequence[Placed]) -> list[Placed]:
    """Without what is to be left out, for showing what would be saved."""
    return [replace(each, out=False) for each in working if not each.out]
