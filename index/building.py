"""Pages into a published generation: read, parse, embed, write aside, vet, publish.

Nothing of the present generation is touched until the new one has been vetted. What is wrong with single
pages is reported and costs only those pages.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .curation import attach, curate, read_alternates, read_notes
from .embedding import Embedder, Vectors
from .errors import BuildError, GenerationError, NoGenerationError, ShrinkError, SourceError
from .generation import CATALOGUE, CHROMA, WORDS, check_manifest
from .models import file_sha256
from .parsing import PARSER_VERSION, parse
from .passages import CHUNKING, Passage, make_passages
from .record import ParsedPage
from .relations import find_relations
from .settings import IndexSettings
from .sources import find_pages, read_page
from .stores.cache import embed_cached
from .stores.catalogue import Catalogue, write_catalogue
from .stores.children import in_child
from .stores.generations import DataFolder
from .stores.manifest import SCHEMA_VERSION, Canary, Manifest, digest
from .stores.sqlite import DatabaseError
from .stores.vectors import METRIC, chroma_version, write_vectors
from .stores.words import write_words
from .vetting import vet

Progress = Callable[[str, int, int], None]
"""Called with a stage ("parsing", "embedding", "writing", "vetting"), how much of it is done, and its size."""

_CANARIES = 8


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `problems` are pages and notes left out, each with what to do about it."""

    generation: str
    changed: bool
    parsed: tuple[ParsedPage, ...]
    embedded: int
    problems: tuple[str, ...]


def build(
    settings: IndexSettings, embedder: Embedder, progress: Progress, *, allow_shrink: bool = False
) -> BuildReport:
    """Make the published generation hold the pages of `settings.seeds`.

    The same pages, notes, parser and model change nothing and embed nothing. Raises LockedError when another
    build runs, ShrinkError when answers would be lost unasked, BuildError when there is nothing to publish.
    """
    data = DataFolder(settings.data)
    with data.locked():
        parsed, problems = read_record(settings.seeds, progress)
        if not parsed:
            raise BuildError("\n".join(["no page could be indexed, so nothing was changed.", *problems]))
        manifest = _current_manifest(data)
        source = _source_digest(parsed, embedder)
        if manifest and manifest.source_digest == source and _is_sound(data, manifest, settings, embedder):
            return BuildReport(manifest.generation, False, parsed, 0, problems)
        if manifest and not allow_shrink:
            _refuse_shrinking(data, manifest, parsed, problems)
        try:
            for page in parsed:
                data.capture(page.page.sha256, settings.seeds / page.page.source)
            generation, embedded = _write(data, parsed, source, settings, embedder, progress)
            data.prune(settings.keep)
        except (OSError, DatabaseError, GenerationError) as error:
            raise BuildError(
                f"{settings.data}: the build was given up ({error}). The former index goes on. Look for a full disk, "
                "then build again."
            ) from error
    return BuildReport(generation, True, parsed, embedded, problems)


def read_record(folder: Path, progress: Progress) -> tuple[tuple[ParsedPage, ...], tuple[str, ...]]:
    """Read, parse and curate every page of a folder; pages that cannot be used are reported, not raised."""
    notes, problems = read_notes(folder)
    wordings, unread = read_alternates(folder)
    problems += unread
    parsed: list[ParsedPage] = []
    paths = find_pages(folder)
    if not paths:
        problems.append(f"{folder}: there are no pages here. Put the captured pages (.txt) into it.")
    for done, path in enumerate(paths, start=1):
        try:
            page = parse(read_page(path))
            if any(page.page.id == other.page.id for other in parsed):
                raise SourceError(f"{path}: another page has the same name but for its ending. Rename one of them.")
        except SourceError as error:
            problems.append(str(error))
            continue
        if page.answers:
            page, strays = attach(page, wordings.get(path.name, {}))
            problems += strays
            parsed.append(replace(page, meeting=curate(page.meeting, notes.get(path.name))))
        else:
            problems.append(f"{path}: no questions were found, so it was left out. See: onrecord parse {path}")
        progress("parsing", done, len(paths))
    return tuple(parsed), tuple(problems)


def _source_digest(parsed: Sequence[ParsedPage], embedder: Embedder) -> str:
    """Changes when a rebuild would give something else: pages, what is known of them, and software."""
    versions = (str(SCHEMA_VERSION), PARSER_VERSION, CHUNKING, METRIC, chroma_version(), embedder.fingerprint)
    return digest([*versions, *(_version(page) for page in parsed)])


def _version(page: ParsedPage) -> str:
    return f"{page.page.source} {page.page.sha256} {page.meeting} {[answer.alternates for answer in page.answers]}"


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


def _refuse_shrinking(
    data: DataFolder, manifest: Manifest, parsed: Sequence[ParsedPage], problems: Sequence[str]
) -> None:
    """Losing answers is refused unasked: a crawl that came back with half the pages must not be published."""
    folder = data.folder(manifest.generation)
    try:
        check_manifest(folder, manifest, manifest.model_fingerprint)
        catalogue = Catalogue.open(folder / CATALOGUE)
    except GenerationError:
        return  # made by other software or damaged: there is nothing to compare with
    present = {answer.id for answer in catalogue.answers()}
    catalogue.close()
    lost = sorted(present - {answer.id for page in parsed for answer in page.answers})
    if lost:
        named = ", ".join(lost[:5]) + (", …" if len(lost) > 5 else "")
        raise ShrinkError(
            "\n".join(
                [
                    f"{len(lost)} of {len(present)} answers would be lost ({named}), so nothing was changed. "
                    "Bring the pages back, or repeat with --allow-shrink.",
                    *problems,
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
