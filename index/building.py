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

from .changes import Cause, Changes, compare
from .embedding import Embedder
from .errors import BuildError, GenerationError, NoGenerationError, ShrinkError
from .generation import CATALOGUE, CHROMA, WORDS
from .passages import make_passages
from .provenance import describe, source_digest
from .reading import Progress, Reading, read_all
from .record import ParsedPage
from .relations import find_relations
from .scrubbing import scrub
from .settings import IndexSettings
from .stores.cache import embed_cached
from .stores.catalogue import write_catalogue
from .stores.children import in_child
from .stores.generations import DataFolder
from .stores.manifest import Manifest
from .stores.sqlite import DatabaseError
from .stores.vectors import write_vectors
from .stores.words import write_words
from .vetting import vet


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, and why. `problems` are pages and notes left out, each with what to do about it.

    `fresh` and `embedded` count the pages that had to be parsed and the texts that had to be embedded. `held` are older
    generations with something that was withdrawn since: whoever reads one deletes it when done.
    """

    generation: str
    changed: bool
    changes: Changes
    parsed: tuple[ParsedPage, ...]
    fresh: int
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
    reading = read_all(settings.seeds, progress, data.parses)
    if not reading.pages:
        raise BuildError("\n".join(["no page could be indexed, so nothing was changed.", *reading.problems]))
    former, cause = _former(data)
    source = source_digest(reading.pages, embedder.fingerprint)
    unchanged = former and former.source_digest == source
    if former and not unchanged and not allow_shrink:
        _refuse_shrinking(former, reading)
    try:
        _keep(data, reading, settings.seeds)
        if former and unchanged and _is_sound(data, former, settings, embedder):
            manifest, embedded, changes = former, 0, Changes()
        else:
            manifest, embedded = _write(data, reading.pages, source, settings, embedder, progress)
            changes = compare(former, manifest) if former else Changes((cause,))
        data.prune(settings.keep)
    except (OSError, DatabaseError, GenerationError) as error:
        raise BuildError(
            f"{settings.data}: the build was given up ({error}). The former index goes on. Look for a full disk "
            "or missing rights, then build again: onrecord index"
        ) from error
    held = _scrub(data, reading, embedder)
    return BuildReport(
        generation=manifest.generation,
        changed=manifest is not former,
        changes=changes,
        parsed=reading.pages,
        fresh=len(reading.fresh),
        embedded=embedded,
        problems=reading.problems,
        held=held,
    )


def _keep(data: DataFolder, reading: Reading, seeds: Path) -> None:
    """Keep the pages as they are served, and what the parser made of those that are served whole."""
    present = [page for page in reading.pages if not page.earlier]
    for page in present:
        data.captures.keep(page, seeds)
    whole = {page.page.id for page in present if not page.withheld}
    data.parses.keep(page for page in reading.fresh if page.page.id in whole)


def _scrub(data: DataFolder, reading: Reading, embedder: Embedder) -> tuple[str, ...]:
    try:
        return scrub(data, reading, embedder.fingerprint)
    except (OSError, DatabaseError, GenerationError) as error:
        raise BuildError(
            f"{data.root}: the index is published, but older files of it could not be cleared away ({error}); they may "
            "hold what was withdrawn. Look for a full disk or missing rights, then build again: onrecord index"
        ) from error


def _former(data: DataFolder) -> tuple[Manifest | None, Cause]:
    """The manifest of the published generation, and why there has to be another if it has none that can be read."""
    try:
        folder = data.folder(data.current())
    except NoGenerationError:
        return None, Cause.FIRST
    except GenerationError:
        return None, Cause.DAMAGE
    try:
        return Manifest.read(folder), Cause.DAMAGE
    except GenerationError:
        return None, Cause.SCHEMA if Manifest.made_by_another_version(folder) else Cause.DAMAGE


def _is_sound(data: DataFolder, manifest: Manifest, settings: IndexSettings, embedder: Embedder) -> bool:
    try:
        vet(data.folder(manifest.generation), settings, embedder.fingerprint)
    except GenerationError:
        return False
    return True


def _refuse_shrinking(former: Manifest, reading: Reading) -> None:
    """Losing answers is refused unasked: a crawl that came back with half the pages must not be published.

    What was withdrawn or corrected was asked for.
    """
    lost = sorted(
        former.answers.keys() - {each.id for page in reading.captured for each in (*page.answers, *page.uncorrected)}
    )
    if lost:
        named = ", ".join(lost[:5]) + (", …" if len(lost) > 5 else "")
        raise ShrinkError(
            "\n".join(
                [
                    f"{len(lost)} of {len(former.answers)} answers would be lost ({named}), so nothing was changed. "
                    "Bring the pages back, or repeat with --allow-shrink.",
                    *reading.problems,
                ]
            )
        )


def _write(
    data: DataFolder,
    pages: Sequence[ParsedPage],
    source: str,
    settings: IndexSettings,
    embedder: Embedder,
    progress: Progress,
) -> tuple[Manifest, int]:
    """Write, vet and publish a generation; whatever fails, the folder being built is removed."""
    answers = [answer for page in pages for answer in page.answers]
    passages = make_passages(answers, embedder.window, embedder.count_tokens)
    vectors, embedded = embed_cached(
        data.root / "embeddings.sqlite",
        embedder.fingerprint,
        [passage.text for passage in passages],
        embedder.embed_passages,
        lambda done, total: progress("embedding", done, total),
    )
    created = dt.datetime.now(dt.UTC)
    generation = data.next_id(created, source)
    building = data.begin(generation)
    try:
        progress("writing", 0, 1)
        write_catalogue(building / CATALOGUE, pages, passages, find_relations(answers, passages, vectors))
        write_words(building / WORDS, answers)
        in_child(write_vectors, building / CHROMA, generation, passages, vectors)
        manifest = describe(
            building, generation, created, source, pages, passages, vectors, settings.model, embedder.fingerprint
        )
        manifest.write(building)
        progress("vetting", 0, 1)
        vet(building, settings, embedder.fingerprint)
        data.publish(generation)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return manifest, embedded
