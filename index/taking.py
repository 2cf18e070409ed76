"""Takes a new capture of a page into the folder of pages; the former one stays.

A process may be killed at any moment: first the former capture is put aside, then the new one replaces it in one step,
then `captures.toml` says so. Whatever is missing of that, the next capture of the page makes good.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from .captures import EARLIER, HELD_BACK, EarlierCapture, PageCaptures, read_captures, write_captures
from .errors import SourceError
from .matching import match, same_words
from .parsing import parse
from .record import ParsedPage
from .sources import find_pages, read_page
from .stores.files import alone, replace_file, sync


class TakenAs(StrEnum):
    """What became of a capture."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    HELD_BACK = "held_back"
    NO_QUESTIONS = "no_questions"


@dataclass(frozen=True, slots=True)
class NewCapture:
    """A page as it came from its site, for the file `stem` and `ending` of a folder of pages."""

    stem: str
    ending: str
    address: str
    content: bytes
    media_type: str
    captured: dt.datetime
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a capture, and what the parser found in it; `lost` are the answers that it has no more."""

    state: TakenAs
    parsed: ParsedPage
    file: Path | None
    lost: tuple[str, ...] = ()


def take(folder: Path, new: NewCapture, *, allow_shrink: bool = False, dry_run: bool = False) -> Taken:
    """Put a capture into the folder, unless it says nothing new.

    One that lacks answers of the present capture is held back, beside the pages, unless that was asked for; what it
    lacks is kept from the former capture. SourceError when it cannot be read.
    """
    with alone(folder):
        return take_alone(folder, new, allow_shrink=allow_shrink, dry_run=dry_run)


def take_alone(folder: Path, new: NewCapture, *, allow_shrink: bool = False, dry_run: bool = False) -> Taken:
    """The same, for whoever holds the folder."""
    parsed = _parse(new)
    former = _present(folder, new.stem)
    state, lost = _judge(former, parsed, allow_shrink)
    target = _target(folder, new, state, former)
    if not dry_run:
        _write(folder, new, state, former, target)
    return Taken(state, parsed, target, lost)


def mark_gone(folder: Path, stem: str, address: str, status: int, on: dt.datetime) -> None:
    """Write down that a page is no longer on its site; everything of it stays."""
    _note(folder, stem, address, status, on, gone=True)


def mark_unchanged(folder: Path, stem: str, address: str, status: int, on: dt.datetime) -> None:
    """Write down that the site still has a page as it was captured."""
    _note(folder, stem, address, status, on, gone=False)


def digest_of(folder: Path, stem: str) -> str | None:
    """The sha256 of a page's file as it is now; None without one."""
    former = _present(folder, stem)
    return former.page.sha256 if former else None


def _parse(new: NewCapture) -> ParsedPage:
    with TemporaryDirectory() as room:
        path = Path(room) / f"{new.stem}{new.ending}"
        path.write_bytes(new.content)
        try:
            return parse(read_page(path))
        except SourceError as error:
            raise SourceError(str(error).replace(f"{path}: ", "")) from None


def _present(folder: Path, stem: str) -> ParsedPage | None:
    """The present capture; of two formats, of which a crash left both, the one that was not put aside yet."""
    paths = [path for path in find_pages(folder) if path.stem == stem]
    aside = {_sha256(path) for path in (folder / EARLIER / stem).glob("*")} if len(paths) > 1 else set()
    current = next((path for path in paths if _sha256(path) not in aside), paths[0] if paths else None)
    return parse(read_page(current)) if current else None


def _judge(former: ParsedPage | None, parsed: ParsedPage, allow_shrink: bool) -> tuple[TakenAs, tuple[str, ...]]:
    if former is None:
        return (TakenAs.NEW if parsed.answers else TakenAs.NO_QUESTIONS), ()
    if same_words(former.page.text, parsed.page.text):
        return TakenAs.UNCHANGED, ()
    kept = match(former.answers, parsed.answers)
    lost = tuple(answer.label for answer in former.answers if answer.id not in kept)
    held = bool(lost) and not (allow_shrink and parsed.answers)
    return (TakenAs.HELD_BACK if held else TakenAs.CHANGED), lost


def _target(folder: Path, new: NewCapture, state: TakenAs, former: ParsedPage | None) -> Path | None:
    if state is TakenAs.NO_QUESTIONS:
        return None
    if state is TakenAs.UNCHANGED and former:
        return folder / former.page.source
    return (folder / HELD_BACK if state is TakenAs.HELD_BACK else folder) / f"{new.stem}{new.ending}"


def _write(folder: Path, new: NewCapture, state: TakenAs, former: ParsedPage | None, target: Path | None) -> None:
    if target is None:
        return
    if state is TakenAs.HELD_BACK:
        target.parent.mkdir(exist_ok=True)
        replace_file(target, new.content)
        return
    known = read_captures(folder)
    before = _mended(folder, new.stem, known.get(new.stem), former)
    if state is not TakenAs.UNCHANGED:
        if former:
            before = (*before, _put_aside(folder, former, known.get(new.stem)))
        replace_file(target, new.content)
    _clear(folder, new.stem, target)
    write_captures(folder, known | {new.stem: _described(new, state, known.get(new.stem), former, before)})


def _described(
    new: NewCapture,
    state: TakenAs,
    known: PageCaptures | None,
    former: ParsedPage | None,
    earlier: Sequence[EarlierCapture],
) -> PageCaptures:
    """The page's table; a site that sends the same words in other bytes gives new marks to the old capture."""
    same = former if state is TakenAs.UNCHANGED else None
    since = known.captured if same and known and known.sha256 == same.page.sha256 else None
    return PageCaptures(
        address=new.address,
        status=200,
        sha256=same.page.sha256 if same else hashlib.sha256(new.content).hexdigest(),
        media_type=same.page.media_type if same else new.media_type,
        captured=since or (None if same and not earlier else new.captured),
        checked=new.captured,
        etag=new.etag,
        last_modified=new.last_modified,
        earlier=tuple(earlier),
    )


def _put_aside(folder: Path, former: ParsedPage, known: PageCaptures | None) -> EarlierCapture:
    """Keep the present capture as an earlier one."""
    sha256, stem = former.page.sha256, former.page.id
    own = known if known and known.sha256 == sha256 else None
    captured, checked = (own.captured, own.checked) if own else (None, None)
    name = f"{captured.date() if captured else 'undated'}-{sha256[:8]}{Path(former.page.source).suffix}"
    room = folder / EARLIER / stem
    room.mkdir(parents=True, exist_ok=True)
    for each in (folder, room.parent):
        sync(each)
    replace_file(room / name, (folder / former.page.source).read_bytes())
    return EarlierCapture(file=name, sha256=sha256, captured=captured, checked=checked)


def _mended(
    folder: Path, stem: str, known: PageCaptures | None, former: ParsedPage | None
) -> tuple[EarlierCapture, ...]:
    """The earlier captures, with any that was put aside before a crash, and not written down."""
    listed = known.earlier if known else ()
    names = {each.file for each in listed}
    strays = []
    for path in sorted((folder / EARLIER / stem).glob("[!.]*")):
        sha256 = _sha256(path)
        if path.name not in names and former and sha256 != former.page.sha256:
            own = known if known and known.sha256 == sha256 else None
            times = {"captured": own.captured, "checked": own.checked} if own else {}
            strays.append(EarlierCapture(file=path.name, sha256=sha256, **times))
    return (*listed, *strays)


def _clear(folder: Path, stem: str, target: Path) -> None:
    """Take away the page in its former format, and what was held back of it: both are settled."""
    others = [path for path in find_pages(folder) if path.stem == stem and path != target]
    for path in (*others, *(folder / HELD_BACK).glob(f"{stem}.*")):
        path.unlink()


def _note(folder: Path, stem: str, address: str, status: int, on: dt.datetime, *, gone: bool) -> None:
    with alone(folder):
        known, former = read_captures(folder), _present(folder, stem)
        if former is None:
            return
        own = known.get(stem) or PageCaptures(
            address=address, status=status, sha256=former.page.sha256, media_type=former.page.media_type
        )
        times = {"gone": own.gone or on.date()} if gone else {"gone": None, "checked": on}
        if not gone:
            _clear(folder, stem, folder / former.page.source)
        write_captures(folder, known | {stem: own.model_copy(update={"address": address, "status": status} | times)})


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
