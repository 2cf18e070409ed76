"""Pages of other formats in a build: what is kept, what is withdrawn, and what a new reader changes."""

from __future__ import annotations

import datetime as dt

import pytest

from index import Index, IndexSettings, withdraw
from index.sources import VERSIONS
from tests.fakes import WordEmbedder, quiet
from tests.index.conftest import RURAL, current, edit_manifest, rebuild
from tests.index.sources.making import make_pdf, make_word

pytestmark = pytest.mark.usefixtures("here")
WORDS = "hare coursing is reported"


@pytest.fixture
def settings(tmp_path) -> IndexSettings:
    (tmp_path / "seeds").mkdir()
    return IndexSettings(seeds=tmp_path / "seeds", data=tmp_path / "data")


@pytest.mark.parametrize(("ending", "make"), [(".docx", make_word), (".pdf", make_pdf)])
def test_a_withdrawal_leaves_no_capture_that_says_the_words(settings, ending, make):
    make(RURAL, settings.seeds / f"rural{ending}")
    rebuild(settings)
    make(RURAL + "\n\nThe end.", settings.seeds / f"rural{ending}")
    rebuild(settings)
    captures = settings.data / "captures"
    assert len(list(captures.iterdir())) == 2
    withdraw(
        settings, WordEmbedder(), quiet, "rural-q1", reason="asked for", by="E", on=dt.date(2026, 1, 1), words=[WORDS]
    )
    [kept] = captures.iterdir()
    assert kept.name.endswith(".withdrawn")
    assert WORDS not in kept.read_text(encoding="utf-8")
    assert "█" in kept.read_text(encoding="utf-8")


def test_links_and_printed_pages_are_in_the_catalogue_and_what_was_left_out_is_not(settings):
    make_pdf(RURAL * 4, settings.seeds / "rural.pdf")
    rebuild(settings)
    index = Index.open(settings, WordEmbedder())
    with index.lease() as generation:
        page = generation.page("rural")
    index.close()
    assert len(page.page_starts) > 1
    assert page.outside == ()


def test_another_version_of_a_reader_makes_another_generation(settings, monkeypatch):
    make_word(RURAL, settings.seeds / "rural.docx")
    assert rebuild(settings).changed
    assert not rebuild(settings).changed
    monkeypatch.setitem(VERSIONS, "text/plain", "other")
    assert not rebuild(settings).changed
    word = next(kind for kind in VERSIONS if "wordprocessing" in kind)
    monkeypatch.setitem(VERSIONS, word, "other")
    assert rebuild(settings).changed
    edit_manifest(current(settings), lambda manifest: manifest["reader_versions"][word] == "other" or 1 / 0)
