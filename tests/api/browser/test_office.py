"""The office in a real browser, without scripts and by keyboard: its forms are taken for what they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import Bot
from tests.api.browser.conftest import Page, Visit
from tests.api.browser.serving import free_port, serving
from tests.api.office.conftest import WORDS, House, opening


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, blind: Bot) -> Iterator[tuple[str, House]]:
    """The address of an office that is being served, and the office."""
    with opening(tmp_path_factory.mktemp("office"), blind) as open_house:
        house = open_house()
        with serving(house.app, free_port()) as address:
            yield address, house


@pytest.fixture
def page(office: tuple[str, House], visit: Visit) -> Page:
    """The office's first page, to somebody who has not signed in, without scripts."""
    address, _ = office
    return visit(f"{address}/office/tokens", java_script_enabled=False, width=320)


def by_keyboard(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key) if len(key) > 1 and key[0].isupper() else page.keyboard.type(key)


def sign_in(page: Page, name: str) -> None:
    page.get_by_label("Name").focus()
    by_keyboard(page, name, "Tab", WORDS, "Enter")
    page.wait_for_url("**/office/tokens")


def test_somebody_signs_in_makes_a_token_and_leaves_by_keyboard(page: Page, office: tuple[str, House]) -> None:
    assert page.url.endswith("/office/sign-in?next=%2Foffice%2Ftokens")
    sign_in(page, "staff")
    page.get_by_label("What it is for").focus()
    by_keyboard(page, "report", "Tab", "Space", "Tab", "Tab", "Tab", "Enter")
    made = page.get_by_role("status").inner_text()
    assert "Authorization: Bearer orc_" in made
    page.get_by_role("button", name="Revoke report").focus()
    by_keyboard(page, "Enter")
    page.get_by_text("revoked", exact=True).wait_for()
    page.get_by_role("button", name="Sign out").focus()
    by_keyboard(page, "Enter")
    page.wait_for_url("**/office/sign-in")
    page.goto(f"{office[0]}/office")
    assert "/office/sign-in" in page.url


def test_the_first_tab_leads_past_the_menu(page: Page) -> None:
    sign_in(page, "admin")
    page.reload()
    by_keyboard(page, "Tab")
    assert page.locator(":focus").inner_text() == "Skip to the page"


@pytest.mark.parametrize("path", ["/office", "/office/tokens", "/office/password", "/office/users", "/office/audit"])
def test_no_page_is_wider_than_a_small_screen_and_every_field_has_a_label(
    page: Page, office: tuple[str, House], path: str
) -> None:
    sign_in(page, "admin")
    page.goto(f"{office[0]}{path}")
    assert page.locator("h1").count() == 1
    box = page.locator("main").bounding_box()
    assert box
    assert box["x"] + box["width"] <= 320
    for control in page.locator("main input:not([type=hidden]), main select").all():
        assert page.locator(f"label[for={control.get_attribute('id')}]").count() == 1
        size = control.bounding_box()
        assert size
        assert min(size["width"], size["height"]) >= 24


def test_another_websites_form_changes_nothing(
    page: Page, office: tuple[str, House], elsewhere: tuple[Path, int]
) -> None:
    address, house = office
    sign_in(page, "admin")
    folder, port = elsewhere
    form = f'<form method="post" action="{address}/office/users/staff/disable"><button>Win</button></form>'
    (folder / "evil.html").write_text(form, encoding="utf-8")
    page.goto(f"http://localhost:{port}/evil.html")
    page.get_by_role("button").click()
    page.wait_for_url(f"{address}/office")  # without its cookie to the sign-in page, and from there with it
    assert not house.account("staff").disabled


def test_another_websites_form_signs_nobody_out_or_in(
    page: Page, office: tuple[str, House], elsewhere: tuple[Path, int]
) -> None:
    address, _ = office
    sign_in(page, "admin")
    folder, port = elsewhere
    fields = f'<input name="name" value="staff"><input name="password" value="{WORDS}">'
    form = f'<form method="post" action="{address}/office/sign-in">{fields}<button>Win</button></form>'
    (folder / "evil.html").write_text(form, encoding="utf-8")
    page.goto(f"http://localhost:{port}/evil.html")
    page.get_by_role("button").click()
    page.wait_for_url(f"{address}/office")
    assert "admin" in page.locator("header").inner_text()
