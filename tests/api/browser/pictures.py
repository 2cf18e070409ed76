"""The pictures in README.md: each state of the widget over the real record.

    python -m tests.api.browser.pictures [FOLDER]

Uses the published index of the settings (`onrecord index` makes one). A person has to look at them.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from api.app import build_app
from api.settings import ApiSettings, load_settings
from bot import BotSettings, NextMeeting
from tests.api.browser import serving

HERE = Path(__file__).parent / "pictures"
COLOURS = 128  # enough for flat colours and the edges of letters
MEETING = NextMeeting(
    date=dt.date.today() + dt.timedelta(days=60),
    subject="Rural crime",
    questions_until=dt.date.today() + dt.timedelta(days=45),
    ask_at="mailto:questions@example.org?subject=A%20question&body={question}",
)
Act = Callable[[Any], None]


@dataclass(frozen=True)
class Picture:
    """What is done before one picture is taken, and in what kind of window."""

    name: str
    act: Act
    width: int = 760
    height: int = 900
    embedded: bool = False
    options: dict[str, Any] = field(default_factory=dict)


def ask(question: str, shown: str) -> Act:
    """Asks in the widget, and waits for what is to be shown."""

    def act(page: Any) -> None:
        page.get_by_label("Your question").fill(question)
        page.keyboard.press("Enter")
        page.locator(shown).first.wait_for()
        page.wait_for_timeout(800)  # until it has scrolled

    return act


def in_order(*acts: Act) -> Act:
    """One after the other."""

    def act(page: Any) -> None:
        for each in acts:
            each(page)

    return act


def answer_with(code: int) -> Act:
    """Whatever is asked fails."""
    return lambda page: page.route("**/chat", lambda route: route.fulfill(status=code, headers={"Retry-After": "30"}))


def hold(page: Any) -> None:
    """Whatever is asked stays unanswered."""
    page.evaluate("() => { window.fetch = () => new Promise(() => {}); }")


def open_panel(page: Any) -> None:
    page.get_by_role("button", name="Ask the record").click()


def complain(page: Any) -> None:
    """Open the four reasons of the first card, and show them."""
    button = page.get_by_role("button", name="Something is wrong").first
    button.click()
    button.evaluate("(button) => button.closest('.card').scrollIntoView({ block: 'end' })")
    page.wait_for_timeout(300)


def submit(question: str) -> Act:
    """Asks by the form."""

    def act(page: Any) -> None:
        page.get_by_label("Your question").fill(question)
        page.get_by_role("button", name="Ask").click()
        page.locator("h1.message").wait_for()

    return act


KNIVES = "What is being done about knife crime?"
PHONE = {"width": 390, "height": 780, "options": {"is_mobile": True, "has_touch": True}}
PICTURES = (
    Picture("empty", lambda page: None, height=700),
    Picture("streaming", in_order(open_panel, hold, ask(KNIVES, ".working")), embedded=True, height=720),
    Picture("answered", ask(KNIVES, ".next")),
    Picture("nothing-found", ask("How many police horses are there?", ".handover"), height=720),
    Picture(
        "emergency-dark",
        ask("Someone is breaking into my house", ".urgent"),
        options={"color_scheme": "dark"},
        height=620,
    ),
    Picture("error", in_order(answer_with(503), ask(KNIVES, ".trouble")), height=620),
    Picture("without-scripts", submit("Are electric scooters legal?"), options={"java_script_enabled": False}),
    Picture("phone", in_order(ask(KNIVES, ".next"), complain), **PHONE),  # type: ignore[arg-type]
)


def small(png: bytes) -> bytes:
    """The same picture with a palette, as a smaller file."""
    with Image.open(BytesIO(png)) as picture:
        out = BytesIO()
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


@contextmanager
def services(folder: Path) -> Iterator[tuple[str, str]]:
    """The addresses of the application over the real record, and of a website that holds its widget."""
    with serving.website(folder) as port:
        settings = load_settings().model_copy(
            update={
                "api": ApiSettings(rate="", origins=f"http://localhost:{port}"),
                "bot": BotSettings(next_meeting=MEETING),
            }
        )
        with serving.serving(build_app(settings), serving.free_port()) as service:
            serving.embed(folder, service)
            yield service, f"http://localhost:{port}/"


def take(picture: Picture, browser: Any, address: str) -> bytes:
    """One picture, as a small PNG."""
    context = browser.new_context(viewport={"width": picture.width, "height": picture.height}, **picture.options)
    page = context.new_page()
    page.goto(address)
    picture.act(page)
    page.mouse.move(0, 0)
    png: bytes = page.screenshot()
    context.close()
    return small(png)


def main(out: Path) -> None:
    """Take all of them."""
    out.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        services(Path(folder)) as (service, website),
        sync_playwright() as playwright,
        serving.chromium(playwright) as browser,
    ):
        for picture in PICTURES:
            png = take(picture, browser, website if picture.embedded else service)
            (out / f"{picture.name}.png").write_bytes(png)
            print(f"{picture.name}.png  {len(png):,} bytes")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
