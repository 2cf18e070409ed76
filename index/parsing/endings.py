"""What stands below the last word of a response: a page's closing words, furniture and notes."""

from __future__ import annotations

from .blocks import SHORT, Fit, stands_alone
from .cues import SURE, heading_score, is_closing, is_furniture, is_note, tells_of_session
from .sheet import Sheet


def trim_ends(sheet: Sheet, found: Fit) -> None:
    """Take closing words off the end of the page, and furniture and notes off the end of each response."""
    tails = _tails(sheet, found)
    for block in found.blocks:
        if not block.response or block.response[0] >= block.response[1]:
            continue
        first, stop = block.response
        if stop == len(sheet.lines):
            stop = _closing_from(sheet, first, stop, found)
        if all(is_furniture(line.text) for line in sheet.lines[first:stop] if line.text):
            found.doubts.append((first, "only the site's own words stand below this question: it is not in the record"))
            block.response = (stop, stop)
            continue
        while stop > first + 1:
            text = sheet.lines[stop - 1].text
            if text and not is_furniture(text) and not is_note(text) and stop - 1 not in tails:
                break
            if text:
                found.left_out.add(stop - 1)
                if stop - 1 in tails:
                    found.doubts.append((stop - 1, "stands below most responses: it was left out of this one"))
                if is_note(text):
                    found.doubts.append((stop - 1, "a note below a response: it was left out of the response"))
            stop -= 1
        block.response = (first, stop)


def _tails(sheet: Sheet, found: Fit) -> set[int]:
    """Last lines of responses that say one thing under a key that most responses end with ("Owner: Estates")."""
    ends = [_last_text(sheet, block.response) for block in found.blocks if block.response and not block.shares]
    keyed = [at for at in ends if at in sheet.fields]
    return {at for at in keyed if sum(sheet.fields[k] == sheet.fields[at] for k in keyed) * 2 > len(ends)}


def _last_text(sheet: Sheet, response: tuple[int, int]) -> int:
    places = [at for at in range(*response) if sheet.lines[at].text and not is_furniture(sheet.lines[at].text)]
    return places[-1] if places else -1


def _closing_from(sheet: Sheet, first: int, stop: int, found: Fit) -> int:
    """Where a page's closing words begin, after the last response."""
    before = {line.text for line in sheet.lines[: found.blocks[0].top] if line.text}
    for at in range(first + 1, stop):
        text = sheet.lines[at].text
        if not text or (sheet.spaced and sheet.lines[at - 1].text and text not in before):
            continue
        if is_closing(text) or is_furniture(text) or text in before or _trails(sheet, at, stop):
            found.doubts.append((at, "read as the page's closing words: left out of the last response"))
            found.left_out.update(k for k in range(at, stop) if sheet.lines[k].text)
            return at
    return _session_from(sheet, first, stop, found)


def _session_from(sheet: Sheet, first: int, stop: int, found: Fit) -> int:
    """Where the last paragraph tells of the session, on a page with a blank line above each paragraph."""
    at = next((k for k in reversed(range(first + 1, stop)) if sheet.lines[k].text), first)
    if at == first or not sheet.spaced or sheet.lines[at - 1].text or not tells_of_session(sheet.lines[at].text):
        return stop
    found.doubts.append((at, "tells of questions or of a meeting: left out of the last response"))
    found.left_out.add(at)
    return at


def _trails(sheet: Sheet, at: int, stop: int) -> bool:
    """Whether a heading or a link begins what trails behind the last response."""
    alone = stands_alone(sheet, at) or (heading_score(sheet.lines[at].text) >= SURE and not sheet.lines[at - 1].text)
    return alone and sum(bool(line.text) for line in sheet.lines[at:stop]) <= SHORT and sheet.spaced
