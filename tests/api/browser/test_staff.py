"""What staff do in the office, in a browser without scripts; and whether each state of its pages is accessible."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.api.browser.conftest import Visit, office_over
from tests.api.office.conftest import WORDS
from tests.index.conftest import built
from tests.pages import RURAL

Enter = Callable[..., Any]
TEXT = "Last year 15 stolen tractors were found. The moon is far away."
CHANGES = "/precedents/changes?older=rural-q3&newer=roads-q1"
STATES = {
    "everything": "/precedents",
    "results": "/precedents?q=electric+scooters",
    "outside": "/precedents?q=electric+scooters&meeting=roads",
    "none": "/precedents?to=1999-01-01",
    "wrong": "/precedents?outcome=wrong",
    "changes": CHANGES,
    "check": "/check",
}
WIDTHS = [pytest.param(width, id=f"{width} pixels") for width in (1000, 320)]


@pytest.fixture
def enter(visit: Visit, desk: str) -> Enter:
    """Opens a page of the office, signing in on the way there."""

    def open_page(path: str = "/precedents", at: str = desk, **options: Any) -> Any:
        page = visit(f"{at}/office{path}", **{"java_script_enabled": False} | options)
        page.get_by_label("Name").fill("staff")
        page.get_by_label("Password").fill(WORDS)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name="Sign out").wait_for()
        return page

    return open_page


def search(page: Any, words: str) -> None:
    page.get_by_label("Words or a question").fill(words)
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/precedents?q=*")


def told(page: Any) -> str:
    return str(page.get_by_role("status").inner_text())


def dates(page: Any) -> list[str]:
    """The newest date of each thread."""
    return [thread.locator("h4").first.inner_text() for thread in page.locator("article").all()]


def test_find_by_words(enter: Enter) -> None:
    page = enter()
    search(page, "electric scooters")
    assert "Why are electric scooters" in page.locator("article").first.inner_text()
    assert page.get_by_label("Words or a question").input_value() == "electric scooters"


def test_find_by_a_question(enter: Enter) -> None:
    page = enter()
    search(page, "Are stolen tractors ever given back to the farmers that own them?")
    assert "Are stolen tractors ever returned" in page.locator("article h3").first.inner_text()


def test_narrow_by_a_facet_and_undo(enter: Enter) -> None:
    page = enter("/precedents?q=electric+scooters")
    before = told(page)
    facets = page.get_by_role("navigation", name="Narrow what was found")
    facets.get_by_role("link", name="Derby City").click()
    page.get_by_role("heading", name="Filters in use").wait_for()
    assert told(page) == "1 answer within the filters, in 1 thread."
    assert page.locator(".outside").get_by_text("Outside the filters").is_visible()
    page.get_by_role("link", name="Take out: Asked from: Derby City").click()
    page.get_by_role("heading", name="Filters in use").wait_for(state="detached")
    assert told(page) == before


def test_narrow_by_the_form(enter: Enter) -> None:
    page = enter()
    page.locator("summary", has_text="Filters").click()
    page.get_by_role("combobox", name="Topic").select_option("Speeding")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**topic=Speeding**")
    assert told(page) == "2 answers within the filters, in 1 thread."


def narrowed(page: Any, address: str) -> list[str]:
    """Send the filters; the addresses of the answers that are left."""
    page.get_by_role("button", name="Search").click()
    page.wait_for_url(address)
    links = page.locator("article li:not(.outside)").get_by_role("link", name="This answer on its own page").all()
    return sorted(link.get_attribute("href").rpartition("/")[2] for link in links)


def take_out(page: Any, filter: str) -> None:
    link = page.get_by_role("link", name=f"Take out: {filter}")
    link.click()
    link.wait_for(state="detached")


def test_narrow_by_dates(enter: Enter) -> None:
    page = enter()
    page.locator("summary", has_text="Filters").click()
    page.get_by_label("Held from").fill("2022-10-06")
    page.get_by_label("Held until").fill("2022-10-06")
    assert narrowed(page, "**from=2022-10-06&to=2022-10-06**") == ["rural-q1", "rural-q2", "rural-q3"]
    assert page.get_by_label("Held from").input_value() == "2022-10-06"
    page.get_by_label("Held from").fill("2022-10-07")
    page.get_by_label("Held until").fill("")
    assert narrowed(page, "**from=2022-10-07**") == []
    assert told(page) == "No published answer is like that."
    take_out(page, "Held from: 2022-10-07")
    assert told(page).startswith("7 answers")


def test_narrow_by_outcome(enter: Enter) -> None:
    page = enter()
    page.locator("summary", has_text="Filters").click()
    page.get_by_role("combobox", name="Outcome").select_option(label="referred elsewhere (2)")
    assert narrowed(page, "**outcome=referred**") == ["roads-q3", "roads-q4"]
    take_out(page, "Outcome: referred elsewhere")
    assert told(page).startswith("7 answers")


@pytest.fixture
def counting(tmp_path: Path) -> Iterator[str]:
    """The address of an office over a page of which one answer gives a figure."""
    text = RURAL.replace("14 stolen tractors were found", "there were 1,204 reports of theft, and tractors were found")
    with office_over(built(tmp_path, rural=text), tmp_path / "office") as address:
        yield address


@pytest.mark.parametrize("by", ["the form", "a facet"])
def test_narrow_by_figures(enter: Enter, counting: str, by: str) -> None:
    page = enter(at=counting)
    if by == "a facet":
        page.get_by_role("navigation", name="Narrow what was found").get_by_role("link", name="with figures").click()
        page.wait_for_url("**has_figures=yes**")  # with the filters open
    else:
        page.locator("summary", has_text="Filters").click()
    page.get_by_role("combobox", name="Figures in the response").select_option(label="with figures (1)")
    assert narrowed(page, "**has_figures=yes**") == ["rural-q2"]
    assert "gives figures" in page.locator("article").inner_text()
    page.get_by_role("combobox", name="Figures in the response").select_option("no")
    assert narrowed(page, "**has_figures=no**") == ["rural-q1", "rural-q3"]
    take_out(page, "Figures in the response: without figures")
    assert told(page) == "3 answers within the filters, in 3 threads."


def test_sort_by_date(enter: Enter) -> None:
    page = enter("/precedents?q=speeding+villages+tractors")
    assert dates(page) == ["date not known", "6 October 2022"]
    page.get_by_label("Sort by").select_option("date")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**sort=date**")
    assert dates(page) == ["6 October 2022", "date not known"]


def test_read_a_time_line(enter: Enter) -> None:
    page = enter("/precedents?q=electric+scooters")
    line = page.get_by_role("list", name="Each time it was asked, newest first").first
    first, second = line.get_by_role("listitem").all()
    for part in ("6 October 2022", "Q3", "Asked from Derby City", "may not be ridden on pavements"):
        assert part in first.inner_text()
    assert "date not known" in second.inner_text()
    first.locator("summary", has_text="Citation to copy").click()
    assert "(6 October 2022), answer Q3. http" in first.locator(".cite").inner_text()
    first.get_by_role("link", name="This answer on its own page").click()
    page.wait_for_url("**/answers/rural-q3")


def test_compare_two_responses(enter: Enter) -> None:
    page = enter("/precedents?q=electric+scooters")
    page.get_by_role("button", name="Show what changed").first.click()
    page.get_by_role("heading", name="What changed").wait_for()
    marked = page.locator(".changed")
    assert marked.locator("ins").count()
    assert marked.locator("del").count()
    assert re.search(r"\d+ kept, \d+ removed, \d+ added", page.locator("main").inner_text())
    page.locator("summary", has_text="The changes as a list").click()
    assert "Added:" in page.locator("main ol").inner_text()
    page.get_by_role("link", name="Back to the search").click()
    page.wait_for_url("**/precedents?q=electric+scooters")


def saved(page: Any, role: str, name: str) -> bytes:
    with page.expect_download() as caught:
        page.get_by_role(role, name=name, exact=True).click()
    return Path(caught.value.path()).read_bytes()


def test_export(enter: Enter) -> None:
    page = enter("/precedents?q=electric+scooters")
    rows = list(
        csv.DictReader(io.StringIO(saved(page, "link", "CSV, for spreadsheets").decode("utf-8-sig"), newline=""))
    )
    assert {"rural-q3", "roads-q1"} <= {row["id"] for row in rows}
    assert json.loads(saved(page, "link", "JSON, for programs"))["search"] == "q=electric+scooters"
    assert saved(page, "link", "Word").startswith(b"PK")


def test_check_a_text_that_differs(enter: Enter) -> None:
    page = enter("/check")
    page.get_by_role("textbox", name="The text").fill(TEXT)
    page.get_by_role("button", name="Check it").click()
    page.get_by_role("heading", name="Sentence by sentence").wait_for()
    assert told(page) == "Said before: 0. Differs: 1. Not in the record: 1."
    page.get_by_role("link", name="Sentence 1").click()
    row = page.locator("#s1:target tbody tr")
    assert row.inner_text().split("\t") == ["a number", "15", "14"]
    assert "6 October 2022" in page.locator("#s1 blockquote").inner_text()
    assert page.get_by_role("textbox", name="The text").input_value() == TEXT
    assert saved(page, "button", "This result for Word").startswith(b"PK")
    assert len(json.loads(saved(page, "button", "This result as JSON"))["sentences"]) == 2


def test_a_permalink_opened_anew(enter: Enter) -> None:
    page = enter("/precedents?q=electric+scooters&meeting=rural&sort=date")
    link = page.get_by_role("link", name="Link to this search").get_attribute("href")
    again = enter(link.removeprefix("/office"))
    assert again.url.endswith("/office/precedents?q=electric+scooters&meeting=rural&sort=date")
    assert again.locator("main").inner_text() == page.locator("main").inner_text()


def reach(page: Any, name: str) -> None:
    """Go on with the Tab key until something of that name has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if name in page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent"):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"{name} is not reached")


def test_all_of_it_by_keyboard(enter: Enter) -> None:
    page = enter("/precedents", java_script_enabled=True)  # only to see where the focus is
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the link that skips the menu
    reach(page, "Words or a question")
    page.keyboard.type("electric scooters")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=electric+scooters**")
    reach(page, "Narrow what was found")
    page.keyboard.press("Enter")
    reach(page, "Derby City")
    page.keyboard.press("Enter")
    page.wait_for_url("**area=Derby+City**")
    reach(page, "Asked from: Derby City")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("scooters#results"))
    reach(page, "Citation to copy")
    page.keyboard.press("Enter")
    assert page.locator(".cite").first.is_visible()
    reach(page, "Show what changed")
    page.keyboard.press("Enter")
    page.wait_for_url("**/changes?**")
    reach(page, "The changes as a list")
    page.keyboard.press("Enter")
    assert page.locator("main ol").is_visible()
    page.goto(page.url)  # begin again at the top
    reach(page, "Check a text")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check")
    reach(page, "The text")
    page.keyboard.type(TEXT)
    reach(page, "Check it")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Sentence by sentence").wait_for()
    reach(page, "Sentence 1")


def faults(page: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", STATES.values(), ids=STATES)
def test_every_state_is_accessible_and_fits(enter: Enter, path: str, width: int) -> None:
    page = enter(path, width=width, java_script_enabled=True)
    page.locator("details:not([open]) > summary").evaluate_all("(all) => all.forEach((each) => each.click())")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_a_checked_text_is_accessible_and_fits(enter: Enter, width: int) -> None:
    page = enter("/check", width=width, java_script_enabled=True)
    page.get_by_role("textbox", name="The text").fill(TEXT)
    page.get_by_role("button", name="Check it").click()
    page.get_by_role("heading", name="Sentence by sentence").wait_for()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
