import pytest

from index.parsing.furniture import is_closing, is_note, is_pending, is_procedure, is_signature, tells_of_page

from .samples import read


@pytest.mark.parametrize(
    "line",
    [
        "If you are not content with a reply you may ask for an internal review.",
        "Should you have any further queries please write to us.",
        "This response will be published on the website.",
        "The Panel noted the responses.",
        "The time for questions (30 minutes) having been reached, the rest were answered in writing.",
        "Supporting documents:",
        "Background papers: none",
        "PLEASE NOTE: news of earlier years is elsewhere.",
        "Y cyfarfod nesaf / Next meeting: 17 February 2025",
        "Q5 was withdrawn by the person who had asked it.",
    ],
)
def test_closing_words_are_known(line):
    assert is_closing(line)


@pytest.mark.parametrize("line", ["We will publish the figures in May.", "Please note the time.", "To follow."])
def test_words_of_a_response_close_nothing(line):
    assert not is_closing(line)


@pytest.mark.parametrize("line", ["– PC Dale", "- Sergeant A. Lowe, Ripley", "Signed: PCSO Amin"])
def test_signature_is_known(line):
    assert is_signature(line)


@pytest.mark.parametrize("line", ["– a stone was taken", "- Stop Hate UK, on its own line", "PC Dale"])
def test_item_or_name_is_no_signature(line):
    assert not is_signature(line)


def test_kinds_of_other_lines():
    assert is_note("Action:- That the response be reported.")
    assert is_pending("To be published.")
    assert not is_pending("To be published in May, with the accounts.")
    assert tells_of_page("Did you send a question that is not here? Write to us.")


@pytest.mark.parametrize(
    ("line", "only"),
    [
        ("The Chair thanked Mrs Lee for attending.", True),
        ("The Chairman asked Mr Lee if he had a supplementary question. He had not.", True),
        ("There was no supplementary question.", True),
        ("The Chair thanked Mr Lee for his question and said that letters would be published in May.", False),
        ("The Panel had asked for a supplement to the budget.", False),
    ],
)
def test_lines_that_only_tell_how_a_meeting_went_on(line, only):
    assert is_procedure(line) is only


def test_headings_within_a_last_response_stay_and_one_alone_ends_it():
    said = "We weighed for each of these what the public would gain from it and what harm could be done."
    parts = ["Q1) Why?", "", "Police Response", "", said]
    several = read(*parts, "", "Harm", "", said, "", "Public interest", "", said)
    assert several.answers[0].response.count(said) == 3
    alone = read(*parts, "", "Theft Act", "", said)
    assert alone.answers[0].response == said
    assert any("closing words" in doubt.why for doubt in alone.report.doubts)
