from __future__ import annotations

import pytest

from bot.asking import Reader, open_dictionary
from index import Language

VOCABULARY = {"knife": 4, "crime": 9, "burglary": 5, "asb": 3, "snt": 2, "scooters": 2}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.of(
        Language(VOCABULARY, {"boyfriend": 1, "skool": 1}, {"ASB": "Anti-social behaviour"}),
        ["Chesterfield", "Derby City"],
        {"SNT": "Safer Neighbourhood Team"},
        {"bobbies": "police officers"},
        open_dictionary(),
    )


def test_a_plain_question_is_searched_for_as_it_is(reader: Reader) -> None:
    asked = reader.read("What is done about knife crime?")
    assert asked.question == asked.searched == "What is done about knife crime?"


@pytest.mark.parametrize(
    ("typed", "added"),
    [
        ("Is asb going up?", "Anti-social behaviour"),
        ("Is ASB going up?", "Anti-social behaviour"),
        ("Is anti-social behaviour going up?", "ASB"),
        ("Who is in my SNT?", "Safer Neighbourhood Team"),
        ("Who runs the safer neighbourhood teams?", "SNT"),
        ("Where are the bobbies?", "police officers"),
    ],
)
def test_jargon_is_said_both_ways_and_only_searched_for(reader: Reader, typed: str, added: str) -> None:
    asked = reader.read(typed)
    assert asked.question == typed
    assert asked.searched.startswith(f"{typed} (")
    assert added in asked.searched


def test_what_is_said_already_is_not_added(reader: Reader) -> None:
    typed = "Is anti-social behaviour (ASB) going up?"
    assert reader.read(typed).searched == typed


def test_spelling_is_put_right_and_shown(reader: Reader) -> None:
    assert reader.read("burgalry").question == "burglary"


def test_wordings_help_to_spell_only_where_they_are_spelt_right(reader: Reader) -> None:
    assert reader.read("my boyfreind at skooll").question == "my boyfriend at skooll"


def test_a_follow_up_is_completed_and_shown(reader: Reader) -> None:
    asked = reader.read("and in Chesterfield?", before="What of knife crime in Derby?")
    assert asked.question == "What of knife crime in Chesterfield?"
