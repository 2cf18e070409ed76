"""The README's pictures of the office, of the real record: python -m tests.api.browser.office_pictures [INDEX].

Needs what the browser tests need, and an index (`onrecord index`).
"""

from __future__ import annotations

import datetime as dt
import io
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from bot import Bot
from index import Index, IndexSettings
from tests.api.browser.missed import missed
from tests.api.browser.serving import LONG, chromium, free_port, serving
from tests.api.office.conftest import WORDS, opening

HERE = Path(__file__).parent / "pictures"
SIZE = {"width": 1000, "height": 1300}
COLOURS = 64
TEXT = """The rural crime team has doubled since 2020. During 2022 we have detected 250 offences using e-scooters.
Officers will deal with any offences they come across."""


def precedents(page: Page, office: str) -> None:
    page.goto(f"{office}/office/precedents?q=electric+scooters")


def check(page: Page, office: str) -> None:
    page.goto(f"{office}/office/check")
    page.get_by_role("textbox", name="The text").fill(TEXT)
    page.get_by_role("button", name="Check it").click()
    page.get_by_role("heading", name="Sentence by sentence").wait_for()


def withdrawing(page: Page, office: str) -> None:
    page.goto(f"{office}/office/withdrawals?answer=003_1a58a8230cb90626-q5")
    page.get_by_label("Words that are to go").fill("electric scooters")
    page.get_by_role("textbox", name="Why").fill("Asked for by the person concerned.")
    page.get_by_role("button", name="Show me what would be black").click()
    page.get_by_role("heading", name="This is what would go").wait_for()


def desk(page: Page, office: str) -> None:
    page.goto(f"{office}/office/desk")


def keep(picture: bytes, at: Path) -> None:
    """In few colours, for its size."""
    Image.open(io.BytesIO(picture)).quantize(COLOURS, dither=Image.Dither.NONE).save(at, optimize=True)


def take(office: str) -> None:
    """Each picture, as those see it who work with it."""
    with sync_playwright() as started, chromium(started) as browser:
        for name, shows in (("staff", (precedents, check)), ("editor", (withdrawing, desk))):
            page = browser.new_page(viewport=SIZE)
            page.set_default_timeout(LONG * 1000)
            page.goto(f"{office}/office")
            page.get_by_label("Name").fill(name)
            page.get_by_label("Password").fill(WORDS)
            page.get_by_role("button", name="Sign in").click()
            page.get_by_role("button", name="Sign out").wait_for()
            for show in shows:
                show(page, office)
                page.evaluate("scrollTo(0, 0)")
                keep(page.screenshot(), HERE / f"{show.__name__}.png")


def main(data: IndexSettings) -> None:
    """An office over an index, for as long as the pictures take."""
    with ExitStack() as stack:
        index = Index.open(data)
        stack.callback(index.close)
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        open_house = stack.enter_context(opening(Path(folder), Bot.open(index)))
        house = open_house(index=data)
        house.ledger.add(*missed(dt.date.today()))
        take(stack.enter_context(serving(house.app, free_port())))


if __name__ == "__main__":
    main(IndexSettings(data=Path(sys.argv[1])) if len(sys.argv) > 1 else IndexSettings())
