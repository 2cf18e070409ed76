"""Several questions in one message, apart.

A part is a sentence or clause that asks for something. One that leans on what stands before it ("and what happens to
them?") stays with it; sentences that only tell a story belong to no part.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_MOST = 4  # parts; a message with more is searched for as one
_SUBJECT = r"(?:i|you|we|they|he|she|it|there|this|that|these|those|the|a|an|any|anyone|people|police|officers)\b"
_INVERTED = (
    r"(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|may|isn['’]?t|aren['’]?t|don['’]?t|can['’]?t)"
    rf"\s+{_SUBJECT}"
)
_WISH = (
    r"(?:(?:i|we)(?:['’]d| would)? (?:also )?(?:just )?(?:like|want|need) to (?:know|be told|ask)|"
    r"(?:i|we|me) (?:also )?wonder)\b"
)
_CLAUSE = (
    r"(?:what|how|why|whether)\b|(?:when|where|who|which)\s+(?:is|are|was|were|do|does|did|can|could|will|would)\b|"
    rf"{_INVERTED}|(?:please )?(?:tell me|explain)\b|{_WISH}"
)
_LINK = (
    r"(?:(?:and|also|plus|or|but|oh|separately|another thing|one more thing|secondly|second|finally|lastly|"
    r"while i['’]?m here)\b|&)[,:]?\s+"
)
_END = re.compile(r"(?:^|\s+)\(?\d{1,2}[.)]\s+|(?<=[.?!])['\"”’)]*\s+")
_JOINT = re.compile(rf"[,;:]?\s+(?=(?:{_LINK})+(?:{_CLAUSE}))", re.I)
_OPENING = re.compile(rf"^(?:{_LINK})+", re.I)
_ASKS = re.compile(rf"^(?:{_CLAUSE})|\b{_WISH}|\?\W*$", re.I)


def split(question: str, stands_alone: Callable[[str], bool]) -> list[str]:
    """The parts of a question, in order; the question itself, alone, where it has fewer than two.

    `stands_alone` says whether a text needs nothing of what was said before it.
    """
    parts: list[str] = []
    told = ""
    for clause in (clause.strip() for sentence in _END.split(question) for clause in _JOINT.split(sentence)):
        said = _OPENING.sub("", clause)
        if not _ASKS.search(said):
            told = clause
        elif stands_alone(said):
            parts.append(said)
        elif parts:
            parts[-1] = f"{parts[-1]} {clause}"
        else:
            parts.append(f"{told} {said}".strip())
    return parts if 1 < len(parts) <= _MOST else [question]
