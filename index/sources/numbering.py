"""The numbers and bullets of a Word file's paragraphs, as Word shows them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from .lists import BULLET, counted

_FORMATS = {
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
    "decimalZero": "decimal-leading-zero",
}
_DEEPEST = 20  # styles that a style may be based on, one on another


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str


class Numbering:
    """Counts a document's numbered paragraphs; ask for each in order, once."""

    def __init__(self, document: Document) -> None:
        self._styles = {str(each.get(qn("w:styleId"))): each for each in document.styles.element.iter(qn("w:style"))}
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._of_style: dict[tuple[str, str], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/numbering"):
                self._read(relation.target_part.element)

    def _read(self, part: etree._Element) -> None:
        kinds = {}
        for kind in part.iterchildren(qn("w:abstractNum")):
            name = str(kind.get(qn("w:abstractNumId")))
            kinds[name] = {_whole(each.get(qn("w:ilvl"))): _level(each) for each in kind.iterchildren(qn("w:lvl"))}
            for each in kind.iterchildren(qn("w:lvl")):
                if style := _value(each, "w:pStyle"):
                    self._of_style[name, style] = _whole(each.get(qn("w:ilvl")))
        for instance in part.iterchildren(qn("w:num")):
            number, kind_name = str(instance.get(qn("w:numId"))), _value(instance, "w:abstractNumId") or ""
            self._lists[number] = kind_name
            self._levels[number] = dict(kinds.get(kind_name, {}))
            self._restarts[number] = {}
            for change in instance.iterchildren(qn("w:lvlOverride")):
                at = _whole(change.get(qn("w:ilvl")))
                if (own := change.find(qn("w:lvl"))) is not None:
                    self._levels[number][at] = _level(own)
                if (start := _value(change, "w:startOverride")) is not None:
                    self._restarts[number][at] = _whole(start)

    def marker(self, paragraph: etree._Element) -> str | None:
        """What Word shows before a paragraph; None if it is in no list, empty for a list without numbers."""
        number, at = self._place(paragraph)
        level = self._levels.get(number or "", {}).get(at)
        if number is None or level is None:
            return None
        counts = self._counts[self._lists[number]]
        start = self._restarts[number].pop(at, None)
        if start is not None or at not in counts:
            counts[at] = level.start if start is None else start
        else:
            counts[at] += 1
        for deeper in [each for each in counts if each > at]:
            del counts[deeper]
        return self._shown(number, at, level, counts)

    def _shown(self, number: str, at: int, level: _Level, counts: dict[int, int]) -> str:
        if level.format == "bullet":
            return BULLET
        if level.format == "none":
            return ""

        def count(place: re.Match[str]) -> str:
            which = int(place[1]) - 1
            other = self._levels[number].get(which, level)
            return counted(_FORMATS.get(other.format, "decimal"), counts.get(which, other.start))

        return re.sub(r"%([1-9])", count, level.text).strip()

    def _place(self, paragraph: etree._Element) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own, or its style's."""
        style = None
        for looks in self._looks(paragraph):
            style = style or _value(looks, "w:pStyle")
            own = looks.find(qn("w:numPr"))
            if own is not None and (number := _value(own, "w:numId")) is not None:
                level = _value(own, "w:ilvl")
                at = _whole(level) if level else self._of_style.get((self._lists.get(number, ""), style or ""), 0)
                return (None if number == "0" else number), at
        return None, 0

    def _looks(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """What is set of a paragraph: by itself, by its style, and by the styles that is based on."""
        own = paragraph.find(qn("w:pPr"))
        style = None
        if own is not None:
            style = _value(own, "w:pStyle")
            yield own
        for _ in range(_DEEPEST):
            element = self._styles.get(style or "Normal")
            if element is None:
                return
            if (looks := element.find(qn("w:pPr"))) is not None:
                yield looks
            if (style := _value(element, "w:basedOn")) is None:
                return


def _level(element: etree._Element) -> _Level:
    start, kind, text = (_value(element, name) for name in ("w:start", "w:numFmt", "w:lvlText"))
    return _Level(_whole(start, 1), kind or "decimal", text or "")


def _value(element: etree._Element, name: str) -> str | None:
    found = element.find(qn(name))
    value = found.get(qn("w:val")) if found is not None else None
    return str(value) if value is not None else None


def _whole(value: str | None, otherwise: int = 0) -> int:
    return int(value) if value and re.fullmatch(r"-?\d{1,9}", value) else otherwise


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch of Word is there and not set to off."""
    return element is not None and element.get(qn("w:val"), "true") not in ("0", "false", "off")
