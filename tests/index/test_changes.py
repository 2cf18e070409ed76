"""Why there is a new generation: changes of content are told apart from upgrades of software."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from index import Cause, Changes, Difference, IndexSettings
from index.changes import compare
from index.stores.manifest import Manifest
from tests.fakes import WordEmbedder
from tests.index.conftest import current, edit_manifest, edit_page, rebuild
from tests.index.test_withdrawing import take
from tests.pages import RURAL

pytestmark = pytest.mark.usefixtures("here")
NOTE = '["roads.txt"]\ndate = 2024-02-29\nevidence = "The commissioner\'s diary."\n'
NEW = "\nQ4) Is sheep worrying a crime?\n\nConstabulary’s Response\n\nIt is, and owners of dogs are fined.\n"


def test_the_first_generation_says_so(tmp_path, published) -> None:
    report = rebuild(published.model_copy(update={"data": tmp_path / "elsewhere"}))
    assert report.changes == Changes((Cause.FIRST,))


def test_the_same_pages_have_no_changes(published) -> None:
    assert rebuild(published).changes == Changes()


def test_a_changed_answer_is_named(published) -> None:
    edit_page(published, "told within a day", "told at once")
    report = rebuild(published)
    assert report.changes.causes == (Cause.PAGES,)
    assert report.changes.pages == Difference(changed=("rural.txt",))
    assert report.changes.answers == Difference(changed=("rural-q2",))


def test_answers_that_only_moved_did_not_change(published) -> None:
    edit_page(published, "I would like to thank", "First of all I would like to thank")
    changes = rebuild(published).changes
    assert changes == Changes((Cause.PAGES,), Difference(changed=("rural.txt",)), Difference())


def test_added_and_removed_pages_and_answers_are_named(published) -> None:
    (published.seeds / "roads.txt").unlink()
    (published.seeds / "farms.txt").write_text(RURAL, encoding="utf-8")
    (published.seeds / "rural.txt").write_text(RURAL + NEW, encoding="utf-8")
    changes = rebuild(published, allow_shrink=True).changes
    assert changes.causes == (Cause.PAGES,)
    assert changes.pages == Difference(("farms.txt",), ("rural.txt",), ("roads.txt",))
    assert changes.answers.added == ("farms-q1", "farms-q2", "farms-q3", "rural-q4")
    assert changes.answers.removed == ("roads-q1", "roads-q2", "roads-q3")


def other_notes(settings: IndexSettings) -> None:
    (settings.seeds / "meetings.toml").write_text(NOTE, encoding="utf-8")


def other_wordings(settings: IndexSettings) -> None:
    (settings.seeds / "alternates.toml").write_text('["rural.txt"]\n1 = ["Who catches poachers?"]\n', encoding="utf-8")


def former(**parts: object) -> Callable[[IndexSettings], None]:
    """The published generation as if other software had made it."""
    parts = {"source_digest": "other"} | parts
    return lambda settings: edit_manifest(current(settings), lambda manifest: manifest.update(parts))


CAUSES = {
    Cause.NOTES: other_notes,
    Cause.WORDINGS: other_wordings,
    Cause.READERS: former(reader_versions={"roads.txt": "0", "rural.txt": "0"}),
    Cause.PARSER: former(parser_version="0", notes={"roads.txt": "0", "rural.txt": "0"}),
    Cause.CHUNKING: former(chunking="sentences-0"),
    Cause.ENGINE: former(chromadb_version="0.4.1"),
    Cause.SCHEMA: former(schema_version=1),
    Cause.DAMAGE: lambda settings: shutil.rmtree(current(settings) / "chroma"),
}


@pytest.mark.parametrize("cause", CAUSES)
def test_each_cause_is_told_alone_and_changes_no_answer(published, cause) -> None:
    CAUSES[cause](published)
    assert rebuild(published).changes == Changes((cause,))


def test_an_answer_that_an_upgraded_parser_reads_otherwise_is_named(published) -> None:
    answers = Manifest.read(current(published)).answers | {"rural-q3": "read otherwise"}
    former(parser_version="0", answers=answers)(published)
    assert rebuild(published).changes == Changes((Cause.PARSER,), answers=Difference(changed=("rural-q3",)))


def test_another_model_is_told_from_other_content(published) -> None:
    assert rebuild(published, WordEmbedder("other")).changes == Changes((Cause.MODEL,))


def test_a_withdrawal_is_told_and_its_answer_is_named(published) -> None:
    before = Manifest.read(current(published))
    take(published, "rural-q2")
    changes = compare(before, Manifest.read(current(published)))
    assert changes == Changes((Cause.WITHDRAWALS,), answers=Difference(removed=("rural-q2",)))


def test_an_index_of_another_form_is_told_from_a_damaged_one(published) -> None:
    edit_manifest(current(published), lambda manifest: (manifest.pop("answers"), manifest.update(schema_version=4)))
    assert rebuild(published).changes == Changes((Cause.SCHEMA,))
    (current(published) / "manifest.json").write_text("{")
    assert rebuild(published).changes == Changes((Cause.DAMAGE,))
