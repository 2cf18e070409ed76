"""Agendas and minutes of many items, one of which has the questions."""

from .samples import read

ITEMS = ["33.", "", "Apologies for Absence", "", "Minutes:", "", "Mr Lee had sent apologies.", "", "34.", ""]
ASKED = [
    *["Public Question Time", "", "Minutes:", "", "Mr Dodd asked the PCC the following question:", ""],
    *["How many drones are there? We have seen none.", "", "The PCC responded that there were six.", ""],
    *["Mrs Bell of Thame asked the PCC:", "", "Who pays for them?", "", "The PCC said that the force did.", ""],
]


def test_numbers_of_items_are_no_labels_and_end_the_response_above():
    page = read(*ITEMS, *ASKED, "35.", "", "Themed Item pdf icon PDF 924 KB", "", "Minutes:", "", "A report was given.")
    assert [(answer.label, answer.question) for answer in page.answers] == [
        ("1", "How many drones are there? We have seen none."),
        ("2", "Who pays for them?"),
    ]
    assert page.answers[1].response == "The PCC said that the force did."


def test_titles_without_numbers_end_a_response_where_their_minutes_are_below():
    page = read(*ASKED, "Budget 2024", "", "Resolved: that it be noted.")
    assert page.answers[-1].response == "The PCC said that the force did."


def test_an_appendix_belongs_to_no_response():
    page = read(
        "Q1) How many?", "", "There are six drones in the force.", "", "Appendix A", "", "The Act gives rights."
    )
    assert page.answers[0].response == "There are six drones in the force."


def test_requests_with_agendas_words_in_them_are_questions():
    page = read("1. Copies of the minutes in May", "2. Petitions received since 2019", "", "Response", "", "None.")
    assert [answer.label for answer in page.answers] == ["1", "2"]


def test_where_an_item_ends_a_response_a_doubt_says_so():
    page = read(*ASKED, "35.", "", "Any Other Business", "", "Minutes:", "", "There was none.")
    assert any("another item of the agenda" in doubt.why for doubt in page.report.doubts)
