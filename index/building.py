"""Pages into a published generation: read, parse, embed, write aside, vet, publish.

Nothing of the present generation is touched until the new one has been vetted. What is wrong with single
pages is reported and costs only those pages.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .embedding import Embedder, Vectors
from .errors import BuildError, GenerationError, NoGenerationError, ShrinkError
from .generation import CATALOGUE, CHROMA, WORDS, check_manifest
from .models import file_sha256
from .parsing import PARSER_VERSION
from .passages import CHUNKING, Passage, make_passages
from .reading import Progress, Reading, read_all
from .record import ParsedPage
from .relations import find_relations
from .scrubbing import scrub
from .settings import IndexSettings
from .stores.cache import embed_cached
from .stores.catalogue import Catalogue, write_catalogue
from .stores.children import in_child
from .stores.generations import DataFolder
from .stores.manifest import SCHEMA_VERSION, Canary, Manifest, digest
from .stores.sqlite import DatabaseError
from .stores.vectors import METRIC, chroma_version, write_vectors
from .stores.words import write_words
from .vetting import vet

_CANARIES = 8


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `problems` are pages and notes left out, each with what to do about it.

    `held` are older generations with something that was withdrawn since: whoever reads one deletes it when done.
    """

    generation: str
    changed: bool
    parsed: tuple[ParsedPage, ...]
    embedded: int
    problems: tuple[str, ...]
    held: tuple[str, ...] = ()


def build(
    settings: IndexSettings, embedder: Embedder, progress: Progress, *, allow_shrink: bool = False
) -> BuildReport:
    """Make the published generation hold the pages of `settings.seeds`.

    The same pages, notes, parser and model change nothing and embed nothing. Raises LockedError when another
    build runs, ShrinkError when answers would be lost unasked, BuildError when there is nothing to publish.
    """
    data = DataFolder(settings.data)
    with data.locked():
        return build_locked(data, settings, embedder, progress, allow_shrink=allow_shrink)


def build_locked(
    data: DataFolder, settings: IndexSettings, embedder: Embedder, progress: Progress, *, allow_shrink: bool = False
) -> BuildReport:
    """The same, for whoever holds the lock."""
    reading = read_all(settings.seeds, progress)
    if not reading.pages:
        raise BuildError("\n".join(["no page could be indexed, so nothing was changed.", *reading.problems]))
    manifest = _current_manifest(data)
    source = _source_digest(reading.pages, embedder)
    same = manifest and manifest.source_digest == source and _is_sound(data, manifest, settings, embedder)
    if manifest and not same and not allow_shrink:
        _refuse_shrinking(data, manifest, reading)
    try:
        for page in reading.pages:
            if not page.earlier:
                data.captures.keep(page, settings.seeds)
        if manifest and same:
            generation, embedded = manifest.generation, 0
        else:
            generation, embedded = _write(data, reading.pages, source, settings, embedder, progress)
            data.prune(settings.keep)
    except (OSError, DatabaseError, GenerationError) as error:
        raise BuildError(
            f"{settings.data}: the build was given up ({error}). The former index goes on. Look for a full disk, "
            "then build again."
        ) from error
    held = _scrub(data, reading, embedder)
    return BuildReport(generation, not same, reading.pages, embedded, reading.problems, held)


def _scrub(data: DataFolder, reading: Reading, embedder: Embedder) -> tuple[str, ...]:
    try:
        return scrub(data, reading, embedder.fingerprint)
    except (OSError, DatabaseError, GenerationError) as error:
        raise BuildError(
            f"{data.root}: the index is published, but older files of it could not be cleared away ({error}); they may "
            "hold what was withdrawn. Look for a full disk or missing rights, then build again: onrecord index"
        ) from error


def _source_digest(parsed: Sequence[ParsedPage], embedder: Embedder) -> str:
    """Changes when a rebuild would give something else: pages, what is known of them, and software."""
    versions = (str(SCHEMA_VERSION), PARSER_VERSION, CHUNKING, METRIC, chroma_version(), embedder.fingerprint)
    return digest([*versions, *(_version(page) for page in parsed)])


def _version(page: ParsedPage) -> str:
    withheld = [str(each) for each in page.withheld]
    return f"{page.page.source} {page.page.sha256} {page.meeting} {page.answers} {page.report} {withheld}"


def _current_manifest(data: DataFolder) -> Manifest | None:
    try:
        return Manifest.read(data.folder(data.current()))
    except (NoGenerationError, GenerationError):
        return None


def _is_sound(data: DataFolder, manifest: Manifest, settings: IndexSettings, embedder: Embedder) -> bool:
    try:
        vet(data.folder(manifest.generation), settings, embedder.fingerprint)
    except GenerationError:
        return False
    return True


def _refuse_shrinking(data: DataFolder, manifest: Manifest, reading: Reading) -> None:
    """Losing answers is refused unasked: a crawl that came back with half the pages must not be published.

    What was withdrawn or corrected was asked for.
    """
    folder = data.folder(manifest.generation)
    try:
        check_manifest(folder, manifest, manifest.model_fingerprint)
        catalogue = Catalogue.open(folder / CATALOGUE)
    except GenerationError:
        return  # made by other software or damaged: there is nothing to compare with
    present = {answer.id for answer in catalogue.answers()}
    catalogue.close()
    lost = sorted(present - {each.id for page in reading.captured for each in (*page.answers, *page.uncorrected)})
    if lost:
        named = ", ".join(lost[:5]) + (", …" if len(lost) > 5 else "")
        raise ShrinkError(
            "\n".join(
                [
                    f"{len(lost)} of {len(present)} answers would be lost ({named}), so nothing was changed. "
                    "Bring the pages back, or repeat with --allow-shrink.",
                    *reading.problems,
                ]
            )
        )


def _write(
    data: DataFolder,
    parsed: Sequence[ParsedPage],
    source: str,
    settings: IndexSettings,
    embedder: Embedder,
    progress: Progress,
) -> tuple[str, int]:
    """Write, vet and publish a generation; whatever fails, the folder being built is removed."""
    answers = [answer for page in parsed for answer in page.answers]
    passages = make_passages(answers, embedder.window, embedder.count_tokens)
    vectors, embedded = embed_cached(
        data.root / "embeddings.sqlite",
        embedder.fingerprint,
        [passage.text for passage in passages],
        embedder.embed_passages,
        lambda done, total: progress("embedding", done, total),
    )
    created = dt.datetime.now(dt.UTC)
    generation = f"{created:%Y%m%dT%H%M%S%fZ}-{source[:8]}"
    building = data.begin(generation)
    try:
        progress("writing", 0, 1)
        relations = find_relations(answers, passages, vectors)
        write_catalogue(building / CATALOGUE, parsed, passages, relations)
        write_words(building / WORDS, answers)
        in_child(write_vectors, building / CHROMA, generation, passages, vectors)
        _manifest(building, generation, created, source, parsed, passages, vectors, settings, embedder).write(building)
        progress("vetting", 0, 1)
        vet(building, settings, embedder.fingerprint)
        data.publish(generation)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return generation, embedded


def _manifest(
    building: Path,
    generation: str,
    created: dt.datetime,
    source: str,
    parsed: Sequence[ParsedPage],
    passages: Sequence[Passage],
    vectors: Vectors,
    settings: IndexSettings,
    embedder: Embedder,
) -> Manifest:
    catalogue = Catalogue.open(building / CATALOGUE)
    counts = catalogue.counts()
    catalogue.close()
    step = max(1, len(passages) // _CANARIES)
    return Manifest(
        schema_version=SCHEMA_VERSION,
        generation=generation,
        created=created,
        source_digest=source,
        pages={page.page.source: page.page.sha256 for page in parsed},
        withheld=tuple(str(each) for page in parsed for each in page.withheld),
        parser_version=PARSER_VERSION,
        chunking=CHUNKING,
        model=settings.model,
        model_fingerprint=embedder.fingerprint,
        dimension=vectors.shape[1],
        metric=METRIC,
        chromadb_version=chroma_version(),
        counts=counts,
        ids_digest=digest(sorted(passage.id for passage in passages)),
        files={name: file_sha256(building / name) for name in (CATALOGUE, WORDS)},
        canaries=tuple(
            Canary(kind=passages[at].kind, passage_id=passages[at].id, vector=vectors[at].tolist())
            for at in range(0, len(passages), step)
        ),
    )
