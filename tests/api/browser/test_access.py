"""Accessibility: a program's findings in every state and look, what has the focus, and what is announced."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.api.browser.conftest import Visit
from tests.api.browser.stand_ins import HELD, card, event, status, whole
from tests.api.browser.test_asking import DANGER, SCOOTERS, answer_with, ask

NOBODY = "When are the bins collected?"
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
FOCUS = """() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getClientRects()[0];
  const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
  const [width, height] = [Math.min(box.right, innerWidth) - left, Math.min(box.bottom, innerHeight) - top];
  const inside = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.8], [0.1, 0.8], [0.9, 0.2]];
  const shown = inside.filter(([x, y]) => {
    const seen = element.getRootNode().elementFromPoint(left + x * width, top + y * height);
    return seen && (element.contains(seen) || seen.contains(element) && seen.matches(".calls, p, label"));
  });
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return [
    element.getAttribute("aria-label") || element.id || element.textContent.trim().slice(0, 40),
    shown.length,
    outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
  ];
}"""
LISTEN = """() => {
  window.announced = [];
  const root = document.querySelector("on-record-chat").shadowRoot;
  const region = root.querySelector("[role=status]");
  new MutationObserver(() => window.announced.push(region.textContent.trim())).observe(region, { childList: true });
}"""


@pytest.fixture(scope="module")
def faults() -> Callable[[Any], list[str]]:
    """Looks for faults in a page, shadow trees included, in each look."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()

    def find(page: Any) -> list[str]:
        found = []
        for look, media in LOOKS.items():
            page.emulate_media(reduced_motion="reduce", **media)
            for each in axe.run(page, options=RULES).response["violations"]:
                found += [f"{look}: {each['id']}: {node['html'][:120]}" for node in each["nodes"]]
        return found

    return find


def empty(page: Any) -> None:
    page.get_by_label("Your question").wait_for()


def streaming(page: Any) -> None:
    page.evaluate(f"() => {{ {HELD} }}")
    ask(page, "x")
    page.wait_for_function("window.held")
    page.evaluate("(text) => window.say(text)", event("status", status()) + event("answer", card()))
    page.locator("article").wait_for()


def answered(page: Any) -> None:
    ask(page, SCOOTERS)
    page.locator(".next").wait_for()
    page.get_by_role("button", name="Something is wrong").first.click()
    page.get_by_role("button", name="This answered me").first.click()
    page.locator(".note", has_text="Thank you").wait_for()
    for summary in page.locator("summary").all():
        summary.click()


def nothing(page: Any) -> None:
    ask(page, NOBODY)
    page.locator(".handover").wait_for()


def danger(page: Any) -> None:
    ask(page, DANGER)
    page.locator(".urgent").wait_for()


def error(page: Any) -> None:
    answer_with(page, "{}", 500)
    ask(page, "my question")
    page.locator(".trouble").wait_for()


STATES = [empty, streaming, answered, nothing, danger, error]


@pytest.mark.parametrize("where", ["inline", "launcher"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_no_fault_is_found_in_the_widget(
    visit: Visit, embedding: str, faults: Callable[[Any], list[str]], state: Callable[[Any], None], where: str
) -> None:
    page = visit(embedding if where == "launcher" else "")
    if where == "launcher":
        page.get_by_role("button", name="Ask the record").click()
    state(page)
    assert faults(page) == []


@pytest.mark.parametrize(("width", "height"), [(320, 256), (640, 360)])
@pytest.mark.parametrize("where", ["inline", "launcher"])
def test_no_fault_is_found_when_it_is_small_or_enlarged(
    visit: Visit, embedding: str, faults: Callable[[Any], list[str]], where: str, width: int, height: int
) -> None:
    page = visit(embedding if where == "launcher" else "", width=width, height=height)
    if where == "launcher":
        page.get_by_role("button", name="Ask the record").click()
    answered(page)
    danger(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults(page) == []


def plain(page: Any, question: str) -> None:
    """Ask by the form, as a browser without scripts does: the widget's modules never come."""
    page.route("**/widget/**", lambda route: route.abort())
    page.reload()
    page.get_by_label("Your question").fill(question)
    page.get_by_role("button", name="Ask").click()
    page.locator("h1").wait_for()


@pytest.mark.parametrize(
    "question", [SCOOTERS, NOBODY, DANGER, "x " * 2000], ids=["answered", "nothing", "danger", "error"]
)
def test_no_fault_is_found_in_a_reply_without_scripts(
    visit: Visit, faults: Callable[[Any], list[str]], question: str
) -> None:
    page = visit(width=320)
    plain(page, question)
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults(page) == []


@pytest.mark.parametrize(
    "path", ["/answers/rural-q2", "/meetings", "/meetings/roads", "/nope", "/privacy", "/accessibility"]
)
def test_no_fault_is_found_in_the_pages(
    visit: Visit, service: str, faults: Callable[[Any], list[str]], path: str
) -> None:
    page = visit(service + path, width=320)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults(page) == []


@pytest.mark.parametrize(("width", "height"), [(1000, 800), (320, 256)], ids=["desk", "400 %"])
@pytest.mark.parametrize("where", ["inline", "launcher", "pages"])
def test_whatever_has_the_focus_can_be_seen(visit: Visit, embedding: str, where: str, width: int, height: int) -> None:
    page = visit(embedding if where == "launcher" else "", width=width, height=height)
    if where == "launcher":
        page.get_by_role("button", name="Ask the record").click()
    if where == "pages":
        plain(page, SCOOTERS)
    else:
        answered(page)
    seen = []
    for number in range(70):
        page.keyboard.press("Tab" if number < 40 else "Shift+Tab")
        if found := page.evaluate(FOCUS):
            seen.append(found)
    assert len({name for name, *_ in seen}) >= 10
    assert [name for name, shown, _ in seen if not shown] == []
    assert [name for name, _, ringed in seen if not ringed] == []


def test_each_reply_is_announced_once(visit: Visit) -> None:
    page = visit()
    page.route(
        "**/suggestions*",
        lambda route: route.fulfill(
            body=json.dumps([{"question": "What else?", "answer_id": "y"}]),
            headers={"Content-Type": "application/json"},
        ),
    )
    answer_with(page, whole(card(), card(id="x-q2"), message="Here."))
    page.wait_for_function("document.querySelector('on-record-chat').shadowRoot")
    page.evaluate(LISTEN)
    ask(page, "x")
    page.locator(".next").wait_for()
    assert page.evaluate("announced") == [
        "Looking through the published answers…",
        "2 published answers are shown. Here.",
    ]
    log = page.get_by_role("log", name="Conversation")
    assert log.get_attribute("aria-live") == "off"
    assert log.locator("article").count() == 2
