from __future__ import annotations

import pytest

from bot import Places

WORDS = {"hope", "heath", "bolsover", "derby"}


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.of(["Derby City", "Bolsover", "High Peak"], WORDS.__contains__)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Are there patrols in Buxton and in buxton?", ("Buxton",)),
        ("and in derby?", ("Derby",)),
        ("Is Derby City the same as Derby?", ("Derby",)),
        ("high peak and Chapel en le Frith", ("High Peak", "Chapel-en-le-Frith")),
        ("BOLSOVER and bolsover castle", ("Bolsover",)),
        ("What is done in Derbyshire?", ()),
        ("I hope somebody comes. Hope is not a plan.", ()),
        ("Speeding in Hope, near Castleton", ("Hope", "Castleton")),
        ("Who grooms the horses?", ()),
        ("", ()),
    ],
)
def test_places_are_found_as_an_editor_would_write_them(places: Places, question: str, named: tuple[str, ...]) -> None:
    assert places.named(question) == named


def test_a_question_without_its_places_is_about_the_same_anywhere(places: Places) -> None:
    assert places.without("Are there e-scooters in Chapel-en-le-Frith, Derbyshire?") == "Are there e-scooters in , ?"
    assert places.without("I hope so") == "I hope so"
