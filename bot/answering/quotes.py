"""Which sentences of a response answer the question."""

from __future__ import annotations

import re

from index import Hit

from ..asking import asks_for_figure
from ..replies import Quote

_MOST = 3
_WITHIN = 0.15  # a sentence nearly as close as the closest is quoted too
_FIGURE_BONUS = 0.15  # for a sentence with a figure, when a figure was asked for


def quotes(question: str, hit: Hit) -> tuple[Quote, ...]:
    """The sentences closest to the question, in the order of the response; never none, at most three."""
    wants_figure = asks_for_figure(question)
    response = hit.answer.response
    weighed = []
    for sentence in hit.sentences:
        text = response[sentence.start : sentence.end]
        bonus = _FIGURE_BONUS if wants_figure and re.search(r"\d", text) else 0.0
        weighed.append((sentence.closeness + bonus, sentence.start, sentence.end, text))
    weighed.sort(reverse=True)
    near = [found for found in weighed[:_MOST] if found[0] >= weighed[0][0] - _WITHIN]
    return tuple(Quote(start, end, text) for _, start, end, text in sorted(near, key=lambda found: found[1]))
