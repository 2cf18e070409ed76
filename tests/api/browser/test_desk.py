"""What editors do at their desk, in a browser without scripts; and whether each of its pages is accessible."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest

from api.ledger import Feedback, Gap, Verdict
from bot import Bot
from index import Index, IndexSettings, build
from tests.api.browser import serving
from tests.api.browser.conftest import Visit
from tests.api.browser.test_staff import faults, reach
from tests.api.office.conftest import WORDS, House, opening
from tests.fakes import WordEmbedder, quiet
from tests.pages import ROADS, RURAL, write_pages

Enter = Callable[..., Any]
TODAY = dt.date.today()
LATELY = TODAY - dt.timedelta(days=40)
BINS = (
    "When are brown bins collected in Buxton?",
    "when are brown bins collected in Derby",
    "Are brown bins collected?",
)
PAGES = {"gaps": "", "feedback": "/feedback", "wordings": "/wordings", "doubts": "/doubts", "old": "/old"}
LOOKS = {
    "wide": {},
    "narrow": {"width": 320},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
}


@dataclass
class Office:
    address: str
    house: House
    settings: IndexSettings


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office over two pages of its own, one of which can be read in two ways."""
    root = tmp_path_factory.mktemp("editors")
    seeds = write_pages(root / "seeds", rural=RURAL.replace("three questions", "five questions"), roads=ROADS)
    settings = IndexSettings(seeds=seeds, data=root / "data")
    build(settings, WordEmbedder(), quiet)
    with ExitStack() as stack:
        open_house = stack.enter_context(opening(root, Bot.open(Index.open(settings, WordEmbedder()))))
        house = open_house(index=settings)
        yield Office(stack.enter_context(serving.serving(house.app, serving.free_port())), house, settings)


@pytest.fixture
def busy(office: Office) -> Iterator[Office]:
    """The office with what a desk has on it, and a clean desk afterwards."""
    month = TODAY.replace(day=1)
    office.house.ledger.add(
        *(Gap(LATELY, question, "", None) for question in BINS),
        Gap(TODAY, "Do police horses wear shoes?", "", None),
        Feedback(TODAY, "rural-q1", Verdict.OUT_OF_DATE, "Is hare coursing legal?"),
        Feedback(LATELY, "rural-q1", Verdict.HARMFUL, None),
        Feedback(TODAY, "roads-q1", Verdict.UNCLEAR, None),
    )
    office.house.ledger.desk.count({("rural-q1", month): 3, ("roads-q1", month): 7})
    yield office
    office.house.ledger.forget(TODAY + dt.timedelta(days=40))
    (office.settings.seeds / "alternates.toml").unlink(missing_ok=True)


@pytest.fixture
def enter(visit: Visit, busy: Office) -> Enter:
    """Opens a page of the desk, signing in on the way there."""

    def open_page(path: str = "", **options: Any) -> Any:
        page = visit(f"{busy.address}/office/desk{path}", **{"java_script_enabled": False} | options)
        page.get_by_label("Name").fill("editor")
        page.get_by_label("Password").fill(WORDS)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name="Sign out").wait_for()
        return page

    return open_page


def heads(page: Any) -> list[str]:
    return list(page.locator(".desk-subjects h3").all_inner_texts())


def test_find_the_biggest_gap_and_deal_with_it(enter: Enter) -> None:
    page = enter()
    assert "brown bins" in heads(page)[0]
    first = page.locator(".desk-subjects > li").first
    assert "3 questions" in first.inner_text()
    first.locator("summary").click()
    assert first.get_by_text("When are brown bins collected in Buxton?").last.is_visible()
    first.get_by_role("button", name="Mark as dealt with").click()
    page.get_by_role("status").wait_for()
    assert page.get_by_role("status").inner_text() == "3 questions were marked as dealt with."
    assert heads(page) == ["Do police horses wear shoes?"]
    page.get_by_label("Also what is dealt with").check()
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**dealt=yes**")
    assert "dealt with by editor" in page.locator("main").inner_text()


def test_narrow_to_a_place_and_a_period(enter: Enter) -> None:
    page = enter()
    page.get_by_role("navigation", name="Places named").get_by_role("link", name="Buxton").click()
    page.wait_for_url("**area=Buxton**")
    assert "1 question" in page.locator(".desk-count").first.inner_text()
    page.get_by_label("Period").select_option("month")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**period=month**")
    assert "No question is waiting here." in page.locator("main").inner_text()


def test_the_picture_has_its_figures_in_words_and_in_a_table(enter: Enter) -> None:
    page = enter()
    picture = page.locator("section").get_by_role("img")
    assert picture.get_attribute("aria-label").startswith("4 questions")
    page.locator("summary", has_text="These figures as a table").click()
    counts = page.locator(".desk-figures td").all_inner_texts()
    assert sum(map(int, counts)) == 4


def test_work_through_feedback(enter: Enter) -> None:
    page = enter("/feedback")
    answer = page.locator(".desk-answer", has_text="hare coursing")
    assert answer.get_by_role("link", name="Withdraw it").get_attribute("href").endswith("withdrawals?answer=rural-q1")
    answer.get_by_role("checkbox").nth(1).uncheck()
    answer.get_by_label("Note").fill("A new answer is asked for.")
    answer.get_by_role("button", name="Mark what is ticked as done").click()
    page.get_by_role("status").wait_for()
    assert page.locator(".desk-answer", has_text="hare coursing").get_by_role("checkbox").count() == 1
    page.get_by_role("link", name="Worked through").click()
    page.wait_for_url("**state=done")
    assert "A new answer is asked for." in page.locator("main").inner_text()


def test_see_the_precedents_of_an_answer_that_somebody_complains_of(enter: Enter) -> None:
    page = enter("/feedback")
    page.locator(".desk-answer", has_text="electric scooters").get_by_role(
        "link", name="Every time it was asked"
    ).click()
    page.wait_for_url("**/precedents?q=*")
    assert page.locator("article").count()


def test_approve_a_wording(enter: Enter, busy: Office) -> None:
    page = enter("/wordings")
    question = page.locator(".desk-answer", has_text="horses")
    question.get_by_role("radio").first.check()
    chosen = question.get_by_role("radio").first.get_attribute("value")
    question.get_by_label("The wording").fill("Are police horses shod?")
    question.get_by_role("button", name="Approve").click()
    page.get_by_role("status").wait_for()
    assert "after the next “onrecord index”" in page.get_by_role("status").inner_text()
    assert page.locator(".desk-answer", has_text="horses").count() == 0
    written = tomllib.loads((busy.settings.seeds / "alternates.toml").read_text(encoding="utf-8"))
    file, label = chosen.split("-q")
    assert written == {f"{file}.txt": {label: ["Are police horses shod?"]}}


def test_see_doubts_and_old_answers(enter: Enter) -> None:
    page = enter("/doubts")
    assert "The page says it has 5 questions; 3 were found." in page.locator("main").inner_text()
    page.get_by_role("navigation", name="Parts of the desk").get_by_role("link", name="Old answers in use").click()
    page.wait_for_url("**/old")
    rows = page.locator("tbody tr").all_inner_texts()
    assert ["7" in rows[0], "3" in rows[1], "years" in rows[1]] == [True] * 3
    page.locator("tbody a").first.click()
    page.wait_for_url("**/answers/roads-q1")


def test_all_of_it_by_keyboard(enter: Enter) -> None:
    page = enter(java_script_enabled=True)  # only to see where the focus is
    reach(page, "These figures as a table")
    page.keyboard.press("Enter")
    assert page.locator(".desk-figures").is_visible()
    reach(page, "The questions")
    page.keyboard.press("Enter")
    reach(page, "Mark as dealt with")
    page.keyboard.press("Enter")
    page.get_by_role("status").wait_for()
    reach(page, "Feedback")
    page.keyboard.press("Enter")
    page.wait_for_url("**/feedback")
    reach(page, "Note")
    page.keyboard.type("seen")
    reach(page, "Mark what is ticked as done")
    page.keyboard.press("Enter")
    page.get_by_role("status").wait_for()
    reach(page, "Further wordings")
    page.keyboard.press("Enter")
    page.wait_for_url("**/wordings")
    reach(page, "The wording")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    reach(page, "Dismiss")
    page.keyboard.press("Enter")
    page.get_by_role("status").wait_for()
    assert "Dismissed" in page.get_by_role("status").inner_text()


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_every_page_is_accessible_and_fits(enter: Enter, path: str, look: dict[str, Any]) -> None:
    page = enter(path, java_script_enabled=True, **look)
    page.locator("details:not([open]) > summary").evaluate_all("(all) => all.forEach((each) => each.click())")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= look.get("width", 1000)
    colours = page.locator(".desk-bars").evaluate_all("(all) => all.map((each) => getComputedStyle(each).fill)")
    assert "rgb(0, 0, 0)" not in colours or look.get("forced_colors")
