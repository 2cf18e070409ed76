"""Names that stand in each other's place: another person in a post, another operation, another body or place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .names import Name, NameKind
from .reading import Reading
from .words import Alignment, Change, Word

_NEAR = 0.4  # part of the draft's telling words that must stand in the published sentence for capitals to be compared


def names_apart(draft: Reading, record: Reading, alignment: Alignment) -> list[tuple[Name, str]]:
    """Pairs of names, the draft's and the record's, of which only one can be right."""
    return [*_held(draft, record), *_operations(draft, record), *_replaced(draft, record, alignment)]


def _held(draft: Reading, record: Reading) -> Iterator[tuple[Name, str]]:
    """Posts and who holds them."""
    theirs = [name for name in record.names if name.post]
    mine = {each.post for each in draft.names}
    posts = [name for name in theirs if name.kind is NameKind.POST and name.post not in mine]
    for name in (name for name in draft.names if name.post):
        same_post = [other for other in theirs if other.post == name.post]
        others = [other for other in same_post if other.kind is NameKind.PERSON]
        if name.kind is NameKind.PERSON and others:
            if not any(_same_person(name.key, other.key) for other in others):
                yield name, others[0].text
        elif name.kind is NameKind.POST and not same_post and posts:
            yield name, posts.pop(0).text


def _same_person(one: str, other: str) -> bool:
    """By the last name, and the first where both give one."""
    mine, theirs = one.split(), other.split()
    return mine[-1:] == theirs[-1:] and (len(mine) == 1 or len(theirs) == 1 or mine[0][0] == theirs[0][0])


def _operations(draft: Reading, record: Reading) -> Iterator[tuple[Name, str]]:
    theirs = [name for name in record.names if name.kind is NameKind.OPERATION]
    for name in draft.names:
        if name.kind is NameKind.OPERATION and theirs and name.key not in {other.key for other in theirs}:
            yield name, theirs[0].text


def _replaced(draft: Reading, record: Reading, alignment: Alignment) -> Iterator[tuple[Name, str]]:
    """Capitals where the other sentence has other capitals, in nearly the same words."""
    telling = sum(word.telling for word in draft.words)
    if sum(one.telling for one, _ in alignment.pairs) < _NEAR * telling:
        return
    for change in alignment.changes:
        mine, theirs = _name_in(draft, change.before), _name_in(record, change.after)
        if mine and theirs and not _alike(mine, theirs, draft, record, change):
            yield mine, theirs.text


def _name_in(reading: Reading, words: Sequence[Word]) -> Name | None:
    """The name that changed words belong to; not one word that only opens a sentence."""
    for name in reading.names:
        opens = name.start == 0 and " " not in name.text
        kind = name.kind in (NameKind.OTHER, NameKind.TITLE) and not opens
        if kind and any(name.start <= word.start < name.end and word.telling for word in words):
            return name
    return None


def _alike(mine: Name, theirs: Name, draft: Reading, record: Reading, change: Change) -> bool:
    """Whether one name is a part or the initials of the other, or stands in the other sentence too."""
    if _initials(mine, theirs) or _initials(theirs, mine):
        return True
    one = {word.stem for word in change.before if mine.start <= word.start < mine.end}
    other = {word.stem for word in change.after if theirs.start <= word.start < theirs.end}
    return one <= {word.stem for word in record.words} or other <= {word.stem for word in draft.words}


def _initials(short: Name, long: Name) -> bool:
    letters = [word[0] for word in long.key.split() if word not in ("of", "the", "and")]
    return short.key.replace(" ", "") == "".join(letters)
