"""What editors do about withdrawals, in a browser without scripts; and whether each state is accessible."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import Bot
from index import MASK, Index, IndexSettings
from tests.api.browser.conftest import Visit
from tests.api.browser.serving import free_port, serving
from tests.api.browser.test_drafting import check
from tests.api.office.conftest import WORDS, opening
from tests.fakes import WordEmbedder
from tests.index.conftest import copy_of

Enter = Callable[..., Any]
SENTENCE = "Owners are told within a day."


@pytest.fixture
def enter(visit: Visit, words: IndexSettings, tmp_path: Path) -> Iterator[Enter]:
    """Opens a page of an office over a copy of the two pages, as an editor."""
    settings = copy_of(words, tmp_path)
    with opening(tmp_path, Bot.open(Index.open(settings, WordEmbedder()))) as start:
        house = start()
        with serving(house.app, free_port()) as address:
            house.app.state.on_record.settings = house.settings.model_copy(update={"index": settings})

            def open_page(path: str, **options: Any) -> Any:
                page = visit(f"{address}/office{path}", **options)
                page.get_by_label("Name").fill("editor")
                page.get_by_label("Password").fill(WORDS)
                page.get_by_role("button", name="Sign in").click()
                page.get_by_role("button", name="Sign out").wait_for()
                return page

            yield open_page


def foresee(page: Any, *typed: str) -> None:
    page.get_by_label(SENTENCE).check()
    page.get_by_label("Words that are to go").fill("\n".join(typed))
    page.get_by_label("Why").fill("Asked for.")
    page.get_by_role("button", name="Show me what would be black").click()
    page.get_by_role("heading", name="This is what would go").wait_for()


def test_words_are_withdrawn_and_brought_back_without_scripts(enter: Enter) -> None:
    page = enter("/precedents?q=stolen+tractors", java_script_enabled=False)
    page.locator('article a[href="/office/withdrawals?answer=rural-q2"]').click()
    foresee(page, "stolen tractors")
    black = [each.inner_text().removeprefix("would be black:").strip() for each in page.locator("main del").all()]
    assert black == ["stolen tractors", "stolen tractors", SENTENCE]
    page.get_by_role("button", name="Withdraw it").click()
    page.get_by_role("status").wait_for()
    assert "Checking the new index" in page.get_by_role("list", name="How far it is").inner_text()
    page.goto(page.url.split("/office")[0] + "/answers/rural-q2")
    assert f"Are {MASK * 15} ever returned" in page.locator("h1").inner_text()
    assert SENTENCE not in page.locator("main").inner_text()
    page.goto(page.url.split("/answers")[0] + "/office/withdrawals")
    row = page.get_by_role("row", name="rural-q2")
    assert "words of it" in row.inner_text()
    row.get_by_role("link", name="Restore rural-q2").click()
    page.get_by_label("Why it comes back").fill("A mistake.")
    page.get_by_role("button", name="Restore it").click()
    page.get_by_role("status").wait_for()
    page.get_by_role("link", name="All withdrawals").click()
    assert "by editor: A mistake." in page.get_by_role("row", name="rural-q2").inner_text()


def test_every_state_keeps_to_wcag(enter: Enter) -> None:
    page = enter("/withdrawals")

    def look() -> None:
        for width in (1000, 320):
            page.set_viewport_size({"width": width, "height": 800})
            check(page)

    look()
    page.get_by_label("The answer").fill("nothing-q1")
    page.get_by_role("button", name="Show it").click()
    page.get_by_role("alert").wait_for()
    look()
    page.get_by_label("The answer").fill("rural-q2")
    page.get_by_role("button", name="Show it").click()
    page.get_by_role("heading", name="Withdraw rural-q2").wait_for()
    look()
    foresee(page)
    look()
    page.get_by_role("button", name="Withdraw it").click()
    page.get_by_role("status").wait_for()
    look()
    page.get_by_role("link", name="All withdrawals").click()
    page.get_by_role("link", name="Restore rural-q2").wait_for()
    look()
    page.get_by_role("link", name="Restore rural-q2").click()
    page.get_by_label("Why it comes back").wait_for()
    look()
