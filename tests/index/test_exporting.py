"""The whole record out and back in: the same ids, offsets and bytes, and nothing that was withdrawn for the public."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from index import (
    Answer,
    Audience,
    BuildError,
    ExportError,
    ExportReport,
    GenerationError,
    ImportReport,
    Index,
    IndexSettings,
    NoGenerationError,
    export,
    import_record,
    read_withdrawals,
)
from index.archives import read_archive, write_archive
from tests.fakes import WordEmbedder, quiet
from tests.index.conftest import ALTERNATES, ANSWERS, RURAL, current, edit_page, ids, rebuild
from tests.index.test_withdrawing import TRACKERS, TRACTORS, WORDING, take
from tests.traces import runs, traces

pytestmark = pytest.mark.usefixtures("here")
NOTE = '["roads.txt"]\ndate = 2024-02-29\nevidence = "The commissioner\'s diary."\n'
QUESTIONS = [
    "hare coursing on farmland",
    "stolen tractors",
    "electric scooters on pavements",
    "average speed cameras",
    "speeding through villages",
    "who is told when a machine is found?",
    "what is taught in schools?",
    "dogs and vehicles",
    "collisions",
    "a community speed watch",
]


def sheet(columns, rows) -> bytes:
    return "\n".join("|".join(row) for row in [columns, *rows]).encode()


def out(settings: IndexSettings, to: Path, audience: Audience = Audience.PUBLIC) -> ExportReport:
    return export(settings, to, audience, sheet)


def back_in(archive: Path, folder: Path, **more: bool) -> tuple[IndexSettings, ImportReport]:
    settings = IndexSettings(seeds=folder / "seeds", data=folder / "data")
    return settings, import_record(settings, WordEmbedder(), quiet, archive, **more)


def catalogue(settings: IndexSettings) -> bytes:
    return (current(settings) / "catalogue.sqlite").read_bytes()


def replies(settings: IndexSettings) -> list[object]:
    """Everything that is found for ten questions."""
    index = Index.open(settings, WordEmbedder())
    with index.lease() as generation:
        asked = zip(QUESTIONS, index.embed(QUESTIONS), strict=True)
        found = [generation.search(text, vector, 3) for text, vector in asked]
    index.close()
    return found


@pytest.fixture
def noted(published) -> IndexSettings:
    """The record with a curated date, and something in the folder that no build reads."""
    (published.seeds / "meetings.toml").write_text(NOTE, encoding="utf-8")
    (published.seeds / "complaint.docx").write_text("private", encoding="utf-8")
    rebuild(published)
    return published


@pytest.mark.parametrize("name", ["export.zip", "export"])
@pytest.mark.parametrize("audience", Audience)
def test_an_export_brings_the_same_record_to_an_empty_machine(noted, tmp_path, name, audience) -> None:
    report = out(noted, tmp_path / name, audience)
    assert (report.importable, report.counts["answers"]) == (True, 6)
    settings, imported = back_in(tmp_path / name, tmp_path / "elsewhere")
    assert (imported.same, imported.former, imported.built.fresh) == (True, None, 2)
    assert catalogue(settings) == catalogue(noted)
    assert replies(settings) == replies(noted)
    assert ids(settings) == ANSWERS
    assert sorted(path.name for path in settings.seeds.iterdir()) == [
        "alternates.toml",
        "meetings.toml",
        "roads.txt",
        "rural.txt",
    ]


def test_the_same_record_gives_the_same_export(noted, tmp_path) -> None:
    out(noted, tmp_path / "one.zip")
    out(noted, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def rows(files: dict[str, bytes], name: str) -> list[dict]:
    return [json.loads(line) for line in files[f"{name}.jsonl"].decode().splitlines()]


def test_every_field_of_the_record_is_in_the_tables(noted, tmp_path) -> None:
    out(noted, tmp_path / "export.zip")
    _, files = read_archive(tmp_path / "export.zip")
    answers = rows(files, "answers")
    assert [row["id"] for row in answers] == ANSWERS
    for row in answers:
        text = files[f"pages/{row['page_id']}.txt"].decode()
        assert set(Answer.__dataclass_fields__) <= row.keys()
        assert text[row["start"] : row["end"]] == row["response"]
        assert text[row["question_start"] : row["question_end"]] == row["question"]
    assert [answers[0][name] for name in ("meeting", "date", "date_basis")] == [
        "Public Assurance Meeting",
        "2024-02-29",
        "curated",
    ]
    assert [row["source"] for row in rows(files, "meetings")] == ["roads.txt", "rural.txt"]
    assert rows(files, "references") == [{"of": "roads-q3", "label": "2", "answer_id": "roads-q2", "doubtful": False}]
    assert {"one": "roads-q2", "other": "roads-q3", "kind": "same_question"} in rows(files, "relations")
    assert rows(files, "withheld") == []


@pytest.mark.parametrize("name", ["meetings", "answers", "references", "relations"])
def test_sheets_say_what_the_lines_say(noted, tmp_path, name) -> None:
    out(noted, tmp_path / "export.zip")
    _, files = read_archive(tmp_path / "export.zip")
    text = files[f"{name}.csv"].decode()
    assert text.splitlines()[0].split("|") == list(rows(files, name)[0])
    assert all(str(value) in text for row in rows(files, name) for value in row.values() if isinstance(value, str))


# What was withdrawn

SAID = {*runs(TRACTORS), *runs(TRACKERS), *runs(WORDING)}


def unpacked(archive: Path, to: Path) -> Path:
    with zipfile.ZipFile(archive) as zipped:
        zipped.extractall(to)
    return to


def test_for_the_public_no_file_holds_what_was_withdrawn_nor_who_did_it(published, tmp_path) -> None:
    out(published, tmp_path / "before.zip")
    assert traces(unpacked(tmp_path / "before.zip", tmp_path / "before"), SAID)
    take(published)
    take(published, "rural-q1", "hare coursing")
    report = out(published, tmp_path / "export.zip")
    assert not report.importable
    folder = unpacked(tmp_path / "export.zip", tmp_path / "all")
    assert traces(folder, {*SAID, "hare coursing is reported", "A. Editor", "Asked for."}) == set()
    _, files = read_archive(tmp_path / "export.zip")
    marks = [(row["answer_id"], row["kind"], len(row["spans"])) for row in rows(files, "withheld")]
    assert marks == [("rural-q1", "masked", 3), ("rural-q2", "suppressed", 2)]
    with pytest.raises(ExportError, match="was made for the public, without the pages"):
        back_in(tmp_path / "export.zip", tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere").exists()


def test_the_offices_own_brings_back_withdrawals_too(published, tmp_path) -> None:
    take(published)
    out(published, tmp_path / "export.zip", Audience.OFFICE)
    settings, imported = back_in(tmp_path / "export.zip", tmp_path / "elsewhere")
    assert imported.same
    assert read_withdrawals(settings.seeds) == read_withdrawals(published.seeds)
    assert catalogue(settings) == catalogue(published)
    assert traces(settings.data, SAID) == set()


def test_an_index_that_is_behind_its_pages_is_not_exported(published, tmp_path) -> None:
    edit_page(published, "told within a day", "told at once")
    with pytest.raises(ExportError, match=r"the index is not of the pages in .* as they are now"):
        out(published, tmp_path / "export.zip")
    assert not (tmp_path / "export.zip").exists()


def test_a_damaged_index_is_not_exported(published, tmp_path) -> None:
    (current(published) / "catalogue.sqlite").write_bytes(b"damaged")
    with pytest.raises(GenerationError, match="is gone or not as it was written"):
        out(published, tmp_path / "export.zip")
    assert not (tmp_path / "export.zip").exists()


def test_without_an_index_there_is_nothing_to_export(tmp_path) -> None:
    with pytest.raises(NoGenerationError):
        out(IndexSettings(seeds=tmp_path, data=tmp_path / "none"), tmp_path / "export.zip")
    assert list(tmp_path.iterdir()) == []


# Back in


def test_a_backup_is_restored_after_everything_was_lost(noted, tmp_path) -> None:
    before = (catalogue(noted), replies(noted))
    out(noted, tmp_path / "backup.zip", Audience.OFFICE)
    shutil.rmtree(noted.seeds)
    shutil.rmtree(noted.data)
    assert import_record(noted, WordEmbedder(), quiet, tmp_path / "backup.zip").same
    assert (catalogue(noted), replies(noted)) == before


def test_pages_that_are_there_are_not_touched_unasked_and_stay_when_they_are_replaced(noted, tmp_path) -> None:
    out(noted, tmp_path / "export.zip")
    folder = tmp_path / "elsewhere" / "seeds"
    folder.mkdir(parents=True)
    (folder / "own.txt").write_text("own", encoding="utf-8")
    with pytest.raises(ExportError, match=r"holds pages already\. Nothing was imported"):
        back_in(tmp_path / "export.zip", tmp_path / "elsewhere")
    assert [path.name for path in folder.iterdir()] == ["own.txt"]
    _, imported = back_in(tmp_path / "export.zip", tmp_path / "elsewhere", replace=True)
    assert [path.name for path in imported.former.iterdir()] == ["own.txt"]
    with pytest.raises(ExportError, match="still holds what an earlier import put aside"):
        back_in(tmp_path / "export.zip", tmp_path / "elsewhere", replace=True)


@pytest.mark.parametrize("audience", Audience)
def test_an_older_export_does_not_publish_what_was_withdrawn_since(noted, tmp_path, audience) -> None:
    out(noted, tmp_path / "older.zip", audience)
    take(noted)
    pages = sorted(path.name for path in noted.seeds.iterdir())
    with pytest.raises(ExportError, match="rural-q2 would be published again"):
        import_record(noted, WordEmbedder(), quiet, tmp_path / "older.zip", replace=True)
    assert sorted(path.name for path in noted.seeds.iterdir()) == pages
    assert "rural-q2" not in ids(noted)


def test_what_could_not_be_imported_is_not_exported(noted, tmp_path) -> None:
    (noted.seeds / "roads.txt").rename(noted.seeds / "roads 12:30.txt")
    rebuild(noted, allow_shrink=True)
    with pytest.raises(ExportError, match=r"roads 12:30\.txt.* is no name of a file of an export\. Rename the file"):
        out(noted, tmp_path / "export.zip")
    assert not (tmp_path / "export.zip").exists()


def test_neither_links_nor_leftovers_of_a_crash_are_exported(noted, tmp_path) -> None:
    earlier = noted.seeds / "earlier" / "rural"
    earlier.mkdir(parents=True)
    (earlier / ".x.new").write_text("torn", encoding="utf-8")
    (tmp_path / "private").write_text("private", encoding="utf-8")
    (earlier / "link.txt").symlink_to(tmp_path / "private")
    out(noted, tmp_path / "export")
    assert not (tmp_path / "export" / "seeds" / "earlier").exists()


def test_an_export_that_would_shrink_the_record_says_where_the_pages_are(noted, tmp_path) -> None:
    out(noted, tmp_path / "export.zip")
    extra = RURAL.replace("Q3)", "Q4)")
    (noted.seeds / "more.txt").write_text(extra, encoding="utf-8")
    rebuild(noted)
    with pytest.raises(BuildError, match=r"the pages are in .*, but the index is not of them: 3 of 9 answers would be"):
        import_record(noted, WordEmbedder(), quiet, tmp_path / "export.zip", replace=True)
    assert import_record(
        noted.model_copy(update={"seeds": tmp_path / "third"}),
        WordEmbedder(),
        quiet,
        tmp_path / "export.zip",
        allow_shrink=True,
    ).same


@pytest.mark.parametrize("about", [{}, {"format": "other", "importable": True, "catalogue": "0"}])
def test_an_archive_of_another_form_changes_nothing(tmp_path, about) -> None:
    write_archive(tmp_path / "export.zip", about, {"seeds/rural.txt": RURAL.encode()})
    with pytest.raises(ExportError, match=r"is no On Record export 1 \(format"):
        back_in(tmp_path / "export.zip", tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere").exists()


def test_another_versions_record_is_told_from_the_exported_one(noted, tmp_path) -> None:
    out(noted, tmp_path / "export.zip")
    about, files = read_archive(tmp_path / "export.zip")
    write_archive(tmp_path / "other.zip", {**about, "catalogue": "0" * 64}, files)
    assert not back_in(tmp_path / "other.zip", tmp_path / "elsewhere")[1].same


def test_a_folder_that_cannot_be_written_is_said(noted, tmp_path) -> None:
    with pytest.raises(ExportError, match="cannot be written"):
        out(noted, noted.seeds / "rural.txt" / "export.zip")
    out(noted, tmp_path / "export.zip")
    blocked = noted.model_copy(update={"seeds": noted.seeds / "rural.txt"})
    with pytest.raises(ExportError, match=r"cannot be written .* Nothing was imported"):
        import_record(blocked, WordEmbedder(), quiet, tmp_path / "export.zip")
    assert ALTERNATES in (noted.seeds / "alternates.toml").read_text(encoding="utf-8")
