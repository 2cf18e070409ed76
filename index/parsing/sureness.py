"""How sure each line of an answer is to belong where it was read: the signs against it are weighed, and make doubts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import itemgetter

from ..record import Answer
from .blocks import Block, Fit, stands_alone
from .cues import SURE, asks, heading_score, is_item, response_lean
from .pieces import FIRST, INSIDE, LAST, ONLY, QUESTION, RESPONSE, Piece, pieces_of
from .sheet import Sheet
from .signs import NUMBER, SIGNS, ends, is_fragment

_DOUBT = 3.0
"""What the signs against a line weigh together from which it is doubted."""
_CLEARLY, _MOST = 4, 3 / 4  # a lean that is a response's; the part of a page's questions from which one unlike is odd
_OPENING, _MARGINAL = 300, 90  # characters of a response's beginning, and of a line that may be a label or a marker
_BRIEF, _TITLE, _SHORT = 7, 5, 60  # words, words, characters

_BEGINS_ASKING = re.compile(r"[^.!?\n]{12,}\?")
_ENDS_NAMED = re.compile(r"[^\s.?!] (?!I\b)[A-Z][\w’'-]+$")
_YES = re.compile(r"(?:yes|no)\b", re.I)
_COUNTED = re.compile(r"(?P<before>\W{0,3}[A-Za-z]*\s?)(?P<number>\d{1,3})(?P<behind>\S{0,2})(?=\s|$)")

_MAY = {
    (QUESTION, FIRST): "the question may begin below",
    (QUESTION, INSIDE): "the question may end above, or hold a response or another question",
    (QUESTION, LAST): "the question may end above",
    (QUESTION, ONLY): "the question may begin or end elsewhere",
    (RESPONSE, FIRST): "the response may begin elsewhere",
    (RESPONSE, INSIDE): "the response may end above, or hold another question",
    (RESPONSE, LAST): "the response may end above",
    (RESPONSE, ONLY): "the response may begin or end elsewhere",
}
_FEW_WORDS = "a few words without a full stop"

Weighed = tuple[float, str]


def unsure(sheet: Sheet, best: Fit, blocks: Sequence[Block], answers: Sequence[Answer]) -> Iterator[tuple[int, str]]:
    """A doubt at each line that enough speaks against; `answers` are those of `blocks`, in their order."""
    page = _Page(sheet, best, blocks, answers)
    for number, pieces in enumerate(page.pieces):
        if not answers[number].question:
            yield blocks[number].at, "only words about the asker stand where the question should"
        for piece in pieces:
            signs = [*_by_words(piece), *page.around(number, piece)]
            known = piece.at in page.markers and piece.spot in (INSIDE, LAST)
            if sum(weight for weight, _ in signs) >= _DOUBT and not known:
                yield piece.at, f"{max(signs, key=itemgetter(0))[1]}: {_MAY[piece.of, piece.spot]}"


def _by_words(piece: Piece) -> Iterator[Weighed]:
    for sign in SIGNS:
        weight = (sign.question if piece.of == QUESTION else sign.response)[piece.spot]
        if weight and sign.shows(piece.text):
            yield weight, sign.what


class _Page:
    """What a line is compared with besides its own words: the lines around it, and the page's other answers."""

    def __init__(self, sheet: Sheet, best: Fit, blocks: Sequence[Block], answers: Sequence[Answer]) -> None:
        self.sheet, self.best, self.blocks, self.answers = sheet, best, blocks, answers
        self.pieces = pieces_of(sheet, blocks, answers)
        self.families = {block.label.family for block in blocks if block.label.text}
        self.most_ask = sum("?" in answer.question for answer in answers) > _MOST * len(answers)
        self.most_end = sum(ends(answer.question) for answer in answers) > _MOST * len(answers)
        self.shapes = Counter(shape for pieces in self.pieces for shape in {_shape(piece) for piece in pieces})
        self.markers = {at for at in best.layout.markers if at in sheet.markers and not sheet.markers[at].soft}

    def around(self, number: int, piece: Piece) -> Iterator[Weighed]:
        """What speaks against a line besides its own words."""
        if self.best.layout.inferred and piece.spot != INSIDE:
            yield 1, "no label tells where questions begin"
        if piece.spot == FIRST and is_fragment(piece.text.rstrip(":")):
            yield from _above_sentence(piece)
        if piece.spot in (INSIDE, LAST) and self.blocks[number].label.text:
            yield from self._counted(self.blocks[number], piece)
        yield from (self._question if piece.of == QUESTION else self._response)(number, piece)

    def _question(self, number: int, piece: Piece) -> Iterator[Weighed]:
        block, answer = self.blocks[number], self.answers[number]
        if piece.spot in (LAST, ONLY):
            if self.most_ask and not asks(answer.question):
                yield 1, "does not ask, as the others on this page do"
            whole = block.wording is not None and answer.question_end == block.wording.end
            if self.most_end and whole and not ends(answer.question):
                yield 2 + 1.5 * bool(_ENDS_NAMED.search(answer.question)), "ends without a full stop or question mark"
        if piece.spot == LAST and is_fragment(piece.text) and ends(piece.above):
            yield 1, _FEW_WORDS
        if piece.spot == INSIDE and not block.marker and response_lean(piece.text) >= _CLEARLY:
            yield 1, "speaks as the force does"
        if piece.spot in (FIRST, ONLY):
            if not block.label.text and NUMBER.match(piece.text):
                yield 1.5, "has a number like a label's"
            above = self.sheet.text_above(piece.at)
            led = above is not None and above >= block.at and self.sheet.lines[above].text[-1] == ":"
            if led and is_item(piece.text):
                yield 1.5, "begins as a list does"

    def _response(self, number: int, piece: Piece) -> Iterator[Weighed]:
        if piece.spot in (FIRST, ONLY):
            yield from self._beginning(number, piece)
        else:
            yield from self._below(self.blocks[number], piece)
        if piece.spot == LAST:
            yield from _ending(piece)
            if number == len(self.blocks) - 1:
                yield 1.5, "stands at the page's end"
        shape = _shape(piece)
        if shape and self.shapes[shape] > 1 and len(self.blocks) <= 3 * self.shapes[shape]:
            yield 1.5, "begins like lines of other responses"

    def _beginning(self, number: int, piece: Piece) -> Iterator[Weighed]:
        """What speaks against the first line of a response: no marker, no sentence, another question."""
        block, answer = self.blocks[number], self.answers[number]
        if not block.marker:
            unasked = not answer.question.rstrip("\"'”’)").endswith("?")
            blurred = "\n" in answer.question and response_lean(piece.text) < _CLEARLY
            yield 1 + 1.5 * unasked + 0.5 * (unasked and blurred), "no marker tells where the response begins"
        if not any(ends(line.text) for line in self.pieces[number] if line.of == RESPONSE):
            yield 1, "holds no whole sentence"
        if "?" not in answer.question and _BEGINS_ASKING.search(answer.response[:_OPENING]):
            yield 3, "asks, where the question does not"

    def _below(self, block: Block, piece: Piece) -> Iterator[Weighed]:
        """What speaks against a line further down a response: another voice, a heading, another question."""
        marker, text = self.sheet.markers.get(piece.at), piece.text
        if marker and marker.soft and not self.best.layout.name.startswith("minutes"):
            yield 3, "tells what somebody else said"
        title = len(text.split()) <= _TITLE or heading_score(text) >= SURE
        if title and stands_alone(self.sheet, piece.at) and not self._in_list(piece.at):
            yield 2, "looks like a heading"
        if "?" in text and len(text) < _SHORT:
            yield 1.5, "asks something, in a few words"
        below = self.sheet.next_text(piece.at)
        if below in self.markers and block.marker and self.sheet.markers[below].speaker is block.marker.speaker:
            yield 3, "stands above another answer marker"

    def _in_list(self, at: int) -> bool:
        """Whether a line without a full stop is one of several below one another, as in a list without signs."""
        above, below = self.sheet.text_above(at), self.sheet.next_text(at)
        return any(near is not None and stands_alone(self.sheet, near) for near in (above, below)) or (
            above is not None and self.sheet.lines[above].text.endswith(":")
        )

    def _counted(self, block: Block, piece: Piece) -> Iterator[Weighed]:
        """Numbers on further lines that look like the question's own label."""
        own, here = (_COUNTED.match(self.sheet.lines[at].text) for at in (block.at, piece.at))
        if piece.at > block.at and own and here and _form(own) == _form(here):
            after = int(here["number"]) == int(own["number"]) + 1
            yield (
                1 + 0.5 * (piece.of == QUESTION) + after + (asks(piece.text) > 0),
                "has a number like the question's own",
            )
        label = self.sheet.labels.get(piece.at)
        if piece.at > block.at and piece.of == QUESTION and label and label.family in self.families:
            after = label.number == block.label.number + 1
            yield 2 + after + (asks(piece.text) >= SURE), "has a number like a question's label"


def _above_sentence(piece: Piece) -> Iterator[Weighed]:
    """A few words above a sentence, as a name or a label is."""
    if piece.of == RESPONSE or not asks(piece.text):
        yield 1.5 * (piece.text[-1] == ":") + 1.5 * (piece.below[0].isupper() and ends(piece.below)), _FEW_WORDS


def _ending(piece: Piece) -> Iterator[Weighed]:
    """What speaks against the last line of a response: little that the force would say."""
    words, plain = len(piece.text.split()), ends(piece.above) and piece.above[-1] != ":"
    if is_fragment(piece.text) and plain:
        yield 1.5, _FEW_WORDS
    if words <= 2 and plain and not _YES.match(piece.text):
        yield 2.5, "is a word or two"
    elif words <= _BRIEF and ends(piece.text) and piece.text[0].isupper() and response_lean(piece.text) <= 0:
        yield 2.5, "is a short sentence, unlike a response"


def _form(first: re.Match[str]) -> tuple[str, str]:
    return first["before"], first["behind"]


def _shape(piece: Piece) -> str:
    """What a short line of a response that is no sentence begins with; empty for others."""
    line = piece.text
    opens = line[0].isupper() or line[0] in "[("
    if piece.of == QUESTION or len(line) > _MARGINAL or line[-1] in ".;,!" or is_item(line) or not opens:
        return ""
    words = re.sub(r"\d+", "0", line).lower().split()
    return " ".join(words[:2]) if len(words) > 1 else ""
