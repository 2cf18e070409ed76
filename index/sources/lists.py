"""The numbers and bullets of lists, as a browser shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

DELIMITER = "data-delimiter"
"""What stands behind an item's number instead of a full stop, in HTML made from Markdown."""
BULLET = "•"
_STYLES = {
    "1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman",
    "lower-latin": "lower-alpha", "upper-latin": "upper-alpha",
}  # fmt: skip
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(slots=True)
class _List:
    style: str
    next: int = 1
    step: int = 1


@dataclass(slots=True)
class Lists:
    """The lists that are open at a place of a page, the innermost last."""

    opened: list[_List] = field(default_factory=list)

    def open(self, element: etree._Element) -> None:
        """A list begins, if the element is one."""
        if element.tag == "ol":
            backwards = element.get("reversed") is not None
            first = len(element.findall("li")) if backwards else 1
            style = _STYLES.get(element.get("type", "1"), "decimal")
            self.opened.append(
                _List(_styled(element, style), _whole(element.get("start"), first), -1 if backwards else 1)
            )
        elif element.tag in ("ul", "menu", "dir"):
            self.opened.append(_List(_styled(element, "disc")))

    def close(self, element: etree._Element) -> None:
        """A list ends, if the element is one."""
        if element.tag in ("ol", "ul", "menu", "dir") and self.opened:
            self.opened.pop()

    def marker(self, item: etree._Element) -> str:
        """What stands before an item; the count goes on."""
        within = self.opened[-1] if self.opened else _List("disc")
        number = _whole(item.get("value"), within.next)
        within.next = number + within.step
        style = _styled(item, _STYLES.get(item.get("type", ""), within.style))
        return number_in(style, number, item.get(DELIMITER, "."))


def number_in(style: str, number: int, delimiter: str = ".") -> str:
    """An item's marker in a style of CSS; a style that is not known is a number, as in a browser."""
    if style == "none":
        return ""
    if style in ("disc", "circle", "square"):
        return BULLET
    return counted(style, number) + delimiter


def counted(style: str, number: int) -> str:
    """A number in a style, without what stands behind it."""
    text = str(number)
    if style.endswith("-alpha") and number > 0:
        text = letters(number)
    elif style.endswith("-roman") and 0 < number < 4000:
        text = roman(number)
    elif style == "decimal-leading-zero":
        text = f"{number:02d}"
    return text.upper() if style.startswith("upper") else text


def letters(number: int) -> str:
    """1, 26, 27: a, z, aa."""
    text = ""
    while number > 0:
        number, place = divmod(number - 1, 26)
        text = chr(ord("a") + place) + text
    return text


def roman(number: int) -> str:
    """4, 9: iv, ix."""
    text = ""
    for value, numeral in _ROMAN:
        count, number = divmod(number, value)
        text += numeral * count
    return text


def _styled(element: etree._Element, style: str) -> str:
    stated = re.search(r"list-style(?:-type)?\s*:\s*([^;]+)", element.get("style", ""), re.I)
    if not stated:
        return style
    found = re.search(r"(?<![\w-])(?:none|disc|circle|square|decimal|[a-z]+-[a-z-]+)(?![\w-])", stated[1].lower())
    return _STYLES.get(found[0], found[0]) if found else style


def _whole(value: str | None, otherwise: int) -> int:
    found = re.match(r"\s*([+-]?\d{1,9})", value or "")
    return int(found[1]) if found else otherwise
