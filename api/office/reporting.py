"""What a check came to, for people: each sentence with where its matches were published; as a page, Word or JSON."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from bot import Bot, Checked, CheckedSentence, Citation, Match, Verdict

from ..html import Pages
from .documents import Block, Heading, Paragraph, Table, write_document
from .precedents.citing import cite_in_words


class CheckFile(BaseModel):
    """A check as a file: the sentences as `POST /check` gives them, and where their matches were published."""

    sentences: tuple[CheckedSentence, ...]
    citations: dict[str, Citation]


@dataclass(frozen=True, slots=True)
class Report:
    """A check with the citation of every answer in it; `counts` has every verdict, those without a sentence too."""

    checked: Checked
    citations: Mapping[str, Citation]
    counts: Mapping[Verdict, int]

    @property
    def differing(self) -> list[tuple[int, CheckedSentence]]:
        """The sentences that differ, with their numbers, from 1."""
        numbered = enumerate(self.checked.sentences, 1)
        return [(number, each) for number, each in numbered if each.verdict is Verdict.DIFFERS]

    def as_json(self) -> bytes:
        """For programs."""
        file = CheckFile(sentences=self.checked.sentences, citations=dict(self.citations))
        return file.model_dump_json(indent=2).encode()

    def as_document(self, pages: Pages) -> bytes:
        """For people, in Word."""
        return write_document(pages.words["check"]["document"], self._blocks(pages))

    def _blocks(self, pages: Pages) -> Iterator[Block]:
        words = pages.words["check"]
        yield Paragraph(summary(self.counts, words))
        for number, sentence in enumerate(self.checked.sentences, 1):
            yield Heading(f"{number}. {words['verdicts'][sentence.verdict]}", 2)
            yield Paragraph(sentence.text)
            yield from _differences(sentence, words)
            for match in sentence.matches:
                yield Paragraph(match.text, quoted=True)
                yield Paragraph(self._cited(match, pages), words["published"])

    def _cited(self, match: Match, pages: Pages) -> str:
        return cite_in_words(self.citations[match.answer_id], f"/answers/{match.answer_id}", pages)


def report(bot: Bot, text: str) -> Report:
    """Check a text; TextError when it cannot be checked."""
    checked = bot.check(text)
    named = dict.fromkeys(match.answer_id for sentence in checked.sentences for match in sentence.matches)
    today = dt.date.today()
    citations = {answer_id: bot.answer(answer_id, today).citation for answer_id in named}
    found = Counter(sentence.verdict for sentence in checked.sentences)
    return Report(checked, citations, {verdict: found[verdict] for verdict in Verdict})


def summary(counts: Mapping[Verdict, int], words: Mapping[str, Any]) -> str:
    """How many sentences came to which verdict, in a line."""
    told = str(words["summary"])
    for verdict, count in counts.items():
        told = told.replace(f"{{{verdict}}}", str(count))
    return told


def _differences(sentence: CheckedSentence, words: Mapping[str, Any]) -> Sequence[Block]:
    rows = [(words["kinds"][each.kind], each.draft, each.record) for each in sentence.differences]
    return [Table((words["kind"], words["draft"], words["record"]), rows)] if rows else []
