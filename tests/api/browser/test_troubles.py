"""What comes between a resident and an answer, and how it goes on afterwards."""

from __future__ import annotations

import pytest

from api.app import build_app
from api.settings import ApiSettings, Settings
from api.state import State
from bot import Bot, BotSettings
from index import Index, IndexSettings
from tests.api.browser.conftest import Visit
from tests.api.browser.serving import free_port, serving
from tests.api.browser.test_asking import SCOOTERS, ask
from tests.api.conftest import Open
from tests.fakes import WordEmbedder

NASTY = '<img src=x onerror="document.title=1"><script>document.title=1</script> electric scooters {{7*7}}'


@pytest.fixture(scope="module")
def quickly() -> Open:
    """Opens states around one bot, as one takes seconds to make; it forgets conversations as a restart does."""
    bot = Bot.open(None, BotSettings(conversation_minutes=1e-6))

    def opened(settings: Settings) -> State:
        bot.index = Index.open(settings.index, WordEmbedder())
        return State(settings, bot)

    return opened


def test_offline_and_back(visit: Visit) -> None:
    page = visit()
    page.wait_for_function("document.querySelector('on-record-chat').shadowRoot")
    page.context.set_offline(True)
    ask(page, SCOOTERS)
    page.locator(".trouble").wait_for()
    assert page.get_by_label("Your question").input_value() == SCOOTERS
    page.get_by_role("button", name="Try again").click()
    page.locator(".trouble").wait_for()
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    page.locator("article").first.wait_for()
    assert page.locator(".turn").count() == 1
    assert page.get_by_label("Your question").input_value() == ""


def test_a_restart_of_the_server_ends_no_conversation(visit: Visit, words: IndexSettings, quickly: Open) -> None:
    port = free_port()
    settings = Settings(index=words, api=ApiSettings(rate=""))
    with serving(build_app(settings, quickly), port) as address:
        page = visit(address)
        ask(page, SCOOTERS)
        page.locator(".next").wait_for()
    ask(page, "hare coursing")
    page.locator(".trouble").wait_for()
    assert "connection was lost" in page.get_by_role("alert").inner_text()
    with serving(build_app(settings, quickly), port):
        page.get_by_role("button", name="Try again").click()
        page.locator(".turn").nth(1).locator("article").first.wait_for()
        assert page.locator(".turn").count() == 2
        assert page.locator(".trouble").count() == 0


def test_more_questions_than_are_allowed_are_a_sentence_and_a_wait(
    visit: Visit, words: IndexSettings, quickly: Open
) -> None:
    settings = Settings(index=words, api=ApiSettings(rate="2/minute"))  # an answer and what to ask next
    with serving(build_app(settings, quickly), free_port()) as address:
        page = visit(address)
        ask(page, SCOOTERS)
        page.locator(".next").wait_for()
        ask(page, "hare coursing")
        page.locator(".trouble").wait_for()
        said = page.get_by_role("alert").inner_text()
    assert "Too many questions came from your connection. In danger, call 999." in said
    assert "seconds" in said
    assert page.get_by_label("Your question").input_value() == "hare coursing"


def test_what_was_typed_is_never_read_as_html(visit: Visit) -> None:
    for scripts in (True, False):
        page = visit(java_script_enabled=scripts)
        page.get_by_label("Your question").fill(NASTY)
        page.get_by_role("button", name="Ask").click()
        page.locator(".message").wait_for()
        assert NASTY in page.locator(".asked").inner_text()
        assert page.locator("img, article script").count() == 0
        assert "1" not in page.title()
