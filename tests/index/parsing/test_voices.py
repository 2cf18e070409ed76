import pytest

from index.parsing.voices import outcome, speaker
from index.record import AnsweredBy, Outcome


@pytest.mark.parametrize(
    ("response", "marked", "expected"),
    [
        ("Our officers patrol.", None, "constabulary"),
        ("The force works with the Commissioner.", None, "constabulary"),
        ("The Commissioner’s plan is public.", None, "constabulary"),
        ("The Commissioner funds it. It is free.", None, "commissioner"),
        ("In addition, the PCC funds it.", None, "commissioner"),
        ("A PCC is elected.", None, "commissioner"),
        ("The force acts. The Commissioner funds it.", None, "joint"),
        ("Neither Derbyshire OPCC nor Derbyshire Constabulary use it.", None, "joint"),
        ("The Commissioner funds it.", AnsweredBy.CONSTABULARY, "constabulary"),
        ("Our officers patrol.", AnsweredBy.COMMISSIONER, "commissioner"),
        ("As PCC I want this.", AnsweredBy.CONSTABULARY, "commissioner"),
        ("As your Police and Crime Commissioner, I want this.", None, "commissioner"),
    ],
)
def test_speaker(response, marked, expected):
    assert speaker(response, marked) is AnsweredBy(expected)


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        ("Our officers patrol.", "answered"),
        ("We cannot promise this. We patrol.", "answered"),
        ("It would be inappropriate to comment.", "declined"),
        ("Comments cannot be made about this case.", "declined"),
        ("We can neither confirm nor deny it. We will not comment.", "declined"),
        ("I cannot comment on the case. Our team will make contact.", "partial"),
        ("We patrol. We are unable to complete a full response to this.", "partial"),
        ("Please see the answer to Q39 above. The scheme is welcome.", "referred"),
        ("Refer to question 4.", "referred"),
        ("Answered in Q5.", "referred"),
        ("This will be forwarded to the council.", "referred"),
        ("Please see the answer to Q39 above. The scheme is welcome. It is free.", "answered"),
        ("Answered partly in question 2 – Additionally, there is a strategy.", "answered"),
    ],
)
def test_outcome(response, expected):
    assert outcome(response) is Outcome(expected)
