"""Names in a text: people and their posts, operations, and whatever else is written with capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class NameKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    POST = "post"
    OPERATION = "operation"
    TITLE = "title"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in a text; `post` is a rank in full, lower case, `key` tells it from others of its kind."""

    start: int
    end: int
    text: str
    kind: NameKind
    key: str
    post: str = ""


_SHORT = {
    "dcc": "deputy chief constable",
    "acc": "assistant chief constable",
    "cc": "chief constable",
    "pcc": "police and crime commissioner",
    "commissioner": "police and crime commissioner",
    "supt": "superintendent",
    "ch supt": "chief superintendent",
    "insp": "inspector",
    "ch insp": "chief inspector",
    "di": "detective inspector",
    "dci": "detective chief inspector",
    "ds": "detective sergeant",
    "sgt": "sergeant",
    "pc": "constable",
    "prof": "professor",
}
_RANK = (
    r"(?:(?:Deputy|Assistant|Temporary)\s+)?Chief\s+Constable|(?:Detective\s+)?(?:Chief\s+)?(?:Superintendent|Inspector)"
    r"|(?:Detective\s+)?(?:Sergeant|Constable)|(?:Deputy\s+)?(?:Police\s+and\s+Crime\s+)?Commissioner"
)
_TITLE = r"D?CC|ACC|PCC|Ch\s+Supt|Ch\s+Insp|Supt|Insp|DCI|DI|DS|Sgt|PC|Prof(?:essor)?|Dr|Mrs|Mr|Ms|Miss"
_POST = re.compile(rf"\b(?:(?P<rank>{_RANK})|(?-i:(?P<title>{_TITLE}))\b\.?)(?P<many>s\b)?(?!\w)", re.I)
_SURNAME = r"[A-Z](?:[\w-]|[’'](?!s\b)(?=\w))*[a-z]"
_PERSON = re.compile(rf"\s+({_SURNAME}(?:\s+(?:[A-Z]\.?\s+)?{_SURNAME})*)")
_OPERATION = re.compile(r"\b(?:Operation|Op|Project)\s+([A-Z][\w’-]+)")
_QUOTED = re.compile(r"[‘“'\"]([A-Z][^‘’“”'\"]{2,40}(?:[’'][a-z][^‘’“”'\"]{2,30})?)[’”'\"](?!\w)")
_CAPITALS = re.compile(r"\b[A-Z][\w’'+-]*(?:(?:\s+(?:of|the|&)){0,2}\s+[A-Z][\w’'+-]*)*")
_ARTICLE = re.compile(r"(?:The|A|An|In|On|At|As|Our|This|That|And|For|By|Of|With|We|I)\s+")
_NO_PERSON = re.compile(
    r"(?:Police|Constabulary|Response|Report|Board|Office|Team|Meeting|Derbyshire|The|And|Has|Will)\b"
)


def find_names(text: str) -> list[Name]:
    """Every name of a text, in order, none within another."""
    found: list[Name] = []
    for kind in (_operations, _posts, _quoted, _capitals):
        found += [
            name for name in kind(text) if all(name.end <= each.start or name.start >= each.end for each in found)
        ]
    return sorted(found, key=lambda name: name.start)


def _operations(text: str) -> Iterator[Name]:
    for match in _OPERATION.finditer(text):
        yield Name(match.start(), match.end(), match[0], NameKind.OPERATION, _plain(match[1]))


def _posts(text: str) -> Iterator[Name]:
    """Posts, with who holds them where that is said; "officers" and "constables" in general are none."""
    for match in _POST.finditer(text):
        if match["many"] or (match["rank"] and not match["rank"][0].isupper() and "chief" not in match["rank"].lower()):
            continue
        post = " ".join((match["rank"] or match["title"]).lower().split())
        person = _PERSON.match(text, match.end())
        if person and not _NO_PERSON.match(person[1]):
            name = Name(match.start(), person.end(), text[match.start() : person.end()], NameKind.PERSON, "")
            yield Name(name.start, name.end, name.text, name.kind, _plain(person[1]), _SHORT.get(post, post))
        elif match["rank"] or post in _SHORT:
            yield Name(
                match.start(), match.end(), match[0], NameKind.POST, _SHORT.get(post, post), _SHORT.get(post, post)
            )


def _quoted(text: str) -> Iterator[Name]:
    for match in _QUOTED.finditer(text):
        yield Name(match.start(1), match.end(1), match[1], NameKind.TITLE, _plain(match[1]))


def _capitals(text: str) -> Iterator[Name]:
    for match in _CAPITALS.finditer(text):
        start = match.start() + len((_ARTICLE.match(match[0]) or [""])[0])
        yield Name(start, match.end(), text[start : match.end()], NameKind.OTHER, _plain(text[start : match.end()]))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"['’]s?\b|[^\w\s-]", "", text.lower()).split())
