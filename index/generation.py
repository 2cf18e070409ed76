"""One open generation of the record: whatever a reply shows comes out of a single one of these."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from .embedding import Vectors
from .errors import GenerationError
from .fusion import Signals, fuse
from .models import file_sha256
from .passages import CHUNKING, Passage, PassageKind
from .record import Answer, Meeting, Page, ParseReport
from .settings import IndexSettings
from .stores.catalogue import Catalogue, Filters
from .stores.generations import hold
from .stores.manifest import SCHEMA_VERSION, Manifest
from .stores.vectors import METRIC, VectorStore, chroma_version
from .stores.words import WordMatches, Words

CHROMA, WORDS, CATALOGUE = "chroma", "words.sqlite", "catalogue.sqlite"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a response, as offsets into the response, and its cosine to what was asked."""

    start: int
    end: int
    closeness: float


@dataclass(frozen=True, slots=True)
class Hit:
    """An answer and how close it is; `score` is 0 to 1 and does not depend on the other hits.

    `wordings` are the cosines of its question and of each alternate, highest first.
    """

    answer: Answer
    meeting: Meeting
    score: float
    signals: Signals
    sentences: tuple[Sentence, ...]
    wordings: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Generation:
    """An open generation; read only, safe for many threads."""

    id: str
    manifest: Manifest
    catalogue: Catalogue
    words: Words
    vectors: VectorStore
    settings: IndexSettings
    held: BinaryIO

    @classmethod
    def open(cls, folder: Path, settings: IndexSettings, fingerprint: str) -> Generation:
        """Open a sealed generation, refusing one that is damaged or was made by other software or another model."""
        manifest = Manifest.read(folder)
        check_manifest(folder, manifest, fingerprint)
        catalogue = Catalogue.open(folder / CATALOGUE)
        words = Words.open(folder / WORDS)
        vectors = VectorStore.open(folder / CHROMA, manifest.generation)
        return cls(manifest.generation, manifest, catalogue, words, vectors, settings, hold(folder))

    def search(self, text: str, vector: Vectors, k: int, filters: Filters | None = None) -> list[Hit]:
        """The `k` closest answers, best first; `vector` is the embedded text.

        Candidates come from each store; then every candidate gets every signal, so that an answer's score is
        the same whichever store found it. Equal scores keep the order of the record.
        """
        words = self.words.search(text)
        among = self.catalogue.matching(filters) if filters else None
        return self._score(self._candidates(words, vector, among), words, vector)[:k]

    def score(self, text: str, vector: Vectors, answer_ids: Collection[str]) -> list[Hit]:
        """The given answers as hits, best first, with the scores that a search would give them."""
        return self._score(answer_ids, self.words.search(text), vector)

    def _score(self, answer_ids: Collection[str], words: WordMatches, vector: Vectors) -> list[Hit]:
        passages = self.catalogue.passages(answer_ids)
        closeness = self._closeness([passage for each in passages.values() for passage in each], vector)
        hits = []
        for answer_id, own in passages.items():
            said = [closeness[passage.id] for passage in own if passage.kind is PassageKind.RESPONSE]
            asked = sorted((closeness[each.id] for each in own if each.kind is not PassageKind.RESPONSE), reverse=True)
            signals = Signals(
                asked[0],
                max(said),
                words.closeness.get(answer_id, 0.0),
                words.coverage.get(answer_id, 0.0),
                words.unheard,
            )
            answer = self.answer(answer_id)
            sentences = tuple(
                Sentence(passage.start - answer.start, passage.end - answer.start, closeness[passage.id])
                for passage in own
                if passage.kind is PassageKind.RESPONSE
            )
            score = fuse(signals, self.settings.weights)
            hits.append(Hit(answer, self.meeting(answer.page_id), score, signals, sentences, tuple(asked)))
        return sorted(hits, key=lambda hit: (-hit.score, hit.answer.id))

    def _candidates(self, words: WordMatches, vector: Vectors, among: Collection[str] | None) -> set[str]:
        pool = self.settings.pool
        if among is not None and len(among) <= pool:
            return set(among)
        allowed = words.closeness.keys() if among is None else words.closeness.keys() & among
        found = set(sorted(allowed, key=lambda name: (-words.closeness[name], name))[:pool])
        for kind in PassageKind:
            found |= {_owner(name) for name, _ in self.vectors.nearest(kind, vector, pool, among)}
        return found

    def _closeness(self, passages: Sequence[Passage], vector: Vectors) -> dict[str, float]:
        """Exact cosine of each passage to the vector."""
        closeness: dict[str, float] = {}
        for kind in PassageKind:
            names, stored = self.vectors.fetch(kind, [passage.id for passage in passages if passage.kind is kind])
            closeness |= dict(zip(names, np.round(stored @ vector, 6).tolist() if names else [], strict=True))
        missing = [passage.id for passage in passages if passage.id not in closeness]
        if missing:
            raise GenerationError(f"generation {self.id}: {len(missing)} vectors are gone. Build again: onrecord index")
        return closeness

    def answer(self, answer_id: str) -> Answer:
        """One answer; KeyError if this generation has none by that id."""
        answer = self.catalogue.answer(answer_id)
        if answer is None:
            raise KeyError(answer_id)
        return answer

    def suppressed(self, answer_id: str) -> bool:
        """Whether an answer by that id was withdrawn."""
        return self.catalogue.suppressed(answer_id)

    def meeting(self, meeting_id: str) -> Meeting:
        """One meeting; KeyError if this generation has none by that id."""
        meeting = self.catalogue.meeting(meeting_id)
        if meeting is None:
            raise KeyError(meeting_id)
        return meeting

    def wordings(self, answer_id: str) -> tuple[list[str], Vectors]:
        """How the question of an answer may be put, the editors' alternates or else as published, and their vectors."""
        passages = self.catalogue.passages([answer_id])[answer_id]
        for kind in (PassageKind.ALTERNATE, PassageKind.QUESTION):
            texts = {passage.id: passage.text for passage in passages if passage.kind is kind}
            if texts:
                names, vectors = self.vectors.fetch(kind, list(texts))
                return [texts[name] for name in names], vectors
        raise KeyError(answer_id)

    def responses(self) -> tuple[list[Passage], Vectors]:
        """Every sentence of every response, in the order of the record, and their vectors, one row each."""
        ids = [answer.id for answer in self.catalogue.answers()]
        passages = self.catalogue.passages(ids)
        said = [each for name in ids for each in passages[name] if each.kind is PassageKind.RESPONSE]
        names, vectors = self.vectors.fetch(PassageKind.RESPONSE)
        place = {name: at for at, name in enumerate(names)}
        missing = sum(passage.id not in place for passage in said)
        if missing:
            raise GenerationError(f"generation {self.id}: {missing} vectors are gone. Build again: onrecord index")
        return said, vectors[[place[passage.id] for passage in said]]

    def page(self, page_id: str) -> Page:
        """One page as captured; KeyError if this generation has none by that id."""
        page = self.catalogue.page(page_id)
        if page is None:
            raise KeyError(page_id)
        return page

    def report(self, page_id: str) -> ParseReport:
        """How one page was read; KeyError if this generation has none by that id."""
        report = self.catalogue.report(page_id)
        if report is None:
            raise KeyError(page_id)
        return report

    def close(self) -> None:
        """Give back files and memory; nothing may be using it."""
        self.vectors.close()
        self.words.close()
        self.catalogue.close()
        self.held.close()


def check_manifest(folder: Path, manifest: Manifest, fingerprint: str) -> None:
    """Whether this software with this model can open a generation; a GenerationError says why not."""
    again = "Build again: onrecord index"
    for what, found, expected in (
        ("was written by another version of this software", manifest.schema_version, SCHEMA_VERSION),
        ("cuts answers another way", manifest.chunking, CHUNKING),
        ("uses another metric", manifest.metric, METRIC),
        ("was written by another chromadb", manifest.chromadb_version, chroma_version()),
        ("was embedded with another model", manifest.model_fingerprint[:12], fingerprint[:12]),
    ):
        if found != expected:
            raise GenerationError(f"{folder}: {what} ({found}; here: {expected}). {again}")
    for name, sha256 in manifest.files.items():
        if not (folder / name).is_file() or file_sha256(folder / name) != sha256:
            raise GenerationError(f"{folder / name}: is gone or not as it was written. {again}")


def _owner(passage_id: str) -> str:
    return passage_id.split("/", 1)[0]
