"""What in a data folder is not as it should be, though the index may serve all the same."""

from __future__ import annotations

from .errors import BuildError
from .models import file_sha256
from .settings import IndexSettings
from .stores.cache import check_cache
from .stores.generations import DataFolder
from .stores.sqlite import DatabaseError


def unfinished_builds(settings: IndexSettings) -> tuple[str, ...]:
    """What builds that were killed left behind, or one that is running: the next build clears it away."""
    return tuple(path.name for path in DataFolder(settings.data).unfinished())


def check_kept(settings: IndexSettings) -> str:
    """How many pages are kept; BuildError when a page or the embedding cache is not as it was written."""
    captures = DataFolder(settings.data).captures
    kept = [path for path in captures.root.glob("*") if not path.suffix]
    damaged = [path.name[:12] for path in kept if file_sha256(path) != path.name]
    if damaged:
        raise BuildError(
            f"{captures.root}: not as captured: {', '.join(damaged)}. Build again: onrecord index. A page that is no "
            f"longer in {settings.seeds} comes back from a backup only."
        )
    cache = settings.data / "embeddings.sqlite"
    try:
        check_cache(cache)
    except DatabaseError as error:
        raise BuildError(f"{cache}: is damaged ({error}). Delete it: the next build makes it anew.") from None
    return f"{len(kept)} pages, all of them as captured"
