"""What a page says of its meeting: title, kind, theme and dates. A date it does not state is not guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..record import DateBasis, Meeting
from .dates import DATE, find_date
from .lines import Line

_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_ONLY_DATE = re.compile(
    rf"(?:(?:published|posted)(?: on)?:?\s*)?{_WEEKDAY}{DATE.pattern}(?:\s+by\b.{{0,40}})?\.?", re.I
)
_HELD = re.compile(rf"\b(?:held|took place)\s+on\s+{_WEEKDAY}(?={DATE.pattern})", re.I)
_COMING = re.compile(r"\bnext\b|\bwill be\b", re.I)
_KIND = re.compile(r"\b((?!The )(?:[A-Z][a-z]+ ){1,3}(?:Meeting|Panel|Forum))s?\b")
_THEME = re.compile(r"(?:\bfocus(?:ing|ed)?\s+on|\breviewing|\bon|:|[-–—])\s+(.+)", re.I)
_ON = re.compile(
    r"\bquestions? (?:(?:were|was|had been) )?(?:submitted|received|asked)[^.]{0,40}? on ((?!\d)[A-Z][^.]{3,80})\."
)
_LONGEST_TITLE = 200
_HEAD = 14  # lines of a page among which its title is looked for
_AGENDA = re.compile(r"\bagenda (?:for|of)\b", re.I)
_TIMED = re.compile(
    rf"{_WEEKDAY}{DATE.pattern},?\s+(?:at\s+)?\d{{1,2}}(?:[.:]\d{{2}})?\s?(?:am|pm|noon)?\b.{{0,30}}", re.I
)
_ASIDE = re.compile(
    r"\b(?:cookies?|javascript|999|breadcrumbs?)\b|^(?:(?:accept|reject) all|skip to|quickly exit|coronavirus)\b",
    re.I,
)
_NO_TITLE = re.compile(
    r":-?$|[>|]|^\w+ /|[.?!] [A-Z]|\bwill be\b"
    r"|^(?:posted|published|updated|agenda item|minutes|recording|search|media|items|question from|\d+\. )\b",
    re.I,
)
_TELLING = re.compile(
    r"\b(?:meeting|panel|board|forum|assembly|session|questions?|answers?|asked|log"
    r"|correspondence|webchat|q ?& ?a|conference|surgery)\b",
    re.I,
)


def read_meeting(page_id: str, preamble: Sequence[Line], headings: Sequence[Line] = ()) -> Meeting:
    """The meeting as its page's preamble states it; where that names none, one of the `headings` above all answers.

    Only the title, a sentence that says when the meeting was held, or a date with its hour dates it:
    other dates in a preamble are those of the next meeting. A date alone on its line is the day of publication.
    """
    title = _title(preamble)
    coming = title is not None and _AGENDA.search(title) is not None
    stated = find_date(title) if title and not coming else None
    for line in preamble:
        if not coming and _TIMED.fullmatch(line.text):
            stated = stated or find_date(line.text)
        held = None if _COMING.search(line.text) else _HELD.search(line.text)
        stated = stated or (find_date(line.text[held.end() :]) if held else None)
    kind = _kind(title, preamble)
    published = next((find_date(line.text) for line in preamble if _ONLY_DATE.fullmatch(line.text)), None)
    return Meeting(
        id=page_id,
        title=title or kind or _heading(headings) or "Meeting (title not stated)",
        kind=kind,
        theme=_theme(title, kind) if title else _asked_on(preamble),
        date=stated,
        date_basis=DateBasis.STATED if stated else DateBasis.UNKNOWN,
        published=published,
    )


def _title(preamble: Sequence[Line]) -> str | None:
    """The likeliest of the lines above the first sentence; none where the page begins with one."""
    texts = [line.text.lstrip("/ ") for line in preamble if not _ASIDE.search(line.text)]
    texts = [text for text in texts if text]
    stop = next((at for at, text in enumerate(texts) if text[-1] in ".?!" or len(text) > _LONGEST_TITLE), len(texts))
    whole = [at for at in range(min(stop, _HEAD)) if not "".join(texts[at + 1 : at + 2])[:1].islower()]
    best = max(((_title_score(texts[at]), -at) for at in whole), default=(0, 0))
    return texts[-best[1]] if best[0] > 0 else None


def _heading(headings: Sequence[Line]) -> str | None:
    """A heading that tells of a meeting or of questions."""
    return _title([line for line in headings if _TELLING.search(line.text)])


def _asked_on(preamble: Sequence[Line]) -> str | None:
    """What a sentence of the preamble says that the questions were on; a theme has a capital, and no number first."""
    found = (_ON.search(line.text) for line in preamble)
    return next((theme[1] for theme in found if theme), None)


def _title_score(text: str) -> int:
    """How much a line reads as a page's title; a date, a path of links, a lead-in or who asks is none."""
    if _ONLY_DATE.fullmatch(text) or _TIMED.fullmatch(text) or _NO_TITLE.search(text):
        return 0
    return 1 + 3 * bool(_TELLING.search(text)) + 2 * (find_date(text) is not None) + (len(text.split()) > 2)


def _kind(title: str | None, preamble: Sequence[Line]) -> str | None:
    """The kind of meeting, from the title or else the one that the preamble names most."""
    in_title = _KIND.search(title or "")
    if in_title:
        return in_title[1]
    named = Counter(kind for line in preamble for kind in _KIND.findall(line.text))
    return named.most_common(1)[0][0] if named else None


def _theme(title: str, kind: str | None) -> str | None:
    """What a title says the meeting is about: after "focusing on", without the date in brackets."""
    rest = title.partition(kind)[2] if kind else ""
    found = _THEME.search(re.sub(rf"\s*\(?{_WEEKDAY}{DATE.pattern}\)?\s*$", "", rest, flags=re.I))
    return found[1].strip() if found else None
