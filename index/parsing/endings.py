"""What stands below the last word of a response: a page's closing words, furniture and notes."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Container, Sequence

from .blocks import SHORT, Block, Fit, is_prose, stands_alone
from .cues import SURE, heading_score
from .furniture import (
    is_closing,
    is_furniture,
    is_note,
    is_pending,
    is_procedure,
    is_signature,
    is_valediction,
    tells_of_page,
)
from .sheet import Sheet


def trim_ends(sheet: Sheet, found: Fit) -> None:
    """Take closing words off the end of the page, and furniture and notes off the end of each response."""
    before = {line.text for line in sheet.lines[: found.blocks[0].top] if line.text}
    answered = [block for block in found.blocks if block.response and block.response[0] < block.response[1]]
    end = max((block.response[1] for block in answered if block.response), default=0)
    ends = (block.response[1] for block in answered if block.response)
    found.doubts += [
        (at, "read as another item of the agenda: the response ends above") for at in ends if at in sheet.items
    ]
    for block in answered:
        _trim(sheet, found, block, before, end)
    tails = _tails(sheet, answered)
    for block in answered:
        if block.response and block.response[1] - 1 in tails:
            _leave_out(sheet, found, block, "stands below most responses: it was left out of this one")


def _trim(sheet: Sheet, found: Fit, block: Block, before: Container[str], end: int) -> None:
    first, stop = block.response or (0, 0)
    ends = stop == end
    stop = _closing_from(sheet, first, stop, found, before) if ends else stop
    own = [line.text for line in sheet.lines[first:stop] if line.text]
    if all(is_furniture(text) or (ends and is_closing(text)) for text in own):
        found.doubts.append((first, "only the site's own words stand below this question: it is not in the record"))
        block.response = (stop, stop)
        return
    if own and is_pending(own[0]):
        found.doubts.append((first, "says that the response is still to come"))
    block.response = (first, _stripped(sheet, first, stop))
    while (last := block.response[1] - 1) > first and (why := _beneath(sheet, last, before)) is not None:
        _leave_out(sheet, found, block, why)


def _beneath(sheet: Sheet, at: int, before: Container[str]) -> str | None:
    """Why a response's last line is none of it, "" where that needs no doubt; None where it is."""
    text, above = sheet.lines[at].text, sheet.lines[at - 1].text
    if is_note(text):
        return "a note below a response: it was left out of the response"
    if is_signature(text) or is_valediction(text):
        return "names who wrote the response: it was left out of it"
    running = text in before or (above and is_furniture(above))
    return "" if is_furniture(text) or (running and text[-1] not in ".?!") else None


def _leave_out(sheet: Sheet, found: Fit, block: Block, why: str) -> None:
    """Take the last line off a response, unless it is all of it."""
    first, stop = block.response or (0, 0)
    above = _stripped(sheet, first, stop - 1)
    if above > first:
        found.left_out.add(stop - 1)
        found.doubts += [(stop - 1, why)] if why else []
        block.response = (first, above)


def _stripped(sheet: Sheet, first: int, stop: int) -> int:
    """One past the last line with words."""
    return next((at + 1 for at in reversed(range(first, stop)) if sheet.lines[at].text), first)


def _tails(sheet: Sheet, answered: Sequence[Block]) -> set[int]:
    """Last lines of responses that say one thing under a key that most responses end with ("Owner: Estates")."""
    ends = [block.response[1] - 1 for block in answered if block.response and not block.shares]
    keyed = Counter(sheet.fields[at] for at in ends if at in sheet.fields)
    return {at for at in ends if at in sheet.fields and keyed[sheet.fields[at]] * 2 > len(ends) > 1}


def _closing_from(sheet: Sheet, first: int, stop: int, found: Fit, before: Container[str]) -> int:
    """Where a page's closing words begin, after the last response."""
    opens = [at for at in range(first + 1, stop) if sheet.lines[at].text and _opens(sheet, at, before)]
    subheads = _subheads(sheet, first, stop)
    cut = next((at for at in opens if at not in subheads and _closes(sheet, at, stop, before)), stop)
    for at in reversed([at for at in opens if at < cut]):
        if not tells_of_page(sheet.lines[at].text):
            break
        cut = at
    left = [at for at in range(cut, stop) if sheet.lines[at].text]
    found.left_out.update(left)
    if left and not (_is_known(sheet, cut, before) and all(_is_plain(sheet, at, before) for at in left)):
        found.doubts.append((cut, "read as the page's closing words: left out of the last response"))
    return cut


def _opens(sheet: Sheet, at: int, before: Container[str]) -> bool:
    """Whether a line opens a paragraph, or stands above the questions too."""
    return not sheet.spaced or not sheet.lines[at - 1].text or sheet.lines[at].text in before


def _closes(sheet: Sheet, at: int, stop: int, before: Container[str]) -> bool:
    if sheet.spaced and at + 1 < stop and sheet.lines[at].text[-1].isalnum() and is_closing(sheet.lines[at + 1].text):
        return True  # a heading and the words right below it
    return _is_known(sheet, at, before) or _trails(sheet, at, stop)


def _is_known(sheet: Sheet, at: int, before: Container[str]) -> bool:
    """Whether a line is one that pages close with, or that stands at the head of this page too."""
    text = sheet.lines[at].text
    return is_closing(text) or is_procedure(text) or is_furniture(text) or text in before


def _is_plain(sheet: Sheet, at: int, before: Container[str]) -> bool:
    """Whether a line below a page is known, or only names something, as links and addresses do."""
    text = sheet.lines[at].text
    return _is_known(sheet, at, before) or (text[-1] not in ".?!:" and len(text.split()) <= SHORT)


def _trails(sheet: Sheet, at: int, stop: int) -> bool:
    """Whether a heading or a link begins what trails behind the last response."""
    below = list(itertools.islice((text for line in sheet.lines[at:stop] if (text := line.text)), SHORT + 1))
    figures = any(text.strip("£%").replace(",", "").isdigit() for text in below)  # a table
    return sheet.spaced and _heads(sheet, at) and len(below) <= SHORT and not figures


def _subheads(sheet: Sheet, first: int, stop: int) -> set[int]:
    """Headings with prose below within a response; one alone begins something else."""
    texts = [at for at in range(first, stop) if sheet.lines[at].text]
    found = {
        at for at, below in itertools.pairwise(texts) if at > first and _heads(sheet, at) and is_prose(sheet, below)
    }
    return {at for at in found if not is_closing(sheet.lines[at].text)} if len(found) > 1 else set()


def _heads(sheet: Sheet, at: int) -> bool:
    if at in sheet.markers:
        return False
    return stands_alone(sheet, at) or (heading_score(sheet.lines[at].text) >= SURE and not sheet.lines[at - 1].text)
