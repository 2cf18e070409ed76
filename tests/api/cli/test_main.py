from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.cli.conftest import Onrecord

VERBS = "index parse serve ask search draft check eval export import doctor user token audit ledger".split()


def test_help_names_every_verb(onrecord: Onrecord) -> None:
    ran = onrecord("--help")
    assert ran.code == 0
    assert all(verb in ran.out for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(onrecord: Onrecord, verb: str) -> None:
    ran = onrecord(verb, "--help")
    assert ran.code == 0
    assert "Usage" in ran.out


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("unheard-of",),
        ("ask",),
        ("ask", "a", "b"),
        ("search", "hare", "--k", "0"),
        ("search", "hare", "--k", "101"),
        ("search", "hare", "--k", "many"),
        ("search", "hare", "--colour"),
        ("serve", "--port", "65536"),
        ("parse",),
        ("check",),
        ("eval",),
    ],
    ids=" ".join,
)
def test_a_wrong_call_ends_with_2(onrecord: Onrecord, args: tuple[str, ...]) -> None:
    ran = onrecord(*args)
    assert ran.code == 2
    assert ran.err or not args


@pytest.mark.parametrize("verb", [("ask", "hare"), ("search", "hare"), ("index",), ("doctor",), ("serve",)])
def test_a_wrong_setting_ends_with_2_and_is_named(
    onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch, verb: tuple[str, ...]
) -> None:
    monkeypatch.setenv("ONRECORD_BOT__CARD", "3")
    ran = onrecord(*verb)
    assert (ran.code, ran.out) == (2, "")
    assert "ONRECORD_BOT__CARD" in ran.err


@pytest.mark.parametrize("args", [("ask", "hare"), ("search", "hare"), ("ask", "hare", "--json")])
def test_without_an_index_the_work_fails_and_says_what_to_do(
    onrecord: Onrecord, fake_model: None, tmp_path: Path, args: tuple[str, ...]
) -> None:
    ran = onrecord(*args, "--data", tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert "onrecord index" in ran.err


def test_brackets_in_an_error_are_no_mark_up(onrecord: Onrecord, tmp_path: Path) -> None:
    ran = onrecord("parse", tmp_path / "[bold]page[/].txt")
    assert ran.code == 1
    assert "[bold]page[/].txt" in ran.err
