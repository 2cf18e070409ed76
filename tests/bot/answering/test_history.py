from __future__ import annotations

import datetime as dt

from pydantic import TypeAdapter

from bot import Change, ChangeKind
from bot.answering.freshness import freshness
from bot.answering.history import changed_since, history
from bot.replies import Citation
from index import AgeingKind, DateBasis, Edition, Meeting
from tests.bot.answering.stand_ins import an_answer

FIRST, SECOND, THIRD = (dt.date(2026, 11, number) for number in (1, 5, 9))
NOW = "We seized 41 scooters in 2023."


def edition(response: str = "We seized 29 scooters in 2022.", question: str = "What do you do?") -> Edition:
    return Edition(FIRST, SECOND, question, response)


def test_an_answer_that_never_changed_has_no_history() -> None:
    assert history(an_answer()) == ()
    assert changed_since(an_answer()) == ()


def test_each_change_is_told_word_by_word_oldest_first() -> None:
    later = Edition(SECOND, THIRD, "What do they do?", "We seized 41 scooters in 2022.")
    one, two = history(an_answer(response=NOW, editions=(edition(), later)))
    assert (one.seen, one.replaced) == (FIRST, SECOND)
    assert Change(ChangeKind.REMOVED, "29") in one.response
    assert Change(ChangeKind.ADDED, "they") in one.question
    assert Change(ChangeKind.ADDED, "2023") in two.response
    assert "29" not in "".join(piece.text for piece in two.response)


def test_what_changed_in_the_response_is_a_reason_to_look_twice() -> None:
    answer = an_answer(response=NOW, editions=(edition(),))
    reasons = changed_since(answer)
    assert [(each.text, each.kind) for each in reasons] == [("41", AgeingKind.CHANGED), ("2023", AgeingKind.CHANGED)]
    assert all(answer.response[each.start : each.end] == each.text for each in reasons)
    told = freshness(answer, Meeting("page", "A meeting"), THIRD, 365)
    assert told.reasons == reasons


def test_words_that_only_went_mark_the_word_after_them_or_the_last_one() -> None:
    for response, before, marked in (
        ("We seized scooters.", "We seized all scooters.", ["scooters"]),
        ("We seized scooters", "We seized scooters at once", ["scooters"]),
        ("We do.", "We do.", []),
        ("We  seized\nscooters.", "We seized scooters.", []),
    ):
        assert [
            each.text for each in changed_since(an_answer(response=response, editions=(edition(before),)))
        ] == marked


def test_a_question_that_changed_is_no_reason_but_history() -> None:
    answer = an_answer(editions=(edition("We do.", "What do they do?"),))
    assert changed_since(answer) == ()
    assert len(history(answer)) == 1


def test_what_says_nothing_is_not_in_the_json() -> None:
    adapter = TypeAdapter(Citation)
    given = {"meeting": "m", "date": None, "date_basis": DateBasis.UNKNOWN, "label": "Q1", "url": None}
    citation = Citation(**given, source="a.txt", sha256="0" * 64, start=0, end=1)  # type: ignore[arg-type]
    assert not {"gone", "removed"} & adapter.dump_python(citation).keys()
    gone = Citation(**given, source="a.txt", sha256="0" * 64, start=0, end=1, gone=FIRST)  # type: ignore[arg-type]
    assert adapter.dump_python(gone, mode="json")["gone"] == "2026-11-01"
