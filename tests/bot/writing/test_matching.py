from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import ChangeKind, Likeness, match

SOURCE = "Last year 14 stolen tractors were found with the help of satellite trackers."
TOKENS = "we seized not didn’t 29 4% £3,000 fourteen scooters in Derby , .".split(" ")
SENTENCES = st.lists(st.sampled_from(TOKENS), max_size=20).map(" ".join) | st.text()


@pytest.mark.parametrize(
    ("edited", "likeness"),
    [
        (SOURCE, "same"),
        (f"  {SOURCE.replace(' ', chr(10), 3)} ", "same"),
        (SOURCE.replace("14", "15"), "edited"),
        (SOURCE.replace("Last year", "In 2021"), "edited"),
        ("Satellite trackers helped to find 14 stolen tractors.", "edited"),
        ("Stolen tractors were found.", "edited"),
        ("Tractors.", "other"),
        ("Stolen tractors matter to us as much as quad bikes, trailers, diesel, sheep and hare coursing.", "other"),
        ("The moon is far away.", "other"),
        ("", "other"),
    ],
)
def test_a_sentence_stands_to_its_source_as_a_reader_would_say(edited: str, likeness: str) -> None:
    assert match(SOURCE, edited).likeness == likeness


def test_the_look_of_quotation_marks_is_no_change_and_a_comma_is() -> None:
    assert match("The force’s “aim” – 2022.", 'The force\'s "aim" - 2022.').likeness is Likeness.SAME
    assert match("Stop, police.", "Stop police.").likeness is Likeness.EDITED


@pytest.mark.parametrize(
    ("source", "edited", "gone", "new"),
    [
        ("We seized 29 scooters.", "We seized 41 scooters.", ("29",), ("41",)),
        ("Crime fell by 4.5% in Derby.", "Crime fell by 45% in Derby.", ("4.5%",), ("45%",)),
        ("It cost £1,200 on 3rd May.", "It cost £1,300 on 3rd May.", ("£1,200",), ("£1,300",)),
        ("Two officers met 2 officers.", "Three officers met 2 officers.", ("two",), ("three",)),
        ("We met 5 and 5 officers.", "We met 5 officers.", ("5",), ()),
        ("Officers met in 2022.", "Officers met.", ("2022",), ()),
        ("Officers met.", "Officers met at 10:30.", (), ("10:30",)),
    ],
)
def test_a_changed_figure_is_named(source: str, edited: str, gone: tuple[str, ...], new: tuple[str, ...]) -> None:
    found = match(source, edited)
    assert (found.likeness, found.figures_gone, found.figures_new) == (Likeness.EDITED, gone, new)


@pytest.mark.parametrize(
    "edited", ["We do not seize scooters.", "We don’t seize scooters.", "We never seize scooters."]
)
def test_a_denial_that_one_of_the_two_lacks_is_named(edited: str) -> None:
    found = match("We seize scooters.", edited)
    assert (found.likeness, found.denial) == (Likeness.EDITED, True)
    assert not match("We seize scooters.", "We seize e-scooters.").denial


def test_a_source_of_common_words_can_be_edited_too() -> None:
    assert match("We will.", "We will now.").likeness is Likeness.EDITED
    assert match("We will.", "They should.").likeness is Likeness.OTHER


@given(text=SENTENCES)
def test_every_sentence_is_the_same_as_itself(text: str) -> None:
    assert match(text, text).likeness is Likeness.SAME


@given(source=SENTENCES, edited=SENTENCES)
def test_no_other_figure_is_ever_the_same_and_the_changes_lead_from_one_to_the_other(source: str, edited: str) -> None:
    found = match(source, edited)
    if found.likeness is Likeness.SAME:
        assert not found.figures_gone + found.figures_new
        return
    for kind, text in ((ChangeKind.ADDED, edited), (ChangeKind.REMOVED, source)):
        assert "".join(each.text for each in found.changes if each.kind in (ChangeKind.KEPT, kind)) == text
    back = match(edited, source)
    assert (back.figures_gone, back.figures_new, back.denial) == (found.figures_new, found.figures_gone, found.denial)
