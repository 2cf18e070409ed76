from __future__ import annotations

import datetime as dt

import pytest

from bot.checking.contrasting import Difference, contrast
from bot.checking.reading import Reading

HELD = dt.date(2023, 3, 21)
SHARES = "Reported were 78% of victims as female and 22% male and 75% of perpetrators were male with 25% female."
SCOOTERS = "During 2022 we have detected 230 offences using E-Scooters and have seized 29 E-scooters as a result."


def differences(draft: str, record: str) -> list[Difference]:
    found = contrast(Reading.of(draft), Reading.of(record), HELD)
    return [finding.difference for finding in found if finding.difference]


@pytest.mark.parametrize(
    ("draft", "record", "expected"),
    [
        ("In 2022 we seized 31 e-scooters.", SCOOTERS, [("number", "31", "29")]),
        ("In 2022 we seized twenty-nine e-scooters.", SCOOTERS, []),
        ("During 2021 we seized 29 e-scooters.", SCOOTERS, [("period", "2021", "2022")]),
        ("In 2026 we seized 41 e-scooters.", SCOOTERS, [("period", "41 (2026)", "29 (2022)")]),
        (
            "In 2026 we have 9 staff on leave.",
            "We have 5 staff on leave.",
            [("period", "9 (2026)", "5 (21 March 2023)")],
        ),
        ("It went live in April 2020.", "It went live in April 2021.", [("date", "April 2020", "April 2021")]),
        ("The cost was £40,000.", "The cost was £4,000.", [("money", "£40,000", "£4,000")]),
        ("A reply takes 28 days.", "A reply takes two weeks.", [("duration", "28 days", "two weeks")]),
        ("Crime rose by 39%.", "Crime fell by 39%.", [("percentage", "rose by 39%", "fell by 39%")]),
        ("Some 1 in 4 perpetrators were female.", SHARES, []),
        ("22% of victims were female.", SHARES, [("percentage", "22%", "78%")]),
        ("Chaired by DCC Lee.", "Chaired by DCC Meynell.", [("name", "DCC Lee", "DCC Meynell")]),
    ],
)
def test_another_value_of_the_same_thing_differs(draft: str, record: str, expected: list[tuple[str, str, str]]) -> None:
    assert list(dict.fromkeys(differences(draft, record))) == [Difference(*each) for each in expected]


@pytest.mark.parametrize(
    ("draft", "record", "denies"),
    [
        ("We use the services of Stonewall.", "We do not use the services of Stonewall.", True),
        ("We don't use the services of Stonewall.", "We do not use the services of Stonewall.", False),
        ("Both forces use the services of Stonewall.", "Neither force uses the services of Stonewall.", True),
        ("There were no calls last week.", "There were not any calls last week.", False),
        ("Such language is acceptable here.", "Such language is unacceptable here.", True),
        ("Such language is not acceptable here.", "Such language is unacceptable here.", False),
        ("We patrol the park.", "We patrol the park, although not every night.", False),
        ("Police dogs are trained in Ripley.", "We do not use the services of Stonewall.", False),
    ],
)
def test_a_denial_is_told_where_the_words_are_nearly_the_same(draft: str, record: str, denies: bool) -> None:
    assert ("negation" in [each.kind for each in differences(draft, record)]) is denies


def test_the_period_of_a_figure_is_the_nearest_before_it_or_that_of_the_sentence_before() -> None:
    rates = Reading.of("The rate rose to 5.5% from 4.9% in 2022.")
    before = Reading.of("During 2021 there were many.").periods[0]
    assert [rates.period_of(each) and rates.period_of(each).text for each in rates.figures] == [None, "2022"]  # type: ignore[union-attr]
    nine = Reading.of("There were nine offences.", before)
    assert nine.period_of(nine.figures[0]) == before
