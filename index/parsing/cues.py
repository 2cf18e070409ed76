"""What a single line looks like: labels, answer markers, headings, askers' areas, furniture, voices.

Each function looks at one line and says what speaks for a reading; `grammar.py` weighs them together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..record import AnsweredBy
from .dates import DATE

LABEL = re.compile(
    r"(?P<label>(?P<prefix>Q(?:uestion)?\.?\s?)?(?P<number>\d{1,3}))\s?(?:(?P<closed>\))\s*|(?P<open>[.,:])\s+)(?=\S)",
    re.I,
)
_SPEAKER = r"(?:[\w&]+\s+){0,5}?(?:constabulary|police|force|constable|commissioner|o?pcc|office|panel|council|joint)"
MARKER = re.compile(
    rf"(?:in\s+)?(?:(?P<who>{_SPEAKER})(?:['’]s?)?\s+)?(?:response|reply|answer)(?:\s+from\s+(?P<from>{_SPEAKER}))?"
    r"(?:\s+to\s+(?P<labels>(?:questions?\s+)?Q?\d[\s\dQ,&–andto-]*))?\s*(?::\s*(?P<rest>.*)|[-–—]?)",
    re.I,
)
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_UNITS += "seventeen eighteen nineteen".split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_COUNT = re.compile(
    rf"(?<![\w,.-])(?P<count>\d{{1,3}}(?:,\d{{3}})*|(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS[1:10])}))?"
    rf"|{'|'.join(_UNITS[1:])})\s+(?:\w+\s+)?questions?\b",
    re.I,
)
_PLACE = r"[A-Z][\w’'-]+(?:\s+(?:(?:and|of|the|upon|on|le|in)\s+)?[A-Z][\w’'-]+){0,4}"
_RESIDENT = re.compile(
    rf"(?:(?<=[.?!…)”\"'’])|^|\n|\()\s*\(?\s*Residents?\s+(?:from|of|in)\s+(?P<area>{_PLACE})\s*\)?\s*\.?\s*$"
)
_TRAILING_PLACE = re.compile(r"(?<=[.?!])\s+(?P<area>[A-Z][\w’'-]+(?:\s+(?:and\s+|of\s+|the\s+)?[A-Z][\w’'-]+){0,3})$")
_FURNITURE = re.compile(
    r"skip to (?:main )?content|back to top|print this page|share this page"
    r"|share on \w+.*|accept (?:all )?cookies|cookies?(?: policy| settings)?"
    r"|privacy(?: policy| notice)?|menu|search|home|accessibility(?: statement)?"
    r"|(?:©|copyright\b).*|all rights reserved.*|page last (?:updated|reviewed).*",
    re.I | re.S,
)
_INTERROGATIVE = re.compile(
    r"(?:what|why|who|how|when|where|which|whose|will|would|does|do|did|is|are|can|could|should|has|have|may)\b",
    re.I,
)
_FORCE_VOICE = re.compile(
    r"\b(?:we|our)\b|\b(?:force|constabulary|polic(?:e|ing)|officers?|commissioner|pcc|opcc)\b", re.I
)
_ADDRESSES_FORCE = re.compile(r"\b(?:you|your|my|i)\b", re.I)
_GENERIC_HEADING = re.compile(
    r".*\b(?:questions?|answers?|q\s?&\s?a|responses?|part (?:one|two|\d)|minutes|agenda)\b.*", re.I
)
_NO_HEADING = re.compile(rf"[.?!;,:]$|@|www\.|\||^(?:\d+[.)]|[•*–-])|{DATE.pattern}", re.I)
_VIDEO_TIME = re.compile(r"\s*[-–—]?\s*\([^)]*\d{1,2}:\d{2}(?::\d{2})?[^)]*\)\s*$")
_SMALL_WORDS = frozenset("a an and as at by for from in is of on or the to with".split())


@dataclass(frozen=True, slots=True)
class Label:
    """A question's label: as printed, its number, its style ('q)', '.') and where the text begins."""

    text: str
    number: int
    style: str
    body: int


def label_of(line: str) -> Label | None:
    """The label that a line opens with, if it opens with one."""
    found = LABEL.match(line)
    if not found:
        return None
    style = ("q" if found["prefix"] else "") + (found["closed"] or found["open"])
    return Label(found["label"], int(found["number"]), style, found.end())


@dataclass(frozen=True, slots=True)
class Marker:
    """A line that opens a response: who speaks, the labels it names, where text on the same line begins."""

    speaker: AnsweredBy
    labels: frozenset[int]
    body: int | None


def marker_of(line: str) -> Marker | None:
    """The answer marker that a line is ("Police Response", "Response to Q1 and Q2", "Answer: …")."""
    found = MARKER.fullmatch(line)
    if not found:
        return None
    who = (found["who"] or found["from"] or "").lower()
    commissioner = re.search(r"\b(?:pcc|opcc|commissioner)\b", who) is not None
    joint = "joint" in who or (commissioner and re.search(r"\b(?:constabulary|force|constable)\b", who) is not None)
    speaker = AnsweredBy.COMMISSIONER if commissioner else AnsweredBy.CONSTABULARY
    body = found.start("rest") if found["rest"] else None
    return Marker(AnsweredBy.JOINT if joint else speaker, _numbers(found["labels"] or ""), body)


def _numbers(labels: str) -> frozenset[int]:
    """The numbers that a marker names, ranges written out ("Q1 and Q2", "80-93")."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)(?:\s*(?:-|–|to)\s*Q?(\d+))?", labels):
        found |= set(range(int(first), int(last or first) + 1))
    return frozenset(found)


def stated_count(text: str) -> int | None:
    """How many questions a page says it received ("seven questions", "16 questions")."""
    found = _COUNT.search(text)
    if not found:
        return None
    word = found["count"].lower().replace(",", "")
    if word.isdigit():
        return int(word)
    tens, _, unit = word.rpartition("-") if "-" in word else (word, "", "zero") if word in _TENS else ("", "", word)
    return _TENS.get(tens, 0) + _UNITS.index(unit)


def resident_area(question: str) -> tuple[int, str] | None:
    """The asker's area in words ("Resident from High Peak"): where it begins, and its name."""
    found = _RESIDENT.search(question)
    return (found.start(), found["area"]) if found else None


def trailing_place(question: str) -> tuple[int, str] | None:
    """Capitalised words after a question's last full stop; a place only where a page does so throughout."""
    found = _TRAILING_PLACE.search(question)
    return (found.start(), found["area"]) if found else None


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the site round the page, not to the meeting."""
    return _FURNITURE.fullmatch(line) is not None or (line.startswith("PLEASE NOTE") and "website" in line)


def heading_score(line: str) -> int:
    """How much a line looks like a topic heading, given that it stands right above a label; 2 is enough."""
    words = re.findall(r"[A-Za-z][\w’'-]*", _VIDEO_TIME.sub("", line))
    if not words or _NO_HEADING.search(line):
        return 0
    telling = [word for word in words if word.lower() not in _SMALL_WORDS]
    capitals = sum(word[0].isupper() for word in telling)
    return (len(words) <= 8) + (capitals * 2 > len(telling) or len(words) <= 2) + bool(_VIDEO_TIME.search(line))


def topic_name(heading: str) -> str | None:
    """A heading's topic without the recording's time; None for headings that only say "questions"."""
    name = _VIDEO_TIME.sub("", heading).strip()
    return None if not name or _GENERIC_HEADING.fullmatch(name) else name


def asks(text: str) -> int:
    """How much a text reads as a question (0 to 3)."""
    return text.endswith("?") + ("?" in text) + bool(_INTERROGATIVE.match(text))


def response_lean(line: str) -> int:
    """How much a line leans to a response (above 0) or to the question before it (below 0)."""
    words = len(line.split())
    response = 2 * bool(_FORCE_VOICE.search(line)) + (words > 30) + line.endswith(".")
    question = 2 * asks(line) + 2 * bool(re.match(r"[•*a-z–-]|Or\b", line)) + bool(_ADDRESSES_FORCE.search(line))
    fragment = words < 10 and not bool(_FORCE_VOICE.search(line))
    return response - question - fragment
