"""`onrecord fetch --all` and `onrecord add`, killed with -9 before each change that they make to the folder of pages.

Nothing of what was there is lost, what is there can be read, and doing it again leaves what an unharmed run leaves.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.cli import main
from api.fetching import slug
from index import read_captures, read_record
from tests.api.cli.test_fetch_and_serve import as_html, as_text, publish
from tests.api.fetching.site import HOME, Sent, Site, lead_fetch_to, serving_site, web_to
from tests.fakes import quiet
from tests.index.captured import QUESTIONS, changed, page

CHANGING = {"os.rename", "os.remove", "os.mkdir", "os.rmdir"}
ASKED = re.compile(rb"^(captured|checked|status) = .*\n", re.M)  # what a second asking may know otherwise, or not
OTHER = page({"Q1": ("Who looks after the rivers at night?", "Our boats do, in summer.")})
CHANGED = page(changed(Q2="Last year 31 tractors were found by satellite."))
PAGES = {
    "farms": page(),
    "roads": page({"Q1": ("What is done about speeding in our villages?", "We ask about it every week.")}),
    "shops": page({"Q1": ("What is done about theft in our villages?", "We ask about it every day.")}),
    "parks": page({**QUESTIONS, "Q4": ("What is done about litter in parks?", "We pick it up.")}),
}
NOTE = ("--date", "2026-05-13", "--evidence", "The poster.", "--title", "On rivers")
UNFINISHED = ("Mend the name or add the page.", "has the same name but for its ending. Rename one of them.")
DEEDS = {
    "fetched": (("fetch", "--all"), 20),
    "added": (("add", "rivers.txt", "--yes", *NOTE), 4),
    "added from its site": (("add", f"{HOME}/meetings/rivers", "--yes", *NOTE), 6),
    "replaced": (("add", "farms.txt", "--yes", "--replace", "--name", slug(f"{HOME}/meetings/farms")), 7),
}


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Path]]:
    """A site, and a folder with the four pages that were once fetched from it; much has changed there since."""
    folder = tmp_path_factory.mktemp("fetched")
    (folder / "seeds").mkdir()
    with serving_site() as site, pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("ONRECORD_FETCH__LISTINGS", f"{HOME}/meetings")
        lead_fetch_to(site, patch)
        publish(site, as_text, 1, **PAGES)
        assert done("fetch", "--all") == 0
        (folder / "rivers.txt").write_text(OTHER, encoding="utf-8")
        (folder / "farms.txt").write_text(CHANGED, encoding="utf-8")
        publish(site, as_text, 2, farms=CHANGED, roads=PAGES["roads"], rivers=OTHER, parks=page())
        site.pages["/meetings/roads"] = as_html(PAGES["roads"].replace("every week", "every day"), "x")
        site.pages["/meetings/shops"] = Sent(b"", 410)
        yield site, folder


@pytest.fixture
def house(fetched: tuple[Site, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Makes copies of that folder, and goes there."""
    site, former = fetched
    monkeypatch.setenv("ONRECORD_FETCH__LISTINGS", f"{HOME}/meetings")
    lead_fetch_to(site, monkeypatch)
    monkeypatch.setattr("api.adding.open_web", lambda *_: web_to(site))

    def copy(name: str) -> Path:
        monkeypatch.chdir(shutil.copytree(former, tmp_path / name))
        return tmp_path / name / "seeds"

    return copy


def done(*args: str) -> int | str | None:
    """Run `onrecord`; its exit code."""
    sys.argv = ["onrecord", *args]
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def killed(step: int, args: tuple[str, ...]) -> bool:
    """Run it in another process, which is killed before its so many-th change to the pages; whether it was."""
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        left = step

        def die(event: str, said: tuple[object, ...]) -> None:
            nonlocal left
            writes = event == "open" and isinstance(said[2], int) and bool(said[2] & (os.O_WRONLY | os.O_RDWR))
            if (writes or event in CHANGING) and "seeds" in Path(str(said[0])).parts:
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(die)
            done(*args)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def files(seeds: Path) -> dict[str, bytes]:
    paths = [path for path in seeds.rglob("*") if path.is_file()]
    return {str(path.relative_to(seeds)): ASKED.sub(b"", path.read_bytes()) for path in paths}


def digests(seeds: Path) -> set[str]:
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in seeds.rglob("*.*") if path.is_file()}


def assert_nothing_lost(seeds: Path, former: Path) -> None:
    pages, problems = read_record(seeds, quiet)
    assert all(said.endswith(UNFINISHED) for said in problems)
    assert {page.page.id for page in pages} >= {path.stem for path in former.glob("*.txt")}
    assert all(page.answers for page in pages)
    present = digests(seeds)
    assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in former.glob("*.txt")} <= present
    assert {capture.sha256 for known in read_captures(seeds).values() for capture in known.earlier} <= present


@pytest.mark.parametrize("deed", DEEDS)
def test_killed_at_any_moment_it_loses_nothing_and_is_made_good(
    house: Callable[[str], Path], fetched: tuple[Site, Path], deed: str
) -> None:
    args, fewest = DEEDS[deed]
    whole = house("whole")
    code = done(*args)
    assert files(whole) != files(fetched[1] / "seeds")
    for step in range(200):
        seeds = house(str(step))
        if not killed(step, args):
            break
        assert_nothing_lost(seeds, fetched[1] / "seeds")
        assert done(*args) in (code, 1)  # 1: all of it was there already
        assert files(seeds) == files(whole)
        shutil.rmtree(seeds)
    assert files(seeds) == files(whole)
    assert step >= fewest
