"""Words that open a question without a number, and lines that say who asked it, where and when."""

from __future__ import annotations

import re

from .cues import BULLET, UNNAMED
from .dates import DATE, MONTH
from .labels import Label
from .lines import plain

_END = r"\s*(?:(?::|-(?=[\s-]|$))[\s:-]*(?P<rest>.*))?"
_LETTER = re.compile(r"Q(?:\s?(?:[:.)]|-(?=[\s-]|$))[\s:-]*(?P<rest>.*)|$)")
_KIND = (
    r"(?:(?:public|written|oral|verbal|supplementary|follow-?\s?up|further|second|new|resident'?s?'?|your|the|foi)\s+)*"
)
_NOUN = re.compile(
    rf"(?:{_KIND}(?:question|query|enquiry|request)|supplementary|follow-?\s?up)(?:\s+(?:asked|received|submitted|raised|put|details?))?"
    rf"(?:\s*[-,]?\s*(?:from|by|of|via|in|at|on|through)\s+(?P<who>[^:?]{{2,140}}?))?(?:\s*[(\[][^()\[\]?]{{2,60}}[)\]])?{_END}",
    re.I,
)
_LONGEST_TURN = 70
_LONGEST = 400  # characters of a line that say what it opens
_BOLD = re.compile(r"\*\*|__")
_SUPPLEMENTARY = re.compile(r"\b(?:supplementary|follow-?\s?up)\b", re.I)
_YOU = re.compile(rf"(?:you\s+(?:asked|said|told us)|what you (?:asked|said)){_END}", re.I)
_END_OF_SENTENCE = r"[a-z]{3}(?<!mrs)(?<!llr)(?<!rev)(?<!rof)\. "
_ASKED = re.compile(
    rf"(?P<who>(?:(?!{_END_OF_SENTENCE})[^:?]){{2,90}}?)\s+(?:has\s+|had\s+)?"
    r"(?:asked|asking|submitted|put|raised|writes|wrote|asks?|read out)\b"
    r"(?:\s+(?:the\s+)?(?:following|a|this|these)(?:\s+(?:\w+\s+){0,2}questions?[^:?]{0,60})?"
    r"|\s+(?:by way of|as)\s[^:?]{0,40}|\s+the\s+[^:?]{2,50})?(?:\s*:[\s-]*|,?\s+(?=\"[^\"]+\"$))(?P<rest>.*)",
    re.I,
)
_SEVERAL = re.compile(r"(?:\w+ ){0,2}(?:members|residents|councillors|questions|issues|points)\b(?! of)", re.I)
_SAYS_WHO = (  # a whole line that says who asks, in whatever words, and that the question is below
    r"(?i:(?!(?:i|we|my|our|you|your|please|can|could|would|will|what|how|why|when)\b|.*\b(?:respon[ds]|repl[iy]|answer))"
    r"(?=.*\b(?:%s|asked|asks)\b)(?=.*\b(?:asked|asks|put|submitted|read out|raised|received|from|by)\b)"
    rf"(?:(?!{_END_OF_SENTENCE})[^?]){{4,300}}:-?)"
)
_TO_ASK = re.compile(
    rf"{_SAYS_WHO % 'question'}|[A-Z][^:?.]{{2,90}}?\s+to\s+ask\s+(?:the\s+)?[A-Z][^:?]{{2,90}}"
    r"|[A-Z][^:?.]{2,90}?\s+(?:asked|asking|put|submitted)\s+the\s+following\s+(?:\w+\s+){0,2}questions?\b[^:?]{0,140}"
)
_ASKED_OF = re.compile(
    r"(?=(?:(?![a-z]{2}(?<!rs)(?<!lr)\. )[^:?]){2,90}?\s(?<!been )(?<!had )"
    r"(?:asked|enquired|queried|wished to know|wanted to know|sought|questioned|requested)\b)[A-Z].*"
    r"|(?:Asked|Queried|Enquired|Questioned|Wished to know|Wanted to know)\b.*"
)
_THEN_ASKED = re.compile(
    r"[A-Z].{2,600}?\.\s+(?:He|She|They|It was) (?:also |then )?asked (?:[\w' ]{1,40} )?"
    r"(?:if|whether|what|why|how|when|where|who|for)\b"
)
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev|Revd|Sir|Dame|Prof|Cllr|Councillor|Professor|Reverend|Alderman)\b\.?"
_NAME = (
    r"(?:['\"]?[A-Z][\w.'\"-]*|of|from|to|for|and|de|van|the|on|upon|in|near|by|le|under|resident|members?|public|a|&)"
)
_ROLE = (
    r"residents?|business|owner|shopkeeper|trader|councillor|members?|parents?|mother|father|carer|students?|pupils?"
    r"|teacher|head|farmer|driver|cyclist|rider|walker|pensioner|victim|neighbours?|tenants?|group|society|association"
    r"|readers?|viewer|listener|caller|volunteer"
)
_SOMEBODY = rf"(?i:an?|the|one|two|three|several|some)\s(?=[^.?!]{{0,80}}\b(?:{_ROLE})\b)[\w', -]{{2,90}}"
_NAMES = rf"{_NAME}(?:,?\s+{_NAME}){{0,11}}"
_PERSON = (
    rf"(?:{_TITLE}\s+{_NAMES},?|(?:[A-Z]\. ){{1,2}}[A-Z][a-z]+(?:,\s+{_NAMES})?"
    rf"|[\[(]?(?i:an?\s+)?(?:{UNNAMED}|(?i:members? of the public))[\])]?)"
)
_BRACKET = r"\s*[(\[][^()\[\]]{2,60}[)\]]"
_BY = r"(?i:(?:question\s+)?(?:asked|submitted|received|sent(?: in)?|raised|put|posed)?\s*(?:from|by)\b)"
_META = (
    r"(?i:name|subject|topic|theme|title|to|from|(?:asked|submitted|answered|responded|question|reply|response) by"
    r"|meeting date|received from|asker"
    r"|questioner|area|location|ward|date(?: \w+)?|received|submitted|ref(?:erence)?)"
)
_TURN = r"[A-Z][^?:]{1,50}\s-\s\d{1,2}[.:]\d{2}\s?(?:am|pm)?"
_ATTRIBUTION = re.compile(
    rf"[-\s]*(?:{_TURN}|{_BY}:?\s+(?:{_NAMES}|{_SOMEBODY})(?:{_BRACKET})?|{_PERSON}(?:{_BRACKET})?|{_META}\s*:\s*[^?]{{1,80}}"
    r"|-\s+[A-Z][\w.' ]{1,30},\s+[A-Z][\w' -]{2,30}"
    rf"|[(\[]\s*{_NAMES}\s*[)\]]"
    rf"|[(\[]?(?i:an?\s+)?(?i:residents?)\s+(?i:of|from|in)\s+{_NAMES}[)\]]?"
    rf"|(?i:(?:received|submitted|asked)(?:\s+on)?:?\s+)?{DATE.pattern})\s*[.:]?"
)
_FIELD = re.compile(rf"{_META}\s*:\s*[^?]{{1,80}}")
_LEAD = re.compile(
    rf"[-\s]*(?:{_BY}\s+(?!\d|(?:{MONTH})\b)[^:?]{{2,140}}?|{_PERSON}(?:{_BRACKET})?(?:\s+asked)?"
    rf"|(?i:a?\s*(?:residents?|members?) (?:of|from|in) )[^:?]{{2,60}}?)\s*:-?(?:\s+|$)"
    rf"|{_SAYS_WHO % '(?:question|statement|petition)'}$"
)
_LEADS_OVER = re.compile(
    r"\b(?:our|the|my|their) (?:response|reply|answer)s?\b.{0,40}\b(?:below|follows?)\b"
    r"|^(?:the |under (?:the )?(?:section .{0,20})?)?freedom of information act\b",
    re.I,
)
_ADDRESSEE = re.compile(r"\s(?:ask(?:ed|ing|s)?|to (?:ask|the|councillor|cllr))\b", re.I)
_AREA = re.compile(
    r"[(\[](?:(?i:(?:a\s+)?residents?\s+(?:of|from|in))\s+)?(?P<bracket>[A-Z][^()\[\]\d]{2,50})[)\]]\s*[.:]?$"
    r"|\b(?i:residents?)\s+(?:of|from|in)\s+(?P<resident>[A-Z][\w' -]{2,50})"
    rf"|,\s*(?P<comma>(?!(?:{_TITLE}))[A-Z][\w'-]+(?:\s[A-Za-z][\w'-]+){{0,3}})\s*[.:]?$"
    r"|\b(?:of|from|area:|location:|ward:)\s+(?P<of>(?!Councillor|Cllr|M[rs])[A-Z][\w'-]+(?:\s[A-Z][\w'-]+){0,3})\s*[.:]?$"
)


def asked_of(line: str) -> Label | None:
    """The words that open a question without a number ("Q: …", "You asked", "A member asked the following:-")."""
    text = _BOLD.sub("  ", plain(line[:_LONGEST]))
    lead = len(text) - len(text.lstrip())
    for style, pattern in (("wQ", _LETTER), ("wq", _NOUN), ("wy", _YOU), ("wa", _ASKED)):
        found = pattern.fullmatch(text, lead)
        if style == "wa" and _SEVERAL.match(text):
            return None
        if found and found["rest"] and re.fullmatch(DATE.pattern, found["rest"]):
            return None
        if found or (style == "wa" and _TO_ASK.fullmatch(text)):
            body = found.start("rest") if found and found["rest"] else len(line)
            return Label("", 0, "ws" if _SUPPLEMENTARY.search(text[:body]) else style, body)
    return None


def tells_of_asking(line: str) -> bool:
    """Whether minutes tell that somebody asked ("Mr B asked whether …")."""
    text = BULLET.sub("", plain(line[:700]))
    return _ASKED_OF.match(text[:200]) is not None or _THEN_ASKED.match(text) is not None


def is_attribution(line: str) -> bool:
    """Whether a whole line only says who asked, from where or when."""
    return len(line) < 140 and _ATTRIBUTION.fullmatch(plain(line)) is not None


def is_turn(line: str) -> bool:
    """Whether a line only names who speaks from here on, and the time ("Moderator – 6.19pm")."""
    return len(line) < _LONGEST_TURN and re.fullmatch(_TURN, plain(line)) is not None


def is_field(line: str) -> bool:
    """Whether a whole line says one thing of a question or a response under a key ("Answered by: The Mayor")."""
    return _FIELD.fullmatch(plain(line)) is not None


def leads_over(line: str) -> bool:
    """Whether a line between a question and its response belongs to neither ("Our response is provided below")."""
    return _LEADS_OVER.search(plain(line[:300])) is not None


def lead_in(line: str) -> int:
    """How many characters a line spends on saying who asks before it asks ("from Mrs A, Belper: Why …")."""
    found = _LEAD.match(plain(line[:_LONGEST]))
    return found.end() if found else 0


def area_of(attribution: str) -> str | None:
    """The asker's area in an attribution ("From Councillor T C (Tamworth)", "Mrs A, Belper")."""
    found = _AREA.search(_ADDRESSEE.split(plain(attribution), 1)[0].strip(" -:"))
    return found and next((name.strip() for name in found.groups() if name), None)
