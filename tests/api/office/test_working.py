from __future__ import annotations

import threading

import pytest

from api.errors import MissingError, OccupiedError
from api.office.working import Workbench, told
from index import BuildError, LockedError

WORDS = {"locked": "Locked.", "unbuilt": "Unbuilt.", "failed": "Failed."}


def test_each_stage_is_told_once_and_then_there_is_a_result() -> None:
    def deed(progress) -> str:
        for stage, done in (("parsing", 1), ("parsing", 2), ("writing", 0)):
            progress(stage, done, 2)
        return "done"

    work = Workbench().begin("Ada is at work", deed)
    assert list(work) == ["parsing", "writing"]
    assert (work.result, work.error) == ("done", None)


def test_one_deed_at_a_time_and_the_next_when_it_has_ended() -> None:
    bench, go_on = Workbench(), threading.Event()
    first = bench.begin("Ada is at work", lambda progress: go_on.wait(60))
    with pytest.raises(OccupiedError, match=r"Ada is at work, begun at \d\d:\d\d \(UTC\)\. Wait until"):
        bench.begin("Bob is at work", lambda progress: None)
    go_on.set()
    assert list(first) == []
    while True:  # the place is free a moment after the last stage was told
        try:
            assert list(bench.begin("Bob is at work", lambda progress: None)) == []
        except OccupiedError:
            continue
        break


def test_an_error_is_kept_for_whoever_waits_and_the_place_is_free_again() -> None:
    work = Workbench().begin("x", lambda progress: {}["gone"])
    assert list(work) == []
    assert isinstance(work.error, KeyError)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (LockedError("/secret/path"), "Locked."),
        (BuildError("/secret/path"), "Unbuilt."),
        (KeyError("secret"), "Failed."),
        (MissingError("There is none."), "There is none."),
    ],
    ids=lambda given: type(given).__name__,
)
def test_what_is_told_of_an_error_names_nothing_of_the_machine(error: Exception, said: str) -> None:
    assert told(error, WORDS) == said
