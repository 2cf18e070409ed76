"""The labels that questions are numbered with: "Q1)", "Question 4 -", "16,", "(3)", "28.1", "b)", "iv."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .lines import plain

_QUESTION = r"(?:(?:public|written|oral|verbal|member'?s'?)\s+)?question(?:\s+(?:no\.?|number|ref\.?):?)?|PQ|Q"
_PREFIXED = re.compile(
    rf"(?:\*\*|__)?(?P<label>(?:(?i:{_QUESTION})[.#]?\s?|[A-Z]{{2,4}}/)(?P<number>\d{{1,3}})(?P<part>[a-h]\b)?)(?!\d|[.,/]\d)(?:\s+of\s+\d{{1,3}}\b)?(?:\s?[(\[][^()\[\]?]{{1,40}}[)\]](?=\s*(?::|-\s|$)))?"
    r"(?:\s?(?P<close>[).:,\]])[\s:*_-]*|\s+-+\s*|\s*\|\s*|-\s*|\s+(?=[^a-z\s&,]|from\b|by\b)|(?=[A-Z\"'])|$)"
)
_BARE = re.compile(
    r"(?:\*\*|__)?(?P<open>[(\[]?)(?P<label>(?P<number>\d{1,3})(?P<part>[a-h]?))\s?(?:(?P<close>[)\]])[.:]?[\s*_]*(?=\S)|(?P<stop>[.,:])(?:(?:\*\*|__)?\s+(?=\S)|(?=[A-Z\"]))|(?P<dash>-)\s+(?=\S))"
)
_MINUTE = re.compile(r"(?P<label>(?:\d{1,3}(?P<stop>[./])|20\d\d(?P<year>/))(?P<number>\d{1,3}))[.):]?\s+(?=[A-Z\"(])")
_LOOSE = re.compile(r"(?P<label>\d{1,3})(?:\s+(?=[A-Z\"])|[.):]?$)")
_LETTER = re.compile(r"[(\[]?(?P<label>[a-z]|[ivx]{2,5}|[IVX]{1,5})[.)\]]\s+(?=\S)")
_ROMAN = {name: at for at, name in enumerate("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split(), start=1)}


@dataclass(frozen=True, slots=True)
class Label:
    """A question's label: as printed, its number, its style ('q)', '.') and where the text begins."""

    text: str
    number: int
    style: str
    body: int
    part: str = ""
    """The letter behind the number ("3a")."""

    @property
    def key(self) -> int:
        """Its number, apart from that of its other parts; markers name questions by it."""
        return key_of(self.number, self.part)

    @property
    def family(self) -> str:
        """Styles that one list may mix: all that say "question", all bare numbers, and each of the rest."""
        return self.style[0] if self.style[0] not in ").,:-" else "n"


def key_of(number: int, part: str) -> int:
    """One number for a number and a letter."""
    return number + (1000 * (ord(part.lower()) - 96) if part else 0)


def label_of(line: str) -> Label | None:
    """The label that a line opens with, if it opens with one."""
    text = plain(line[:200])
    return _prefixed(text) or _bare(text) or _minute(text) or _loose(text) or _letter(text)


def _prefixed(text: str) -> Label | None:
    found = _PREFIXED.match(text)
    return found and Label(
        found["label"], int(found["number"]), "q" + (found["close"] or ""), found.end(), found["part"] or ""
    )


def _bare(text: str) -> Label | None:
    found = _BARE.match(text)
    if not found:
        return None
    style = "(" if found["open"] else found["close"] or found["stop"] or "-"
    return Label(found["label"], int(found["number"]), style.replace("]", ")"), found.end(), found["part"])


def _minute(text: str) -> Label | None:
    found = _MINUTE.match(text)
    return found and Label(found["label"], int(found["number"]), "m" + (found["stop"] or "/"), found.end())


def _loose(text: str) -> Label | None:
    found = _LOOSE.match(text)
    return found and Label(found["label"], int(found["label"]), "#" if found.end() < len(text) else "$", found.end())


def _letter(text: str) -> Label | None:
    found = _LETTER.match(text)
    if not found:
        return None
    name = found["label"]
    roman = name.lower() in _ROMAN and name != "x"
    style = ("R" if name.isupper() else "r") if roman else "l"
    return Label(name, _ROMAN[name.lower()] if roman else ord(name[0].lower()) - 96, style, found.end())
