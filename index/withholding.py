"""Keeps what was withdrawn out of what was read: from here on nothing knows the words.

Blackened text is as long as it was, so that every other offset of the page stays right.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from .blackening import black_out, plain, sharing, spans_of
from .corrections import BY_HAND
from .parsing import find_ageing, resolve
from .placing import place
from .record import Answer, Doubt, Link, ParsedPage, ParseReport, WithdrawalKind, Withheld
from .withdrawals import Withdrawal

_LONGEST_DOUBT = 80  # characters of a line that a doubt quotes


def withhold(
    pages: Sequence[ParsedPage], withdrawals: Sequence[Withdrawal]
) -> tuple[tuple[ParsedPage, ...], tuple[str, ...]]:
    """The pages without what was withdrawn, and what is doubtful about entries.

    Raises CurationError for an entry that fits no page.
    """
    withheld, problems = place(pages, withdrawals)
    return tuple(_without(page, withheld[page.page.id]) for page in pages), problems


def _without(page: ParsedPage, withheld: Collection[Withheld]) -> ParsedPage:
    """A page without what was withdrawn; its `withheld` names the answers too that went with another.

    What was corrected goes as it is now and as it was read before: nobody knows which of the two was withdrawn.
    """
    if not withheld:
        return page
    names = {each.answer_id for each in withheld if each.kind is WithdrawalKind.SUPPRESSED}
    gone = sharing(page.answers, names) | names
    masks = [span for each in withheld if each.kind is WithdrawalKind.MASKED for span in each.spans]
    every = (*page.answers, *page.uncorrected)
    taken = [span for answer in every if answer.id in gone for span in spans_of(answer, page.page.text)]
    text = black_out(page.page.text, [*taken, *(span for each in withheld for span in each.spans)])
    lost = _lost([page.page.text[slice(*span)] for span in masks], text)
    named = {each.answer_id for each in withheld}
    answers = [_reread(answer, text, lost, answer.id in named) for answer in page.answers]
    resolved = [
        replace(answer, references=again.references) if answer.response != before.response else answer
        for answer, again, before in zip(answers, resolve(answers), page.answers, strict=True)
    ]
    return ParsedPage(
        replace(
            page.page, text=text, links=tuple(each for each in page.page.links if _stays(each, page.page.text, text))
        ),
        page.meeting,
        tuple(_unpointed(answer, gone) for answer in resolved if answer.id not in gone),
        _requoted(page.report, text),
        tuple(sorted({*withheld, *(Withheld(name, WithdrawalKind.SUPPRESSED) for name in gone - names)}, key=str)),
        page.formerly,
    )


def _stays(link: Link, before: str, after: str) -> bool:
    """Whether nothing of a link's words was blackened; its address would tell what."""
    return before[link.start : link.end] == after[link.start : link.end]


def _lost(masked: Sequence[str], text: str) -> frozenset[str]:
    """The masked words, one by one and as they stood together, that the page says nowhere any more."""
    said = plain(text)
    whole = [plain(words) for words in masked]
    each = [f" {word} " for words in whole for word in words.split()]
    return frozenset(words for words in (*whole, *each) if words not in said)


def _reread(answer: Answer, text: str, lost: Collection[str], named: bool) -> Answer:
    """An answer as it stands in a text; further wordings that hold a word lost to a mask go.

    One that something was taken from loses all that it said before.
    """
    question, response = text[answer.question_start : answer.question_end], text[answer.start : answer.end]
    wordings = tuple(text for text in answer.alternates if not any(words in plain(text) for words in lost))
    ageing = answer.ageing if response == answer.response else find_ageing(response)
    whole = not named and (question, response) == (answer.question, answer.response)
    return replace(
        answer,
        question=question,
        response=response,
        ageing=ageing,
        alternates=wordings,
        editions=answer.editions if whole else (),
    )


def _unpointed(answer: Answer, gone: Collection[str]) -> Answer:
    """An answer whose references to what is gone lead nowhere."""
    references = tuple(
        replace(each, answer_id=None, doubtful=True) if each.answer_id in gone else each for each in answer.references
    )
    return replace(answer, references=references)


def _requoted(report: ParseReport, text: str) -> ParseReport:
    """A report whose doubts quote the text as it is now; why somebody corrected a line may quote it too."""
    lines = [line.strip() for line in text.split("\n")]
    doubts = tuple(
        replace(doubt, text=lines[doubt.line - 1][:_LONGEST_DOUBT], why=BY_HAND if _by_hand(doubt) else doubt.why)
        for doubt in report.doubts
    )
    return replace(report, doubts=doubts)


def _by_hand(doubt: Doubt) -> bool:
    return doubt.why.startswith(BY_HAND)
