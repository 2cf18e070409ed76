"""A real server killed with -9 while drafts are written: what it confirmed is there, whole, when it runs again."""

from __future__ import annotations

import re
import threading
from collections import Counter
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from api.ledger import DraftState, Ledger, Role, Wanted, check_ledger
from api.office.access.passwords import Passwords
from api.office.access.people import add_user
from api.office.drafting.body import read_body
from api.office.settings import OfficeSettings
from tests.api.cli.test_serve import LONG, running, wait_until_ready
from tests.api.cli.test_serving_on import BY_SIGNAL, WORDS, publish, until
from tests.api.office.conftest import CHEAP, HTML, Visitor
from tests.api.office.conftest import WORDS as PASSWORD
from tests.api.office.pages.test_drafts import QUESTION, made, post, step, tick_all

pytestmark = pytest.mark.usefixtures("quick_builds")
DRAFTERS = ("ann", "ben", "eve")
SETTINGS = BY_SIGNAL | {
    "ONRECORD_OFFICE__HASHING__MEMORY_KIB": "8",
    "ONRECORD_OFFICE__HASHING__PASSES": "1",
    "ONRECORD_OFFICE__HASHING__LANES": "1",
}
DEATHS = (4, 25)  # deeds confirmed before a kill


class Drafter(threading.Thread):
    """Makes drafts, saves versions and takes steps, one after the other, until the server is gone.

    `versions` and `states` are what the server confirmed: a text by draft and version, the last state by draft.
    """

    def __init__(self, url: str, name: str) -> None:
        super().__init__(daemon=True)
        self.visitor = Visitor(base_url=url, headers=HTML, timeout=LONG)
        assert self.visitor.sign_in(name).status_code == 303
        self.versions: dict[tuple[int, int], str] = {}
        self.states: dict[int, DraftState] = {}
        self.doing: dict[int, DraftState] = {}
        self.failed: list[Exception] = []

    @property
    def confirmed(self) -> int:
        return len(self.versions) + len(self.states)

    def run(self) -> None:
        try:
            with closing(self.visitor):
                while True:
                    self.draft()
        except httpx2.TransportError:
            pass  # it was killed
        except Exception as error:
            self.failed.append(error)

    def draft(self) -> None:
        path = made(self.visitor)
        draft = int(path.rpartition("/")[2])
        for number in range(2, 5):
            self.save(path, draft, number)
        tick_all(self.visitor, path)
        self.move(path, draft, "submit", DraftState.IN_REVIEW)
        self.move(path, draft, "take_back", DraftState.DRAFT)

    def save(self, path: str, draft: int, number: int) -> None:
        page = self.visitor.get(path).text
        row = re.findall(r'name="(text-\d+)"', page)[0]
        text = f"This is version {number} of draft {draft}. " * 50
        assert post(self.visitor, path, page, **{row: text}).status_code == 303
        self.versions[draft, number] = text.strip()

    def move(self, path: str, draft: int, name: str, to: DraftState) -> None:
        self.doing[draft] = to
        assert step(self.visitor, path, name).status_code == 303
        self.states[draft] = to


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with a published index, and a ledger with three drafters."""
    publish(tmp_path, 1)
    ledger = open_ledger(tmp_path)
    for name in DRAFTERS:
        add_user(ledger, Passwords(OfficeSettings(hashing=CHEAP)), "tests", name, Role.DRAFTER, PASSWORD)
    ledger.close()
    return tmp_path


def ledger_url(folder: Path) -> str:
    return f"sqlite:///{folder}/data-ledger/ledger.sqlite3"


def open_ledger(folder: Path) -> Ledger:
    return Ledger.open(ledger_url(folder))


def drafted_until_killed(folder: Path, deeds: int) -> list[Drafter]:
    with running(folder, WORDS, **SETTINGS) as (url, process):
        wait_until_ready(url, process)
        drafters = [Drafter(url, name) for name in DRAFTERS]
        for drafter in drafters:
            drafter.start()
        until(lambda: sum(drafter.confirmed for drafter in drafters) >= deeds or any(d.failed for d in drafters))
        process.kill()
        for drafter in drafters:
            drafter.join(LONG)
    assert [error for drafter in drafters for error in drafter.failed] == []
    return drafters


def test_what_was_confirmed_of_drafts_survives_the_server(office: Path) -> None:
    drafters = [drafter for deeds in DEATHS for drafter in drafted_until_killed(office, deeds)]
    assert check_ledger(ledger_url(office)) == "ok"
    with running(office, WORDS, **SETTINGS) as (url, process):
        wait_until_ready(url, process)
        with Visitor(base_url=url, headers=HTML, timeout=LONG) as reader:
            reader.sign_in("ann")
            for (draft, number), text in [each for drafter in drafters for each in drafter.versions.items()]:
                assert text in reader.get(f"/office/drafts/{draft}/versions/{number}").text
    ledger = open_ledger(office)
    for drafter in drafters:
        for draft, state in drafter.states.items():
            assert ledger.drafts.history(draft).draft.state in (state, drafter.doing[draft])
    assert_whole(ledger)
    ledger.close()


def assert_whole(ledger: Ledger) -> None:
    """Every draft has all its versions and its line in the log for each; nothing is there by half."""
    logged = {action: subjects(ledger, action) for action in ("draft made", "draft saved", "draft in review")}
    drafts = ledger.drafts.all()
    assert len(drafts) >= len(DRAFTERS)
    for draft in drafts:
        history, name = ledger.drafts.history(draft.id), f"draft {draft.id}"
        assert draft.question == QUESTION
        assert [version.number for version in history.versions] == list(range(1, draft.version + 1))
        assert all(read_body(version.body) for version in history.versions)
        assert history.events[-1].became is draft.state
        assert logged["draft made"][name] == 1
        assert logged["draft saved"][name] == draft.version - 1
        assert logged["draft in review"][name] == sum(e.became is DraftState.IN_REVIEW for e in history.events)
    assert logged["draft made"].total() == len(drafts)


def subjects(ledger: Ledger, action: str) -> Counter[str]:
    return Counter(entry.subject for entry in ledger.audit.entries(Wanted(action=action)))
