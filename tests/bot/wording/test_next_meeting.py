from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import ValidationError

from bot import NextMeeting, Signpost
from bot.wording import announce, open_wording

TODAY = dt.date(2026, 11, 22)
SAY = open_wording().next_meeting
GENERAL = Signpost("next_meeting", "Ask at the next public meeting", "See the website.", "https://example.org")
QUESTION = "Why are & how many? 100 % of Büros"


def announced(signpost: Signpost = GENERAL, **known: object) -> Signpost:
    meeting = NextMeeting.model_validate({"date": "2027-01-14"} | known)
    return announce(signpost, SAY, meeting, TODAY, QUESTION)


def test_without_a_meeting_in_the_settings_the_signpost_stays_as_it_is() -> None:
    assert announce(GENERAL, SAY, None, TODAY, QUESTION) is GENERAL


def test_any_other_signpost_stays_as_it_is() -> None:
    other = Signpost("call_999", "Call 999", "Now.")
    assert announced(other) is other


def test_date_subject_and_last_day_are_named() -> None:
    said = announced(subject="rural crime", questions_until="2027-01-07")
    assert said.text == (
        "The next public meeting is on 14 January 2027. Its subject is rural crime."
        " Questions are taken until 7 January 2027."
    )
    assert (said.id, said.title, said.href) == (GENERAL.id, GENERAL.title, GENERAL.href)


def test_what_was_typed_is_handed_over_whole() -> None:
    said = announced(ask_at="mailto:pcc@example.org?subject=Question&body={question}")
    assert said.href is not None
    assert parse_qs(urlsplit(said.href).query)["body"] == [QUESTION]


def test_a_form_without_a_place_for_the_question_is_linked_as_it_is() -> None:
    assert announced(ask_at="https://example.org/ask").href == "https://example.org/ask"


def test_on_the_day_itself_the_meeting_is_still_named() -> None:
    assert "22 November 2026" in announced(date="2026-11-22").text


def test_a_meeting_that_is_over_is_not_named() -> None:
    assert announced(date="2026-11-21") is GENERAL


def test_after_the_last_day_nobody_is_sent_to_the_form() -> None:
    said = announced(questions_until="2026-11-21", ask_at="https://example.org/ask")
    assert said.href == GENERAL.href
    assert said.text.endswith("Questions for it are no longer taken.")


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({"questions_until": "2027-01-15"}, "must not be after the meeting"),
        ({"ask_at": "javascript:alert(1)"}, "ask_at"),
        ({"ask_at": "http://example.org"}, "ask_at"),
        ({"date": "soon"}, "date"),
        ({"place": "Ripley"}, "place"),
    ],
)
def test_a_setting_that_cannot_be_used_is_an_error(known: dict[str, str], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        announced(**known)
