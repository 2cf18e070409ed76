import pytest

from index.parsing.cues import (
    asks,
    heading_score,
    resident_area,
    response_lean,
    stated_count,
    topic_name,
    trailing_place,
)
from index.parsing.furniture import is_furniture
from index.parsing.labels import label_of
from index.parsing.markers import marker_of
from index.record import AnsweredBy


@pytest.mark.parametrize(
    ("line", "text", "number", "style", "body"),
    [
        ("Q1) Why?", "Q1", 1, "q)", "Why?"),
        ("q12. Why?", "q12", 12, "q.", "Why?"),
        ("Q.5) Why?", "Q.5", 5, "q)", "Why?"),
        ("Q 7) Why?", "Q 7", 7, "q)", "Why?"),
        ("Question 4: Why?", "Question 4", 4, "q:", "Why?"),
        ("1. Why?", "1", 1, ".", "Why?"),
        ("16, Why?", "16", 16, ",", "Why?"),
        ("80) Why?", "80", 80, ")", "Why?"),
        ("3 . Why?", "3", 3, ".", "Why?"),
        ("Q1 Why?", "Q1", 1, "q", "Why?"),
        ("Q1Why?", "Q1", 1, "q", "Why?"),
        ("Q1)", "Q1", 1, "q)", ""),
        ("PQ7", "PQ7", 7, "q", ""),
        ("Question 2 \u2013 Why?", "Question 2", 2, "q", "Why?"),
        ("Question 2 from Mr B: Why?", "Question 2", 2, "q", "from Mr B: Why?"),
        ("Public question 3 - Mr B (Ripley)", "Public question 3", 3, "q", "Mr B (Ripley)"),
        ("(3) Why?", "3", 3, "(", "Why?"),
        ("4 \u2013 Why?", "4", 4, "-", "Why?"),
        ("5.\xa0Why?", "5", 5, ".", "Why?"),
        ("28.1  A member asked", "28.1", 1, "m.", "A member asked"),
        ("1 From Mr B", "1", 1, "#", "From Mr B"),
        ("7", "7", 7, "$", ""),
        ("(b) Why?", "b", 2, "l", "Why?"),
        ("iv) Why?", "iv", 4, "r", "Why?"),
        ("IV. Why?", "IV", 4, "R", "Why?"),
    ],
)
def test_label_is_read_as_printed(line, text, number, style, body):
    label = label_of(line)
    assert (label.text, label.number, label.style, line[label.body :]) == (text, number, style, body)


@pytest.mark.parametrize(
    "line", ["Why?", "1234. Why?", "27 officers", "In 1. place", "Question 3 was answered above.", ""]
)
def test_line_without_a_label(line):
    assert label_of(line) is None


@pytest.mark.parametrize("line", ["1.5 million calls", "2,000 knives were seized.", "10:30 is late"])
def test_figure_is_not_a_label(line):
    assert label_of(line) is None


@pytest.mark.parametrize(
    ("line", "speaker", "labels"),
    [
        ("Constabulary Response", "constabulary", set()),
        ("Constabulary’s Response", "constabulary", set()),
        ("Police Response", "constabulary", set()),
        ("The Derbyshire Constabulary response:", "constabulary", set()),
        ("Constabulary Response to Q1 and Q2", "constabulary", {1, 2}),
        ("Response to questions 3, 4 & 12", "constabulary", {3, 4, 12}),
        ("In Response:", "constabulary", set()),
        ("Answer", "constabulary", set()),
        ("Reply –", "constabulary", set()),
        ("Response from the Chief Constable", "constabulary", set()),
        ("OPCC Response", "commissioner", set()),
        ("Commissioner's answer:", "commissioner", set()),
        ("Response from the Police and Crime Commissioner", "commissioner", set()),
    ],
)
def test_marker_names_its_speaker_and_labels(line, speaker, labels):
    marker = marker_of(line)
    assert (marker.speaker, marker.labels, marker.body) == (AnsweredBy(speaker), labels, None)


def test_marker_may_have_the_response_on_its_line():
    line = "Answer: We will act."
    assert line[marker_of(line).body :] == "We will act."


@pytest.mark.parametrize(
    "line",
    ["Response times are falling", "Our answer is no.", "Police responses", "Response to the police: yes", ""],
)
def test_sentence_about_responses_is_no_marker(line):
    assert marker_of(line) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("My office received seven questions in total", 7),
        ("received 4 questions in total", 4),
        ("There were 16 questions submitted", 16),
        ("Eleven public questions came in.", 11),
        ("received one question", 1),
        ("Twenty questions", 20),
        ("Below are the questions that were submitted", None),
        ("one of the questions", None),
        ("no questions", None),
    ],
)
def test_stated_count(text, count):
    assert stated_count(text) == count


@pytest.mark.parametrize("text", ["twenty-one questions", "1,200 questions"])
def test_part_of_a_number_is_not_the_count(text):
    assert stated_count(text) not in (1, 200)


@pytest.mark.parametrize(
    ("question", "asked", "area"),
    [
        ("Why here? (Resident from High Peak)", "Why here?", "High Peak"),
        ("Why here?\nResident of Swanwick.", "Why here?", "Swanwick"),
        ("Why here? Resident from North East Derbyshire", "Why here?", "North East Derbyshire"),
        ("Why here? (Residents in Derby City) ", "Why here?", "Derby City"),
    ],
)
def test_resident_area(question, asked, area):
    start, name = resident_area(question)
    assert (question[:start], name) == (asked, area)


@pytest.mark.parametrize("question", ["What of the residents of Swanwick?", "I am a resident of Derby", "Why here?"])
def test_no_resident_area(question):
    assert resident_area(question) is None


def test_sentence_about_residents_is_not_an_area():
    assert resident_area("Why so few patrols? Residents in Swanwick want more of them.") is None


@pytest.mark.parametrize(
    ("question", "area"),
    [
        ("Why here? Bolsover", "Bolsover"),
        ("It is so. North East Derbyshire", "North East Derbyshire"),
        ("Stop it! Derby and Amber Valley", "Derby and Amber Valley"),
        ("Why here?", None),
        ("Why here? thank you", None),
        ("Who lives in Bolsover", None),
    ],
)
def test_trailing_place(question, area):
    found = trailing_place(question)
    assert (found and question[found[0] :].strip(), found and found[1]) == (area, area)


@pytest.mark.parametrize(
    "line",
    [
        "Skip to content",
        "PLEASE NOTE: the majority of the information on the Derbyshire OPCC website covers news.",
        "Accept all cookies",
        "Privacy policy",
        "Share on Facebook",
        "© 2023 Office of the Commissioner",
        "Page last reviewed: 3 May 2023",
    ],
)
def test_furniture(line):
    assert is_furniture(line)


@pytest.mark.parametrize("line", ["Our home visits go on.", "Please note: ring 101.", "We search vehicles.", ""])
def test_not_furniture(line):
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("line", "score"),
    [
        ("ASB and Teenagers", 2),
        ("Violence Against Women and Girls", 2),
        ("Noise – (Topic is discussed at 0:41:02)", 3),
        ("20 is Plenty – (Topic is discussed at 1:26:15)", 3),
        ("noise and nuisance at night", 1),
        ("loud exhausts", 2),
        ("Noise Of Bikes In Derby City By Night", 2),
        ("Noise Of All Bikes In Derby City By Night", 1),
        ("Noise of bikes", 1),
        ("Very Loud bikes", 2),
        ("We act on this.", 0),
        ("Home | Derbyshire Constabulary", 0),
        ("www.police.uk", 0),
        ("snt@derbyshire.police.uk", 0),
        ("12", 0),
        ("You can report it online or on one of our many phone lines", 0),
    ],
)
def test_heading_score(line, score):
    assert heading_score(line) == score


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("Male Victims", "Male Victims"),
        ("Noise – (Topic is discussed at 0:41:02)", "Noise"),
        ("20 is Plenty – (Topic is discussed at 1:26:15)", "20 is Plenty"),
        ("Public Questions Submitted", None),
        ("Part Two", None),
        ("Q & A", None),
        ("(1:26:15)", None),
    ],
)
def test_topic_name(heading, topic):
    assert topic_name(heading) == topic


@pytest.mark.parametrize(("text", "score"), [("Why is it so?", 3), ("Why? Tell me", 2), ("Why not", 1), ("Tell me", 0)])
def test_asks(text, score):
    assert asks(text) == score


@pytest.mark.parametrize(
    ("line", "lean"),
    [
        ("Our officers patrol the area every week.", 3),
        ("Our officers patrol the area every week", 2),
        ("The force acts. " + "Much is done by day and by night " * 4 + "too.", 4),
        ("It is done by day and night here in town.", 1),
        ("It is done by day.", 0),
        ("Much is done by us all by day and night", 0),
        ("Or is nobody in charge?", -7),
        ("• all of it and all of it and all of it", -2),
        ("I have told you so for years and years and years now", -1),
    ],
)
def test_response_lean_is_above_nothing_for_a_response_and_below_for_a_question(line, lean):
    assert response_lean(line) == lean
