from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from index import SourceError, TakenAs, mark_gone, mark_unchanged, read_captures, read_record, take
from index.sources import READERS
from tests.fakes import quiet
from tests.index.captured import ADDRESS, QUESTIONS, STEM, captured, changed, day, page, taken

CHANGED = page(changed(Q2="Last year 31 tractors were found by satellite."))
TOUCHING = {"open", "os.rename", "os.remove", "os.mkdir"}


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_first_capture_becomes_a_page(tmp_path: Path) -> None:
    first = taken(tmp_path, page(), 1)
    assert (first.state, first.file, len(first.parsed.answers)) == (TakenAs.NEW, tmp_path / "farms.txt", 3)
    assert (tmp_path / "farms.txt").read_text() == page()
    known = read_captures(tmp_path)[STEM]
    assert (known.address, known.captured, known.checked, known.etag) == (ADDRESS, day(1), day(1), '"1"')
    (parsed,), problems = read_record(tmp_path, quiet)
    assert (parsed.meeting.url, problems) == (ADDRESS, ())


def test_a_changed_page_becomes_a_new_capture_and_the_old_one_stays(tmp_path: Path) -> None:
    taken(tmp_path, page(), 1)
    mark_unchanged(tmp_path, STEM, ADDRESS, 304, day(3))
    second = taken(tmp_path, CHANGED, 5)
    assert (second.state, second.lost) == (TakenAs.CHANGED, ())
    assert (tmp_path / "farms.txt").read_text() == CHANGED
    (earlier,) = read_captures(tmp_path)[STEM].earlier
    assert (tmp_path / "earlier" / STEM / earlier.file).read_text() == page()
    assert earlier.file == f"2026-11-01-{earlier.sha256[:8]}.txt"
    assert (earlier.captured, earlier.checked) == (day(1), day(3))
    assert len(names(tmp_path)) == 3


def test_bytes_or_words_that_did_not_change_are_no_new_capture(tmp_path: Path) -> None:
    taken(tmp_path, page(), 1)
    for text in (page(), page().replace("\n", "\r\n")):
        again = taken(tmp_path, text, 4)
        assert (again.state, again.file) == (TakenAs.UNCHANGED, tmp_path / "farms.txt")
    known = read_captures(tmp_path)[STEM]
    assert (known.captured, known.checked, known.etag, known.earlier) == (day(1), day(4), '"4"', ())
    assert (tmp_path / "farms.txt").read_text() == page()


def test_a_page_that_was_supplied_by_hand_gets_no_day_that_nobody_knows(tmp_path: Path) -> None:
    (tmp_path / "farms.txt").write_text(page())
    taken(tmp_path, page(), 2)
    assert read_captures(tmp_path)[STEM].captured is None
    taken(tmp_path, CHANGED, 3)
    (earlier,) = read_captures(tmp_path)[STEM].earlier
    assert (earlier.captured, earlier.checked) == (None, day(2))
    assert earlier.file.startswith("undated-")


def test_a_capture_that_lacks_answers_is_held_back_until_it_is_asked_for(tmp_path: Path) -> None:
    taken(tmp_path, page(), 1)
    half = page({label: QUESTIONS[label] for label in ("Q1", "Q2")})
    before = read_captures(tmp_path)
    held = taken(tmp_path, half, 2)
    assert (held.state, held.lost, held.file) == (TakenAs.HELD_BACK, ("Q3",), tmp_path / "held-back" / "farms.txt")
    assert (tmp_path / "farms.txt").read_text() == page()
    assert read_captures(tmp_path) == before
    assert len(read_record(tmp_path, quiet)[0]) == 1
    asked = taken(tmp_path, half, 3, allow_shrink=True)
    assert (asked.state, asked.lost) == (TakenAs.CHANGED, ("Q3",))
    assert not (tmp_path / "held-back" / "farms.txt").exists()


def test_a_login_page_is_never_taken_in_place_of_answers(tmp_path: Path) -> None:
    taken(tmp_path, page(), 1)
    login = taken(tmp_path, "Please sign in to go on.\n", 2, allow_shrink=True)
    assert (login.state, len(login.lost)) == (TakenAs.HELD_BACK, 3)
    mark_unchanged(tmp_path, STEM, ADDRESS, 304, day(3))
    assert not (tmp_path / "held-back" / "farms.txt").exists()


def test_a_page_without_questions_is_not_kept(tmp_path: Path) -> None:
    none = taken(tmp_path, "News\n\nThe next meeting is in May.\n", 1)
    assert (none.state, none.file) == (TakenAs.NO_QUESTIONS, None)
    assert names(tmp_path) == []


def test_what_cannot_be_read_changes_nothing_and_names_no_path(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="not UTF-8") as raised:
        take(tmp_path, captured("").__class__(STEM, ".txt", ADDRESS, b"Q1) Caf\xe9?", "text/plain", day(1)))
    assert "/" not in str(raised.value)
    assert names(tmp_path) == []


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    taken(tmp_path, page(), 1)
    before = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}
    assert take(tmp_path, captured(CHANGED, 2), dry_run=True).state is TakenAs.CHANGED
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == before


def test_another_format_takes_the_place_of_the_former_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READERS, ".page", READERS[".txt"])
    (tmp_path / "farms.txt").write_text(page())
    (tmp_path / "meetings.toml").write_text('["farms.txt"]\ntitle = "Curated"\n')
    (tmp_path / "alternates.toml").write_text('["farms.txt"]\n1 = ["Who stops coursing?"]\n')
    take(tmp_path, captured(CHANGED, 2, ending=".page"))
    assert [name for name in names(tmp_path) if "/" not in name and not name.endswith(".toml")] == ["farms.page"]
    (parsed,), problems = read_record(tmp_path, quiet)
    assert (parsed.meeting.title, parsed.answers[0].alternates, problems) == ("Curated", ("Who stops coursing?",), ())


def test_a_page_that_is_gone_is_marked_stays_and_may_come_back(tmp_path: Path) -> None:
    taken(tmp_path, page(), 1)
    for on in (2, 3):
        mark_gone(tmp_path, STEM, ADDRESS, 404, day(on))
    known = read_captures(tmp_path)[STEM]
    assert (known.gone, known.status, known.checked) == (day(2).date(), 404, day(1))
    (parsed,), _ = read_record(tmp_path, quiet)
    assert (parsed.meeting.gone, len(parsed.answers)) == (day(2).date(), 3)
    taken(tmp_path, page(), 4)
    assert read_captures(tmp_path)[STEM].gone is None
    mark_gone(tmp_path, STEM, ADDRESS, 410, day(5))
    mark_unchanged(tmp_path, STEM, ADDRESS, 304, day(6))
    assert read_captures(tmp_path)[STEM].gone is None
    mark_gone(tmp_path, "never-kept", ADDRESS, 404, day(7))
    assert list(read_captures(tmp_path)) == [STEM]


def killed_at(touch: int, folder: Path, ending: str) -> bool:
    """Take a capture in another process, which is killed before it touches the folder for the so many-th time."""
    child = os.fork()
    if child == 0:
        count = 0

        def watch(event: str, args: tuple[object, ...]) -> None:
            nonlocal count
            if event in TOUCHING and str(folder) in str(args[0]):
                count += 1
                if count == touch:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        take(folder, captured(CHANGED, 2, ending=ending))
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("supplied", [True, False])
@pytest.mark.parametrize("ending", [".txt", ".page"])
def test_a_kill_at_any_moment_loses_nothing(
    tmp_path: Path, supplied: bool, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(READERS, ".page", READERS[".txt"])
    for touch in range(1, 100):
        folder = tmp_path / str(touch)
        folder.mkdir()
        if supplied:
            (folder / "farms.txt").write_text(page())
        else:
            taken(folder, page(), 1)
        if not killed_at(touch, folder, ending):
            break
        assert page() in [path.read_text() for path in folder.rglob("[!.]*.txt")]
        (parsed, *_), _ = read_record(folder, quiet)
        assert len(parsed.answers) == 3
        again = take(folder, captured(CHANGED, 3, ending=ending))
        assert again.state in (TakenAs.CHANGED, TakenAs.UNCHANGED)
        (mended, *others), problems = read_record(folder, quiet)
        assert (others, problems) == ([], ())
        (edition,) = mended.answers[1].editions
        assert "14 tractors" in edition.response
        assert [path for path in names(folder) if path.count(".") > 1] == []
    assert touch > 8
