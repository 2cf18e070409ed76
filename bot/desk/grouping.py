"""Questions into groups about one thing: those whose vectors lie close, whatever the words, wherever the place."""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.cluster import AgglomerativeClustering

from index import Index, Vectors

from .places import Places

MOST_GROUPED = 1000
"""Different questions that are grouped at once: embedding them is most of the work."""
_AT_ONCE = 32  # texts embedded before somebody else's question may come in between
_APART = 0.5  # cosine distance, on average, up to which questions are about one thing
_PLAIN = 110  # characters up to which a question can stand for others
_MARK = re.compile(r"\[[a-z ]+\]")  # what redaction put in


@dataclass(frozen=True, slots=True)
class Group:
    """Questions about one thing, by their place in what was given, the most central first; `vector` is that one's."""

    members: tuple[int, ...]
    vector: Vectors


class Grouper:
    """Groups questions, the same ones always alike. Safe for many threads.

    It remembers the vectors of what was grouped last, in memory only, so that the next time costs little.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Vectors] = {}
        self._lock = threading.Lock()

    def group(self, questions: Sequence[str], index: Index, places: Places) -> list[Group]:
        """The groups, largest first; ValueError for more different questions than are grouped at once."""
        members: dict[str, list[int]] = defaultdict(list)
        for at, question in enumerate(questions):
            members[_subject(question, places)].append(at)
        if len(members) > MOST_GROUPED:
            raise ValueError(f"{len(members)} different questions; at most {MOST_GROUPED} are grouped")
        subjects = sorted(members)
        vectors = self._vectors(subjects, index)
        weights = np.array([len(members[subject]) for subject in subjects])
        lists = [members[subject] for subject in subjects]
        special = [_is_special([questions[at] for at in members[subject]], places) for subject in subjects]
        groups = [_group(rows, vectors, weights, special, lists) for rows in _cluster(vectors)]
        return sorted(groups, key=lambda group: (-len(group.members), questions[group.members[0]]))

    def _vectors(self, texts: Sequence[str], index: Index) -> Vectors:
        with self._lock:  # of two at once, the second finds what the first embedded
            model = index.embedder.fingerprint
            fresh = sorted(
                (text for text in texts if (model, text) not in self._known), key=len
            )  # alike in length: less work
            for at in range(0, len(fresh), _AT_ONCE):
                batch = fresh[at : at + _AT_ONCE]
                self._known |= {(model, text): row for text, row in zip(batch, index.embed(batch), strict=True)}
            self._known = {(model, text): self._known[model, text] for text in texts}
            return np.stack(list(self._known.values())) if texts else np.zeros((0, 1), np.float32)


def _subject(question: str, places: Places) -> str:
    """What a question is about: without places and marks, folded, so that the same question counts as one."""
    return (_MARK.sub(" ", places.without(question)).lower().strip(" ?.!,") or question).strip()


def _is_special(questions: Sequence[str], places: Places) -> bool:
    """Whether ways to ask one thing are too long, or name places, so that they do not stand for other questions."""
    return all(len(question) > _PLAIN or places.named(question) for question in questions)


def _cluster(vectors: Vectors) -> list[list[int]]:
    """Rows that belong together, each in one list."""
    if len(vectors) < 2:
        return [[at] for at in range(len(vectors))]
    clustering = AgglomerativeClustering(
        n_clusters=None, metric="cosine", linkage="average", distance_threshold=_APART
    ).fit(vectors)
    rows: dict[int, list[int]] = defaultdict(list)
    for at, label in enumerate(clustering.labels_):
        rows[int(label)].append(at)
    return list(rows.values())


def _group(
    rows: Sequence[int],
    vectors: Vectors,
    weights: npt.NDArray[np.int_],
    special: Sequence[bool],
    members: Sequence[Sequence[int]],
) -> Group:
    """The rows as a group: a question that was asked often counts often in what is central."""
    own = vectors[rows]
    closeness = np.round(own @ (own * weights[rows][:, None]).sum(axis=0), 4)
    order = sorted(range(len(rows)), key=lambda at: (special[rows[at]], -closeness[at], rows[at]))
    return Group(tuple(member for at in order for member in members[rows[at]]), own[order[0]])
