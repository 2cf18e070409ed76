from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot import Band, BotSettings, FlagKind
from bot.writing import Flagger, open_drafting
from bot.writing.selecting import Line
from index import Ageing, AgeingKind, AnsweredBy, Edition, Generation, Meeting, Outcome
from tests.bot.answering.stand_ins import a_spoken_hit

TODAY = dt.date(2026, 11, 22)
HELD = dt.date(2023, 3, 21)
WORDS = "park street the our force in of walk road officers".split()


class Record:
    """A generation with one older answer that may be related."""

    def __init__(self, *related: str) -> None:
        self.catalogue = SimpleNamespace(related=lambda _: [(other, "same_question") for other in related])

    def answer(self, answer_id: str) -> Any:
        return SimpleNamespace(page_id=answer_id.rsplit("-", 1)[0])

    def meeting(self, page_id: str) -> Meeting:
        return Meeting(page_id, "An older meeting", date=dt.date(2022, 7, 6))


def flags(
    text: str, *, question: str = "What do you do?", related: tuple[str, ...] = (), **given: Any
) -> list[tuple[FlagKind, str, str]]:
    spoken = a_spoken_hit((text, 0.5))
    band, date = given.pop("band", Band.STRONG), given.pop("date", TODAY - dt.timedelta(days=30))
    hit = replace(spoken, answer=replace(spoken.answer, **given), meeting=replace(spoken.meeting, date=date))
    flagger = Flagger(
        open_drafting(),
        cast(Generation, Record(*related)),
        lambda word: word in WORDS,
        ["Chesterfield", "High Peak"],
        question,
        TODAY,
        BotSettings(),
    )
    line = Line(hit, 0, len(text), 0.5, band)
    return [(flag.kind, flag.text, flag.why) for flag in flagger.flags(line, first=True, opens=True)]


def test_words_that_were_changed_on_their_page_are_flagged() -> None:
    before = Edition(None, TODAY, "", "Officers walk the street.")
    found = flags("Officers walk the park.", editions=(before,))
    assert [flag[:2] for flag in found] == [(FlagKind.CHANGED, "park")]


def ageing(text: str, phrase: str, kind: AgeingKind) -> tuple[Ageing, ...]:
    start = text.index(phrase)
    return (Ageing(start, start + len(phrase), phrase, kind),)


@pytest.mark.parametrize(
    "text", ["Officers walk the park.", "However, officers walk.", "It is important that officers walk."]
)
def test_a_plain_new_sentence_has_no_flag(text: str) -> None:
    assert flags(text) == []


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("We searched 860 on Monday.", ["860"]),
        ("It rose by 5.5 % to 1,200 in 2022.", ["5.5 %", "1,200"]),
        ("Current data is high, and now the latest.", ["Current", "now", "latest"]),
        ("Section 165 of the Act of 1988 applies; call 101 or 999 on the A38 at any time, 24/7.", []),
    ],
)
def test_figures_and_words_for_today_are_flagged_though_no_page_marks_them(text: str, phrases: list[str]) -> None:
    assert [flag[1] for flag in flags(text) if flag[0] in (FlagKind.FIGURE, FlagKind.RELATIVE_TIME)] == phrases


def test_a_figure_names_its_month() -> None:
    text = "We seized 29 scooters."
    kinds = flags(text, ageing=ageing(text, "29", AgeingKind.FIGURE), date=HELD)
    assert (FlagKind.FIGURE, "29", "a figure of March 2023: update it") in kinds


@pytest.mark.parametrize(
    ("phrase", "past"),
    [
        ("by the end of the year", True),
        ("due to conclude in January 2022", True),
        ("by December", True),
        ("by January 2027", False),
        ("by November 2026", False),
    ],
)
def test_what_lay_ahead_is_past_when_its_month_is_over(phrase: str, past: bool) -> None:
    text = f"It is {phrase}."
    [(_, _, why)] = [
        flag
        for flag in flags(text, ageing=ageing(text, phrase, AgeingKind.DEADLINE), date=HELD)
        if flag[0] is FlagKind.DEADLINE
    ]
    assert ("is past now" in why) is past


def test_a_deadline_of_an_unknown_meeting_is_not_said_to_be_past() -> None:
    text = "It is due by the end of the year."
    found = flags(text, ageing=ageing(text, "by the end of the year", AgeingKind.DEADLINE), date=None)
    [why] = [flag[2] for flag in found if flag[0] is FlagKind.DEADLINE]
    assert why == "lay ahead in an unknown date: check whether it still does"


@pytest.mark.parametrize(("date", "age"), [(HELD, "3 years and 8 months ago"), (None, "date not known")])
def test_an_old_answer_is_flagged_with_its_age(date: dt.date | None, age: str) -> None:
    [(kind, _, why)] = flags("Officers walk.", date=date)
    assert kind is FlagKind.OLD
    assert age in why


def test_an_older_answer_to_the_same_question_is_named() -> None:
    [(kind, text, why)] = flags("Officers walk.", related=("old-q1",))
    assert (kind, text) == (FlagKind.EARLIER, "old-q1")
    assert "6 July 2022" in why


def test_another_answer_of_the_same_meeting_is_no_earlier_one() -> None:
    assert flags("Officers walk.", related=("page-q2",)) == []


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"band": Band.RELATED}, FlagKind.RELATED),
        ({"outcome": Outcome.DECLINED}, FlagKind.DECLINED),
        ({"answered_by": AnsweredBy.COMMISSIONER}, FlagKind.SPEAKER),
    ],
)
def test_what_concerns_the_whole_answer_is_flagged(given: dict[str, Any], kind: FlagKind) -> None:
    assert [flag[0] for flag in flags("Officers walk.", **given)] == [kind]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Officers walk in Glossop.", ["Glossop"]),
        ("Glossop SNT walk in the park.", ["Glossop SNT"]),
        ("Officers of the Chesterfield force walk.", ["Chesterfield"]),
        ("Officers walk in St Peters Street.", ["St Peters Street"]),
        ("Officers walk across the High Peak area.", ["High Peak area"]),
        ("Our SNT walk the park.", []),
        ("Officers walk in Derbyshire.", []),
        ("The Street is long.", []),
    ],
)
def test_places_are_flagged(text: str, places: list[str]) -> None:
    assert [flag[1] for flag in flags(text)] == places


def test_a_place_that_the_question_names_is_no_flag() -> None:
    assert flags("Officers walk in Glossop.", question="Who walks in glossop?") == []


@pytest.mark.parametrize(
    ("text", "kind", "phrase"),
    [
        ("In addition to this, officers walk.", FlagKind.POINTER, "In addition to this"),
        ("It walks.", FlagKind.POINTER, "It"),
        ("Officers walk as mentioned above.", FlagKind.POINTER, "mentioned above"),
        ("Officers walk: see the answer to question 12.", FlagKind.POINTER, "answer to question 12"),
        ("Details: Bolsover | Your area", FlagKind.LINK, "Details: Bolsover | Your area"),
        ("Officers walk in your area.", FlagKind.ADDRESSEE, "your area"),
        ("Officers cannot comment on this case.", FlagKind.ADDRESSEE, "this case"),
        ("Officers walk to tackle this in the park.", FlagKind.POINTER, "to tackle this"),
        ("Officers walk: see www.example.org/walks for more.", FlagKind.LINK, "www.example.org/walks"),
        ("Officers walk: write to walks@example.org.", FlagKind.LINK, "walks@example.org"),
    ],
)
def test_phrases_that_only_fit_the_first_reply_are_flagged(text: str, kind: FlagKind, phrase: str) -> None:
    assert (kind, phrase) in [flag[:2] for flag in flags(text)]
