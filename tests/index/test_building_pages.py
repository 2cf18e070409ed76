"""Pages that cannot be used, pages that are gone, and pages that say the same over and over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index import (
    BuildError,
    IndexSettings,
    ShrinkError,
    SourceError,
    read_record,
)
from tests.fakes import quiet
from tests.index.conftest import (
    ANSWERS,
    RURAL,
    current,
    edit_manifest,
    ids,
    rebuild,
    write_pages,
)

pytestmark = pytest.mark.usefixtures("here")


def test_pages_that_cannot_be_used_are_reported_and_cost_only_themselves(published) -> None:
    (published.seeds / "latin.txt").write_bytes("Q1) Why caf\xe9s?".encode("latin-1"))
    write_pages(published.seeds, empty=" \n", about="The commissioner’s office is in Ripley.\n")
    report = rebuild(published)
    assert not report.changed
    problems = {Path(problem.split(":")[0]).name: problem for problem in report.problems}
    assert list(problems) == ["about.txt", "empty.txt", "latin.txt"]
    assert "no questions were found" in problems["about.txt"]
    assert "the file is empty" in problems["empty.txt"]
    assert "line 1 is not UTF-8" in problems["latin.txt"]
    assert ids(published) == ANSWERS


NO_RESPONSE = "Public Questions\n\nQ1) How many?\n\nConstabulary’s Response\n\nQ2) Why?\n\nConstabulary’s Response\n"


def test_a_page_with_markers_and_no_responses_costs_only_itself(tmp_path) -> None:
    parsed, _ = read_record(write_pages(tmp_path, rural=RURAL, unanswered=NO_RESPONSE), quiet)
    assert [page.page.id for page in parsed] == ["rural"]


def test_two_files_with_one_stem_are_reported(published) -> None:
    shutil.copyfile(published.seeds / "rural.txt", published.seeds / "rural.TXT")
    assert rebuild(published).problems


def test_nothing_to_index_is_an_error_and_the_former_generation_serves(published) -> None:
    for path in published.seeds.iterdir():
        path.write_bytes(b"")
    before = current(published)
    with pytest.raises(BuildError, match=r"no page could be indexed, so nothing was changed\.\n.*the file is empty"):
        rebuild(published)
    assert current(published) == before
    assert ids(published) == ANSWERS


def test_an_empty_folder_says_so(tmp_path) -> None:
    (tmp_path / "seeds").mkdir()
    with pytest.raises(BuildError, match="there are no pages here"):
        rebuild(IndexSettings(seeds=tmp_path / "seeds", data=tmp_path / "data"))


def test_a_missing_folder_is_an_error_that_changes_nothing(published) -> None:
    with pytest.raises(SourceError, match="there is no such folder"):
        rebuild(published.model_copy(update={"seeds": published.seeds / "nowhere"}))
    assert ids(published) == ANSWERS


def test_a_page_that_is_gone_is_not_forgotten_unasked(published) -> None:
    (published.seeds / "rural.txt").unlink()
    before = current(published)
    with pytest.raises(ShrinkError, match=r"3 of 6 answers would be lost \(rural-q1, rural-q2, rural-q3\).*--allow-s"):
        rebuild(published)
    assert current(published) == before
    report = rebuild(published, allow_shrink=True)
    assert report.changed
    assert ids(published) == ANSWERS[:3]


def test_a_refusal_to_shrink_says_why_pages_were_left_out_and_names_a_few_answers(large_copy) -> None:
    write_pages(large_copy.seeds, rural=RURAL)
    (large_copy.seeds / "large.txt").write_bytes(b"\xff")
    with pytest.raises(ShrinkError, match=r"11 of 11 answers would be lost \(.*large-q\d+, …\)(?s:.*)is not UTF-8"):
        rebuild(large_copy)


def test_a_record_made_with_another_chromadb_does_not_shrink_unasked(published) -> None:
    edit_manifest(current(published), lambda manifest: manifest.update(chromadb_version="0.4.1"))
    (published.seeds / "rural.txt").unlink()
    with pytest.raises(ShrinkError):
        rebuild(published)


def test_a_record_whose_manifest_cannot_be_read_may_shrink_since_nobody_knows_what_it_held(published) -> None:
    edit_manifest(current(published), lambda manifest: manifest.pop("answers"))
    (published.seeds / "rural.txt").unlink()
    assert rebuild(published).changed
    assert ids(published) == ANSWERS[:3]


def boilerplate(times: int) -> str:
    """A page on which every question got the same short reply."""
    pairs = [f"Q{at}) What about place number {at}?\n\nConstabulary’s Response\n\nNo." for at in range(1, times + 1)]
    return "Performance Scrutiny Meeting (6 July 2022)\n\nPublic Questions\n\n" + "\n\n".join(pairs) + "\n"


def test_a_sentence_printed_three_times_is_indexed(tmp_path) -> None:
    assert rebuild(IndexSettings(seeds=write_pages(tmp_path / "s", no=boilerplate(3)), data=tmp_path / "d")).changed


def test_a_sentence_printed_four_times_is_indexed(tmp_path) -> None:
    assert rebuild(IndexSettings(seeds=write_pages(tmp_path / "s", no=boilerplate(4)), data=tmp_path / "d")).changed
