from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from api.office.drafting.body import Flagged, Sentence, Ticked, read_body, start_body, without_precedent, write_body
from bot import Draft, DraftSentence, Flag, FlagKind

PUBLISHED = Sentence(text="x", original="X", answer_id="a-q1", start=0, end=1)


def test_a_body_is_read_as_it_was_written() -> None:
    ticked = Ticked(by="ada", at=dt.datetime(2026, 11, 22, 10, 30))
    flags = (Flagged(kind="figure", text="29", why="é", ticked=ticked),)
    body = (PUBLISHED.model_copy(update={"flags": flags}), Sentence(text="“own”", opens=True))
    assert read_body(write_body(body)) == body
    assert "“own”" in write_body(body)
    assert body[0].unticked == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer_id": "a"},
        {"answer_id": "a", "start": 0, "end": 3},
        {"original": "x"},
        {"template": True},
        {"answer_id": "a", "start": -1, "end": 3, "original": "x"},
        {"more": 1},
    ],
)
def test_a_sentence_whose_source_is_half_known_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Sentence.model_validate({"text": "x"} | wrong)


def test_paragraphs_and_parts_without_a_precedent_are_kept() -> None:
    sentences = (
        DraftSentence("Hello.", None, None, None, True),
        DraftSentence("One\ntwo.", "a", 0, 8, False, (Flag(FlagKind.FIGURE, "two", "look"),)),
        DraftSentence("Hello.", "a", 9, 15, False),
        DraftSentence("[Nothing: Why?]", None, None, None, True),
    )
    draft = Draft("Hello.\n\nOne\ntwo. Hello.\n\n[Nothing: Why?]", sentences, ("Why?",), ())
    body = start_body(draft, "because")
    assert [each.opens for each in body] == [True, True, False, True]
    assert [each.text for each in body] == ["Hello.", "One two.", "Hello.", "[Nothing: Why?]"]
    assert body[1].original == "One\ntwo."
    assert [flag.kind for each in body for flag in each.unticked] == ["figure", "no_precedent"]
    assert without_precedent(body) == ["Why?"]
