"""How the widget behaves as a part of a page: keyboard, screen readers, small screens, paper, other people's sites."""

from __future__ import annotations

from typing import Any

from tests.api.browser.conftest import Visit
from tests.api.browser.stand_ins import CITATION, card, whole
from tests.api.browser.test_asking import SCOOTERS, answer_with, ask

NASTY = '<img src=x onerror="document.title=1"><script>document.title=1</script>'


def shown(visit: Visit, *cards: dict[str, Any], **options: Any) -> Any:
    """A page on which made-up cards are shown."""
    page = visit(**options)
    answer_with(page, whole(*cards))
    ask(page, "x")
    page.locator("article").last.wait_for()
    return page


def test_the_launcher_is_worked_by_keyboard(visit: Visit, embedding: str) -> None:
    page = visit(embedding)
    launcher = page.get_by_role("button", name="Ask the record")
    assert launcher.get_attribute("aria-expanded") == "false"
    launcher.focus()
    page.keyboard.press("Enter")
    assert launcher.get_attribute("aria-expanded") == "true"
    assert page.get_by_role("dialog", name="Ask what the police have already answered").is_visible()
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.tagName") == "TEXTAREA"
    for name in ("Danger? Call 999", "Not urgent? 101"):
        assert page.get_by_role("link", name=name).is_visible()
    page.locator(".about").click()  # wherever in the panel a reader is
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.className") == "launcher"


def test_what_was_typed_before_the_widget_came_is_kept(visit: Visit) -> None:
    early = (
        "new MutationObserver(() => { const box = document.querySelector('textarea'); if (box) box.value = 'early'; })"
    )
    page = visit(script=f"{early}.observe(document, {{ childList: true, subtree: true }});")
    page.wait_for_function("document.querySelector('on-record-chat').shadowRoot")
    assert page.get_by_label("Your question").input_value() == "early"


def test_what_a_server_says_is_never_read_as_html(visit: Visit) -> None:
    nasty = card(NASTY, question=NASTY, asked_from=NASTY, citation=CITATION | {"meeting": NASTY, "url": "javascript:1"})
    page = shown(visit, nasty)
    assert page.locator("article img, article script").count() == 0
    assert page.locator("article blockquote").inner_text() == NASTY
    assert page.locator('a[href^="javascript"]').count() == 0


def test_marks_lie_where_the_service_counted_them(visit: Visit) -> None:
    page = shown(visit, card("\U0001f693 Cars. Officers come.\nNo 👍🏽 more.", ("Officers come.", "more")))
    assert page.locator("mark").all_inner_texts() == ["Officers come.", "more"]


def test_a_long_answer_is_folded_around_its_quotes(visit: Visit) -> None:
    page = shown(visit, card("\n".join([*["Far away. " * 30] * 3, "Close by.", "Far away. " * 30]), ("Close by.",)))
    text = page.locator("blockquote")
    assert text.inner_text().split() == ["[…]", "Close", "by.", "[…]"]
    fold = page.get_by_role("button", name="Show the whole answer")
    assert fold.get_attribute("aria-expanded") == "false"
    fold.click()
    assert text.inner_text().count("Far away.") == 120
    assert page.get_by_role("button", name="Show only the closest parts").get_attribute("aria-expanded") == "true"


def test_a_card_says_what_a_reader_has_to_know(visit: Visit) -> None:
    other = {"id": "y-q2", "relation": "same_question", "citation": CITATION | {"date": None}}
    reasons = [{"start": 0, "end": 9, "text": "last year", "kind": "relative_time"}] * 2
    page = shown(
        visit,
        card(
            "last year, yes",
            outcome="declined",
            answered_by="commissioner",
            freshness={"age": "4 years ago", "stale": True, "reasons": reasons},
            references=[{"label": "Q9", "answer_id": None, "doubtful": False}],
            also=[other],
        ),
    )
    text = page.locator("article").inner_text()
    for part in (
        "The response declines to answer.",
        "The commissioner’s words",
        "6 July 2022, 4 years ago.",
        "This answer is old.",
        "What may have changed since (1)",
        "Also asked: date not known, Public Assurance Meeting",
        "answer Q9, which is not in the record",
    ):
        assert part in text
    assert page.get_by_role("link", name="The page it was published on").get_attribute("href") == CITATION["url"]


def test_an_answer_is_copied_with_its_source(visit: Visit) -> None:
    page = shown(visit, card("Yes, word for word."), permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy with its source").click()
    page.locator(".note", has_text="Copied with its source.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    for part in ("Yes, word for word.", "What was asked then?", "6 July 2022", CITATION["url"], "/answers/x-q1"):
        assert part in copied


def test_leaving_leads_away_and_not_back(visit: Visit, service: str) -> None:
    page = visit(f"{service}/meetings")
    page.goto(service)
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    ask(page, SCOOTERS)
    page.locator("article").wait_for()
    page.get_by_role("link", name="Leave now").click()
    page.wait_for_url("https://www.bbc.co.uk/weather")
    page.go_back()
    assert page.url == f"{service}/meetings"


def test_paper_shows_all_of_an_answer_and_no_controls(visit: Visit) -> None:
    page = shown(visit, card("\n".join([*["Far away. " * 30] * 3, "Close by."]), ("Close by.",)))
    page.emulate_media(media="print")
    assert "Far away." in page.locator("blockquote").inner_text()
    for hidden in ("form", ".fold", ".copy", ".exit", ".feedback", ".statements"):
        assert not page.locator(f"on-record-chat {hidden}").is_visible()


def test_paper_shows_addresses_dates_and_what_may_have_changed(visit: Visit) -> None:
    reasons = [{"start": 0, "end": 9, "text": "last year", "kind": "relative_time"}]
    page = shown(visit, card("last year, yes", freshness={"age": "4 years ago", "stale": True, "reasons": reasons}))
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    written = page.locator("article .foot a").evaluate_all(
        "(all) => all.map((a) => getComputedStyle(a, '::after').content)"
    )
    assert "/answers/x-q1" in written[0]
    assert CITATION["url"] in written[1]
    assert page.locator("article time").inner_text() == "6 July 2022"
    assert page.get_by_text("a time counted from the meeting").is_visible()


def test_nothing_moves_for_who_asked_for_that(visit: Visit) -> None:
    page = visit(reduced_motion="reduce")
    page.route("**/chat", lambda route: None)
    ask(page, "x")
    seen = "getComputedStyle(document.querySelector('on-record-chat').shadowRoot.querySelector('.working'), '::before')"
    assert page.evaluate(f"{seen}.animationName") == "none"
