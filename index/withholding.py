"""Keeps what was withdrawn out of what was read: from here on nothing knows the words.

Blackened text is as long as it was, so that every other offset of the page stays right.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from .blackening import Span, black_out, plain, sharing, spans_of
from .corrections import BY_HAND
from .parsing import find_ageing, resolve
from .placing import place
from .record import Answer, Doubt, Link, ParsedPage, ParseReport, WithdrawalKind, Withheld
from .silencing import leads_to, silence, silenced, silenced_meeting, silent_words
from .withdrawals import Withdrawal

_LONGEST_DOUBT = 80  # characters of a line that a doubt quotes


def withhold(
    pages: Sequence[ParsedPage], withdrawals: Sequence[Withdrawal]
) -> tuple[tuple[ParsedPage, ...], tuple[str, ...]]:
    """The pages without what was withdrawn, and what is doubtful about entries.

    Raises CurationError for an entry that fits no page.
    """
    withheld, problems = place(pages, withdrawals)
    if not withheld:
        return tuple(pages), problems
    texts = [black_out(page.page.text, _black(page, withheld[page.page.id])) for page in pages]
    silent = silent_words(pages, texts, withheld)
    served = [
        _without(page, withheld[page.page.id] | silence(page, words), words)
        for page in pages
        for words in [silent.get(page.meeting.id, {})]
    ]
    return tuple(served), problems


def _black(page: ParsedPage, withheld: Collection[Withheld]) -> list[Span]:
    """All that is to be black on a page.

    What was corrected goes as it is now and as it was read before: nobody knows which of the two was withdrawn.
    """
    gone = _gone(page, withheld)
    answers = [answer for answer in (*page.answers, *page.uncorrected) if answer.id in gone]
    spans = [span for answer in answers for span in spans_of(answer, page.page.text)]
    return [*spans, *(span for each in withheld for span in each.spans)]


def _gone(page: ParsedPage, withheld: Collection[Withheld]) -> frozenset[str]:
    names = {each.answer_id for each in withheld if each.kind is WithdrawalKind.SUPPRESSED}
    return sharing(page.answers, names) | names


def _without(page: ParsedPage, withheld: Collection[Withheld], silent: Collection[str]) -> ParsedPage:
    """A page without what was withdrawn; its `withheld` names the answers too that went with another."""
    if not withheld and not silent:
        return page
    gone = _gone(page, withheld)
    text = black_out(page.page.text, _black(page, withheld))
    masks = [span for each in withheld if each.kind is WithdrawalKind.MASKED for span in each.spans]
    lost = _lost([page.page.text[slice(*span)] for span in masks], text)
    named = {each.answer_id for each in withheld}
    answers = [_reread(answer, text, lost, silent, answer.id in named) for answer in page.answers]
    resolved = [
        replace(answer, references=again.references) if answer.response != before.response else answer
        for answer, again, before in zip(answers, resolve(answers), page.answers, strict=True)
    ]
    links = (each for each in page.page.links if _stays(each, page.page.text, text, silent))
    whole = {each.answer_id for each in withheld if each.kind is WithdrawalKind.SUPPRESSED}
    return ParsedPage(
        replace(page.page, text=text, links=tuple(links)),
        silenced_meeting(page.meeting, silent),
        tuple(
            _unpointed(_headed(answer, page.page.text, text, silent), gone)
            for answer in resolved
            if answer.id not in gone
        ),
        _requoted(page.report, text, silent),
        tuple(sorted({*withheld, *(Withheld(name, WithdrawalKind.SUPPRESSED) for name in gone - whole)}, key=str)),
        page.formerly,
    )


def _stays(link: Link, before: str, after: str, silent: Collection[str]) -> bool:
    """Whether nothing of a link's words was blackened, nor is in its address."""
    return before[link.start : link.end] == after[link.start : link.end] and not leads_to(link.href, silent)


def _headed(answer: Answer, before: str, after: str, silent: Collection[str]) -> Answer:
    """An answer without a heading that says what went, or that went from the page."""
    topic = plain(answer.topic or "")
    gone = silenced(topic, silent) != topic or (topic in plain(before) and topic not in plain(after))
    return replace(answer, topic=None) if gone else answer


def _lost(masked: Sequence[str], text: str) -> frozenset[str]:
    """The masked words, one by one and as they stood together, that the page says nowhere any more."""
    said = plain(text)
    whole = [plain(words) for words in masked]
    each = [f" {word} " for words in whole for word in words.split()]
    return frozenset(words for words in (*whole, *each) if words not in said)


def _reread(answer: Answer, text: str, lost: Collection[str], silent: Collection[str], named: bool) -> Answer:
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
        asked_from=silenced(answer.asked_from, silent) if named and answer.asked_from else answer.asked_from,
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


def _requoted(report: ParseReport, text: str, silent: Collection[str]) -> ParseReport:
    """A report whose doubts quote the text as it is now; why somebody corrected a line may quote it too."""
    lines = [line.strip() for line in text.split("\n")]
    doubts = tuple(
        replace(
            doubt,
            text=lines[doubt.line - 1][:_LONGEST_DOUBT],
            why=BY_HAND if _by_hand(doubt) else silenced(doubt.why, silent),
        )
        for doubt in report.doubts
    )
    return replace(report, doubts=doubts)


def _by_hand(doubt: Doubt) -> bool:
    return doubt.why.startswith(BY_HAND)
