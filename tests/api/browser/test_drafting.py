"""What drafters do, in a real browser: from a question pasted to a page for the record; without violations of WCAG."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot import Bot
from index import Index, IndexSettings, Page, parse
from tests.api.browser.conftest import Visit
from tests.api.browser.serving import free_port, serving
from tests.api.office.conftest import WORDS, House, opening
from tests.fakes import WordEmbedder

QUESTION = "Are stolen tractors ever returned?"
TWO_PARTS = f"{QUESTION} Who pays for the new swimming pool?"
FOUND = "Last year 14 stolen tractors were found with the help of satellite trackers."
SignedIn = Callable[..., Any]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def house(tmp_path: Any, words: IndexSettings) -> Iterator[House]:
    """An office on a server of its own; `base_url` is its address."""
    with opening(tmp_path, Bot.open(Index.open(words, WordEmbedder()))) as start:
        house = start()
        house.app.state.on_record = None  # the server makes its own
        with serving(house.app, free_port()) as address:
            house.base_url = address
            yield house


@pytest.fixture
def signed_in(visit: Visit, house: House) -> SignedIn:
    def enter(name: str, **options: Any) -> Any:
        page = visit(f"{house.base_url}/office/sign-in?next=/office/drafts", **options)
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(WORDS)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/office/drafts")
        return page

    return enter


def check(page: Any) -> None:
    """Axe finds nothing, and nothing is wider than the window."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page, options=WCAG)
    assert found.response["violations"] == [], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def start(page: Any, question: str = QUESTION) -> Any:
    page.get_by_label("The question received").fill(question)
    page.get_by_role("button", name="Find starting text").click()
    page.get_by_role("heading", name="The reply, sentence by sentence").wait_for()
    return page


def box_of(page: Any, text: str) -> Any:
    """The sentence whose textarea holds a text."""
    boxes = page.locator("fieldset.sentence")
    at = [box.input_value() for box in page.locator("fieldset.sentence textarea").all()].index(text)
    return boxes.nth(at)


def save(page: Any) -> None:
    page.get_by_role("button", name="Save").first.click()
    page.wait_for_load_state()


def tick_all(page: Any) -> None:
    for box in page.locator("fieldset.sentence [role=group] input[type=checkbox]").all():
        box.check()
    save(page)


def take(page: Any, step: str) -> None:
    page.get_by_role("button", name=step).click()
    page.wait_for_load_state()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_question_is_pasted_and_each_sentence_leads_to_its_source(signed_in: SignedIn, scripts: bool) -> None:
    page = signed_in("drafter", java_script_enabled=scripts)
    start(page, TWO_PARTS)
    box = box_of(page, FOUND)
    assert "As published, word for word" in box.inner_text()
    assert "“14”: a figure of October 2022: update it" in box.inner_text()
    assert "Who pays for the new swimming pool?" in page.locator(".without").inner_text()
    box.get_by_role("link", name="Q2").first.click()
    page.wait_for_url("**/answers/rural-q2")
    assert "satellite trackers" in page.locator("main").inner_text()


def test_every_state_of_the_pages_keeps_to_wcag(signed_in: SignedIn, house: House) -> None:
    page = signed_in("drafter")
    check(page)
    check(start(page, f"{TWO_PARTS} Why are electric scooters ridden on pavements?"))
    for details in page.locator("details").all():
        details.locator("summary").click()
    check(page)
    page.set_viewport_size({"width": 320, "height": 640})
    check(page)
    page.get_by_label("Sentence 2", exact=True).fill("The moon is 7 miles away.")
    page.get_by_role("button", name="Add a sentence after Sentence 1", exact=True).click()
    page.get_by_text("Not saved yet").wait_for()
    check(page)
    save(page)
    check(page)
    address = page.url.split("#")[0]
    page.goto(f"{address}/versions/2")
    check(page)
    page.goto(f"{address}.txt")
    check(page)
    page.goto(address)
    tick_all(page)
    take(page, "Submit for review")
    check(page)
    editor = signed_in("editor")
    editor.goto(address)
    check(editor)
    take(editor, "Return with a comment")
    assert "Say in the comment" in editor.get_by_role("alert").inner_text()
    check(editor)
    take(editor, "Approve")
    check(editor)


def test_flags_are_ticked_before_anything_can_be_downloaded(signed_in: SignedIn) -> None:
    page = start(signed_in("drafter"))
    page.get_by_role("link", name="Plain text").click()
    page.get_by_role("heading", name="Not everything flagged was looked at").wait_for()
    page.get_by_role("link", name="Sentence 2").first.click()
    tick_all(page)
    for name, kind in (("Word", "docx"), ("Markdown", "md"), ("Plain text", "txt")):
        with page.expect_download() as got:
            page.get_by_role("link", name=name, exact=True).click()
        assert got.value.suggested_filename == f"reply-1.{kind}"


def test_an_edited_sentence_says_whether_it_still_matches(signed_in: SignedIn) -> None:
    page = start(signed_in("drafter"))
    shorter = FOUND.replace(" with the help of satellite trackers", "")
    box_of(page, FOUND).locator("textarea").fill(shorter)
    save(page)
    box = box_of(page, shorter)
    assert "Edited: still in the words of its source" in box.inner_text()
    assert "with the help of satellite trackers" in box.locator("del").inner_text()
    other = shorter.replace("14", "15")
    box.locator("textarea").fill(other)
    save(page)
    said = box_of(page, other).inner_text()
    assert "Figures of the source that are not here: 14. Figures that are not in the source: 15." in said
    box_of(page, other).locator("textarea").fill("We like tractors.")
    save(page)
    assert "No longer matches its source" in box_of(page, "We like tractors.").inner_text()
    assert page.get_by_role("link", name="Read version 4").count() == 1


def test_sentences_are_left_out_and_added_and_the_version_is_seen(signed_in: SignedIn) -> None:
    page = start(signed_in("drafter"))
    page.get_by_role("button", name="Add a sentence after Sentence 1", exact=True).click()
    page.get_by_text("Not saved yet").wait_for()
    assert page.evaluate("document.activeElement.id") == "text-1"
    page.keyboard.type("We are glad that you asked.")
    box_of(page, FOUND).get_by_label("Leave out when saving").check()
    save(page)
    assert "Written by a drafter" in box_of(page, "We are glad that you asked.").inner_text()
    assert FOUND not in [box.input_value() for box in page.locator("fieldset.sentence textarea").all()]
    page.get_by_role("link", name="Read version 2").click()
    changed = page.locator("main").inner_text()
    assert "What changed since version 1" in changed
    assert FOUND in changed


def test_nothing_is_lost_when_two_people_change_a_draft(signed_in: SignedIn) -> None:
    mine = start(signed_in("drafter"))
    theirs = signed_in("editor")
    theirs.goto(mine.url)
    box_of(theirs, FOUND).locator("textarea").fill("Theirs: 15 tractors were found.")
    save(theirs)
    box_of(mine, FOUND).locator("textarea").fill("Mine: 16 tractors were found.")
    save(mine)
    mine.get_by_role("heading", name="Two people changed this draft").wait_for()
    check(mine)
    mine.get_by_label("Both").check()
    mine.get_by_role("button", name="Save what I chose").click()
    mine.get_by_role("heading", name="The reply, sentence by sentence").wait_for()
    said = [box.input_value() for box in mine.locator("fieldset.sentence textarea").all()]
    assert {"Mine: 16 tractors were found.", "Theirs: 15 tractors were found."} <= set(said)


def test_what_was_typed_outlives_the_session(signed_in: SignedIn, house: House) -> None:
    page = start(signed_in("drafter", java_script_enabled=False))
    box_of(page, FOUND).locator("textarea").fill("Mine: 16 tractors were found.")
    account = house.account("drafter")
    house.ledger.accounts.disable("tests", account.name)  # its sessions end
    house.ledger.accounts.enable("tests", account.name)
    save(page)
    assert "nothing of it was saved yet" in page.get_by_role("alert").inner_text()
    page.get_by_label("Name").fill("drafter")
    page.get_by_label("Password").fill(WORDS)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Signed in again").wait_for()
    page.get_by_role("button", name="Send it now").click()
    page.get_by_text("Saved last: version 2, by drafter").wait_for()
    assert box_of(page, "Mine: 16 tractors were found.").count() == 1


def test_the_pages_of_a_session_that_ended_keep_to_wcag(signed_in: SignedIn, house: House) -> None:
    page = start(signed_in("drafter"))
    house.ledger.accounts.disable("tests", "drafter")
    house.ledger.accounts.enable("tests", "drafter")
    save(page)
    check(page)
    page.get_by_label("Name").fill("drafter")
    page.get_by_label("Password").fill(WORDS)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Signed in again").wait_for()
    check(page)


def test_leaving_with_changes_is_asked_about(signed_in: SignedIn) -> None:
    page = start(signed_in("drafter"))
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Sentence 1", exact=True).type("x")
    page.get_by_role("link", name="All drafts").click()
    page.wait_for_url("**/office/drafts")
    assert asked == ["beforeunload"]


def test_a_reply_is_returned_approved_published_and_becomes_a_page(signed_in: SignedIn) -> None:
    drafter, editor = start(signed_in("drafter")), signed_in("editor")
    address = drafter.url
    tick_all(drafter)
    take(drafter, "Submit for review")
    editor.goto(address)
    editor.get_by_label("Comment").fill("Say it more simply.")
    take(editor, "Return with a comment")
    drafter.goto(address)
    assert "Say it more simply." in drafter.locator("main").inner_text()
    check(drafter)
    take(drafter, "Submit for review")
    assert drafter.get_by_role("button", name="Approve").count() == 0
    editor.goto(address)
    take(editor, "Approve")
    take(editor, "Mark as published")
    assert editor.locator(".band").inner_text() == "Published"
    check(editor)
    editor.get_by_label("Title of the meeting or page").fill("Public Assurance Meeting")
    editor.get_by_label("Date").fill("2026-11-22")
    editor.get_by_label("Area that the question came from").fill("High Peak")
    with editor.expect_download() as got:
        editor.get_by_role("button", name="Download the page").click()
    text = got.value.path().read_text(encoding="utf-8")
    [answer] = parse(Page("p", "p.txt", text, "")).answers
    assert (answer.question, answer.asked_from) == (QUESTION, "High Peak")
    assert FOUND in answer.response
