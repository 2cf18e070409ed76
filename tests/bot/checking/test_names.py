from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.checking.names import NameKind, find_names
from bot.checking.naming import names_apart
from bot.checking.reading import Reading
from bot.checking.words import align


def apart(draft: str, record: str) -> list[tuple[str, str]]:
    one, other = Reading.of(draft), Reading.of(record)
    return [(name.text, text) for name, text in names_apart(one, other, align(one.words, other.words))]


@pytest.mark.parametrize(
    ("text", "kind", "key", "post"),
    [
        ("led by DCC Maggie Blyth", NameKind.PERSON, "maggie blyth", "deputy chief constable"),
        ("Professor Jane Monckton-Smith’s training", NameKind.PERSON, "jane monckton-smith", "professor"),
        ("by the Deputy Chief Constable.", NameKind.POST, "deputy chief constable", "deputy chief constable"),
        ("under Op Sansweet", NameKind.OPERATION, "sansweet", ""),
        ("called ‘Who is in control?’", NameKind.TITLE, "who is in control", ""),
        ("with the National Business Crime Centre", NameKind.OTHER, "national business crime centre", ""),
    ],
)
def test_a_name_is_found_with_what_it_names(text: str, kind: NameKind, key: str, post: str) -> None:
    found = find_names(text)
    assert [(name.kind, name.key, name.post) for name in found] == [(kind, key, post)]
    assert all(text[name.start : name.end] == name.text for name in found)


@pytest.mark.parametrize(
    ("draft", "record", "expected"),
    [
        ("DCC Ann Lee leads it.", "DCC Kate Meynell leads this.", [("DCC Ann Lee", "DCC Kate Meynell")]),
        ("DCC Meynell oversees it.", "Deputy Chief Constable Kate Meynell oversees this.", []),
        ("Led by a Chief Superintendent.", "Led by an Inspector.", [("Chief Superintendent", "Inspector")]),
        ("Operation Sunset began.", "Operation Sansweet began.", [("Operation Sunset", "Operation Sansweet")]),
        ("Op Sansweet began.", "Operation Sansweet began.", []),
        ("Officers from Alfreton help out.", "Officers from Clay Cross help out.", [("Alfreton", "Clay Cross")]),
        ("The team of the SNT patrols there.", "The team of the Safer Neighbourhood Team patrols there.", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_names_in_each_others_place_differ(draft: str, record: str, expected: list[tuple[str, str]]) -> None:
    assert apart(draft, record) == expected


@given(st.text())
@settings(deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    for name in find_names(text):
        assert text[name.start : name.end] == name.text
