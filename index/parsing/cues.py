"""What a single line looks like: headings, askers' areas, furniture, closings, asking and answering voices.

Each function looks at one line and says what speaks for a reading; `grammar.py` weighs them together.
"""

from __future__ import annotations

import re

from .dates import DATE
from .lines import plain

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
_SQUARE = re.compile(rf"\s*\[(?P<area>{_PLACE})\]\s*\.?$")
_DASHED = re.compile(r"\s+[–—-]\s+(?P<area>[A-Z][^.?!–—]{2,60})$")
_BRACKETED_PLACE = re.compile(r"\s*[\[(](?:[A-Z][a-z]+,\s+)?(?P<area>[A-Z][^()\[\]?\d]{2,60})[\])]\s*\.?$")
_LEADING_PLACE = re.compile(rf"(?P<area>{_PLACE})\s+[–—-]\s+(?=\S)")
_LEADING_KEY = re.compile(r"(?P<area>[A-Z\[(][^.?!\n]{0,45}?):\s+(?=\S)")
_BRACKETED_LEAD = re.compile(r"[\[(](?P<area>[A-Z][^()\[\]?\d]{2,40})[\])]:?\s+(?=[A-Z])")
_TRAILING_PLACE = re.compile(r"(?<=[.?!])\s+(?P<area>[A-Z][\w’'-]+(?:\s+(?:and\s+|of\s+|the\s+)?[A-Z][\w’'-]+){0,3})$")
_FURNITURE = re.compile(
    r"skip to (?:main )?content|(?:back|return) to top|top of page|print(?: this page)?|share(?: this page)?"
    r"|page \d+(?: of \d+)?|\d+ of \d+|- ?\d+ ?-|[-_=*~]{3,}"
    r"|(?:previous|next)(?: page)?(?:: .*)?|(?:web)?site (?:by|built by|designed by) .*"
    r"|share on \w+.*|accept (?:all )?cookies|cookies?(?: policy| settings)?"
    r"|expand all|collapse all|exit this site|privacy(?: policy| notice)?|menu|search|home|accessibility(?: statement)?"
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
SURE = 2
"""A label's or heading's score from which there is no doubt."""
_ADDRESSES_FORCE = re.compile(r"\b(?:you|your|my|i)\b", re.I)
_GENERIC_HEADING = re.compile(
    r".*\b(?:questions?|answers?|q\s?&\s?a|responses?|part (?:one|two|\d)|minutes|agenda)\b.*", re.I
)
_NO_HEADING = re.compile(rf"[.?!;,:]$|@|www\.|\||^(?:\d+[.)]|[•*–-])|{DATE.pattern}", re.I)
_CLOSING = re.compile(
    r"police and crime commissioner for\b[^.]*$|(?:the )?(?:chair|panel|meeting|session|evening|event)\b.{0,40}"
    r"\b(?:closed|ended|concluded|finished|adjourned|thanked (?:every|all|members|the public|those))|resolved\b"
    r"|(?:the )?(?:next|future) (?:\w+ ){0,3}(?:meeting|session|panel|forum|surgery|question time)"
    r"|if you (?:would like|wish|want|have)\b.{0,60}\bquestion|for media (?:information|enquiries)\b"
    r"|thank you\b.{0,40}\b(?:every|all|who|once again|submit|taking)|there were no (?:further"
    r"|other|supplementary|more)\b"
    r"|no (?:further|other|supplementary|more) questions|(?:related|supporting) (?:documents?"
    r"|pages?|links?|content)|contact us\b|last updated"
    r"|(?:date )?(?:published|reviewed|updated)(?: on)?:"
    r"|(?:all )?questions (?:and answers )?(?:are|were|will be) published|(?:answers?"
    r"|questions?) (?:still )?awaited|with thanks to\b|end of (?:questions|document|minutes)"
    r"|(?:want|would you like|do you (?:have|want)) (?:to )?\b.{0,60}\?|questions? (?:received"
    r"|submitted|sent)\b.{0,60}\b(?:after|deadline|next)"
    r"|(?:return|back) to\b|filed under|tagged|download\b|contact (?:the|our)\b"
    r"|(?:national )?helpline|kind regards|yours (?:sincerely|faithfully)"
    r"|was this (?:page|helpful)|ends$|share this|related\b.{0,30}$|to (?:stop|unsubscribe|watch|contact)\b"
    r"|(?:this|the) (?:page|document) (?:was|is|will)\b|minutes? (?:approved|agreed)|sign up\b"
    r"|follow us\b|(?:was this page|did you find)\b",
    re.I,
)
_TELLS_OF_SESSION = re.compile(
    r"\b(?:questions?|responses|letters)\b.{0,80}\b(?:next|reach|put|received|submitted|sent|published|closed?|deadline)\b"
    r"|\b(?:all (?:that )?we have time for|next (?:public )?(?:\w+ )?(?:meeting|board|episode|session|forum|panel))\b",
    re.I,
)
_ITEM = re.compile(r"[•*·▪‣◦–-]\s|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s")
_NOTE = re.compile(r"[\[(][^\])]*[\])]$|note(?: to editors?)?\s*[:-]", re.I)
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
    """The asker's area in words ("Resident from High Peak"): where it begins, and its name."""
    from_ = max(0, len(question) - _LONGEST_AREA)
    found = _RESIDENT.search(question, from_) or _SQUARE.search(question, from_)
    return (found.start(), found["area"]) if found else None


def trailing_place(question: str) -> tuple[int, str] | None:
    """Capitalised words behind a question or in brackets at its end; a place only where a page does so throughout."""
    from_ = max(0, len(question) - _LONGEST_AREA)
    found = (
        _TRAILING_PLACE.search(question, from_)
        or _DASHED.search(question, from_)
        or _BRACKETED_PLACE.search(question, from_)
    )
    return (found.start(), found["area"]) if found else None


def leading_place(question: str) -> tuple[int, str] | None:
    """Capitalised words and a dash, or a bracket, before a question: where it begins, and the name of the place."""
    opening = question[:_LONGEST_AREA]
    found = _LEADING_PLACE.match(opening) or _BRACKETED_LEAD.match(opening)
    return (found.end(), found["area"]) if found else None


def leading_words(question: str) -> tuple[int, str] | None:
    """A place, or any few words and a colon, before a question; a lead only where a page gives one throughout."""
    found = _LEADING_KEY.match(question[:_LONGEST_AREA])
    return leading_place(question) or ((found.end(), found["area"]) if found else None)


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the site round the page, not to the meeting."""
    parts = plain(line[:300]).split(" | ")
    every = all(_FURNITURE.fullmatch(part.strip()) for part in parts)
    return every or (line.startswith("PLEASE NOTE") and "website" in line)


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


def ends_asking(text: str) -> bool:
    """Whether a line ends with a question, whoever asked it."""
    return _ENDS_ASKING.search(text[-120:]) is not None


def is_question_line(line: str) -> bool:
    """Whether a line by itself reads as a question, as in a list of questions that are often asked."""
    return len(line) < _LONGEST_QUESTION and line.endswith("?") and line[:1].isupper()


def is_closing(line: str) -> bool:
    """Whether a line closes a page or a session, after the last response."""
    return _CLOSING.match(plain(line[:300])) is not None


def tells_of_session(line: str) -> bool:
    """Whether a line speaks of the questions or of the next meeting rather than of policing."""
    return _TELLS_OF_SESSION.search(plain(line[:300])) is not None


def is_note(line: str) -> bool:
    """Whether a line is a note between two questions, in brackets or called one."""
    return _NOTE.match(plain(line[:1000])) is not None


def response_lean(line: str) -> int:
    """How much a line leans to a response (above 0) or to the question before it (below 0)."""
    words = len(line.split())
    response = 2 * bool(_FORCE_VOICE.search(line)) + (words > 30) + line.endswith(".")
    question = (
        2 * asks(line) + 2 * bool(re.match(r"[•*a-z–-]|\([a-z]\)|Or\b", line)) + bool(_ADDRESSES_FORCE.search(line))
    )
    fragment = words < 10 and not line.endswith(":") and not bool(_FORCE_VOICE.search(line))
    return response - question - fragment
