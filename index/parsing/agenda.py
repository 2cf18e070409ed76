"""Items of an agenda: numbers and titles that ask nothing, and that end the response above them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from .cues import begs
from .labels import Label
from .lines import Line, plain

_ITEM = re.compile(
    r"(?:the |to |public )*(?:(?:apolog(?:y|ies)|declarations?|disclosures?|matters arising|urgent|petitions|welcome"
    r"|exclusion of|(?:any )?other (?:urgent )?(?:business|items)|date (?:and time )?of|(?:next|future) meetings?"
    r"|announcements|(?:forward|work) (?:programme|plan)|chair\w*'s)\b.*"
    r"|minutes(?: of (?:the )?(?:last|previous|meeting|\d).*)?"
    r"|(?:public )?(?:question(?: time|s)|participation|forum|speaking)\b(?: (?:from|by|and)\b.*)?)",
    re.I,
)
_BELOW = re.compile(r"(?:(?:draft )?minutes|additional documents|resolved|decisions?|agreed)\s*(?::.*|-.*|$)", re.I)
_PAPER = re.compile(r"(?: pdf icon)? PDF\s+[\d.]+\s?[KM]B$|(?i:^(?:legal )?(?:appendix|annex(?:e|ure)?)(?: \w{1,3})?$)")
_NUMBER = re.compile(r"\d{1,3}/\d{2,4}")
_LONGEST = 80  # characters of a title


def agenda_items(lines: Sequence[Line], labels: Mapping[int, Label]) -> set[int]:
    """Where items begin: numbers with titles of which some are those of every agenda, and titles with minutes below."""
    titles = {at: title for at, label in labels.items() if (title := _title(lines, at, label))}
    kinds = {at: (labels[at].style, title.isupper()) for at, title in titles.items()}
    told = Counter(kinds[at] for at, title in titles.items() if _ITEM.fullmatch(title))
    sure = {kind for kind, count in told.items() if count > 1 or kind[1] or kind[0] == "$"}
    items = {
        at for at, title in titles.items() if kinds[at] in sure or (kinds[at][0] == "#" and _ITEM.fullmatch(title))
    }
    items |= {at for at in range(1, len(lines)) if at not in labels and _is_minuted(lines, at)}
    return items | {
        at for at, line in enumerate(lines) if _NUMBER.fullmatch(line.text) and not items.isdisjoint((at + 1, at + 2))
    }


def _title(lines: Sequence[Line], at: int, label: Label) -> str:
    """What a number is followed by, on its line or below; empty if it is no title."""
    text = lines[at].text[label.body :] or next((line.text for line in lines[at + 1 : at + 4] if line.text), "")
    title = _PAPER.sub("", plain(text))
    asks = title[-1:] in tuple(".?;,:") or begs(title) or not title[:1].isupper() or label.family in "qpl"
    return "" if asks or len(title) > _LONGEST else title


def _is_minuted(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a title, with its paper's size or with its minutes below."""
    text = lines[at].text
    if not text or len(text) > _LONGEST or text[-1] in ".?!:;,":
        return False
    below = next((line.text for line in lines[at + 1 : at + 4] if line.text), "")
    alone = not lines[at - 1].text and text[0].isupper()
    return _PAPER.search(text) is not None or (alone and _BELOW.match(plain(below[:_LONGEST])) is not None)
