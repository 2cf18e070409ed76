"""What the words of a line say against its standing where a reading has it, and how much each sign weighs there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from .asking import tells_of_asking
from .cues import SURE, heading_score, is_item, response_lean
from .dates import DATE

_FEW, _SHORT, _LONG = 12, 140, 300  # words; characters of a line; characters of a paragraph
_CLEARLY = 4  # the lean of a line that cannot be a question's

_SENTENCE_END = re.compile(r"[.?!:;…][\"'”’)\]*_»]*$")
_AMID, _ODD = re.compile(r"[a-z]|[,;.)]"), re.compile(r"[^\w(\['‘’\"“”£•…*·▪-]")
_RESIDENT = re.compile(r"\b(?:I|I['’](?:m|ve|d)|[Mm]y|me|mine|myself)\b")
_FORCE = re.compile(r"\b(?:we|our|force|constabulary|officers?)\b", re.I)
_TO_FORCE = re.compile(r"\b(?:you|your|I|my|me)\b", re.I)
_SMALL = frozenset("a an and at by for from in le near of on the to upon".split())
_POST = (
    r"\b(?:PCS?O?|DC|ACC|DCC|CC|Sgt|Sergeant|Insp|Inspector|Supt|Superintendent|Chief|Chair(?:man)?|Commissioner"
    r"|Councillor|Cllr|Mrs?|Ms|Miss|Dr)\b"
)
_NAMES_POST = re.compile(_POST)
_SOMEBODY = re.compile(rf"(?:[\w’']+ )?(?:{_POST}|resident|members?|questioner|speaker)", re.I)
_ASKER = re.compile(
    r"\b(?:resident|anon(?:ymous)?|withheld|no name|member of|asks?|asked|asking|says|wr(?:ites|ote)|questions?"
    r"|questioner|submitted|received|raised|enquir\w+)\b",
    re.I,
)
_ANSWERS = re.compile(
    r"\b(?:answer(?:s|ed)?|repl(?:y|ies|ied)|respon(?:se|ses|ds?|ded)|comments?|said|stated|action|decision|outcome"
    r"|note[ds]?|update)\b",
    re.I,
)
_SAYS = re.compile(
    r"[^.?!:]{0,100}(?<!you )\b(?:asks?|asked|writes|wrote|says|said|put|replied|responded|answered|as follows)\b"
    r"[^.?!:]{0,60}:(?:$|\s)"
)
_OPENS = re.compile(
    r"(?:[A-Z]\w+ )?(?:Q|A|Ans(?:wer)?|Question|Reply|Response|[A-Z]{2})\s?\d{0,3}\s?(?:[.:)]|\s?[-–—])(?:\s|$)"
)
NUMBER = re.compile(r"[(\[]?\d{1,3}(?:[).,:\]]|\s[-–—])?\s+(?=[A-Z“\"‘])")
_PARAGRAPH = re.compile(r"\d{1,3}\.\d{1,2}\.?\s+(?=[A-Z“\"])")
_PAGE = re.compile(
    r"\b(?:questions?|meetings?|pages?|site|deadline|agenda|the minutes|panel|session|newsletter|download|publish\w*"
    r"|click|links?|pdf|contact|subscribe|feedback|helpline|internal review)\b",
    re.I,
)
_NOTE = re.compile(
    r"(?i:please note|note:|nb\b|if you are (?:not|un)\s?(?:satisfied|happy|content))|[A-Z]{4,} [A-Z]{3,}[ :]"
    r"|[(\[].*[)\]]$"
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\s?[ap]m\b", re.I)
_WHEN = re.compile(rf"{_CLOCK.pattern}|{DATE.pattern}|\b(?:19|20)\d\d\b|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b", re.I)


_NOWHERE = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Sign:
    """Something odd about a line: what, how it shows, and what it weighs in a question and in a response.

    Weights are for a first line, one inside, a last line, and an only line. They were set on made pages, on pages with
    lines put in, and on readings without part of the parser's own words, so that three together are about an even bet.
    """

    what: str
    shows: Callable[[str], object]
    question: tuple[float, float, float, float]
    response: tuple[float, float, float, float] = _NOWHERE


def ends(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _SENTENCE_END.search(text) is not None


def is_fragment(text: str) -> bool:
    """Whether a line is a few words without a full stop, and no item of a list."""
    short = len(text.split()) <= _FEW and "www." not in text
    return short and not ends(text) and not is_item(text) and not text.startswith(("Thank", "Many thanks"))


def is_proper(text: str) -> bool:
    """Whether a line has only capitalised words, as names of people and places have."""
    words = [word for word in re.findall(r"[A-Za-z][\w’'-]*", text) if word.lower() not in _SMALL]
    plain = len(text) <= _SHORT and not text.endswith("?") and not text.removesuffix(".").endswith(".")
    return plain and bool(words) and all(word[0].isupper() for word in words)


def _in_short(pattern: re.Pattern[str], text: str) -> bool:
    plain = len(text) <= _SHORT and not is_item(text) and not text.endswith("?")
    return plain and pattern.search(text) is not None


def _names_post(text: str) -> bool:
    return _in_short(_NAMES_POST, text) and not ends(text)


def _says_who(text: str) -> bool:
    return _in_short(_ASKER, text) and not ends(text)


def _dated(text: str) -> bool:
    return _in_short(_WHEN, text) and not ends(text)


def _tells_of_asker(text: str) -> bool:
    return tells_of_asking(text) and _SOMEBODY.match(text) is not None


def _answers(text: str) -> bool:
    return _in_short(_ANSWERS, text) and text[-1] != "."


def _asks(text: str) -> bool:
    return text.rstrip("\"'”’)").endswith("?")


def _is_resident(text: str) -> bool:
    return _RESIDENT.search(text) is not None and _FORCE.search(text) is None


def _is_force(text: str) -> bool:
    return response_lean(text) >= _CLEARLY and "?" not in text and _TO_FORCE.search(text) is None


def _amid(text: str) -> bool:
    return _AMID.match(text) is not None and not is_item(text)


def _shouts(text: str) -> bool:
    return text.isupper() and len(text) > len("ASB")


def _is_title(text: str) -> bool:
    return heading_score(text) >= SURE


def _is_of_page(text: str) -> bool:
    return _PAGE.search(text) is not None and response_lean(text) < _CLEARLY and not is_item(text)


def _is_of_page_twice(text: str) -> bool:
    words = {word.lower() for word in _PAGE.findall(text)} if len(text) < _LONG else ()
    return len(words) > 1 and not is_item(text)


def _is_unlike_force(text: str) -> bool:
    return response_lean(text) <= 0 and not is_item(text)


_WHO, _WHEN_TOLD = "says who asked", "gives a date or a time"
_OF_PAGE = "speaks of the page, of questions or of meetings"

SIGNS = (
    Sign("only a name or a place", is_proper, (1.5, 1.5, 1.5, 1), (1, 1, 1.5, 1)),
    Sign("a few words without a full stop", is_fragment, (1.5, 1, 2, 0.5), (1.5, 1, 1.5, 0)),
    Sign("names a person or a post", _names_post, (1, 1.5, 1, 0), (0.5, 1, 1.5, 0)),
    Sign(_WHO, _says_who, (2, 1.5, 1.5, 0)),
    Sign(_WHO, lambda text: _in_short(_ASKER, text), _NOWHERE, (1, 1, 1, 0)),
    Sign("tells that somebody asked", _tells_of_asker, (1, 1, 1, 0), (0, 3, 3, 0)),
    Sign("leads over to what somebody said", _SAYS.match, (1, 2, 0, 0), (3, 3, 3, 0)),
    Sign("speaks of answering", _answers, (1, 3, 1.5, 0.5), (1, 1.5, 1, 0)),
    Sign("opens as a label does", _OPENS.match, (3, 3, 3, 3), (3, 3, 3, 3)),
    Sign("has a number like a label's", NUMBER.match, (1.5, 1.5, 1.5, 1.5), (0.5, 0, 0.5, 0)),
    Sign("has a number like a paragraph's", _PARAGRAPH.match, (3, 3, 3, 3), (3, 0.5, 0.5, 3)),
    Sign("asks a question", _asks, _NOWHERE, (1.5, 3, 3, 1)),
    Sign("speaks as a resident does", _is_resident, _NOWHERE, (1, 1.5, 1.5, 0.5)),
    Sign("speaks as the force does", _is_force, (0.5, 2, 2, 0)),
    Sign("begins in the middle of something", _amid, (1.5, 0, 0, 1.5), (2.5, 0, 0, 2.5)),
    Sign("begins as a list does", is_item, (1.5, 0, 0, 1.5)),
    Sign("begins with a sign, as a label or a quotation does", _ODD.match, (3, 0, 0, 3)),
    Sign(_WHEN_TOLD, lambda text: _in_short(_WHEN, text), (1, 1, 2, 0)),
    Sign(_WHEN_TOLD, _dated, _NOWHERE, (1, 1, 1.5, 0)),
    Sign("is all capitals", _shouts, (1, 2, 1, 0), (1, 3, 1.5, 0)),
    Sign("looks like a heading", _is_title, (0.5, 0.5, 0, 0), (0.5, 0.5, 0.5, 0)),
    Sign("is a note of the site", _NOTE.match, _NOWHERE, (0, 1.5, 2, 0)),
    Sign(_OF_PAGE, _is_of_page, _NOWHERE, (0, 0.5, 1, 0)),
    Sign(_OF_PAGE, _is_of_page_twice, _NOWHERE, (0, 0.5, 1, 0)),
    Sign("does not speak as the force does", _is_unlike_force, _NOWHERE, (0.5, 0, 0.5, 0)),
)
