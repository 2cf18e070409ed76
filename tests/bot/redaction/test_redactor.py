"""What is taken out by kind, what stays, and what holds for any text."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import Redacted, Redactor


@pytest.mark.parametrize(
    ("text", "left", "kinds"),
    [
        ("ring me on 07700 900123 now", "ring me on [phone] now", ("phone",)),
        ("+44 (0)1632 960 774", "[phone]", ("phone",)),
        ("write to a.b@example.org.", "write to [email].", ("email",)),
        ("bob at gmail dot com", "[email]", ("email",)),
        ("see https://example.org/u/bob", "see [link]", ("link",)),
        ("he is @bob_99", "he is [account]", ("account",)),
        ("a black Audi AB12 CDE", "a black Audi [plate]", ("plate",)),
        ("reg fy19 kxp again", "reg [plate] again", ("plate",)),
        ("14 Mill Lane, Heage", "[address], Heage", ("address",)),
        ("number 12 on Nottingham Road", "[address]", ("address",)),
        ("s41 7nr", "[postcode]", ("postcode",)),
        ("crime number 22*123456", "crime number [reference]", ("reference",)),
        ("inc 417 of 3rd March", "inc [reference] of 3rd March", ("reference",)),
        ("PC 4417 Smith said", "PC [officer number] [name] said", ("officer number", "name")),
        ("my NI is AB123456C", "my NI is [identity number]", ("identity number",)),
        ("card 4111 1111 1111 1111", "card [bank details]", ("bank details",)),
        ("dob 4/9/98", "dob [date of birth]", ("date of birth",)),
        ("IMEI 490154203237518", "IMEI [device]", ("device",)),
        ("about 22000654321", "about [number]", ("number",)),
    ],
)
def test_each_kind_goes(redactor: Redactor, text: str, left: str, kinds: tuple[str, ...]) -> None:
    assert redactor.redact(text) == Redacted(left, kinds)


@pytest.mark.parametrize(
    "text",
    [
        "300 burglaries in 2022, 20 mph on Nottingham Road in Spondon, £1.2m, 45 minutes on 101 at 3.15am",
        "Speeding on the A6 and the M1 at junction 28, S41 and DE1, Q39, 24/7, 2021/22, 34 in a 30",
        "Will the police mark my bike? I hope they bill nobody. May I ask about Hope, Ripley and Clay Cross?",
        "WHY ARE THERE NO POLICE IN HEANOR",
        "What was Operation Bandolier, and what is Clare's Law?",
        "I don't know, I'd say it's their 2nd time; they've rung 999",
        "",
    ],
)
def test_what_only_looks_personal_stays(redactor: Redactor, text: str) -> None:
    assert redactor.redact(text) == Redacted(text, ())


def test_places_and_words_of_the_record_stay(redactor: Redactor, recorded: Redactor) -> None:
    text = "Are the Zubrowkan patrols of Zubrowka Vale seen in Zubrowton?"
    assert recorded.redact(text).text == text
    assert redactor.redact(text).kinds


def test_an_office_holder_whom_the_record_names_stays(redactor: Redactor, recorded: Redactor) -> None:
    text = "What did Chief Constable Rachel Swann say to Rachel Swann?"
    assert recorded.redact(text).text == "What did Chief Constable Rachel Swann say to [name]?"
    assert redactor.redact(text).text == "What did Chief Constable [name] say to [name]?"


def test_unseen_characters_hide_nothing(redactor: Redactor) -> None:
    assert redactor.redact("0\u200b7700 900\u00ad123 and ０７７００ ９００１２３").text == "[phone] and [phone]"


def test_what_somebody_put_in_brackets_counts_as_taken_out(redactor: Redactor) -> None:
    assert redactor.redact("[name] and [phone]") == Redacted("[name] and [phone]", ("name", "phone"))


def test_a_text_that_does_not_settle_is_not_kept(redactor: Redactor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Redactor, "_once", lambda self, text: text + ".")
    assert redactor.redact("Hello") == Redacted("[withheld]", ("withheld",))


PIECES = st.sampled_from(
    "Mr Dave dave Platt platt Will Hope 14 Mill Lane flat 3b PC 4417 07700 900123 DE5 3QP AB12 CDE reg no number ref "
    "inc 22*123456 @bob a.b@c.de dot at . , - / ( ) ’s 's the of on my neighbour [name] [phone] born 1/2/90 O'Neill J. "
    "St 999 LAW Zqxj \n é 2022 mph sort code 12-34-56".split(" ")
)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=12).map("".join)
)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_text_comes_out_and_is_its_own_redaction(redactor: Redactor, text: str) -> None:
    once = redactor.redact(text)
    assert redactor.redact(once.text) == once


@pytest.mark.parametrize(
    "piece", ["Dave ", "mr qxz ", "Qxzvb. ", "J. ", "St ", "12 Zqx Road ", "ab12 ", "a@", "1", "my neighbour "]
)
def test_the_work_grows_no_faster_than_the_text(redactor: Redactor, piece: str) -> None:
    """Calls are counted, since every pattern is bounded (`test_rules.py`) and a call does a bounded thing."""

    def calls(text: str) -> int:
        count = 0

        def note(frame: FrameType, event: str, argument: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(note)
        try:
            redactor.redact(text)
        finally:
            sys.setprofile(before)
        return count

    assert calls(piece * 400) <= 2.5 * calls(piece * 200) + 200
