"""What came of a build, and why it was needed: content that changed is told apart from software that was upgraded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .stores.manifest import Manifest


class Cause(StrEnum):
    """Why a new generation was made."""

    FIRST = "first"
    """nothing was published before"""
    DAMAGE = "damage"
    """the former generation was damaged"""
    PAGES = "pages"
    NOTES = "notes"
    """what people know of a meeting, or of an answer"""
    WORDINGS = "wordings"
    WITHDRAWALS = "withdrawals"
    READERS = "readers"
    """another version turns files into text"""
    PARSER = "parser"
    CHUNKING = "chunking"
    MODEL = "model"
    ENGINE = "engine"
    """another chromadb"""
    SCHEMA = "schema"
    """another form of the index's files"""


_SOFTWARE = {
    Cause.PARSER: ("parser_version",),
    Cause.CHUNKING: ("chunking",),
    Cause.MODEL: ("model_fingerprint",),
    Cause.ENGINE: ("chromadb_version", "metric"),
    Cause.SCHEMA: ("schema_version",),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """Names, in order."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """Why a generation was made (nothing for one that was not), and what it has that the former one had not.

    Pages by file name, answers by id; both are empty when the former generation cannot be read. An answer changed
    when it says something else, not when it only moved on its page.
    """

    causes: tuple[Cause, ...] = ()
    pages: Difference = Difference()
    answers: Difference = Difference()


def compare(former: Manifest, new: Manifest) -> Changes:
    """What tells two generations apart. If nothing does, the former one was damaged."""
    pages, answers = difference(former.pages, new.pages), difference(former.answers, new.answers)
    causes = [Cause.PAGES] if pages != Difference() else []
    upgrades = [cause for cause, parts in _SOFTWARE.items() if any(_differs(former, new, part) for part in parts)]
    if _changed(former.reader_versions, new.reader_versions, pages):
        upgrades.insert(0, Cause.READERS)
    read_anew = Cause.READERS in upgrades or Cause.PARSER in upgrades
    if not read_anew and _changed(former.notes, new.notes, pages):
        causes.append(Cause.NOTES)
    if former.withheld != new.withheld:
        causes.append(Cause.WITHDRAWALS)  # which takes wordings along
    elif not read_anew and _changed(former.wordings, new.wordings, pages):
        causes.append(Cause.WORDINGS)
    causes += upgrades
    if not causes:
        causes = [Cause.DAMAGE if former.source_digest == new.source_digest else Cause.NOTES]
    return Changes(tuple(causes), pages, answers)


def difference(former: Mapping[str, str], new: Mapping[str, str]) -> Difference:
    """The names that only one has, and those that stand for something else now."""
    return Difference(
        added=tuple(sorted(new.keys() - former.keys())),
        changed=tuple(sorted(name for name in new.keys() & former.keys() if new[name] != former[name])),
        removed=tuple(sorted(former.keys() - new.keys())),
    )


def _differs(former: Manifest, new: Manifest, part: str) -> bool:
    return bool(getattr(former, part) != getattr(new, part))


def _changed(former: Mapping[str, str], new: Mapping[str, str], pages: Difference) -> bool:
    """Whether anything is different of pages whose bytes are the same."""
    return any(name not in pages.changed for name in difference(former, new).changed)
