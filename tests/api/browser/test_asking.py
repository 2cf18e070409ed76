"""Asking with the widget: what is shown, when, and what happens when something goes wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.api.browser.conftest import Visit
from tests.api.browser.stand_ins import HELD, card, event, status, whole

SCOOTERS = "electric scooters on pavements"
DANGER = "Someone is breaking into my house right now"


def ask(page: Any, question: str) -> None:
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")


def answer_with(page: Any, body: str, code: int = 200, **headers: str) -> list[dict[str, Any]]:
    """Have the page's questions answered by the test; returns what was sent, as it grows."""
    sent: list[dict[str, Any]] = []

    def answer(route: Any) -> None:
        sent.append(route.request.post_data_json)
        route.fulfill(status=code, body=body, headers={"Content-Type": "application/json"} | headers)

    page.route("**/chat", answer)
    return sent


def test_a_question_is_answered_from_the_record(visit: Visit) -> None:
    page = visit()
    ask(page, SCOOTERS)
    found = page.locator("article").first
    found.wait_for()
    text = found.inner_text()
    for part in ("6 October 2022", "Why are electric scooters ridden on pavements in Derby?", "Asked from Derby City"):
        assert part in text
    assert found.locator("mark").first.inner_text() == "Electric scooters may not be ridden on pavements."
    assert found.get_by_role("link", name="This answer on its own page").get_attribute("href").endswith("rural-q3")
    assert page.get_by_label("Your question").input_value() == ""
    assert "shown" in page.get_by_role("status").inner_text()


def test_it_says_what_it_is_before_anything_is_asked(visit: Visit) -> None:
    text = visit().locator(".about").inner_text()
    assert "already published" in text
    assert "cannot report a crime here" in text
    assert "not legal or safety advice" in text


def test_enter_sends_and_shift_enter_does_not(visit: Visit) -> None:
    page = visit()
    sent = answer_with(page, whole())
    box = page.get_by_label("Your question")
    box.fill("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    assert sent == []
    page.keyboard.press("Enter")
    page.locator(".message").wait_for()
    assert [asked["question"] for asked in sent] == ["one\ntwo"]


def test_an_empty_question_is_not_sent(visit: Visit) -> None:
    page = visit()
    sent = answer_with(page, whole())
    ask(page, "   ")
    assert "Type a question first." in page.get_by_role("status").inner_text()
    assert sent == []


def test_danger_is_announced_with_999_and_no_card(visit: Visit) -> None:
    page = visit()
    ask(page, DANGER)
    page.get_by_role("alert").wait_for()
    assert "999" in page.get_by_role("alert").inner_text()
    assert page.locator('.signposts a[href="tel:999"]').is_visible()
    assert page.locator("article").count() == 0


def test_signposts_stand_before_the_reply_is_complete(visit: Visit) -> None:
    page = visit(script=HELD)
    ask(page, "x")
    assert "Looking" in page.get_by_role("status").inner_text()
    page.wait_for_function("window.held")
    signs = [{"id": "a", "title": "Call 999", "text": "now", "href": "tel:999"}]
    first = event("status", status(status="emergency", message="Call 999 now.", signposts=signs))
    page.evaluate("(text) => { window.say(text.slice(0, 30)); window.say(text.slice(30)); }", first)
    page.locator(".signposts").wait_for()
    assert page.get_by_role("alert").inner_text() == "Call 999 now."
    page.evaluate("(text) => window.say(text)", event("done", {}))
    page.wait_for_function("!document.querySelector('on-record-chat').shadowRoot.querySelector('.working')")


def test_something_urgent_does_not_wait_behind_a_slow_question(visit: Visit) -> None:
    page = visit(script=HELD)
    ask(page, "slow")
    page.wait_for_function("window.held")
    ask(page, "urgent")
    page.wait_for_function("window.sent.length === 2")
    page.evaluate("(text) => window.say(text)", event("status", status(message="Here.")) + event("done", {}))
    page.locator(".message").wait_for()
    assert page.locator(".asked").all_inner_texts() == ["You asked: urgent"]


def test_a_service_that_sends_no_events_is_understood(visit: Visit) -> None:
    page = visit()
    answer_with(page, whole(card(), card(band="related")))
    ask(page, "x")
    page.locator("article").nth(1).wait_for()
    assert "Only related" in page.locator("article").nth(1).inner_text()
    assert "2 published answers" in page.get_by_role("status").inner_text()


def test_a_follow_up_belongs_to_its_conversation_until_that_is_cleared(visit: Visit) -> None:
    page = visit()
    sent = answer_with(page, whole(card()))
    for number in (1, 2):
        ask(page, "x")
        page.locator("article").nth(number - 1).wait_for()
    page.get_by_role("button", name="Clear conversation").click()
    assert page.locator("article").count() == 0
    ask(page, "x")
    page.locator("article").wait_for()
    assert [asked["conversation_id"] for asked in sent] == [None, "conversation-0001", None]


@pytest.mark.parametrize(
    ("code", "headers", "said"),
    [
        (429, {"Retry-After": "40"}, "in 40 seconds"),
        (429, {"Retry-After": "3000"}, "in 50 minutes"),
        (413, {}, "too long"),
        (422, {}, "Ask something shorter."),
        (500, {}, "Something went wrong here."),
        (503, {"Retry-After": "30"}, "call 999"),
    ],
)
def test_an_error_is_a_sentence_and_loses_nothing(visit: Visit, code: int, headers: dict[str, str], said: str) -> None:
    page = visit()
    answer_with(page, json.dumps({"detail": "Ask something shorter."}), code, **headers)
    ask(page, "my question")
    page.locator(".trouble").wait_for()
    assert said in page.get_by_role("alert").inner_text()
    assert "{" not in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Your question").input_value() == "my question"
    answer_with(page, whole(card()))
    page.get_by_role("button", name="Try again").click()
    page.locator("article").wait_for()
    assert page.locator(".trouble").count() == 0
    assert page.get_by_label("Your question").input_value() == ""


def test_a_lost_connection_is_said(visit: Visit) -> None:
    page = visit()
    page.route("**/chat", lambda route: route.abort())
    ask(page, "my question")
    page.locator(".trouble").wait_for()
    assert "connection was lost" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Your question").input_value() == "my question"


def test_a_reply_that_breaks_off_keeps_what_came(visit: Visit) -> None:
    page = visit()
    half = event("status", status(message="Here.")) + event("answer", card())
    answer_with(page, half, **{"Content-Type": "text/event-stream"})
    ask(page, "my question")
    page.locator(".trouble").wait_for()
    assert page.locator("article").count() == 1
    assert page.get_by_label("Your question").input_value() == "my question"


def test_silence_is_not_waited_for_for_ever(visit: Visit) -> None:
    page = visit(script=HELD)
    page.locator("on-record-chat").evaluate("(chat) => chat.setAttribute('timeout', '0.3')")
    ask(page, "my question")
    page.locator(".trouble").wait_for()
    assert "taking too long" in page.get_by_role("alert").inner_text()


def test_without_scripts_the_same_is_asked_by_a_form(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    page.get_by_label("Your question").fill(SCOOTERS)
    page.get_by_role("button", name="Ask").click()
    assert page.locator("article mark").first.is_visible()
    assert "scooters" not in page.url
    page.get_by_label("Your question").fill("and in Bolsover?")
    page.get_by_role("button", name="Ask").click()
    assert page.locator("h1").is_visible()
