"""What a change costs: only what changed is parsed and embedded, and nothing remembers how the record came about."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from index import Cause, Changes, IndexSettings
from index.provenance import source_digest
from index.reading import read_all
from index.sources import VERSIONS
from index.stores.generations import DataFolder
from tests.fakes import WordEmbedder, quiet
from tests.index.conftest import ALTERNATES, ROADS, RURAL, current, edit_page, rebuild
from tests.index.test_withdrawing import back, take
from tests.traces import runs, traces

pytestmark = pytest.mark.usefixtures("here")
NOTE = '["roads.txt"]\ndate = 2024-02-29\nevidence = "The commissioner\'s diary."\n'


def test_the_same_pages_are_not_parsed_again(published) -> None:
    assert rebuild(published).fresh == 0


def test_one_changed_answer_costs_one_page_and_its_own_passages(published) -> None:
    edit_page(published, "told within a day.", "told at once. Most are glad.")
    report = rebuild(published)
    assert (report.fresh, report.embedded) == (1, 2)


def test_a_note_costs_no_page_and_no_passage(published) -> None:
    (published.seeds / "meetings.toml").write_text(NOTE, encoding="utf-8")
    report = rebuild(published)
    assert (report.changed, report.fresh, report.embedded) == (True, 0, 0)


def test_a_page_that_came_back_after_an_upgrade_is_parsed(published, monkeypatch) -> None:
    for module in ("provenance", "stores.parses"):
        monkeypatch.setattr(f"index.{module}.PARSER_VERSION", "next")
    assert rebuild(published).fresh == 2
    assert rebuild(published).fresh == 0


def test_a_model_that_is_not_needed_is_not_loaded(published) -> None:
    class Unloaded(WordEmbedder):
        def embed_questions(self, texts):
            raise AssertionError("the model was loaded")

        count_tokens = embed_passages = embed_questions

    assert not rebuild(published, Unloaded()).changed


def test_an_upgraded_reader_reads_every_page_again(published, monkeypatch) -> None:
    monkeypatch.setitem(VERSIONS, "text/plain", "next")
    report = rebuild(published)
    assert (report.fresh, report.embedded, report.changes) == (2, 0, Changes((Cause.READERS,)))


def test_kept_and_fresh_parses_make_the_same_reading(published) -> None:
    (published.seeds / "meetings.toml").write_text(NOTE, encoding="utf-8")
    kept = read_all(published.seeds, quiet, DataFolder(published.data).parses)
    fresh = read_all(published.seeds, quiet)
    assert (len(kept.fresh), len(fresh.fresh)) == (0, 2)
    assert (kept.pages, kept.captured, kept.problems) == (fresh.pages, fresh.captured, fresh.problems)
    assert source_digest(kept.pages, "words") == source_digest(fresh.pages, "words")


# The same pages, the same bytes


def files(settings: IndexSettings) -> dict[str, bytes]:
    return {name: (current(settings) / name).read_bytes() for name in ("catalogue.sqlite", "words.sqlite")}


def test_the_same_pages_give_the_same_bytes_in_another_folder_order_and_time(published, tmp_path, monkeypatch) -> None:
    elsewhere = IndexSettings(seeds=tmp_path / "other" / "pages", data=tmp_path / "other" / "index")
    elsewhere.seeds.mkdir(parents=True)
    for name, text in (("rural.txt", RURAL), ("alternates.toml", ALTERNATES), ("roads.txt", ROADS)):
        (elsewhere.seeds / name).write_text(text, encoding="utf-8")
        os.utime(elsewhere.seeds / name, (0, 0))
    listed = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda folder: iter(sorted(listed(folder), reverse=True)))
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    rebuild(elsewhere)
    assert files(elsewhere) == files(published)


def test_changes_that_were_taken_back_leave_no_mark(published) -> None:
    before = files(published)
    edit_page(published, "told within a day", "told at once")
    rebuild(published)
    assert files(published) != before
    edit_page(published, "told at once", "told within a day")
    assert rebuild(published).changed
    assert files(published) == before


# What was withdrawn


def test_a_page_with_something_withdrawn_is_not_kept_parsed_and_its_former_parses_go(published) -> None:
    said = runs(re.search(r"Last year .* day\.", RURAL)[0])
    assert any(file.startswith("parsed") for file, _ in traces(published.data, said))
    take(published)
    assert traces(published.data, said) == set()
    assert rebuild(published).fresh == 1
    assert traces(published.data, said) == set()
    back(published)
    assert rebuild(published).fresh == 0


def test_parses_of_former_captures_go(published) -> None:
    edit_page(published, "told within a day", "told at once")
    rebuild(published)
    parses = DataFolder(published.data).parses
    assert len(list(parses.root.iterdir())) == 2
    assert not traces(parses.root, ["told within a day"])
