"""Layouts that a page's own repetitions show: "Myth: … Fact: …", "What you told us" above "What we have done"."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from ..record import AnsweredBy
from .asking import is_field
from .chain import Candidate
from .cues import is_item
from .labels import Label
from .lines import plain
from .markers import Marker
from .sheet import Layout, Sheet

_KEY = re.compile(r"(?P<key>[#A-Z][\w'/ ]{0,38}?)\s?\d{0,4}:\s+(?P<rest>\S.*)")
_ALONE = re.compile(r"(?P<key>[#A-Z][\w'/ ]{0,50}?)\s?\d{0,4}:?(?P<rest>)")
_ANSWERS = re.compile(
    r"\b(?:repl(?:y|ies)|respon(?:se|ded)|answer|action|fact|outcome|did|done|result|decision|truth|ateb|feedback)\b",
    re.I,
)
_ASKS = re.compile(r"\b(?:question|asked|query|enquiry|request|cwestiwn)\b", re.I)
_NUMBERED = re.compile(r"(?:#|[A-Z][a-z]+(?: \w+)? )(?P<label>\d{1,4})")
_MOST_WORDS = 5


def keyed(sheet: Sheet) -> Iterator[Layout]:
    """Where two keys take turns, the first opens questions and the second responses; other keys end both."""
    keys = _keys(sheet)
    counts = Counter(name for name, _ in keys.values())
    repeated = {at: key for at, key in keys.items() if counts[key[0]] > 1}
    names = [name for name, _ in repeated.values()]
    before: dict[str, Counter[str]] = defaultdict(Counter)
    for one, other in itertools.pairwise(names):
        before[other][one] += 1
    for answer in sorted(before, key=lambda name: (not _ANSWERS.search(name), -counts[name], name))[:3]:
        asked = [name for name in counts if counts[name] > 1 and _ASKS.search(name)]
        asks = (asked or [before[answer].most_common(1)[0][0]])[0]
        told = _ANSWERS.search(answer) is not None
        if asks != answer and (told or counts[asks] == counts[answer]):
            yield from _layout(sheet, repeated, asks, answer)


def _keys(sheet: Sheet) -> dict[int, tuple[str, int | None]]:
    """The key that each line opens with or is, and where the text after it begins."""
    found: dict[int, tuple[str, int | None]] = {}
    for at, line in enumerate(sheet.lines):
        text = plain(line.text[:400])
        match = _KEY.fullmatch(text) or _ALONE.fullmatch(text) if text else None
        below = sheet.next_text(at)
        if below is not None and text.endswith(":") and is_item(sheet.lines[below].text):
            continue  # it introduces a list
        if match and not is_field(text) and len(match["key"].split()) <= _MOST_WORDS:
            found[at] = (match["key"].strip().lower(), match.start("rest") if match["rest"] else None)
    return found


def _layout(sheet: Sheet, keys: Mapping[int, tuple[str, int | None]], asks: str, answer: str) -> Iterator[Layout]:
    openers, markers, breaks = [], {}, []
    label = Label("", 0, "k", 0)
    for at, (name, body) in keys.items():
        text = sheet.lines[at].text
        numbered = _NUMBERED.fullmatch(text) if name != answer else None
        label = Label(numbered["label"], int(numbered["label"]), "k", 0) if numbered else label
        if name == asks:
            openers.append(Candidate(at, Label(label.text, label.number, "k", len(text) if body is None else body), 0))
            label = Label("", 0, "k", 0)
        elif name == answer and openers:
            markers[at] = Marker(AnsweredBy.CONSTABULARY, frozenset(), body)
        else:
            breaks.append(at)
    if len(openers) > 1 and len(markers) > 1:
        yield Layout(f"{asks} / {answer}", tuple(openers), {**sheet.markers, **markers}, tuple(breaks))
