"""What follows an answer in the widget: what to ask next, what somebody makes of it, a question to take along."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from api.ledger import Ledger, Verdict
from tests.api.browser.conftest import Visit
from tests.api.browser.stand_ins import HELD, card, event, status, whole
from tests.api.browser.test_asking import DANGER, SCOOTERS, answer_with, ask

NOBODY = "When are the bins collected?"
FAR = "\n".join([*["Far away. " * 30] * 3, "Close by."])


def judged(page: Any, code: int = 204) -> list[dict[str, Any]]:
    """Have feedback taken by the test; returns what was sent, as it grows."""
    sent: list[dict[str, Any]] = []

    def take(route: Any) -> None:
        sent.append(route.request.post_data_json)
        route.fulfill(status=code, headers={"Retry-After": "40"})

    page.unroute("**/feedback")
    page.route("**/feedback", take)
    return sent


def suggest(page: Any, *questions: str) -> list[str]:
    """Have these questions suggested; returns the addresses that were asked."""
    asked: list[str] = []
    body = json.dumps([{"question": question, "answer_id": "y-q1"} for question in questions])

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        route.fulfill(body=body, headers={"Content-Type": "application/json"})

    page.route("**/suggestions*", answer)
    return asked


def shown(visit: Visit, *cards: dict[str, Any], **reply: Any) -> Any:
    """A page on which made-up cards were asked for."""
    page = visit()
    answer_with(page, whole(*cards, **reply))
    ask(page, "my question")
    page.locator(".message").wait_for()
    return page


def test_a_suggestion_is_asked_by_a_click(visit: Visit) -> None:
    page = visit()
    asked = suggest(page, "What else?", "And then?")
    sent = answer_with(page, whole(card(), card(id="x-q2")))
    ask(page, "my question")
    page.get_by_role("heading", name="You might ask next").wait_for()
    assert parse_qs(urlsplit(asked[0]).query) == {"answer": ["x-q1", "x-q2"]}
    page.get_by_label("Your question").fill("half typed")
    page.get_by_role("button", name="What else?").click()
    page.locator(".turn").nth(1).locator(".next").wait_for()
    assert [each["question"] for each in sent] == ["my question", "What else?"]
    assert sent[1]["conversation_id"] == "conversation-0001"
    assert page.get_by_role("button", name="What else?").count() == 1  # those of the turn before are gone
    assert page.get_by_label("Your question").input_value() == "half typed"
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.className") == "turn"


@pytest.mark.parametrize("gate", ["no_precedent", "emergency", "crisis", "support", "own_case", "refused"])
def test_nothing_is_suggested_but_after_an_answer(visit: Visit, gate: str) -> None:
    page = visit()
    asked = suggest(page, "What else?")
    answer_with(page, whole(card(), status=gate))
    ask(page, "my question")
    page.locator("article").wait_for()
    page.wait_for_timeout(200)
    assert asked == []


def test_without_suggestions_nothing_is_said(visit: Visit) -> None:
    page = visit()
    page.route("**/suggestions*", lambda route: route.fulfill(status=500))
    answer_with(page, whole(card()))
    ask(page, "my question")
    page.locator("article").wait_for()
    page.wait_for_timeout(200)
    assert page.locator(".next, .trouble").count() == 0
    assert "1 published answer" in page.get_by_role("status").inner_text()


def test_praise_reaches_the_ledger_without_the_question(visit: Visit, ledger: Ledger) -> None:
    page = visit()
    ask(page, SCOOTERS)
    before = len(ledger.feedback())
    button = page.get_by_role("button", name="This answered me").first
    button.click()
    page.locator(".note", has_text="Thank you").wait_for()
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    [kept] = ledger.feedback()[before:]
    assert (kept.verdict, kept.question) == (Verdict.ANSWERED, None)


def test_a_complaint_reaches_the_ledger_with_the_question(visit: Visit, ledger: Ledger) -> None:
    page = visit()
    ask(page, SCOOTERS)
    before = len(ledger.feedback())
    opening = page.get_by_role("button", name="Something is wrong").first
    assert opening.get_attribute("aria-expanded") == "false"
    opening.click()
    reasons = page.get_by_role("group", name="What is wrong with it?").first
    assert "Your question is kept with this after names and numbers are taken out" in reasons.inner_text()
    reasons.get_by_role("button", name="It is out of date").click()
    page.locator(".note", has_text="Thank you").wait_for()
    [kept] = ledger.feedback()[before:]
    assert (kept.verdict, kept.question) == (Verdict.OUT_OF_DATE, SCOOTERS)


@pytest.mark.parametrize(
    ("label", "verdict"),
    [
        ("It is about something else", "wrong_subject"),
        ("It is out of date", "out_of_date"),
        ("It is not clear", "unclear"),
        ("It could do harm", "harmful"),
    ],
)
def test_each_reason_is_sent_once(visit: Visit, label: str, verdict: str) -> None:
    page = shown(visit, card())
    sent = judged(page)
    page.get_by_role("button", name="Something is wrong").click()
    for _ in range(2):
        page.get_by_role("button", name=label).click()
        page.locator(".note", has_text="Thank you").wait_for()
    assert sent == [{"answer_id": "x-q1", "verdict": verdict, "question": "my question"}]


@pytest.mark.parametrize(("code", "said"), [(429, "in 40 seconds"), (503, "cannot be searched"), (500, "went wrong")])
def test_feedback_that_fails_says_so_and_can_be_sent_again(visit: Visit, code: int, said: str) -> None:
    page = shown(visit, card())
    judged(page, code)
    button = page.get_by_role("button", name="This answered me")
    button.click()
    note = page.locator(".note", has_text="This was not sent.")
    note.wait_for()
    assert said in note.inner_text()
    assert note.get_attribute("aria-live") == "polite"
    assert button.get_attribute("aria-pressed") == "false"
    sent = judged(page)
    button.click()
    page.locator(".note", has_text="Thank you").wait_for()
    assert len(sent) == 1


def test_a_lost_connection_loses_no_feedback(visit: Visit) -> None:
    page = shown(visit, card())
    page.route("**/feedback", lambda route: route.abort())
    page.get_by_role("button", name="This answered me").click()
    page.locator(".note", has_text="The connection was lost.").wait_for()


def test_opening_an_answer_is_told_once_and_without_the_question(visit: Visit) -> None:
    page = shown(visit, card(FAR, ("Close by.",)))
    sent = judged(page)
    for name in ("Show the whole answer", "Show only the closest parts", "Show the whole answer"):
        page.get_by_role("button", name=name).click()
    page.get_by_role("link", name="This answer on its own page").click()
    page.wait_for_url("**/answers/x-q1")
    assert sent == [{"answer_id": "x-q1", "verdict": "opened"}]


def test_opening_an_answer_reaches_the_ledger_while_the_page_goes(visit: Visit, ledger: Ledger) -> None:
    page = visit()
    ask(page, SCOOTERS)
    page.locator(".next").wait_for()
    before = len(ledger.feedback())
    page.get_by_role("link", name="This answer on its own page").first.click()
    page.wait_for_url("**/answers/*")
    page.wait_for_timeout(300)
    assert [kept.verdict for kept in ledger.feedback()[before:]] == [Verdict.OPENED]


@pytest.mark.parametrize("gate", ["emergency", "crisis", "own_case", "refused"])
def test_nobody_in_need_is_asked_for_feedback(visit: Visit, gate: str) -> None:
    page = shown(visit, card(FAR, ("Close by.",)), status=gate)
    sent = judged(page)
    page.get_by_role("button", name="Show the whole answer").click()
    assert page.locator(".feedback").count() == 0
    assert sent == []


def test_what_somebody_harmed_typed_is_never_sent_along(visit: Visit) -> None:
    page = shown(visit, card(), status="support")
    sent = judged(page)
    page.get_by_role("button", name="Something is wrong").click()
    assert "Your question is not kept with this." in page.locator(".reasons").inner_text()
    page.get_by_role("button", name="It is not clear").click()
    page.locator(".note", has_text="Thank you").wait_for()
    assert sent == [{"answer_id": "x-q1", "verdict": "unclear"}]


def test_a_question_that_found_nothing_is_handed_over(visit: Visit) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    ask(page, NOBODY)
    page.locator(".handover").wait_for()
    assert page.locator(".handover .typed").inner_text() == NOBODY
    sign = page.get_by_role("link", name="Ask at the next public meeting")
    assert sign.get_attribute("href").endswith("body=When%20are%20the%20bins%20collected%3F")
    page.get_by_role("button", name="Copy your question").click()
    page.locator(".note", has_text="copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == NOBODY


def test_danger_has_nothing_to_take_along(visit: Visit) -> None:
    page = visit()
    ask(page, DANGER)
    page.locator(".urgent").wait_for()
    assert page.locator(".handover, .feedback, .next").count() == 0


def test_suggestions_of_a_question_that_was_left_are_not_shown(visit: Visit) -> None:
    page = visit(script=HELD)
    ask(page, "first")
    page.wait_for_function("window.held")
    parts = [event("status", status()), event("answer", card()), event("done", {})]
    page.evaluate("(text) => window.say(text)", "".join(parts[:2]))
    page.locator("article").wait_for()
    page.get_by_role("button", name="Clear conversation").click()
    page.wait_for_timeout(200)
    assert page.locator(".next, article").count() == 0
