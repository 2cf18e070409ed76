"""Ten things that residents come for, each done in the browser over the real record."""

from __future__ import annotations

from tests.api.browser.conftest import Visit
from tests.api.browser.test_asking import DANGER, ask

SCOOTERS = "Are electric scooters legal?"
HORSES = "How many police horses are there?"


def test_a_resident_asks_and_reads_the_answer_word_for_word(visit: Visit, real: str) -> None:
    page = visit(real)
    ask(page, SCOOTERS)
    card = page.locator("article").first
    card.wait_for()
    for part in ("electric scooters are being used illegally", "21 March 2023", "The constabulary’s words"):
        assert part in card.inner_text()
    assert "vehicle being seized" in " ".join(card.locator("mark").all_inner_texts())
    card.get_by_role("link", name="This answer on its own page").click()
    page.wait_for_url("**/answers/*")
    assert "On the second time the E-Scooter is seized." in page.locator("blockquote").inner_text()


def test_a_resident_follows_up(visit: Visit, real: str) -> None:
    page = visit(real)
    ask(page, "What is being done about electric scooters?")
    page.locator(".next").wait_for()
    ask(page, "and in Chesterfield?")
    second = page.locator(".turn").nth(1)
    second.locator("article").first.wait_for()
    assert "What is being done about electric scooters? and in Chesterfield?" in second.locator(".used").inner_text()
    second.locator(".next button").first.click()
    page.locator(".turn").nth(2).locator(".message").wait_for()


def test_a_resident_finds_nothing_and_takes_the_question_to_the_meeting(visit: Visit, real: str) -> None:
    page = visit(real, permissions=["clipboard-read", "clipboard-write"])
    ask(page, HORSES)
    page.locator(".handover").wait_for()
    assert "No published answer was found" in page.locator(".message").inner_text()
    assert "closest subjects" in page.locator(".message").inner_text()
    sign = page.locator(".signposts").inner_text()
    for part in ("15 January 2099", "Rural crime", "2 January 2099"):
        assert part in sign
    href = page.get_by_role("link", name="Ask at the next public meeting").get_attribute("href")
    assert href.startswith("mailto:questions@example.org")
    assert "police%20horses" in href
    page.get_by_role("button", name="Copy your question").click()
    page.locator(".note", has_text="copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == HORSES


def test_a_resident_in_danger_is_sent_to_999_and_leaves(visit: Visit, real: str) -> None:
    page = visit(real)
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    ask(page, DANGER)
    page.get_by_role("alert").wait_for()
    assert "call 999" in page.get_by_role("alert").inner_text()
    assert page.locator('.signposts a[href="tel:999"]').is_visible()
    assert page.locator("article, .feedback, .next").count() == 0
    page.get_by_role("link", name="Leave now").click()
    page.wait_for_url("https://www.bbc.co.uk/weather", wait_until="commit")


def test_a_resident_sees_that_an_answer_is_old_and_says_so(visit: Visit, real: str) -> None:
    page = visit(real)
    ask(page, SCOOTERS)
    card = page.locator("article").first
    card.wait_for()
    assert "years" in card.locator(".age").inner_text()
    assert "This answer is old." in card.locator(".age").inner_text()
    card.get_by_text("What may have changed since").click()
    assert card.locator("details li").first.is_visible()
    assert "Also asked" in card.inner_text()
    card.get_by_role("button", name="Something is wrong").click()
    card.get_by_role("button", name="It is out of date").click()
    card.locator(".note", has_text="Thank you").wait_for()


def test_a_resident_can_tell_a_near_miss(visit: Visit, real: str) -> None:
    page = visit(real)
    ask(page, "How many robberies were there last year?")
    card = page.locator("article").first
    card.wait_for()
    assert "8 robberies" in card.get_by_role("heading").inner_text()  # asked about robberies …
    assert "burglar" in card.locator("blockquote").inner_text().lower()  # … answered about burglaries
    related = page.locator("article.related").first
    assert "Only related: it may not answer your question" in related.inner_text()


def test_a_resident_uses_the_keyboard_alone(visit: Visit, real: str) -> None:
    page = visit(real)
    page.wait_for_function("document.querySelector('on-record-chat').shadowRoot")

    def tab_to(name: str, key: str = "Tab") -> None:
        for _ in range(60):
            page.keyboard.press(key)
            focus = "() => document.activeElement.shadowRoot?.activeElement"
            if page.evaluate(f"({focus})()?.textContent ?? ''") == name or (
                page.evaluate(f"({focus})()?.id ?? ''") == name
            ):
                return
        raise AssertionError(f"{name} cannot be reached")

    tab_to("question")
    page.keyboard.type(SCOOTERS)
    page.keyboard.press("Enter")
    page.locator(".next").wait_for()
    tab_to("Show the whole answer", "Shift+Tab")
    page.keyboard.press("Enter")
    assert page.get_by_role("button", name="Show only the closest parts").is_visible()
    tab_to("Something is wrong")
    page.keyboard.press("Space")
    tab_to("It is not clear")
    page.keyboard.press("Enter")
    page.locator(".note", has_text="Thank you").wait_for()
    asked = page.locator(".next button").first.inner_text()
    tab_to(asked)
    page.keyboard.press("Enter")
    page.locator(".turn").nth(1).locator(".message").wait_for()
    tab_to("Clear conversation")
    page.keyboard.press("Enter")
    assert page.locator(".turn").count() == 0
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    tab_to("Leave now", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("https://www.bbc.co.uk/weather")


def test_a_resident_has_no_scripts(visit: Visit, real: str) -> None:
    page = visit(real, java_script_enabled=False)
    page.get_by_label("Your question").fill(SCOOTERS)
    page.get_by_role("button", name="Ask").click()
    assert "21 March 2023" in page.locator("article").first.inner_text()
    page.locator("summary", has_text="Something is wrong").first.click()
    page.get_by_role("button", name="It is out of date").first.click()
    assert page.get_by_role("heading", name="Thank you").is_visible()
    page.get_by_label("Your question").fill("and in Chesterfield?")
    page.get_by_role("button", name="Ask").click()
    assert "and in Chesterfield?" in page.locator(".hint q").first.inner_text()
    page.locator(".next button").first.click()
    assert page.locator("h1").is_visible()
    page.get_by_role("link", name="Clear conversation").click()
    page.get_by_label("Your question").fill(HORSES)
    page.get_by_role("button", name="Ask").click()
    assert page.get_by_label("What you typed").input_value() == HORSES


def test_a_resident_has_a_phone(visit: Visit, real_embedding: str) -> None:
    page = visit(real_embedding, width=390, height=780, is_mobile=True, has_touch=True)
    page.get_by_role("button", name="Ask the record").tap()
    page.get_by_label("Your question").fill(SCOOTERS)
    page.get_by_role("button", name="Ask", exact=True).tap()
    page.locator("article").first.wait_for()
    page.wait_for_timeout(800)  # until it has scrolled
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("article h3").first.evaluate("(h) => h.getBoundingClientRect().top < innerHeight")
    assert page.get_by_role("link", name="Danger? Call 999").get_attribute("href") == "tel:999"
    fold = page.get_by_role("button", name="Show the whole answer").first
    fold.tap()
    assert page.locator("blockquote").first.locator(".rest").first.is_visible()


def test_a_resident_asks_on_the_commissioners_website(visit: Visit, real_embedding: str) -> None:
    page = visit(real_embedding)
    page.get_by_role("button", name="Ask the record").click()
    ask(page, SCOOTERS)
    page.locator("article").first.wait_for()
    page.get_by_role("button", name="This answered me").first.click()
    page.locator(".note", has_text="Thank you").wait_for()
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Ask the record").click()
    assert page.locator("article").first.is_visible()  # nothing was lost
