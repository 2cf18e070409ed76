"""What is odd about a reading by the page's own standard: a question that does not ask, a response that begins amid."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from .asking import is_attribution
from .blocks import Block, Fit, stands_alone
from .cues import SURE, heading_score, is_item, response_lean
from .sheet import Sheet

_AMID = re.compile(r"[a-z]|[,;.)]")
_SIGN = re.compile(r"[^\w(\['‘’\"“”£•…*·▪-]")
_ASKING = re.compile(r"[^.!?\n]{12,}\?")
_FIELD = re.compile(r"[A-Z][\w ]{1,25}:\s+\S.{0,90}")
_TELLS_OF_PAGE = re.compile(r"\b(?:questions?|meetings?|this page|deadline|agenda)\b", re.I)
_OPENING = 300  # characters of a response that still belong to its beginning
_FAR, _LONG = 8, 1500  # times as long as the page's median question, and characters, from which a question is odd
_FEW = 4  # words of a heading that has no capitals
_MARGINAL = 90  # characters of a line that may be a label or a marker in words nobody foresaw


def weak_spots(sheet: Sheet, best: Fit) -> list[tuple[int, str]]:
    """Doubts about questions and responses that are unlike the others on the page."""
    blocks = [block for block in best.blocks if block.wording and _has_response(block)]
    return [
        *_questions(sheet, blocks),
        *_responses(sheet, best, blocks),
        *_recurring(sheet, blocks),
        *_apart(sheet, best, blocks),
        *_last(sheet, blocks),
    ]


def _has_response(block: Block) -> bool:
    return block.response is not None and block.response[0] < block.response[1]


def _texts(sheet: Sheet, block: Block) -> list[int]:
    return [at for at in range(*(block.response or (0, 0))) if sheet.lines[at].text]


def _question(sheet: Sheet, block: Block) -> str:
    first, last = block.wording.lines if block.wording else (block.at, block.at)
    return " ".join(line.text for line in sheet.lines[first : last + 1] if line.text)


def _questions(sheet: Sheet, blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """Questions that do not ask where most do, or that are far longer than the others."""
    questions = [_question(sheet, block) for block in blocks]
    asking = ["?" in text for text in questions]
    usual = median(map(len, questions)) if questions else 0
    for block, text, asks_ in zip(blocks, questions, asking, strict=True):
        at = block.wording.lines[0] if block.wording else block.at
        if not asks_ and asked_below(sheet, block):
            yield at, "a question that asks nothing, with a response that begins by asking"
        if _SIGN.match(text):
            yield at, "a question that begins with a sign, as a label or a quotation does"
        if len(text) > max(_LONG, _FAR * usual):
            yield at, "a question far longer than the others on this page"


def asked_below(sheet: Sheet, block: Block) -> bool:
    """Whether a response's first sentences ask."""
    text = " ".join(sheet.lines[at].text for at in _texts(sheet, block)[:3])
    return _ASKING.search(text[:_OPENING]) is not None


def _responses(sheet: Sheet, best: Fit, blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """Responses that begin amid a sentence or a list, or hold lines that look like askers or headings."""
    for block in blocks:
        if block.shares:
            continue
        texts = _texts(sheet, block)
        opening = sheet.lines[texts[0]].text[max(0, block.start - sheet.lines[texts[0]].start) :]
        if _AMID.match(opening) or (is_item(opening) and texts[0] not in sheet.markers):
            yield texts[0], "a response that begins in the middle of something"
        for at in texts[1:]:
            if is_attribution(sheet.lines[at].text) and not is_item(sheet.lines[at].text):
                yield at, "says who asked, but stands in a response"
            elif at in sheet.markers and sheet.markers[at].soft and not best.layout.name.startswith("minutes"):
                yield at, "tells what somebody else said: the response may end above"
            elif _is_heading(sheet, at):
                yield at, "looks like a heading, but stands in a response"


def _is_heading(sheet: Sheet, at: int) -> bool:
    text = sheet.lines[at].text
    title = heading_score(text) >= SURE or len(text.split()) <= _FEW
    return title and stands_alone(sheet, at) and not _leads(sheet, at)


def _leads(sheet: Sheet, at: int) -> bool:
    """Whether a line without a full stop is one of several below one another, as in a list without signs."""
    above, below = sheet.text_above(at), sheet.next_text(at)
    return any(near is not None and stands_alone(sheet, near) for near in (above, below)) or (
        above is not None and sheet.lines[above].text.endswith(":")
    )


def _recurring(sheet: Sheet, blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """Short lines of one shape in several responses, which may be labels or markers in words that nobody foresaw."""
    shapes: dict[str, list[int]] = defaultdict(list)
    for block in blocks:
        if not block.shares:
            found = {shape: at for at in reversed(_texts(sheet, block)) if (shape := _shape(sheet.lines[at].text))}
            for shape, at in found.items():
                shapes[shape].append(at)
    for places in shapes.values():
        if len(places) > 1 and len(places) * 3 >= len(blocks):
            for at in places:
                yield at, "begins like lines of other responses: it may open or close one"


def _shape(line: str) -> str:
    """What a short line that is no sentence begins with; empty for others."""
    if len(line) > _MARGINAL or line[-1] in ".;,!" or is_item(line) or (not line[0].isupper() and line[0] not in "[("):
        return ""
    words = re.sub(r"\d+", "0", line).lower().split()
    return " ".join(words[:2]) if len(words) > 1 else ""


def _apart(sheet: Sheet, best: Fit, blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """Responses with a blank line below their marker where the others have none, or the other way round."""
    blank: dict[int, bool] = {}
    for at in (block.response[0] for block in blocks if block.response and not block.shares):
        above = sheet.text_above(at)
        if above is not None and above in best.layout.markers:
            blank[at] = at - above > 1
    usual = sum(blank.values()) * 2 > len(blank)
    odd = [at for at in blank if blank[at] != usual]
    if len(odd) * 4 <= len(blank):
        yield from ((at, "stands nearer to its marker, or farther from it, than the other responses") for at in odd)


def _last(sheet: Sheet, blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """The end of the last response, where it tells of questions or meetings, or only names something."""
    if not blocks or blocks[-1].shares:
        return
    for at in _texts(sheet, blocks[-1])[1:]:
        text = sheet.lines[at].text
        if _TELLS_OF_PAGE.search(text) and response_lean(text) < 4 and not is_item(text):
            yield at, "tells of questions or meetings: the last response may end above"
            return
