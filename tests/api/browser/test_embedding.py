"""The widget on other people's websites: what is enough, what it needs, and who may not."""

from __future__ import annotations

from tests.api.browser.conftest import Visit
from tests.api.browser.test_asking import SCOOTERS, ask

STOP = "#main, main, body { all: unset } on-record-chat { font: 3px fantasy; color: yellow } button { display: none }"


def test_two_lines_are_enough_under_a_policy_that_allows_nothing_else(
    visit: Visit, embedding: str, service: str
) -> None:
    page = visit(embedding)  # whatever the policy forbids is a complaint, which fails the test
    asked: list[tuple[str, str]] = []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    page.reload()
    page.get_by_role("button", name="Ask the record").click()
    ask(page, SCOOTERS)
    page.get_by_role("button", name="This answered me").first.click()
    page.get_by_text("Thank you").first.wait_for()
    page.locator(".next").wait_for()
    assert all(address.startswith((service, embedding)) for _, address in asked)
    assert ("POST", f"{service}/feedback") in asked
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_website_that_is_not_named_gets_what_stands_between_the_tags(
    visit: Visit, embedding: str, service: str
) -> None:
    page = visit(embedding.replace("localhost", "127.0.0.1"))
    page.wait_for_load_state("networkidle")
    assert page.get_by_role("link", name="Ask the record").get_attribute("href") == f"{service}/"
    refused = "(address) => fetch(address, { method: 'POST', body: '{}' }).then(() => 'read', () => 'refused')"
    assert page.evaluate(refused, f"{service}/chat") == "refused"


def test_a_websites_own_style_stays_out(visit: Visit, service: str) -> None:
    page = visit(f"{service}/")
    page.wait_for_function("document.querySelector('on-record-chat').shadowRoot")
    page.evaluate(
        "(rules) => { const s = new CSSStyleSheet(); s.replaceSync(rules); document.adoptedStyleSheets.push(s); }", STOP
    )
    seen = page.get_by_role("button", name="Ask").evaluate("(b) => [getComputedStyle(b).display, b.offsetHeight]")
    assert seen[0] != "none"
    assert seen[1] >= 44


def test_two_on_one_page_do_not_mind_each_other(visit: Visit, embedding: str) -> None:
    page = visit(embedding)
    page.evaluate("document.querySelector('main').append(document.createElement('on-record-chat'))")
    inline = page.locator("on-record-chat").nth(1)
    inline.get_by_label("Your question").fill(SCOOTERS)
    inline.get_by_role("button", name="Ask", exact=True).click()
    inline.locator("article").first.wait_for()
    assert page.locator("on-record-chat").nth(0).locator("article").count() == 0
