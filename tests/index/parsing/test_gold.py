"""The five real pages against the table a person made by reading them."""

import pytest

from index.record import DateBasis

from .samples import GOLD, REAL, parsed

MEETINGS = GOLD["meetings"]
ROWS = [
    pytest.param(page, place, row, id=f"{page}-Q{row['label'].removeprefix('Q')}")
    for page in MEETINGS
    for place, row in enumerate(GOLD[page])
]


@pytest.mark.parametrize(("page", "place", "row"), ROWS)
def test_answer_is_read_as_a_person_read_it(page, place, row):
    answer = parsed(REAL[page]).answers[place]
    assert row == {
        "label": answer.label,
        "question_starts": answer.question[: len(row["question_starts"])],
        "question_ends": answer.question[-len(row["question_ends"]) :],
        "response_starts": answer.response[: len(row["response_starts"])],
        "response_ends": answer.response[-len(row["response_ends"]) :],
        "asked_from": answer.asked_from,
        "topic": answer.topic,
        "answered_by": answer.answered_by,
        "outcome": answer.outcome,
        "references": [reference.label for reference in answer.references],
    }


@pytest.mark.parametrize(("page", "count"), [("000", 7), ("001", 4), ("002", 16), ("003", 11), ("004", 52)])
def test_every_answer_of_a_page_is_found_in_its_order(page, count):
    labels = [answer.label for answer in parsed(REAL[page]).answers]
    assert labels == [row["label"] for row in GOLD[page]]
    assert len(labels) == parsed(REAL[page]).report.found == count


@pytest.mark.parametrize("page", MEETINGS)
def test_meeting_is_read_as_a_person_read_it(page):
    meeting, row = parsed(REAL[page]).meeting, MEETINGS[page]
    assert meeting.title == (row["title"] or row["kind"])
    assert meeting.kind == row["kind"]
    assert meeting.date_basis is (DateBasis.STATED if row["date"] else DateBasis.UNKNOWN)
    assert (_iso(meeting.date), _iso(meeting.published)) == (row["date"], row["published"])


def _iso(date):
    return date and date.isoformat()


@pytest.mark.parametrize("page", MEETINGS)
def test_theme_is_read_as_a_person_read_it(page):
    assert parsed(REAL[page]).meeting.theme == MEETINGS[page]["theme"]


@pytest.mark.parametrize("page", MEETINGS)
def test_stated_count_of_questions_is_what_is_expected(page):
    assert parsed(REAL[page]).report.expected == MEETINGS[page]["stated_count"]


@pytest.mark.parametrize("page", MEETINGS)
def test_real_page_leaves_no_doubt(page):
    assert parsed(REAL[page]).report.doubts == ()


def test_the_pointer_that_does_not_fit_is_the_only_doubtful_one():
    pointers = {
        (page, answer.label, reference.label): reference
        for page, path in REAL.items()
        for answer in parsed(path).answers
        for reference in answer.references
    }
    assert [at for at, reference in pointers.items() if reference.doubtful] == [("004", "24", "42")]
    ids = {(page, a.label): a.id for page, path in REAL.items() for a in parsed(path).answers}
    assert all(reference.answer_id == ids[page, label] for (page, _, label), reference in pointers.items())
