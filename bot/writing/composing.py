"""Blocks into a draft: paragraphs, the operator's sentences around them, flags and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from index import Generation

from ..answering import cite_by_id
from .drafts import Draft, DraftSentence, Source
from .flagging import Flagger
from .selecting import Block, place_of
from .wording import DraftingWording


@dataclass(frozen=True, slots=True)
class Answered:
    """One part of the question received, and the blocks that answer it; none where nothing published does."""

    question: str
    blocks: Sequence[Block]


def compose(parts: Sequence[Answered], flagger: Flagger, wording: DraftingWording, generation: Generation) -> Draft:
    """The draft for a question in its parts; `text` holds every sentence, paragraphs apart by an empty line."""
    paragraphs = [paragraph for paragraph in _paragraphs(parts, flagger, wording) if paragraph]
    sentences = tuple(sentence for paragraph in paragraphs for sentence in paragraph)
    used = dict.fromkeys(sentence.answer_id for sentence in sentences if sentence.answer_id)
    return Draft(
        text="\n\n".join(" ".join(sentence.text for sentence in paragraph) for paragraph in paragraphs),
        sentences=sentences,
        unanswered=tuple(part.question for part in parts if not part.blocks),
        citations=tuple(
            Source(answer_id, generation.answer(answer_id).question, cite_by_id(answer_id, generation))
            for answer_id in used
        ),
    )


def _paragraphs(parts: Sequence[Answered], flagger: Flagger, wording: DraftingWording) -> Iterator[list[DraftSentence]]:
    say = wording.template
    met: set[str] = set()
    yield _of_template(say.opening)
    for part in parts:
        if not part.blocks:
            yield _of_template(say.unanswered.replace("{part}", part.question))
            continue
        if len(parts) > 1:
            yield _of_template(say.part.replace("{part}", part.question))
        for _, blocks in groupby(part.blocks, key=lambda block: place_of(block, wording)):
            yield list(_published(blocks, flagger, met))
    yield _of_template(say.closing)


def _published(blocks: Iterable[Block], flagger: Flagger, met: set[str]) -> Iterator[DraftSentence]:
    """The sentences of blocks with their flags; `met` are the answers that have been spoken of before."""
    for block in blocks:
        for at, line in enumerate(block):
            answer_id = line.hit.answer.id
            flags = flagger.flags(line, first=answer_id not in met, opens=at == 0)
            yield DraftSentence(line.text, answer_id, line.start, line.end, False, flags)
            met.add(answer_id)


def _of_template(text: str) -> list[DraftSentence]:
    return [DraftSentence(text, None, None, None, True)] if text else []
