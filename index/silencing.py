"""Masked words that no answer of a page says any more go from the rest of it: headings, preamble, title, links.

Where an answer still says them, everything stays: an editor is told where, and decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import unquote

from .blackening import Span, black_out, parts, phrase, places, says, spans_of
from .imprints import joined
from .record import Meeting, ParsedPage, WithdrawalKind, Withheld

_BY_CHANCE = re.compile(r"\d{1,4}|\w")  # a number or letter that dates and headings have by chance
_LETTERS = 5  # so many tell in an address, where words are written together

Silent = Mapping[str, str]
"""By a phrase that is not said any more, the answer in which it was masked."""


def silent_words(
    pages: Sequence[ParsedPage], texts: Sequence[str], withheld: Mapping[str, Collection[Withheld]]
) -> Mapping[str, Silent]:
    """By meeting, the masked words that no answer says any more in any capture of its page, as they are served."""
    masked: dict[str, dict[str, str]] = defaultdict(dict)
    said: dict[str, list[str]] = defaultdict(list)
    for page, text in zip(pages, texts, strict=True):
        said[page.meeting.id] += [text[slice(*span)] for answer in page.answers for span in parts(answer)]
        for each in withheld.get(page.page.id, ()):
            spans = each.spans if each.kind is WithdrawalKind.MASKED else ()
            words = {phrase(page.page.text[slice(*span)]) for span in spans} - {""}
            masked[page.meeting.id] |= {one: each.answer_id for one in words if not _BY_CHANCE.fullmatch(one)}
    return {
        meeting: {one: name for one, name in words.items() if not any(says(text, {one}) for text in said[meeting])}
        for meeting, words in masked.items()
    }


def silence(page: ParsedPage, silent: Silent) -> set[Withheld]:
    """Where a page says silent words outside of its answers, if only in an address; other askers are left alone."""
    own = [
        span
        for answer in page.answers
        for span in (parts(answer) if answer.id in silent.values() else spans_of(answer, page.page.text))
    ]
    found: dict[str, list[Span]] = defaultdict(list)
    for one, name in silent.items():
        found[name] += [(a, b) for a, b in places(page.page.text, {one}) if not any(a < d and c < b for c, d in own)]
        linked = any(leads_to(link.href, {one}) for link in page.page.links)
        if not (linked or found[name]):
            del found[name]
    return {Withheld(name, WithdrawalKind.MASKED, joined(spans)) for name, spans in found.items()}


def silenced(text: str, silent: Collection[str]) -> str:
    """A text in which silent words are black."""
    return black_out(text, places(text, silent))


def silenced_meeting(meeting: Meeting, silent: Collection[str]) -> Meeting:
    """A meeting of which the words are served without silent ones; its address stays as it is."""
    return replace(
        meeting,
        title=silenced(meeting.title, silent),
        kind=meeting.kind and silenced(meeting.kind, silent),
        theme=meeting.theme and silenced(meeting.theme, silent),
        evidence=meeting.evidence and silenced(meeting.evidence, silent),
    )


def leads_to(address: str, phrases: Iterable[str]) -> bool:
    """Whether an address says one of the phrases, its words apart or written together."""
    path = unquote(address)
    together = phrase(path).replace(" ", "")
    joined = [each.replace(" ", "") for each in phrases]
    return says(path, {*phrases}) or any(len(each) >= _LETTERS and each in together for each in joined)
