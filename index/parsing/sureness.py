"""How sure the first and last lines of each question and response are: signs against them, weighed, and doubts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from ..record import Answer
from .asking import tells_of_asking
from .blocks import Block, Fit, stands_alone
from .cues import SURE, asks, heading_score, is_item, response_lean
from .dates import DATE
from .lines import plain
from .sheet import Sheet

_DOUBT = 3.0
"""What the signs at a line weigh together from which it is doubted."""
_HABIT = 0.5  # what a sign is worth that most answers of the page have at the same place
_FRAGMENT, _SHORT, _OPENING = 12, 140, 300  # words; characters of a line; characters
_FAR, _LONG = 8, 1500  # times as long as the page's median question, and characters, from which a question is odd

_END = re.compile(r"[.?!:;…][\"'”’)\]*_»]*$")
_WHO = re.compile(r", |[(\[]|\b(?:of|from)\b", re.I)
_TAIL = re.compile(
    r"(?:(?<=[.?!])|(?<=[.?!][\"'”’)\]]))\s+(?P<after>(?:[^\s.?!]+ ){0,4}(?:[^\s.?!]+|[A-Z][\w’'-]+\.))$|\s(?P<bracket>[(\[][^()\[\]?]{2,60}[)\]]\.?)$"
    r"|\s[–—-]\s(?P<dash>[A-Z][^.?!–—]{2,60})$"
)
_LEAD = re.compile(r"(?P<lead>[A-Z][\w’' .,()&-]{1,60}?(?::|\s[-–—])|[(\[][^()\[\]]{2,60}[)\]]:?)\s+(?=[\"“‘]?[A-Z])")
_DASH = re.compile(r"[-–—~]\s?(?=[A-Z])")
_AMID = re.compile(r"[a-z]|[,;.)]")
_SIGN = re.compile(r"[^\w(\['‘’\"“”£•…*·▪-]")
_RESIDENT = re.compile(r"\b(?:I|I['’](?:m|ve|d)|[Mm]y|me|mine|myself)\b")
_FORCE = re.compile(r"\b(?:we|our|force|constabulary|officers?)\b", re.I)
_TO_FORCE = re.compile(r"\b(?:you|your|I|my|me)\b", re.I)
_SMALL = frozenset("a an and at by for from in le near of on the to upon".split())
_RANK = re.compile(
    r"\b(?:PCS?O?|DC|ACC|DCC|CC|Sgt|Sergeant|Insp|Inspector|Supt|Superintendent|Chief|Chair(?:man)?|Commissioner"
    r"|Councillor|Cllr|Mrs?|Ms|Miss|Dr)\b"
)
_ASKER = re.compile(
    r"\b(?:resident|anon(?:ymous)?|withheld|no name|member of|asks?|asked|asking|says|wr(?:ites|ote)|questions?|questioner|submitted|received|raised|enquir\w+)\b",
    re.I,
)
_ANSWERS = re.compile(
    r"\b(?:answer(?:s|ed)?|repl(?:y|ies|ied)|respon(?:se|ses|ds?|ded)|comments?|said|stated|action|decision|outcome"
    r"|note[ds]?|update)\b",
    re.I,
)
_PAGE = re.compile(
    r"\b(?:questions?|meetings?|pages?|site|deadline|agenda|minutes|panel|session|newsletter|download"
    r"|publish\w*|click|links?|pdf|contact|subscribe|feedback|helpline)\b",
    re.I,
)
_INVITES = re.compile(
    r"\bthank(?:s|ed)?\b|^(?:if you|visit|sign up|please|to \w+,|for (?:more|further)|see|read|find|contact|follow|join|have you|do you"
    r"|would you|may i|next|more|all|this|these|the (?:next|above|meeting|panel|chair|time))\b",
    re.I,
)
_OPENS = re.compile(r"(?:[A-Z]\w+ )?(?:Q|A|Ans(?:wer)?|Question|Reply|Response|[A-Z]{2})\s?\d{0,3}\s?(?:[.:)]|\s[-–—]|[-–—])(?:\s|$)")
_NUMBER = re.compile(r"[(\[]?\d{1,3}(?:[).,:\]]|\s[-–—])?\s+(?=[A-Z“\"‘])")
_PARAGRAPH = re.compile(r"\d{1,3}\.\d{1,2}\.?\s+(?=[A-Z“\"])")
_SAYS = re.compile(r"(?<!you )\b(?:asks?|asked|writes|wrote|says|said|put|replied|responded|answered|as follows)\b[^.?!]{0,60}:$")
_NOTE = re.compile(r"(?i:please note|note:|nb\b)|[A-Z]{4,} [A-Z]{3,}[ :]")
_SOMEBODY = re.compile(rf"(?:[\w’']+ )?(?:{_RANK.pattern}|resident|members?|questioner|speaker)", re.I)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\s?[ap]m\b", re.I)
_ENDS_NAMED = re.compile(r"[^\s.?!] (?!I\b)[A-Z][\w’'-]+$")
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\s?[ap]m\b|\b(?:19|20)\d\d\b", re.I)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line of an answer, or what stands before or behind the question on its line; `place` is a key of `_PLACES`."""

    at: int
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class _Sign:
    """Something odd about a piece: what, how it shows, and what it weighs at which place."""

    what: str
    shows: Callable[[str], bool]
    weights: dict[str, float]


_PLACES = {
    "q first": "the question may begin below",
    "q inside": "the question may end above, or two may stand together",
    "q last": "the question may end above",
    "q only": "the question may begin or end elsewhere",
    "r first": "the response may begin elsewhere",
    "r inside": "the response may end above, or hold another question",
    "r last": "the response may end above",
    "r only": "the response may begin or end elsewhere",
}


def _ends(text: str) -> bool:
    return _END.search(text) is not None


def _is_fragment(text: str) -> bool:
    return not _ends(text) and "www." not in text and len(text.split()) <= _FRAGMENT and not is_item(text) and not text.startswith(("Thank", "Many thanks"))


def _is_proper(text: str) -> bool:
    text = text.removesuffix(".")
    words = [word for word in re.findall(r"[A-Za-z][\w’'-]*", text) if word.lower() not in _SMALL]
    return len(text) <= _SHORT and not text.endswith((".", "?")) and bool(words) and all(word[0].isupper() for word in words)


def _short(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: (
        len(text) <= _SHORT and not is_item(text) and not text.endswith("?") and pattern.search(text) is not None
    )


def _is_resident(text: str) -> bool:
    return _RESIDENT.search(text) is not None and _FORCE.search(text) is None


def _is_force(text: str) -> bool:
    return response_lean(text) >= 4 and "?" not in text and _TO_FORCE.search(text) is None


def _is_page(text: str) -> bool:
    return _PAGE.search(text) is not None and response_lean(text) < 4 and not is_item(text)


def _at(first: float = 0, inside: float = 0, last: float = 0, only: float = 0, of: str = "q") -> dict[str, float]:
    return {f"{of} first": first, f"{of} inside": inside, f"{of} last": last, f"{of} only": only}


def _q(*weights: float) -> dict[str, float]:
    return _at(*weights)


def _r(*weights: float) -> dict[str, float]:
    return _at(*weights, of="r")


_SIGNS = (  # at the first line, inside, at the last line, and where there is one line only
    _Sign("only a name or a place", _is_proper, _q(1.5, 1.5, 1.5, 1) | _r(1, 1, 1.5, 1)),
    _Sign("a few words without a full stop", _is_fragment, _q(1.5, 1, 2, 0.5) | _r(1.5, 1, 1.5, 0)),
    _Sign("names a person or a post", lambda t: _short(_RANK)(t) and not _ends(t), _q(1, 1.5, 1, 0) | _r(0.5, 1, 1.5, 0)),
    _Sign("says who asked", lambda t: _short(_ASKER)(t) and not _ends(t), _q(2, 1.5, 1.5, 0) | _r(1, 1, 1, 0)),
    _Sign("tells that somebody asked", lambda t: tells_of_asking(t) and bool(_SOMEBODY.match(t)), _q(1, 1, 1, 0) | _r(0, 3, 3, 0)),
    _Sign("is a note of the site", lambda t: bool(_NOTE.match(t)), _r(0, 1.5, 2, 0)),
    _Sign("leads over to what somebody said", lambda t: len(t) <= _SHORT and bool(_SAYS.search(t)), _q(1, 2, 0, 0) | _r(3, 3, 3, 0)),
    _Sign("speaks of answering", lambda t: _short(_ANSWERS)(t) and not t.endswith("."), _q(1, 3, 1.5, 0.5) | _r(1, 1.5, 1, 0)),
    _Sign("opens as a label does", lambda t: bool(_OPENS.match(t)), _q(3, 3, 3, 3) | _r(3, 3, 3, 3)),
    _Sign("has a number like a label's", lambda t: bool(_NUMBER.match(t)), _q(1.5, 1.5, 1.5, 1.5) | _r(0.5, 0, 0.5, 0)),
    _Sign("has a number like a label's, and asks", lambda t: bool(_NUMBER.match(t)) and "?" in t, _q(0, 1, 1, 0) | _r(1, 1, 1, 1)),
    _Sign("has a number like a paragraph's", lambda t: bool(_PARAGRAPH.match(t)), _q(3, 3, 3, 3) | _r(3, 0.5, 0.5, 3)),
    _Sign("asks", lambda t: t.rstrip("\"'”’)").endswith("?"), _r(1.5, 3, 3, 1)),
    _Sign("asks, among other words", lambda t: "?" in t[:-2], _r(1, 1.5, 1.5, 0.5)),
    _Sign("speaks as a resident does", _is_resident, _r(1, 1.5, 1.5, 0.5)),
    _Sign("speaks as the force does", _is_force, _q(0.5, 2, 2, 0)),
    _Sign("begins in the middle of something", lambda t: bool(_AMID.match(t)) and not is_item(t), _q(1.5, 0, 0, 1.5) | _r(2.5, 0, 0, 2.5)),
    _Sign("begins as a list does", is_item, _q(1.5, 0, 0, 1.5)),
    _Sign("begins with a sign, as a label or a quotation does", lambda t: bool(_SIGN.match(t)), _q(3, 0, 0, 3)),
    _Sign("gives a date or a time", lambda t: _short(_TIME)(t) or _short(DATE)(t), _q(1, 1, 2, 0) | _r(1, 0.5, 1.5, 0)),
    _Sign("gives a time, in a few words", lambda t: _is_fragment(t) and bool(_CLOCK.search(t)), _q(1, 1.5, 1, 0) | _r(1, 1.5, 1, 0)),
    _Sign("is all capitals", lambda t: t.isupper() and len(t) > 4, _q(1, 2, 1, 0) | _r(1, 3, 1.5, 0)),
    _Sign("looks like a heading", lambda t: heading_score(t) >= SURE, _q(0.5, 0.5, 0, 0) | _r(0.5, 0.5, 0.5, 0)),
    _Sign("speaks of the page, of questions or of meetings", _is_page, _r(0, 0.5, 1, 0)),
    _Sign("speaks of the page, of questions or of meetings", lambda t: len(t) <= _SHORT and _is_page(t), _r(0, 0, 0.5, 0)),
    _Sign("invites or thanks the reader", lambda t: bool(_INVITES.search(t)), _r(0, 0, 1, 0)),
    _Sign("leans to no response", lambda t: response_lean(t) <= 0 and not is_item(t), _r(0.5, 0, 0.5, 0)),
)


def unsure(sheet: Sheet, best: Fit, blocks: Sequence[Block], answers: Sequence[Answer]) -> Iterator[tuple[int, str]]:
    """A doubt at each line of an answer that enough signs speak against; `answers` are those of the blocks, in order."""
    return iter([(at, why) for at, why, weight, *_ in weighed(sheet, best, blocks, answers) if weight >= _DOUBT])


def weighed(sheet, best, blocks, answers):
    page = _Page(sheet, best, blocks, answers)
    for number in range(len(blocks)):
        pieces = page.pieces[number]
        for piece in pieces:
            signs = [(sign.weights[piece.place], sign.what) for sign in _SIGNS if sign.weights.get(piece.place) and sign.shows(piece.text)]
            signs += page.around(number, piece)
            total = sum(w for w, _ in signs)
            yield piece.at, f"{max(signs, default=(0, ''))[1]}: {_PLACES[piece.place]}", total, piece.place, number, signs


class _Page:
    """What an answer is compared with: the others, and the lines around it."""

    def __init__(self, sheet, best, blocks, answers):
        self.sheet, self.best, self.blocks, self.answers = sheet, best, blocks, answers
        leads = sum(_LEAD.match(a.question[:200]) is not None for a in answers) > 1
        self.pieces = [[*_question(sheet, b, a, leads), *_response(sheet, b, a)] for b, a in zip(blocks, answers, strict=True)]
        self.families = {block.label.family for block in blocks if block.label.text}
        self.asking = sum("?" in a.question for a in answers) * 4 > len(answers) * 3
        self.ended = sum(_ends(a.question) for a in answers) * 4 > len(answers) * 3
        self.shapes = Counter(s for ps in self.pieces for s in {_shape(p.text) for p in ps if p.place[0] == "r"} if s)

    def around(self, number, piece):
        """What speaks against a piece besides its own words."""
        block, answer, place, at = self.blocks[number], self.answers[number], piece.place, piece.at
        found = []
        add = lambda w, what: found.append((w, what))
        if place == "r last" and number == len(self.blocks) - 1:
            add(1, "stands at the end of the page's last response")
        marker = self.sheet.markers.get(at)
        if place in ("r inside", "r last") and marker and not marker.soft and at in self.best.layout.markers:
            return [(-9, "")]
        if place in ("r first", "r only") and not any(_ends(p.text) for p in self.pieces[number] if p.place[0] == "r"):
            add(1, "holds no whole sentence")
        if place in ("r first", "r only"):
            if not block.marker:
                add(1, "the response was told by its wording alone")
                if not answer.question.rstrip("\"'”’)").endswith("?"):
                    add(1.5, "the response was told by its wording alone")
            if "?" not in answer.question and _BEGINS_ASKING.search(answer.response[:_OPENING]):
                add(3, "asks, where the question does not")
        if self.best.layout.inferred and place in ("q first","q last","q only","r first","r last","r only"):
            add(1, "no label tells where questions begin")
        if place in ("q last", "q only"):
            if self.asking and not asks(answer.question):
                add(1, "does not ask, as the others on this page do")
            if self.ended and not _ends(answer.question) and answer.question_end == block.wording.end:
                add(2 + 1.5 * bool(_ENDS_NAMED.search(answer.question)), "ends without a full stop or question mark")
        if place in ("q first", "q only"):
            if not block.label.text and _NUMBER.match(piece.text):
                add(1.5, "has a number like a label's")
            above = self.sheet.text_above(at)
            if above is not None and above >= block.at and self.sheet.lines[above].text.endswith(":") and is_item(piece.text):
                add(1.5, "begins as a list does")
        if place in ("q inside", "q last"):
            label = self.sheet.labels.get(at)
            label = label if at > block.at else None
            if label and label.number and label.number == block.label.number + 1:
                add(1, "counts on from the question's own number")
            if label and label.family in self.families:
                add(2 + (asks(piece.text) >= SURE), "has a number like a question's label")
        if place in ("r inside", "r last"):
            if at in self.sheet.markers and self.sheet.markers[at].soft and not self.best.layout.name.startswith("minutes"):
                add(3, "tells what somebody else said")
            if stands_alone(self.sheet, at) and not self._leads(at) and (len(piece.text.split()) <= 5 or heading_score(piece.text) >= SURE):
                add(2, "looks like a heading")
        if place == "r last" and _is_fragment(piece.text) and self._above(number, at):
            add(1.5, "a few words without a full stop")
        if place[0] == "r" and (shape := _shape(piece.text)) and self.shapes[shape] > 1 and self.shapes[shape] * 3 >= len(self.blocks):
            add(1.5, "begins like lines of other responses")
        return found

    def _above(self, number, at):
        texts = [p.text for p in self.pieces[number] if p.place[0] == "r" and p.at < at]
        return bool(texts) and texts[-1].endswith((".", "?", "!", "”"))

    def _leads(self, at):
        above, below = self.sheet.text_above(at), self.sheet.next_text(at)
        return any(near is not None and stands_alone(self.sheet, near) for near in (above, below)) or (
            above is not None and self.sheet.lines[above].text.endswith(":"))


_BEGINS_ASKING = re.compile(r"[^.!?\n]{12,}\?")


def _shape(line: str) -> str:
    """What a short line that is no sentence begins with; empty for others."""
    if len(line) > 90 or line[-1] in ".;,!" or is_item(line) or (not line[0].isupper() and line[0] not in "[("):
        return ""
    words = re.sub(r"\d+", "0", line).lower().split()
    return " ".join(words[:2]) if len(words) > 1 else ""


def _question(sheet: Sheet, block: Block, answer: Answer, leads: bool) -> list[_Piece]:
    assert block.wording is not None
    first, last = block.wording.lines
    rows = _clipped(sheet, range(first, last + 1), answer.question_start, answer.question_end)
    if rows and (lead := _LEAD.match(rows[0][1])) and (leads or _WHO.search(lead["lead"])):
        at, text = rows[0]
        rows[:1] = [(at, lead["lead"].rstrip(":-–— ")), (at, text[lead.end() :])]
    if rows and (tail := _TAIL.search(rows[-1][1])):
        at, text = rows[-1]
        rows[-1:] = [(at, text[: tail.start()].rstrip()), (at, tail[0].strip(" –—-"))]
    return _placed(rows, "q")


def _response(sheet: Sheet, block: Block, answer: Answer) -> list[_Piece]:
    rows = _clipped(sheet, range(*(block.response or (0, 0))), answer.start, answer.end)
    if len(rows) > 1 and (dash := _DASH.match(rows[-1][1])) and not is_item(rows[-2][1]):
        rows[-1] = (rows[-1][0], rows[-1][1][dash.end() :])
    return [] if block.shares else _placed(rows, "r")


def _clipped(sheet: Sheet, places: range, start: int, end: int) -> list[tuple[int, str]]:
    lines = sheet.lines
    cut = [(at, lines[at].text[max(0, start - lines[at].start) : max(0, end - lines[at].start)].strip()) for at in places]
    return [(at, text) for at, text in cut if text]


def _placed(rows: Sequence[tuple[int, str]], of: str) -> list[_Piece]:
    if len(rows) == 1:
        return [_Piece(*rows[0], f"{of} only")]
    names = [f"{of} first", *[f"{of} inside"] * (len(rows) - 2), f"{of} last"]
    return [_Piece(at, text, name) for (at, text), name in zip(rows, names, strict=bool(rows))]
