"""What a single line looks like: headings, askers' areas, furniture, closings, asking and answering voices.

Each function looks at one line and says what speaks for a reading; `grammar.py` weighs them together.
"""

from __future__ import annotations

import re
from collections.abc import Container

from .dates import DATE

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
    rf"(?:(?<=[.?!…)”\"'’])|^|\n|\()\s*\(?\s*(?:(?:A|Local)\s+)?[Rr]esidents?\s+(?:from|of|in)\s+"
    rf"(?P<area>{_PLACE}(?:,\s+(?:(?:near|in|by|close to|next to|outside)\s+)?{_PLACE}){{0,2}})\s*\)?\s*\.?\s*$"
)
UNNAMED = r"(?i:anon(?:ymous)?|(?:no )?name(?: and address)? (?:given|supplied|provided|withheld))"
"""How pages say that an asker is not named."""
_UNNAMED = re.compile(rf"\s+(?:[–—-]\s+)?(?:[\[(]{UNNAMED}[\])]|(?=[A-Z]){UNNAMED})\s*\.?$")
_SQUARE = re.compile(rf"\s*\[(?P<area>{_PLACE})\]\s*\.?$")
_DASHED = re.compile(r"\s+[–—-]\s+(?P<area>[A-Z][^.?!–—]{2,60})$")
_BRACKETED_PLACE = re.compile(r"\s*[\[(](?:[A-Z][a-z]+,\s+)?(?P<area>[A-Z][^()\[\]?\d]{2,60})[\])]\s*\.?$")
_LEADING_PLACE = re.compile(rf"(?P<area>{_PLACE})\s+[–—-]\s+(?=\S)")
_LEADING_KEY = re.compile(r"(?P<area>[A-Z\[(][^.?!\n]{0,60}?)(?::\s+(?=\S)|\s+[–—-]\s+(?=[A-Z]))")
_BRACKETED_LEAD = re.compile(r"[\[(](?P<area>[A-Z][^()\[\]?\d]{2,40})[\])]:?\s+(?=[A-Z])")
_TRAILING_PLACE = re.compile(r"(?<=[.?!])\s+(?P<area>[A-Z][\w’'-]+(?:\s+(?:and\s+|of\s+|the\s+)?[A-Z][\w’'-]+){0,3})$")
_BARE_PLACE = re.compile(r"(?<=[ -])(?P<before>[a-z][\w’'-]*)\s+(?P<area>[A-Z][a-z’'-]+(?:\s[A-Z][a-z’'-]+){0,2})$")
_INTERROGATIVE = re.compile(
    r"(?:what|why|who|how|when|where|which|whose|will|would|does|do|did|is|are|can|could|should|has|have|may)\b",
    re.I,
)
_OPENS_ASKING = re.compile(rf"{_INTERROGATIVE.pattern}[^.!?]{{5,200}}\?", re.I)
_MOST_WORDS = 40
_BEGS = re.compile(
    r"(?:and |if (?:so|not),? |(?:in|for|of) (?:each|those|these|all)\b.{0,60},? )?"
    r"(?:please|(?:under the .{2,40}, )?I (?:would|wish|want|request|am)|how (?:many|much)"
    r"|(?:(?:the|a|any|all) )?(?:\w+ )?(?:numbers?|lists?|cop(?:y|ies)|details|names|breakdown|costs?|total|amount) of"
    r")\b",
    re.I,
)
_FIGURE = re.compile(r"\S\s*[:–-]\s*£?\d[\d,.]*(?:%|m|k)?\s*(?:\([^)]*\))?$")
_FORCE_VOICE = re.compile(
    r"\b(?:we|our)\b|\b(?:force|constabulary|polic(?:e|ing)|officers?|commissioner|pcc|opcc)\b", re.I
)
SURE = 2
"""A label's or heading's score from which there is no doubt."""
_ADDRESSES_FORCE = re.compile(r"\b(?:you|your|my|i)\b", re.I)
_GENERIC_HEADING = re.compile(
    r".*\b(?:questions?|answers?|q\s?&\s?a|responses?|part (?:one|two|\d)|minutes|agenda)\b.*", re.I
)
_NO_HEADING = re.compile(
    r"[.?!;,:][\"”'’]?$|@|www\.|\||^(?:\(?(?:\d+|[A-Za-z]|[ivx]+)[.)]|[•*–-])"
    r"|^(?:yes|no|none|nil|agreed|noted|n/a)\b|^(?:as|(?:already )?answered|(?:please )?(?:see|refer to)) "
    rf"|{DATE.pattern}",
    re.I,
)
BULLET = re.compile(r"^[•*·▪‣◦o–-]\s+(?=\S)")
_ITEM = re.compile(r"[•*·▪‣◦–-]\s|\(?(?:[a-zA-Z]|[ivx]{1,4}|\d{1,2})[.)]\s")
_VIDEO_TIME = re.compile(r"\s*[-–—]?\s*\([^)]*\d{1,2}:\d{2}(?::\d{2})?[^)]*\)\s*$")
_OFFICE_NAME = re.compile(r"(?:\w+ ){1,3}(?:constabulary|council|police)", re.I)
_ENDS_ASKING = re.compile(
    r"\?[\"'”’)\]*_]*\s*(?:[\[(][^\])]{2,60}[\])]\.?|[–—-] [A-Z].{2,60}|\(?Residents? (?:of|from|in) .{2,60})?$"
)
_END_MARK = re.compile(r"\?[\"'”’)\]*_]*$")
_LONGEST_QUESTION, _LONGEST_HEADING, _LONGEST_AREA = 400, 120, 200
_SMALL_WORDS = frozenset("a an and as at by for from in is of on or the to with".split())


def is_item(line: str) -> bool:
    """Whether a line is an item of a list."""
    return _ITEM.match(line) is not None


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
    """The asker's area in words ("Resident from High Peak"): where it begins, and its name; "" for "Anonymous"."""
    from_ = max(0, len(question) - _LONGEST_AREA)
    found = _RESIDENT.search(question, from_) or _SQUARE.search(question, from_)
    unnamed = _UNNAMED.search(question, from_)
    return (found.start(), found["area"]) if found else (unnamed.start(), "") if unnamed else None


def trailing_place(question: str) -> tuple[int, str] | None:
    """Capitalised words behind a question or in brackets at its end; a place only where a page does so throughout."""
    from_ = max(0, len(question) - _LONGEST_AREA)
    found = (
        _TRAILING_PLACE.search(question, from_)
        or _DASHED.search(question, from_)
        or _BRACKETED_PLACE.search(question, from_)
    )
    return (found.start(), found["area"]) if found else None


def bare_place(question: str, known: Container[str]) -> tuple[int, str] | None:
    """Capitalised words that end a question without a mark before them ("… seem to be forgotten High Peak").

    Behind a word like "in" they are part of the question, unless the page names that area behind other questions.
    """
    found = _BARE_PLACE.search(question, max(0, len(question) - _LONGEST_AREA))
    alone = found is not None and (found["before"] not in _SMALL_WORDS or found["area"] in known)
    return (found.start("area"), found["area"]) if found and alone else None


def is_place(line: str) -> bool:
    """Whether a line is capitalised words and no more, as a place is below an asker's name."""
    return re.fullmatch(_PLACE, line) is not None


def leading_place(question: str) -> tuple[int, str] | None:
    """Capitalised words and a dash, or a bracket, before a question: where it begins, and the name of the place."""
    opening = question[:_LONGEST_AREA]
    found = _LEADING_PLACE.match(opening) or _BRACKETED_LEAD.match(opening)
    return (found.end(), found["area"]) if found else None


def leading_words(question: str) -> tuple[int, str] | None:
    """A place, or any few words and a colon or dash, before a question; no lead unless a page has one throughout."""
    found = _LEADING_KEY.match(question[:_LONGEST_AREA])
    return leading_place(question) or ((found.end(), found["area"]) if found else None)


def heading_score(line: str) -> int:
    """How much a line looks like a topic heading, given that it stands right above a label; 2 is enough."""
    if len(line) > _LONGEST_HEADING:
        return 0
    words = re.findall(r"[A-Za-z][\w’'-]*", _VIDEO_TIME.sub("", line))
    if not words or _NO_HEADING.search(line) or _OFFICE_NAME.fullmatch(line):
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
    return bool(_END_MARK.search(text)) + ("?" in text) + bool(_INTERROGATIVE.match(text))


def opens_asking(text: str) -> bool:
    """Whether a short paragraph opens with a question that is all of its first sentence."""
    return _OPENS_ASKING.match(text) is not None and len(text.split()) <= _MOST_WORDS


def begs(text: str) -> bool:
    """Whether a text opens by asking for something, as requests for information do."""
    return _BEGS.match(text[:_LONGEST_QUESTION]) is not None


def ends_asking(text: str) -> bool:
    """Whether a line ends with a question, whoever asked it."""
    return _ENDS_ASKING.search(text[-120:]) is not None


def is_question_line(line: str) -> bool:
    """Whether a line by itself reads as a question, as in a list of questions that are often asked."""
    return len(line) < _LONGEST_QUESTION and line.endswith("?") and BULLET.sub("", line).lstrip("“\"‘'")[:1].isupper()


def response_lean(line: str) -> int:
    """How much a line leans to a response (above 0) or to the question before it (below 0)."""
    words = len(line.split())
    figure = 3 * bool(_FIGURE.search(line[-40:]))
    told = len(line.rpartition("?")[2].split()) > 12
    response = 2 * bool(_FORCE_VOICE.search(line)) + (words > 30) + line.endswith(".") + figure
    question = (
        (1 if told else 2) * asks(line)
        + 2 * bool(re.match(r"[•*a-z–-]|\([a-z]\)|Or\b", line))
        + bool(_ADDRESSES_FORCE.search(line))
    )
    fragment = words < 10 and not line.endswith(":") and not bool(_FORCE_VOICE.search(line))
    return response - question - fragment
