"""onrecord user, token, audit and ledger."""

from __future__ import annotations

import datetime as dt
import io
import json
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.cli import user
from api.ledger import Feedback, Gap, Ledger, Verdict
from api.office.access.passwords import Passwords
from api.office.access.tokens import read_token
from api.office.settings import HashingSettings, OfficeSettings
from tests.api.cli.conftest import Onrecord, Ran

WORDS = "three random words"
DAY = dt.date(2026, 11, 22)
EARLIER = dt.date(2020, 1, 1)
Typed = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder, with cheap hashing."""
    monkeypatch.chdir(tmp_path)
    for name, value in (("MEMORY_KIB", "8"), ("PASSES", "1"), ("LANES", "1")):
        monkeypatch.setenv(f"ONRECORD_OFFICE__HASHING__{name}", value)
    return tmp_path


@pytest.fixture
def typed(onrecord: Onrecord, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Runs a command with a text on standard input, which is no terminal."""

    def run(*args: str | Path, says: str = f"{WORDS}\n") -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(says))
        return onrecord(*args)

    return run


@pytest.fixture
def ledger(folder: Path) -> Iterator[Ledger]:
    """The ledger that the commands work on."""
    opened = Ledger.open(f"sqlite:///{folder}/.onrecord-ledger/ledger.sqlite3")
    yield opened
    opened.close()


def add(typed: Typed, name: str = "ada", role: str = "admin") -> Ran:
    return typed("user", "add", name, "--role", role, "--password-stdin")


def test_the_first_admin_is_made_on_the_command_line(typed: Typed, ledger: Ledger) -> None:
    ran = add(typed, "Ada@Example.org")
    assert (ran.code, ran.out) == (0, "")
    account = ledger.accounts.by_name("ada@example.org")
    assert account
    assert account.role == "admin"
    assert Passwords(OfficeSettings(hashing=HashingSettings(memory_kib=8, passes=1, lanes=1))).check(
        account.password_hash, WORDS
    )
    [entry] = ledger.audit.entries()
    assert entry.who.startswith("command line (")
    assert WORDS not in ran.err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_the_password_is_asked_for_twice(
    onrecord: Onrecord, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, object]] = []

    def prompt(text: str, **options: object) -> str:
        asked.append({"text": text} | options)
        return WORDS

    monkeypatch.setattr(user.typer, "prompt", prompt)
    monkeypatch.setattr("sys.stdin", Terminal())
    assert onrecord("user", "add", "ada", "--role", "staff").code == 0
    assert asked == [{"text": "Password", "hide_input": True, "confirmation_prompt": True, "err": True}]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("user", "add", "ada"), ""),
        (("user", "add", "ada", "--role", "king"), ""),
        (("user", "add", "ada", "--role", "staff"), "--password-stdin"),
        (("user", "add", "ada", "--role", "staff", "--password", WORDS), ""),
        (("user", "add", "two words", "--role", "staff", "--no-password"), "A name is"),
        (("user", "add", "ada", "--role", "staff", "--email", "x", "--no-password"), "e-mail"),
        (("user", "add", "ada", "--role", "staff", "--no-password", "--password-stdin"), "exclude"),
        (("user",), ""),
        (("token", "add", "ada", "--label", "x"), ""),
        (("token", "add", "ada", "--label", "x", "--scope", "everything"), ""),
        (("token", "add", "ada", "--label", "x", "--scope", "check", "--days", "0"), ""),
        (("ledger", "forget"), "--before"),
        (("ledger", "forget", "--before", "yesterday"), ""),
        (("ledger", "forget", "--holding", ""), "--holding"),
        (("ledger", "find", " "), "what to look for"),
        (("audit", "--since", "22.11.2026"), ""),
    ],
    ids=str,
)
def test_a_wrong_call_ends_with_2_and_changes_nothing(
    typed: Typed, ledger: Ledger, args: tuple[str, ...], says: str
) -> None:
    ran = typed(*args)
    assert ran.code == 2
    assert says in ran.err
    assert ledger.accounts.all() == []
    assert ledger.audit.entries() == []


def test_a_password_that_is_too_short_is_refused(typed: Typed, ledger: Ledger) -> None:
    ran = typed("user", "add", "ada", "--role", "staff", "--password-stdin", says="canaryzz\n")
    assert ran.code == 2
    assert "12 characters" in ran.err
    assert "canaryzz" not in ran.err
    assert not ledger.accounts.any()


def test_what_cannot_be_done_ends_with_1(typed: Typed) -> None:
    add(typed)
    for args in (
        ("user", "add", "ada", "--role", "staff", "--password-stdin"),
        ("user", "role", "eve", "staff"),
        ("user", "disable", "ada"),
        ("token", "add", "eve", "--label", "x", "--scope", "check"),
        ("token", "revoke", "nothing"),
    ):
        ran = typed(*args)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err


def test_accounts_are_listed_and_changed(typed: Typed, ledger: Ledger) -> None:
    add(typed)
    add(typed, "bob", "staff")
    typed("user", "add", "eve", "--role", "editor", "--no-password", "--email", "Eve@example.org")
    assert typed("user", "role", "BOB", "drafter").code == 0
    assert typed("user", "disable", "bob").code == 0
    assert typed("user", "password", "ada", "--password-stdin", says="other random words").code == 0
    listed = json.loads(typed("user", "list", "--json").out)
    assert [(each["name"], each["role"], each["disabled"], each["password"]) for each in listed] == [
        ("ada", "admin", False, True),
        ("bob", "drafter", True, True),
        ("eve", "editor", False, False),
    ]
    assert "$argon2" not in str(listed)
    assert typed("user", "enable", "bob").code == 0
    assert "eve@example.org" in typed("user", "list").out
    done = ["user enabled", "password changed", "user disabled", "role changed"]
    assert [entry.action for entry in ledger.audit.entries()][:4] == done


def test_a_token_is_printed_once(typed: Typed, ledger: Ledger) -> None:
    add(typed, role="staff")
    made = typed("token", "add", "ada", "--label", "report", "--scope", "check", "--scope", "precedents", "--days", "9")
    token, account = read_token(ledger, made.out.strip())
    assert (account.name, token.scopes) == ("ada", "check precedents")
    [listed] = json.loads(typed("token", "list", "--json").out)
    assert (listed["user"], listed["label"], listed["revoked"]) == ("ada", "report", False)
    assert made.out.strip().split("_")[2] not in str(listed)
    assert typed("token", "revoke", f"orc_{token.prefix}").code == 0
    assert "revoked" in typed("token", "list").out
    beyond = typed("token", "add", "ada", "--label", "x", "--scope", "drafts")
    assert (beyond.code, beyond.out) == (2, "")


def test_the_log_is_read(typed: Typed) -> None:
    add(typed)
    add(typed, "bob", "staff")
    lines = json.loads(typed("audit", "--json", "--action", "user added", "--most", "1").out)
    assert [(line["subject"], line["detail"]) for line in lines] == [("bob", {"role": "staff"})]
    assert lines[0]["at"].endswith("Z")
    assert json.loads(typed("audit", "--json", "--until", "2020-01-01").out) == []
    assert "user added" in typed("audit").out


def test_what_is_held_of_somebody_is_found_exported_and_forgotten(typed: Typed, ledger: Ledger, folder: Path) -> None:
    ledger.add(Gap(DAY, "Is Émile Platt coming?", "", None), Feedback(EARLIER, "q1", Verdict.UNCLEAR, "Platt?"))
    found = json.loads(typed("ledger", "find", "PLATT", "--json").out)
    assert [each["table"] for each in found] == ["gaps", "feedback"]
    assert "Platt" in typed("ledger", "find", "platt").out
    target = folder / "platt.json"
    assert typed("ledger", "export", "émile platt", "--to", target).code == 0
    assert [each["row"]["question"] for each in json.loads(target.read_text())] == ["Is Émile Platt coming?"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    again = typed("ledger", "export", "platt", "--to", target)
    assert (again.code, "--to" in again.err) == (1, True)
    dry = typed("ledger", "forget", "--holding", "platt", "--dry-run", "--json")
    assert json.loads(dry.out) == {"gaps": 1, "feedback": 1, "drafts": 0}
    assert len(ledger.gaps()) == 1
    assert "deleted: 0 of gaps, 1 of feedback" in typed("ledger", "forget", "--before", "2021-01-01").err
    assert typed("ledger", "forget", "--holding", "platt").code == 0
    assert (ledger.gaps(), ledger.feedback()) == ([], [])
    assert "Platt" not in str([(entry.subject, entry.detail) for entry in ledger.audit.entries()])
    assert {entry.action for entry in ledger.audit.entries()} == {"looked for", "exported", "forgotten"}


def test_the_ledger_is_the_one_beside_the_index(typed: Typed, folder: Path) -> None:
    typed("user", "add", "ada", "--role", "staff", "--password-stdin", "--data", folder / "elsewhere")
    assert (folder / "elsewhere-ledger" / "ledger.sqlite3").is_file()
    assert not (folder / ".onrecord-ledger").exists()
