"""What a site no longer has, or a page, is said in the same words wherever the office reads or takes away an answer."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from html import unescape

import pytest
from docx import Document

from bot import Bot
from index import Index, IndexSettings, build, mark_gone
from tests.api.office.conftest import Browser, form_token, opening
from tests.fakes import WordEmbedder, quiet
from tests.index.captured import ADDRESS, QUESTIONS, STEM, changed, day, page, taken

GONE = "no longer on the site since 5 November 2026"
REMOVED = "no longer on its page since 2 November 2026"
SEARCH = "/office/precedents"
TEXT = "Our rural team patrols every week in winter. Officers seize scooters after one warning."


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Staff over a page that lost an answer and then went from its site."""
    folder = tmp_path_factory.mktemp("missing")
    settings = IndexSettings(seeds=folder / "seeds", data=folder / "data")
    taken(settings.seeds, page(QUESTIONS), 1)
    left = {name: said for name, said in changed().items() if name != "Q3"}
    taken(settings.seeds, page(left), 2, allow_shrink=True)
    mark_gone(settings.seeds, STEM, ADDRESS, 404, day(5))
    build(settings, WordEmbedder(), quiet)
    index = Index.open(settings, WordEmbedder())
    with opening(folder, Bot.open(index)) as open_house:
        yield open_house().browser("staff")
    index.close()


def document(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def checked(staff: Browser, path: str) -> bytes:
    token = form_token(staff.get("/office/check"))
    answer = staff.post(path, data={"form_token": token, "text": TEXT})
    assert answer.status_code == 200
    return bytes(answer.content)


@pytest.mark.parametrize(
    "path",
    [
        f"{SEARCH}?meeting={STEM}",
        f"{SEARCH}/changes?older={STEM}-q1&newer={STEM}-q3",
        f"{SEARCH}.docx?meeting={STEM}",
        f"{SEARCH}.csv?meeting={STEM}",
        f"{SEARCH}.json?meeting={STEM}",
    ],
)
def test_precedents_say_it(staff: Browser, path: str) -> None:
    answer = staff.get(path)
    text = document(answer.content) if ".docx" in path else unescape(answer.text)
    assert GONE in text
    assert REMOVED in text


@pytest.mark.parametrize(("answer", "said"), [(f"{STEM}-q1", GONE), (f"{STEM}-q3", REMOVED)])
def test_the_answers_page_says_it(staff: Browser, answer: str, said: str) -> None:
    assert said in staff.get(f"/answers/{answer}").text


def test_programs_get_the_dates(staff: Browser) -> None:
    entries = json.loads(staff.get(f"{SEARCH}.json?meeting={STEM}").text)["entries"]
    dates = {each["id"]: (each["gone"], each["removed"]) for each in entries}
    assert dates == {
        f"{STEM}-q1": ("2026-11-05", None),
        f"{STEM}-q2": ("2026-11-05", None),
        f"{STEM}-q3": ("2026-11-05", "2026-11-02"),
    }
    rows = csv.DictReader(io.StringIO(staff.get(f"{SEARCH}.csv?meeting={STEM}").content.decode("utf-8-sig")))
    assert {row["id"]: (row["gone"] or None, row["removed"] or None) for row in rows} == dates


def test_a_check_says_it_of_what_it_cites(staff: Browser) -> None:
    for text in (checked(staff, "/office/check").decode(), document(checked(staff, "/office/check.docx"))):
        assert GONE in text
        assert REMOVED in text


def test_what_the_site_still_has_says_nothing(word_house) -> None:
    text = word_house.browser("staff").get(f"{SEARCH}?q=electric+scooters").text
    assert "no longer on" not in text
