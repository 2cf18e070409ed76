"""Keeps what was withdrawn out of what was read: from here on nothing knows the words.

Blackened text is as long as it was, so that every other offset of the page stays right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from .corrections import BY_HAND
from .errors import CurationError
from .parsing import find_ageing, resolve
from .record import MASK, Answer, Doubt, Former, Link, ParsedPage, ParseReport, WithdrawalKind, Withheld
from .withdrawals import Withdrawal, place_of

_LONGEST_DOUBT = 80  # characters of a line that a doubt quotes

Span = tuple[int, int]


def withhold(
    pages: Sequence[ParsedPage], withdrawals: Sequence[Withdrawal]
) -> tuple[tuple[ParsedPage, ...], tuple[str, ...]]:
    """The pages without what was withdrawn, and what is doubtful about entries.

    A page that changed since loses the whole answer, since nobody knows where the words are now; so does an answer
    that has another number now. Raises CurationError for an entry that fits no page.
    """
    owners = {answer.id: page for page in pages for answer in (*page.uncorrected, *page.answers)}
    withheld: dict[str, set[Withheld]] = defaultdict(set)
    problems = []
    for number, each in enumerate(withdrawals, start=1):
        if each.restored:
            continue
        for name in _names(place_of(number, each), each, pages, owners):
            page = _owner(place_of(number, each), each, name, owners)
            kind, spans = each.kind, each.spans
            if page.page.sha256 != each.page_sha256:
                kind, spans = WithdrawalKind.SUPPRESSED, ()
                now = "" if name == each.answer else f", {name} now"
                problems.append(
                    f"{place_of(number, each)}: {page.page.source} has changed since, so the whole answer is left out"
                    f"{now}. Look at it, and withdraw again whatever has to be, which takes the place of this entry."
                )
            withheld[page.page.id].add(Withheld(name, kind, spans))
            if each.answer not in owners:
                withheld[page.page.id].add(Withheld(each.answer, WithdrawalKind.SUPPRESSED))
    return tuple(_without(page, withheld[page.page.id]) for page in pages), tuple(problems)


def _names(
    place: str, withdrawal: Withdrawal, pages: Sequence[ParsedPage], owners: Mapping[str, ParsedPage]
) -> list[str]:
    """The answers that an entry is about: the one of its id, and what the one that it was made of is called now."""
    made_of = Former(withdrawal.page_sha256, withdrawal.answer)
    moved = [name for page in pages for name, formers in page.formerly.items() if made_of in formers]
    names = [name for name in dict.fromkeys([withdrawal.answer, *moved]) if name in owners]
    if not names:
        raise CurationError(
            f"{place}: no page here has that answer, so nothing was built. Was a page renamed, taken away, captured "
            "again or corrected? Look whether the words still stand somewhere, then mend the id or take the entry away."
        )
    return names


def _owner(place: str, withdrawal: Withdrawal, name: str, owners: Mapping[str, ParsedPage]) -> ParsedPage:
    page = owners[name]
    answers = [answer for answer in (*page.answers, *page.uncorrected) if answer.id == name]
    own = [span for each in answers for span in ((each.question_start, each.question_end), (each.start, each.end))]
    inside = all(any(a <= start and end <= b for a, b in own) for start, end in withdrawal.spans)
    if page.page.sha256 == withdrawal.page_sha256 and not inside:
        raise CurationError(
            f"{place}: its spans lie outside the answer, whose question is at {own[0]} and its response at {own[1]}. "
            "Mend them, or restore the entry and withdraw again with --words."
        )
    return page


def _without(page: ParsedPage, withheld: Collection[Withheld]) -> ParsedPage:
    """A page without what was withdrawn; its `withheld` names the answers too that went with another.

    What was corrected goes as it is now and as it was read before: nobody knows which of the two was withdrawn.
    """
    if not withheld:
        return page
    names = {each.answer_id for each in withheld if each.kind is WithdrawalKind.SUPPRESSED}
    gone = sharing(page.answers, names) | names
    masks = [span for each in withheld for span in each.spans]
    every = (*page.answers, *page.uncorrected)
    taken = [span for answer in every if answer.id in gone for span in spans_of(answer, page.page.text)]
    text = black_out(page.page.text, [*masks, *taken])
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
        tuple(sorted({*withheld, *(Withheld(name, WithdrawalKind.SUPPRESSED) for name in gone)}, key=str)),
        page.formerly,
    )


def _stays(link: Link, before: str, after: str) -> bool:
    """Whether nothing of a link's words was blackened; its address would tell what."""
    return before[link.start : link.end] == after[link.start : link.end]


def sharing(answers: Sequence[Answer], names: Collection[str]) -> frozenset[str]:
    """These answers and those that were answered together with one of them: their response is the same text."""
    responses = {(answer.start, answer.end) for answer in answers if answer.id in names}
    return frozenset(answer.id for answer in answers if (answer.start, answer.end) in responses)


def black_out(text: str, spans: Iterable[Span]) -> str:
    """A text of the same length and lines, where █ stands for every other character of the spans."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = re.sub(r"[^\r\n]", MASK, text[start:end])
    return "".join(characters)


def plain(text: str) -> str:
    """A text's words, lower case, with one space before, between and behind, so that words are found whole."""
    words = re.findall(r"[^\W_]+", text.lower())
    return f" {' '.join(words)} "


def _lost(masked: Sequence[str], text: str) -> frozenset[str]:
    """The masked words, one by one and as they stood together, that the page says nowhere any more."""
    said = plain(text)
    whole = [plain(words) for words in masked]
    each = [f" {word} " for words in whole for word in words.split()]
    return frozenset(words for words in (*whole, *each) if words not in said)


def _line_above(text: str, at: int) -> int:
    """Where the last line with words before the line of this place begins."""
    return text[: text.rfind("\n", 0, at) + 1].rstrip().rfind("\n") + 1


def spans_of(answer: Answer, text: str) -> Iterator[Span]:
    """Where an answer stands on its page: the question with who asked it before or behind it, and the response."""
    start, end = answer.question_start, answer.question_end
    if answer.asked_from:
        behind = text.find(answer.asked_from, end, answer.start) if end < answer.start else -1
        before = text.rfind(answer.asked_from, _line_above(text, start), start)
        if behind >= 0:
            end = behind + len(answer.asked_from)
        elif before >= 0:
            start = text.rfind("\n", 0, before) + 1
    yield start, end
    yield answer.start, answer.end


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
