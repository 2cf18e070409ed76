"""The README's picture of a draft: `python -m tests.api.browser.draft_picture FOLDER_OF_AN_INDEX`, with a Chromium."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from api.app import build_app
from api.ledger import Ledger, Role
from api.office.access.passwords import Passwords
from api.office.access.people import add_user
from api.settings import Settings
from index import IndexSettings
from tests.api.browser.serving import chromium, free_port, serving

OUT = Path(__file__).parent / "pictures" / "drafting.png"
PASSWORD = "only for this picture"
QUESTION = "How many electric scooters has the force seized in Derby, and who pays for the new swimming pool?"


def main(index: str) -> None:
    """Draft, edit a figure, and take the picture."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(shutil.copytree(index, Path(folder) / "data"))
        settings = Settings(index=IndexSettings(data=data))
        ledger = Ledger.open(settings.ledger_url)
        add_user(ledger, Passwords(settings.office), "picture", "ada", Role.DRAFTER, PASSWORD)
        ledger.close()
        with (
            serving(build_app(settings), free_port()) as address,
            sync_playwright() as started,
            chromium(started) as browser,
        ):
            _take(browser.new_page(viewport={"width": 900, "height": 1000}), address)


def _take(page: Page, address: str) -> None:
    page.goto(f"{address}/office/sign-in?next=/office/drafts")
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("The question received").fill(QUESTION)
    page.get_by_role("button", name="Find starting text").click()
    page.get_by_role("heading", name="The reply, sentence by sentence").wait_for()
    for box in page.locator("fieldset.sentence textarea").all():
        if "29" in box.input_value():
            box.fill(box.input_value().replace("29", "41"))
            break
    page.get_by_role("button", name="Save").first.click()
    page.locator(".figures").first.wait_for()
    page.locator("fieldset.sentence", has=page.locator(".figures")).first.screenshot(path=OUT)


if __name__ == "__main__":
    main(sys.argv[1])
