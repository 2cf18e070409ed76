from __future__ import annotations

import threading

import pytest

from api.errors import BusyError, FormError
from api.office.access import passwords as module
from api.office.access.passwords import Passwords
from api.office.settings import HashingSettings, OfficeSettings
from tests.api.office.conftest import CHEAP, WORDS


@pytest.fixture(scope="module")
def passwords() -> Passwords:
    return Passwords(OfficeSettings(hashing=CHEAP))


def test_a_password_is_known_by_its_hash_alone(passwords: Passwords) -> None:
    kept = passwords.hash(WORDS)
    assert kept.startswith("$argon2id$")
    assert WORDS not in kept
    assert passwords.hash(WORDS) != kept
    assert passwords.check(kept, WORDS)
    assert not passwords.check(kept, WORDS + " ")


@pytest.mark.parametrize("kept", [None, "", "plain", "$argon2id$broken"])
def test_without_a_hash_no_password_is_right(passwords: Passwords, kept: str | None) -> None:
    for password in ("", "nobody's", WORDS):
        assert not passwords.check(kept, password)


def test_a_password_is_the_same_on_every_keyboard(passwords: Passwords) -> None:
    assert passwords.check(passwords.hash("Café au lait, bien noir"), "Cafe\u0301 au lait, bien noir")
    assert passwords.check(passwords.hash("\ud800 alone in the dark"), "\ud800 alone in the dark")


def test_a_password_has_a_length_and_no_other_rule(passwords: Passwords) -> None:
    with pytest.raises(FormError, match="12 characters"):
        passwords.hash("x" * 11)
    assert passwords.check(passwords.hash("x" * 12), "x" * 12)
    assert passwords.check(passwords.hash("x" * 5000), "x" * 5000)


def test_a_hash_of_other_settings_is_outdated(passwords: Passwords) -> None:
    stronger = Passwords(OfficeSettings(hashing=HashingSettings(memory_kib=16, passes=2, lanes=1)))
    kept = passwords.hash(WORDS)
    assert not passwords.outdated(kept)
    assert stronger.outdated(kept)
    assert stronger.check(kept, WORDS)


def test_the_default_is_what_is_advised() -> None:
    assert "$m=65536,t=3,p=4$" in Passwords(OfficeSettings()).hash(WORDS)


def test_a_crowd_waits_for_a_while_and_is_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.05)
    passwords = Passwords(OfficeSettings(hashing=CHEAP))
    passwords._turns = threading.BoundedSemaphore(1)
    with passwords._turn(), pytest.raises(BusyError):
        passwords.check(None, WORDS)
    assert not passwords.check(None, WORDS)
