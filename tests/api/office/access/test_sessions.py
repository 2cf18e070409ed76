from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from api.ledger import Account, Role
from api.office.access.seals import Seals
from api.office.access.sessions import SessionKeeper
from api.office.settings import OfficeSettings

SEALS = Seals("a secret of enough characters for this")
SETTINGS = OfficeSettings(session_minutes=60, idle_minutes=10)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keeper(clock: Clock) -> SessionKeeper:
    return SessionKeeper(SEALS, SETTINGS, clock)


def an_account() -> Account:
    account = Account("ada", Role.STAFF, dt.date(2026, 11, 22), round=3)
    account.id = 7
    return account


def test_a_session_is_read_as_it_was_written(keeper: SessionKeeper) -> None:
    for session in (keeper.start(), keeper.start(an_account())):
        assert keeper.read(keeper.write(session)) == session
        assert session.id not in repr(session)
    assert (keeper.start(an_account()).account, keeper.start(an_account()).round) == (7, 3)


def test_no_two_sessions_and_no_two_form_tokens_are_alike(keeper: SessionKeeper) -> None:
    sessions = [keeper.start() for _ in range(100)]
    assert len({session.id for session in sessions}) == 100
    assert len({keeper.form_token(session) for session in sessions}) == 100


def test_a_session_ends_when_it_is_idle(keeper: SessionKeeper, clock: Clock) -> None:
    text = keeper.write(keeper.start())
    clock.now += 599
    assert keeper.read(text)
    clock.now += 1
    assert keeper.read(text) is None


def test_a_session_in_use_ends_at_the_latest(keeper: SessionKeeper, clock: Clock) -> None:
    session = keeper.start()
    assert keeper.ends(session) == dt.datetime(1970, 1, 12, 14, 46, 40)
    for _ in range(7):
        clock.now += 500
        assert keeper.read(keeper.write(session))
        renewed = keeper.renewed(session)
        assert renewed
        session = renewed
    clock.now += 100
    assert keeper.read(keeper.write(session)) is None


def test_a_session_is_not_written_anew_for_every_page(keeper: SessionKeeper, clock: Clock) -> None:
    session = keeper.start()
    clock.now += 59
    assert keeper.renewed(session) is None
    clock.now += 1
    assert keeper.renewed(session)


def test_what_is_not_ours_is_no_session(keeper: SessionKeeper) -> None:
    good = keeper.write(keeper.start(an_account()))
    other = SessionKeeper(Seals("another secret of enough characters"), SETTINGS)
    spoilt = [good[:-1], good[1:], good.replace(".", ""), "", ".", "x" * 10_000, other.write(other.start()), "é"]
    spoilt.append(SEALS.seal("directory", ["a", 7, 3, 1_000_000, 1_000_000]))
    assert [keeper.read(text) for text in spoilt] == [None] * len(spoilt)


@pytest.mark.parametrize("value", [None, 7, "text", {}, [], ["a"], ["a", "b", 0, 0, 0], ["a", 1, 0, None, 0], [1] * 5])
def test_what_is_sealed_and_has_another_shape_is_no_session(keeper: SessionKeeper, value: Any) -> None:
    assert keeper.read(SEALS.seal("session", value)) is None


def test_a_stamp_is_of_one_purpose_and_one_text() -> None:
    stamps = {SEALS.stamp("form", "a"), SEALS.stamp("form", "b"), SEALS.stamp("other", "a")}
    assert len(stamps) == 3
    assert SEALS.stamp("form", "a") in stamps
