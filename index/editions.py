"""Earlier captures of a page: how its answers read before, and the answers that it has no more.

Needs only the files beside the pages, so that every machine that has them knows the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from .blackening import black_out, spans_of
from .captures import EARLIER, FILE_NAME, PageCaptures
from .corrections import correct, read_corrections
from .errors import SourceError
from .matching import match, same_words
from .parsing import parse
from .record import Answer, Edition, Former, Page, ParsedPage, ParseReport, Reference
from .sources import read_page


@dataclass(frozen=True, slots=True)
class _Capture:
    """An earlier capture, read; last seen on the day `seen`, and another in its place on `replaced`."""

    parsed: ParsedPage
    source: str
    seen: dt.date | None
    replaced: dt.date


@dataclass(slots=True)
class _Trace:
    """An answer through the captures, newest first."""

    answer: Answer
    origin: _Capture | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    """What the answers of its origin are called."""
    before: list[tuple[_Capture, Answer]] = field(default_factory=list)


def with_editions(
    pages: Iterable[ParsedPage], known: Mapping[str, PageCaptures], folder: Path
) -> tuple[list[ParsedPage], list[str]]:
    """The pages with what earlier captures say, each followed by those that hold an answer it lacks; and problems."""
    found: list[ParsedPage] = []
    problems: list[str] = []
    for page in pages:
        captures, unread = _read(page.page, known.get(page.page.id), folder)
        problems += unread
        found += _tell(page, captures) if captures else [page]
    return found, problems


def _read(page: Page, known: PageCaptures | None, folder: Path) -> tuple[list[_Capture], list[str]]:
    """The earlier captures of a page, oldest first, with those of its corrections that fit them."""
    stem = page.id
    corrections, _ = read_corrections(folder, page.source)
    captures: list[_Capture] = []
    problems: list[str] = []
    earlier = known.earlier if known else ()
    times = [*(each.captured for each in earlier), known.captured if known else None]
    for at, each in enumerate(earlier):
        source = f"{EARLIER}/{stem}/{each.file}"
        until = times[at + 1]
        seen = each.checked or each.captured
        if until is None:
            problems.append(f"{FILE_NAME}: {source} was left out, since the capture after it has no time. Add it.")
            continue
        try:
            former = replace(read_page(folder / source), id=stem, source=source)
        except SourceError as error:
            problems.append(f"{error} Until then nobody is told how its answers read before.")
            continue
        parsed, _ = correct(parse(former), corrections)
        captures.append(_Capture(parsed, source, seen and seen.date(), until.date()))
    return captures, problems


def _tell(page: ParsedPage, captures: Sequence[_Capture]) -> list[ParsedPage]:
    traces = {answer.id: _Trace(answer) for answer in page.answers}
    place = {answer.id: answer.id for answer in page.answers}  # of the next capture's answers, their trace
    latter: Sequence[Answer] = page.answers
    for capture in reversed(captures):
        former = capture.parsed.answers
        pairs = {one: place[other] for one, other in match(former, latter).items()}
        left = [answer for answer in former if answer.id not in pairs]
        free = [replace(trace.answer, id=name) for name, trace in traces.items() if name not in pairs.values()]
        pairs |= match(left, free)
        for answer in former:
            name = pairs.get(answer.id) or _own_name(answer, capture, traces)
            traces.setdefault(name, _Trace(answer, capture, pairs)).before.append((capture, answer))
            pairs[answer.id] = name
        place, latter = pairs, former
    own = [_told(name, trace) for name, trace in traces.items() if trace.origin is None]
    kept = [_kept(page, capture, traces) for capture in captures]
    return [replace(page, answers=tuple(own), formerly=_formerly(traces)), *(each for each in kept if each.answers)]


def _own_name(answer: Answer, capture: _Capture, taken: Mapping[str, object]) -> str:
    return f"{answer.id}-{capture.parsed.page.sha256[:8]}" if answer.id in taken else answer.id


def _told(name: str, trace: _Trace) -> Answer:
    """An answer that knows its earlier wordings."""
    editions: list[Edition] = []
    latter = trace.answer
    for capture, former in trace.before:
        if not (same_words(former.question, latter.question) and same_words(former.response, latter.response)):
            editions.insert(0, Edition(capture.seen, capture.replaced, former.question, former.response))
        latter = former
    return replace(trace.answer, id=name, editions=tuple(editions))


def _kept(page: ParsedPage, capture: _Capture, traces: Mapping[str, _Trace]) -> ParsedPage:
    """What is kept from an earlier capture: answers that no later one has, on a page where all else is black."""
    former = capture.parsed.page
    page_id = f"{former.id}~{former.sha256[:8]}"
    answers = tuple(
        replace(_told(name, trace), page_id=page_id, removed=capture.replaced, references=_renamed(trace))
        for name, trace in traces.items()
        if trace.origin is capture
    )
    return ParsedPage(
        page=_only(replace(former, id=page_id, source=capture.source), answers),
        meeting=page.meeting,
        answers=answers,
        report=ParseReport(None, len(answers), {}, ()),
        formerly=_formerly({name: trace for name, trace in traces.items() if trace.origin is capture}),
    )


def _renamed(trace: _Trace) -> tuple[Reference, ...]:
    """References of an answer to what the others of its capture are called now."""
    return tuple(
        replace(each, answer_id=trace.names.get(each.answer_id or "", each.answer_id))
        for each in trace.answer.references
    )


def _only(page: Page, answers: Sequence[Answer]) -> Page:
    """A page on which nothing can be read but these answers, each where it was."""
    text = list(black_out(page.text, [(0, len(page.text))]))
    for start, end in (span for answer in answers for span in spans_of(answer, page.text)):
        text[start:end] = page.text[start:end]
    return Page(page.id, page.source, "".join(text), page.sha256, page.media_type)


def _formerly(traces: Mapping[str, _Trace]) -> dict[str, tuple[Former, ...]]:
    return {
        name: tuple(Former(capture.parsed.page.sha256, answer.id) for capture, answer in trace.before)
        for name, trace in traces.items()
        if trace.before
    }
