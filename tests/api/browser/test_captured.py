"""What the widget and the pages say of answers that were changed, taken out or are gone from their site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from api.app import build_app
from api.settings import ApiSettings, Settings
from index import IndexSettings, build, mark_gone, take
from tests.api.browser import serving
from tests.api.browser.conftest import Visit
from tests.api.browser.test_asking import ask
from tests.api.browser.test_staff import faults
from tests.api.conftest import open_words
from tests.fakes import WordEmbedder, quiet
from tests.index.captured import ADDRESS, QUESTIONS, captured, changed, day, page, taken

TRACTORS = QUESTIONS["Q2"][0]
SCOOTERS = QUESTIONS["Q3"][0]
LITTER = "What is done about litter in our parks?"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service over a page that was changed, and lacks its third answer now; and one that is gone."""
    folder = tmp_path_factory.mktemp("captured")
    settings = IndexSettings(seeds=folder / "seeds", data=folder / "data")
    taken(settings.seeds, page(), 1)
    later = changed(Q2="Last year 31 tractors were found by satellite.")
    taken(settings.seeds, page({label: later[label] for label in ("Q1", "Q2")}), 5, allow_shrink=True)
    take(settings.seeds, captured(page({"Q1": (LITTER, "Wardens pick it up on Mondays.")}), 1, "parks"))
    mark_gone(settings.seeds, "parks", ADDRESS, 410, day(7))
    build(settings, WordEmbedder(), quiet)
    app = build_app(Settings(index=settings, api=ApiSettings(rate="")), open_words)
    with serving.serving(app, serving.free_port()) as address:
        yield address


def card(visit: Visit, question: str, **options: Any) -> tuple[Any, Any]:
    """The page, and the card of that question on it."""
    opened = visit(**options)
    ask(opened, question)
    found = opened.locator("article").filter(has_text=question)
    found.wait_for()
    return opened, found


def test_what_was_changed_in_an_answer_is_among_the_reasons(visit: Visit) -> None:
    opened, found = card(visit, TRACTORS)
    found.locator("summary", has_text="What may have changed since").click()
    assert "“31”: was changed on the page" in [quoted(each) for each in found.locator("details li").all()]
    assert "14 tractors" not in found.inner_text()
    assert found.locator(".missing").count() == 0
    assert faults(opened) == []


def quoted(item: Any) -> str:
    """What an item says, with the marks that a browser puts round a quotation."""
    marked = "(each) => getComputedStyle(each, '::before').content"
    assert item.locator("q").evaluate(marked) != "none"
    return str(item.inner_text()).replace(item.locator("q").inner_text(), f"“{item.locator('q').inner_text()}”")


@pytest.mark.parametrize("width", [1000, 320])
@pytest.mark.parametrize(
    ("question", "says"),
    [
        (LITTER, "no longer on the site since 7 November 2026"),
        (SCOOTERS, "no longer on its page since 5 November 2026"),
    ],
    ids=["page", "answer"],
)
def test_what_is_gone_from_the_site_stays_and_says_so(visit: Visit, question: str, says: str, width: int) -> None:
    opened, found = card(visit, question, width=width)
    assert found.locator(".missing").inner_text() == says
    assert found.locator(".missing").is_visible()
    assert found.locator(".missing time").get_attribute("datetime").startswith("2026-11-")
    assert faults(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_the_answers_own_page_shows_what_changed_word_by_word(visit: Visit, service: str) -> None:
    opened, found = card(visit, TRACTORS)
    found.get_by_role("link", name="This answer on its own page").click()
    opened.get_by_text("The published answer was changed").first.wait_for()
    assert "<del>14</del><ins>31</ins> tractors" in opened.content()
    assert faults(opened) == []
