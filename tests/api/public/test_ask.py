from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from tests.api.conftest import CANARY

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
SCRIPT = "<script>alert(1)</script>"


def conversation(text: str) -> str:
    found = re.search(r'name="conversation_id" value="([^"]+)"', text)
    assert found
    return found[1]


def test_the_first_page_has_a_form_that_posts(client: TestClient) -> None:
    page = client.get("/", headers=HTML)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert '<form method="post" action="/ask">' in page.text
    assert '<label for="question">' in page.text
    assert 'href="tel:999"' in page.text
    assert 'href="tel:101"' in page.text
    assert "<on-record-chat" in page.text


def test_a_reply_is_a_page_with_everything_a_reader_needs(client: TestClient) -> None:
    page = client.post("/ask", data={"question": "electric scooters on pavements"})
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["onrecord-generation"] == client.get("/readyz").json()["generation"]
    for part in (
        "<mark>Electric scooters may not be ridden on pavements.</mark>",
        '<time datetime="2022-10-06">6 October 2022</time>',
        "Why are electric scooters ridden on pavements in Derby?",
        'href="/answers/rural-q3"',
        'href="/answers/roads-q1"',
        "Also asked",
        "The constabulary’s words",
    ):
        assert part in page.text


def test_a_follow_up_goes_on_with_the_conversation(client: TestClient) -> None:
    first = conversation(client.post("/ask", data={"question": "hare coursing"}).text)
    again = client.post("/ask", data={"question": "and in Derby?", "conversation_id": first})
    assert conversation(again.text) == first


def test_an_id_that_cannot_be_one_starts_a_new_conversation(client: TestClient) -> None:
    page = client.post("/ask", data={"question": "hare coursing", "conversation_id": SCRIPT})
    assert page.status_code == 200
    assert SCRIPT not in page.text


@pytest.mark.parametrize("question", [f"{SCRIPT} hare coursing", f'"><img src=x onerror=1> {SCRIPT}', SCRIPT])
def test_what_was_typed_is_text(client: TestClient, question: str) -> None:
    page = client.post("/ask", data={"question": question})
    assert "<script>alert" not in page.text
    assert "<img" not in page.text


def test_neighbouring_questions_are_asked_by_a_button(client: TestClient) -> None:
    page = client.post("/ask", data={"question": "hare coursing"}).text
    assert "You might ask next" in page
    offered = re.findall(r'<button type="submit" name="question" value="([^"]+)">', page)
    assert 0 < len(offered) <= 3
    assert client.post("/ask", data={"question": html.unescape(offered[0])}).status_code == 200


def test_each_answer_can_be_judged_and_the_question_goes_with_a_complaint_only(client: TestClient) -> None:
    page = client.post("/ask", data={"question": f'hare "coursing" {CANARY}'}).text
    praise, complaint = re.findall(r'<form method="post" action="/ask/feedback">.*?</form>', page, re.DOTALL)[:2]
    assert 'name="verdict" value="answered"' in praise
    assert CANARY not in praise
    assert f'name="question" value="hare &#34;coursing&#34; {CANARY}"' in complaint
    for verdict in ("wrong_subject", "out_of_date", "unclear", "harmful"):
        assert f'name="verdict" value="{verdict}"' in complaint


def test_nobody_in_need_is_asked_for_feedback_or_led_on(client: TestClient) -> None:
    for question in ("Someone is breaking into my house right now", "What is happening with my case?"):
        page = client.post("/ask", data={"question": question}).text
        assert "/ask/feedback" not in page
        assert "You might ask next" not in page


def test_what_was_typed_can_be_taken_along_where_nothing_is_found(client: TestClient) -> None:
    page = client.post("/ask", data={"question": f"When are the {CANARY} bins & <b> collected?"}).text
    assert f"readonly>When are the {CANARY} bins &amp; &lt;b&gt; collected?</textarea>" in page


def test_a_question_far_too_long_is_refused_with_a_page(client: TestClient) -> None:
    browser = HTML | {"Content-Type": "application/x-www-form-urlencoded"}
    whole = b"question=" + b"x" * 70_000
    for body in (whole, (whole[at : at + 1000] for at in range(0, len(whole), 1000))):
        page = client.post("/ask", content=body, headers=browser)
        assert page.status_code == 413
        assert page.headers["content-type"].startswith("text/html")
        assert "Please shorten your question." in page.text


def test_danger_stands_first_and_shows_no_answer(client: TestClient, empty: TestClient) -> None:
    for served in (client, empty):
        page = served.post("/ask", data={"question": "Someone is breaking into my house right now"})
        assert page.status_code == 200
        assert page.text.index("call 999") < page.text.index("You asked")
        assert "<article" not in page.text


def test_an_error_keeps_what_was_typed(client: TestClient, empty: TestClient) -> None:
    for served, question, status in ((client, f"{CANARY} " * 400, 422), (empty, f"{CANARY} coursing", 503)):
        page = served.post("/ask", data={"question": question})
        assert page.status_code == status
        assert page.headers["content-type"].startswith("text/html")
        assert CANARY in page.text
        assert 'role="alert"' in page.text


def test_nothing_at_all_is_asked_for(client: TestClient) -> None:
    assert client.post("/ask", data={"question": ""}).status_code == 422


def test_no_address_holds_a_question(client: TestClient) -> None:
    response = client.get(f"/ask?q={CANARY}", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/")
    page = client.post("/ask", data={"question": CANARY})
    assert not re.search(rf'(href|action|src)="[^"]*{CANARY}', page.text)


def test_what_is_no_form_is_refused(client: TestClient) -> None:
    assert client.post("/ask", json={"question": "x"}).status_code == 415
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/ask", content=b"question=%s" % (b"&a=1" * 99), headers=kind).status_code == 422
    assert client.post("/ask", content=b"\xff\xfe", headers=kind).status_code == 422
