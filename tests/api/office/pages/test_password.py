from __future__ import annotations

import pytest

from api.ledger import Role
from api.office.access.people import add_user
from tests.api.office.conftest import WORDS, House, OpenHouse

NEW = "four other random words"


def test_another_password_ends_every_session_but_this_one(house: House) -> None:
    here, there = house.browser("staff"), house.browser("staff")
    page = here.submit("/office/password", current=WORDS, new=NEW, again=NEW)
    assert (page.status_code, 'role="status"' in page.text) == (200, True)
    assert here.submit("/office/password", current="x", new=NEW, again=NEW).status_code == 422
    assert here.get("/office").status_code == 200
    assert there.get("/office").status_code == 303
    assert house.browser().sign_in("staff").status_code == 401
    assert house.browser().sign_in("staff", NEW).status_code == 303
    assert "password changed" in house.actions()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"current": "wrong"}, "not right"),
        ({"again": NEW + "x"}, "differ"),
        ({"new": "short", "again": "short"}, "12 characters"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(house: House, fields: dict[str, str], says: str) -> None:
    page = house.browser("staff").submit("/office/password", **{"current": WORDS, "new": NEW, "again": NEW} | fields)
    assert page.status_code == 422
    assert says in page.text
    assert NEW not in page.text
    assert house.browser().sign_in("staff").status_code == 303


def test_the_password_of_now_cannot_be_guessed_for_ever(open_house: OpenHouse) -> None:
    house = open_house(attempts="3/hour")
    browser = house.browser("staff")
    seen = [browser.submit("/office/password", current="x", new=NEW, again=NEW).status_code for _ in range(3)]
    assert seen == [422, 422, 429]


def test_who_comes_through_the_directory_has_none_to_change(house: House) -> None:
    account = add_user(house.ledger, house.office.passwords, "tests", "ada@example.org", Role.STAFF)
    browser = house.browser()
    session = house.office.sessions.start(account)
    browser.cookies.set("onrecord-session", house.office.sessions.write(session))
    assert browser.submit("/office/password", current="", new=NEW, again=NEW).status_code == 422
