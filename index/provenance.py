"""What a generation was made from: a digest that tells whether a build would give another, and its manifest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter

from .embedding import Vectors
from .generation import CATALOGUE, WORDS
from .models import file_sha256
from .parsing import PARSER_VERSION
from .passages import CHUNKING, Passage
from .record import Answer, ParsedPage
from .sources import VERSIONS
from .stores.catalogue import Catalogue
from .stores.manifest import SCHEMA_VERSION, Canary, Manifest, digest
from .stores.vectors import METRIC, chroma_version

_CANARIES = 8
_PARSED = TypeAdapter(ParsedPage)


def source_digest(pages: Sequence[ParsedPage], model_fingerprint: str) -> str:
    """Changes when a build would give something else: whatever was read, and the software that reads and writes."""
    versions = (str(SCHEMA_VERSION), PARSER_VERSION, CHUNKING, METRIC, chroma_version(), model_fingerprint)
    return digest([*versions, *_readers(pages).values(), *(_PARSED.dump_json(page).decode() for page in pages)])


def describe(
    folder: Path,
    generation: str,
    created: dt.datetime,
    source: str,
    pages: Sequence[ParsedPage],
    passages: Sequence[Passage],
    vectors: Vectors,
    model: str,
    fingerprint: str,
) -> Manifest:
    """The manifest of a generation in a folder, made from what has the digest `source` by the model of this name."""
    step = max(1, len(passages) // _CANARIES)
    return Manifest(
        schema_version=SCHEMA_VERSION,
        generation=generation,
        created=created,
        source_digest=source,
        pages={page.page.source: page.page.sha256 for page in pages},
        withheld=tuple(str(each) for page in pages for each in page.withheld),
        notes={page.page.source: digest([repr(page.meeting)]) for page in pages},
        wordings={page.page.source: digest([repr(_wordings(page))]) for page in pages},
        answers={answer.id: _said(answer) for page in pages for answer in page.answers},
        reader_versions=_readers(pages),
        parser_version=PARSER_VERSION,
        chunking=CHUNKING,
        model=model,
        model_fingerprint=fingerprint,
        dimension=vectors.shape[1],
        metric=METRIC,
        chromadb_version=chroma_version(),
        counts=_counts(folder / CATALOGUE),
        ids_digest=digest(sorted(passage.id for passage in passages)),
        files={name: file_sha256(folder / name) for name in (CATALOGUE, WORDS)},
        canaries=tuple(
            Canary(kind=passages[at].kind, passage_id=passages[at].id, vector=vectors[at].tolist())
            for at in range(0, len(passages), step)
        ),
    )


def _readers(pages: Sequence[ParsedPage]) -> dict[str, str]:
    return {page.page.source: VERSIONS[page.page.media_type] for page in pages}


def _wordings(page: ParsedPage) -> list[tuple[str, ...]]:
    return [(answer.id, *answer.alternates) for answer in page.answers if answer.alternates]


def _said(answer: Answer) -> str:
    """A digest of what an answer says, wherever on its page it stands and however else it may be asked."""
    return digest([repr(replace(answer, question_start=0, question_end=0, start=0, end=0, alternates=()))])[:16]


def _counts(path: Path) -> dict[str, int]:
    catalogue = Catalogue.open(path)
    try:
        return catalogue.counts()
    finally:
        catalogue.close()
