"""An entry to begin with, for a page that was read with a doubt."""

from __future__ import annotations

import json
import re

from ..record import Doubt, ParsedPage
from .cutting import response_of
from .entries import BY_HAND
from .quotes import lines_around, place_of, places_of

_WORDS = 10  # of a line that an entry quotes
_OF_AN_EDGE = ": the question may "  # where a question begins or ends is in doubt, not whether it is one


def example(parsed: ParsedPage) -> str | None:
    """What would mend the first doubt about a label if it is right; None when there is no such doubt."""
    return next((entry for doubt in parsed.report.doubts if (entry := _entry(parsed, doubt))), None)


def _entry(parsed: ParsedPage, doubt: Doubt) -> str | None:
    text, words = parsed.page.text, " ".join(doubt.text.split()[:_WORDS])
    if doubt.why.startswith(BY_HAND) or _OF_AN_EDGE in doubt.why or len(places_of(text, words)) != 1:
        return None
    first, last = lines_around(text, place_of(text, words))
    if any(first <= answer.question_start <= last for answer in parsed.answers):
        return _toml(kind="not_a_question", line=words)
    label = re.match(r"(?P<label>(?:Q\w*\.?\s?)?\d{1,3})\W+(?P<begins>\S.*)", words, re.I)
    if label and any(start <= first < end for start, end in map(response_of, parsed.answers)):
        return _toml(kind="question", label=label["label"], begins=label["begins"])
    return None


def _toml(**values: str) -> str:
    """A JSON string of printable characters is a TOML string."""
    lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items())
    return "\n".join(["[[correction]]", *lines, 'why = "…"'])
