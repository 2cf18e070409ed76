from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import Bot, TextError, UnavailableError, Verdict
from bot.checking import read_text
from index import Generation

DRAFT = (
    "In 2022 we seized 31 e-scooters.",
    "Half of the workforce have already received the new stalking training.",
    "Neither Derbyshire OPCC nor Derbyshire Constabulary currently use the services of Stonewall.",
    "The library will be closed on Monday.",
)


def sentences(text: str) -> list[str]:
    return [reading.text for reading in read_text(text, 50_000, 500)]


def test_a_published_response_pasted_whole_was_said_before(bot: Bot, record: Generation) -> None:
    answers = record.catalogue.answers()
    assert len(answers) == 90
    for answer in answers:
        for sentence in bot.check(answer.response).sentences:
            assert (sentence.verdict, sentence.differences) == (Verdict.SAID_BEFORE, ()), sentence.text
            assert 1 <= len(sentence.matches) <= 3
            for match in sentence.matches:
                assert record.answer(match.answer_id).response[match.start : match.end] == match.text


def test_the_order_of_sentences_does_not_matter(bot: Bot, record: Generation) -> None:
    paragraphs = [*DRAFT, *record.catalogue.answers()[3].response.splitlines()]
    straight = {each.text: each for each in bot.check("\n\n".join(paragraphs)).sentences}
    random.Random(1).shuffle(paragraphs)
    assert {each.text: each for each in bot.check("\n\n".join(paragraphs)).sentences} == straight


def test_both_values_are_shown_with_the_published_sentence(bot: Bot, record: Generation) -> None:
    sentence = bot.check(DRAFT[0]).sentences[0]
    assert sentence.verdict is Verdict.DIFFERS
    assert [(each.kind, each.draft, each.record) for each in sentence.differences] == [("number", "31", "29")]
    match = sentence.matches[0]
    assert "seized 29 E-scooters" in record.answer(match.answer_id).response[match.start : match.end]


@pytest.mark.parametrize(
    "text",
    [
        "During 2022 we have detected 230 offences using E-Scooters, and we have seized 29 E-scooters as a result!",
        "We seized 29 e-scooters as a result during 2022, and detected 230 offences using e-scooters.",
        "If a rider refuses to stop then this does present difficulties, but one that our SNT work hard to resolve. "
        "Operation Sansweet was established to tackle this in Derby City.",
        "The chief constable commissioned the recording of gender hate in 2020\nand after much work this went live "
        "in April 2021.",
    ],
    ids=["edited", "reordered", "joined", "wrapped"],
)
def test_reuse_is_found_also_when_it_was_changed_in_form(bot: Bot, text: str) -> None:
    assert {each.verdict for each in bot.check(text).sentences} == {Verdict.SAID_BEFORE}


def test_matches_are_newest_first(bot: Bot, record: Generation) -> None:
    matches = bot.check("Already half of the organisation have received this training.").sentences[0].matches
    dates = [record.meeting(record.answer(each.answer_id).page_id).date for each in matches]
    assert dates == sorted(dates, key=str, reverse=True)


@pytest.mark.parametrize("text", ["Dear Mr Hughes,", "Thank you for your question.", "Yours sincerely,"])
def test_courtesies_are_not_in_the_record(bot: Bot, text: str) -> None:
    sentence = bot.check(text).sentences[0]
    assert (sentence.verdict, sentence.matches, sentence.differences) == (Verdict.NOT_IN_RECORD, (), ())


def test_a_line_that_the_margin_broke_is_one_sentence() -> None:
    wrapped = "We have been working with partners across the county and the\ncity to make sure of it.\n- A new point"
    assert sentences(wrapped) == [
        "We have been working with partners across the county and the city to make sure of it.",
        "- A new point",
    ]


@pytest.mark.parametrize("text", ["", " \n ", "…!?", "\u200b\ud800"])
def test_nothing_to_check_is_said(text: str) -> None:
    with pytest.raises(TextError, match="empty"):
        sentences(text)


@pytest.mark.parametrize("text", ["a" * 50_001, "No.\n" * 501], ids=["characters", "sentences"])
def test_too_much_to_check_is_said(text: str) -> None:
    with pytest.raises(TextError, match="in parts"):
        sentences(text)


def test_without_an_index_it_cannot_be_checked() -> None:
    with pytest.raises(UnavailableError):
        Bot.open(None).check("We seized 29 e-scooters.")


@given(st.text(st.characters(), max_size=200))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_checked(word_bot: Bot, text: str) -> None:
    checked = word_bot.check(f"{text} tractors")
    assert checked.sentences
    assert all(bool(each.differences) == (each.verdict is Verdict.DIFFERS) for each in checked.sentences)
    assert all(bool(each.matches) == (each.verdict is not Verdict.NOT_IN_RECORD) for each in checked.sentences)


def test_an_answer_that_speaks_of_the_figure_goes_before_a_closer_one_that_does_not(bot: Bot) -> None:
    [sentence] = bot.check("In 2022 we seized 41 e-scooters in Derby.").sentences
    assert [(each.kind, each.draft, each.record) for each in sentence.differences] == [("number", "41", "29")]
    assert sentence.matches[0].answer_id == "003_1a58a8230cb90626-q5"
