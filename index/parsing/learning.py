"""Labels and markers in words that no cue knows, told by how the page repeats them ("Item 1:", "Police say:")."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from difflib import get_close_matches

from .asking import is_field
from .furniture import is_furniture, is_note
from .labels import Label
from .lines import Line, plain
from .markers import Marker, speaker_of

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_COUNTED = {word: at for words in (_WORDS, _ORDINALS) for at, word in enumerate(words, start=1)}
_NUMBER = rf"\d{{1,3}}|(?i:{'|'.join(_COUNTED)})\b|[A-Z]\b"
_LABEL = re.compile(
    rf"(?P<before>[\[(#*>]*(?:[A-Za-z&'.]+[\s./#(\[-]*){{0,3}}?(?:\d{{1,4}}[/-])?)(?P<number>{_NUMBER})(?P<close>[)\]]*"
    r"(?:\s+(?i:questions?|query))?(?:\s+of\s+\d+)?)(?P<gap>\s*[:.|*)\]-]+\s*|\s+|$)"
)
_HEAD = re.compile(
    r"(?P<head>[A-Z][^:?!.|]{0,45}?)\s*(?::|\s-(?=\s))\s*(?P<rest>\S.*)?"
    r"|(?P<sign>[^\w\s\"'(\[*.•#>-]+)\s+(?P<said>\S.*)"
)
_BARE_LETTER = re.compile(r"[QA]\d{0,3}\s+(?=[A-Z\"'“‘£\d])")
_INITIALS = re.compile(r"[A-Z]{2,3}(?::| -)\s+(?=\S)")
_DIGITS = re.compile(rf"\d+|\b(?:{'|'.join(_COUNTED)})\b", re.I)
_ALONE = re.compile(r"[A-Z][^.?!:;,|]{2,60}")
_TELLS = re.compile(
    r"\b(?:respon\w+|repl\w+|answer\w*|says?|said|comments?|states?|force|constabulary|police|commissioner|chief|cc|d?pcc"
    r"|outcome|action|decision|inspector|superintendent|r\d*|office)\b",
    re.I,
)
_ANSWERS = re.compile(r"\b(?:respon|repl|answer|sa(?:y|id)|comment|state)", re.I)
_LONGEST = 300
_SLIPPED, _ALIKE = 8, 0.93  # characters of a marker that may be misspelt, and how like it a line has to be
_SHORT = 40  # characters of a date or a reference
_WITHIN = 30  # lines below a label, among which something is asked
_NEAR = 6  # lines with words above a marker, among which its question is


def learned_labels(lines: Sequence[Line], known: Container[int], answers: Container[int]) -> dict[int, Label]:
    """Lines that open alike but for a number that counts up by one."""
    groups: dict[tuple[str, str], list[tuple[int, int, re.Match[str]]]] = defaultdict(list)
    for at, line in enumerate(lines):
        if at in known or not line.text or is_furniture(line.text):
            continue
        found = _LABEL.match(plain(line.text[:60]))
        if found and (found["before"].strip() or found["close"].strip() or found["gap"].strip()):
            key = (re.sub(r"\s+", " ", found["before"].lower()), found["gap"].strip()[:1])
            groups[key].append((at, _counted(found["number"]), found))
    labels: dict[int, Label] = {}
    for (before, _), opened in groups.items():
        counts = before.strip() and not _TELLS.search(before) and _counts_up([number for _, number, _ in opened])
        if counts and _asks(lines, [at for at, *_ in opened], answers):
            labels |= {at: _label(number, match) for at, number, match in opened}
    return labels


def _is_aside(text: str) -> bool:
    return is_field(text) or is_note(text)


def _asks(lines: Sequence[Line], places: Sequence[int], answers: Container[int]) -> bool:
    """Whether something is asked or answered soon below most of the lines."""
    ends = [*places[1:], len(lines)]
    asked = sum(
        any("?" in lines[k].text or k in answers for k in range(at, min(end, at + _WITHIN)))
        for at, end in zip(places, ends, strict=True)
    )
    return asked * 2 > len(places)


def _counted(number: str) -> int:
    if number.isdigit():
        return int(number)
    return _COUNTED.get(number.lower(), 0) or ord(number[0].lower()) - 96


def _counts_up(numbers: Sequence[int]) -> bool:
    steps = [after - before for before, after in itertools.pairwise(numbers)]
    return len(numbers) > 1 + (numbers[0] > 1) and all(step == 1 for step in steps)


def _label(number: int, found: re.Match[str]) -> Label:
    text = re.sub(r"[()\[\]]", "", found[0]).strip(" *:.|->\t")
    return Label(text, number, "p" + found["gap"].strip()[:1], found.end())


def learned_markers(lines: Sequence[Line], known: Container[int], opened: Container[int]) -> dict[int, Marker]:
    """Lines that open alike, with words of those who answer, each below something that asks."""
    groups: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
    for at, line in enumerate(lines):
        if (
            line.text
            and at not in known
            and at not in opened
            and not _is_aside(line.text)
            and (found := _head(line.text))
        ):
            groups[found[0]].append((at, found[1]))
    asking = _asking(lines, opened)
    markers: dict[int, Marker] = {}
    for key, places in groups.items():
        asked = sum(at in asking for at, _ in places)
        least = 2 if _ANSWERS.search(key) or places[0][1] is not None else 3
        told = [lines[at].text[body or 0 :] for at, body in places]
        dated = all(len(text) < _SHORT and text[-1].isdigit() for text in told)
        if len(places) >= least and asked * 3 >= len(places) * 2 and not dated:
            markers |= {at: Marker(speaker_of(key), frozenset(), body) for at, body in places}
    return markers


def bare_letters(lines: Sequence[Line]) -> tuple[list[int], list[int]]:
    """Lines that open with a bare "Q" or "Q1" and those below with an "A" or "A1", where a page does so throughout."""
    asked = [at for at, line in enumerate(lines) if _BARE_LETTER.match(line.text) and line.text[0] == "Q"]
    answered = []
    for at, stop in itertools.pairwise([*asked, len(lines)]):
        below = (k for k in range(at + 1, min(stop, at + _NEAR)) if _BARE_LETTER.match(lines[k].text))
        answered += [k for k in itertools.islice(below, 1) if lines[k].text[0] == "A"]
    return (asked, answered) if len(answered) > 1 and len(answered) * 3 >= len(asked) * 2 else ([], [])


def misspelt_markers(lines: Sequence[Line], markers: Mapping[int, Marker], opened: Container[int]) -> dict[int, Marker]:
    """Lines that differ from a marker of the page by a slip of the pen ("Constabulary Reponse")."""
    known = {lines[at].text: marker for at, marker in markers.items() if marker.body is None and not marker.soft}
    known = {text: marker for text, marker in known.items() if _SLIPPED < len(text) < _SHORT}
    found: dict[int, Marker] = {}
    for at, line in enumerate(lines if known else ()):
        if at not in markers and at not in opened and _SLIPPED < len(line.text) < _SHORT:
            like = get_close_matches(line.text, known, 1, _ALIKE)
            found |= {at: known[like[0]]} if like else {}
    return found


def _head(text: str) -> tuple[str, int | None] | None:
    """What a line opens with, and where the text after it begins."""
    line = plain(text[:_LONGEST]).replace("**", "  ")
    found = _HEAD.match(line, len(line) - len(line.lstrip()))
    if found and (found["sign"] or _TELLS.search(found["head"])):
        part = "said" if found["sign"] else "rest"
        return _DIGITS.sub("0", found["sign"] or found["head"]).lower(), found.start(part) if found[part] else None
    initials = _INITIALS.match(line)
    if initials:
        return "initials", initials.end()
    alone = _ALONE.fullmatch(line.strip())
    return (_DIGITS.sub("0", line.strip()).lower(), None) if alone and _TELLS.search(line) else None


def _asking(lines: Sequence[Line], opened: Container[int]) -> set[int]:
    """Lines with a question or an opener a few lines above them."""
    texts = [at for at, line in enumerate(lines) if line.text]
    near: set[int] = set()
    since = _NEAR
    for at in texts:
        if since < _NEAR:
            near.add(at)
        since = 0 if "?" in lines[at].text or at in opened else since + 1
    return near
