"""Who is named and who is not."""

from __future__ import annotations

import pytest

from bot import Redactor


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("dave next door", "[name] next door"),
        ("my ex Darren Platt", "my ex [name]"),
        ("Mrs Kaur and mr osei rang", "Mrs [name] and mr [name] rang"),
        ("J. Platt and T. J. Longden", "[name] and [name]"),
        ("Sgt O'Neill came", "Sgt [name] came"),
        ("Sarah-Jane Whitworth-Clarke was told", "[name] was told"),
        ("Zsófia Nagy asked", "[name] asked"),
        ("is Darren's quad seized", "is [name]'s quad seized"),
        ("DARREN PLATT IS STILL ON OUR STREET", "[name] IS STILL ON OUR STREET"),
        ("the Hendersons are back", "the [name] are back"),
        ("the suspect is Mr Ferreira da Silva", "the suspect is Mr [name]"),
        ("My friend May is 78", "My friend [name] is 78"),
        ("my mate rob saw it", "my mate [name] saw it"),
        ("Hope Barker was hurt in Hope", "[name] was hurt in Hope"),
        ("Mrs Ripley of Ripley", "Mrs [name] of Ripley"),
        ("Drew got points", "[name] got points"),
        ("regards, Will", "regards, [name]"),
        ("They told Qzvekja to wait", "They told [name] to wait"),
    ],
)
def test_somebody_is_named(redactor: Redactor, text: str, left: str) -> None:
    assert redactor.redact(text).text == left


@pytest.mark.parametrize(
    "text",
    [
        "my ex will not stop",
        "our neighbours rob each other",
        "the sergeant said no",
        "Rob a shop and nothing happens",
        "Drew a knife and ran",
        "In May and June, in March and April",
        "Does Grace Road count, or Queen's Park, or St Mary's Wharf?",
        "How Many Police Officers Are There In Erewash",
        "What of the Policing Bill?",
        "I called the police and they called it Neighbourhood Watch",
        "peple parkin on the pavemnt",
        "CCTV and ANPR in Sinfin",
    ],
)
def test_nobody_is_named(redactor: Redactor, text: str) -> None:
    assert redactor.redact(text).text == text
