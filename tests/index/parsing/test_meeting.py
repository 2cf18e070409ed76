from datetime import date

import pytest

from index.parsing import date_in_address
from index.parsing.lines import split_lines
from index.parsing.meeting import find_date, read_meeting
from index.record import DateBasis

TITLE = "Performance Scrutiny Meeting focusing on Rural Crime (6 July 2022)"


def meeting(*lines):
    return read_meeting("page", split_lines("\n".join(lines)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6 July 2022", date(2022, 7, 6)),
        ("on the 31st March, 2025 in Derby", date(2025, 3, 31)),
        ("3-nov-21", date(2021, 11, 3)),
        ("2nd Sept 2023", date(2023, 9, 2)),
        ("31 February 2023", None),
        ("31 February 2023, moved to 1 March 2023", date(2023, 3, 1)),
        ("as of 15th November", None),
        ("2021/2025", None),
        ("", None),
    ],
)
def test_find_date(text, expected):
    assert find_date(text) == expected


def test_word_that_begins_like_a_month_is_no_date():
    assert find_date("5 marketing 2024") is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/performance-scrutiny-meetings/pam3nov21/", date(2021, 11, 3)),
        ("https://example.org/public-assurance-meeting-31-march-2025", date(2025, 3, 31)),
        ("https://example.org/2-may-2023/questions/", None),
        ("https://example.org/public-meetings/", None),
    ],
)
def test_date_in_the_last_part_of_an_address(url, expected):
    assert date_in_address(url) == expected


def test_title_states_kind_theme_and_date():
    found = meeting(TITLE, "", "My key role is to hold to account.")
    assert (found.title, found.kind, found.theme) == (TITLE, "Performance Scrutiny Meeting", "Rural Crime")
    assert (found.date, found.date_basis) == (date(2022, 7, 6), DateBasis.STATED)


@pytest.mark.parametrize(
    ("title", "theme"),
    [
        ("Performance Scrutiny Meeting reviewing the Plan (Tuesday 12 March 2024)", "the Plan"),
        ("Public Assurance Meeting on Serious Violence", "Serious Violence"),
        ("Public Assurance Meeting: Rural Crime", "Rural Crime"),
        ("Public Assurance Meeting – Rural Crime", "Rural Crime"),
        ("Public Assurance Meeting", None),
        ("News on Rural Crime", None),
    ],
)
def test_theme(title, theme):
    assert meeting(title).theme == theme


def test_date_of_the_next_meeting_is_not_the_meetings():
    found = meeting("Public Assurance Meeting", "Please be advised: the next meeting is on 6 October 2022.")
    assert (found.date, found.date_basis) == (None, DateBasis.UNKNOWN)


def test_date_on_which_the_next_meeting_will_be_held_is_not_the_meetings():
    assert meeting("Public Assurance Meeting", "The next meeting will be held on 6 October 2022.").date is None


@pytest.mark.parametrize("said", ["was held on Tuesday, 4 October 2022", "took place on 4th October 2022"])
def test_sentence_that_says_when_the_meeting_was_held_dates_it(said):
    found = meeting("Public Assurance Meeting", "Thank you.", f"It {said} in Derby.")
    assert (found.date, found.date_basis) == (date(2022, 10, 4), DateBasis.STATED)


def test_title_goes_before_a_sentence():
    assert meeting(TITLE, "It was held on 4 October 2022.").date == date(2022, 7, 6)


@pytest.mark.parametrize("line", ["13 July 2022", "Published: Wednesday 13 July 2022.", "13th July 2022"])
def test_date_alone_on_its_line_is_the_day_of_publication(line):
    found = meeting("Public Assurance Meeting", line)
    assert (found.published, found.date) == (date(2022, 7, 13), None)


@pytest.mark.parametrize("first", ["13 July 2022", "We hold the force to account.", "Agenda:", "T" * 201])
def test_date_or_sentence_is_no_title(first):
    assert meeting(first).title == "Meeting (title not stated)"


@pytest.mark.parametrize(
    "first",
    [
        "Skip to content",
        "Quickly exit this site by pressing the Escape key",
        "Coronavirus (COVID-19): what we are doing",
        "Modern.gov Breadcrumb",
        "Anybody may send a question. How to do",
        "Public questions, if there are any, will be taken here",
    ],
)
def test_banner_or_part_of_a_sentence_is_no_title(first):
    assert meeting(first, "Public Forum", "so is set out below.").title == "Public Forum"


def test_line_that_goes_on_in_small_letters_is_no_title():
    assert meeting("Chief Constable Webchat", "Members of the public can ask questions at the", "meeting.").title == (
        "Chief Constable Webchat"
    )


def test_heading_above_all_answers_stands_in_for_a_title_and_a_kind():
    headings = split_lines("Question from Mr A, Belper\nMember Questions to the Commissioner")
    assert read_meeting("page", split_lines("Agenda item"), headings).title == "Member Questions to the Commissioner"
    assert read_meeting("page", split_lines("The Public Panels."), headings).title == "Public Panel"


def test_kind_named_most_stands_in_for_a_title():
    found = meeting(
        "There will be six of these Public Assurance Meetings.",
        "A Police Forum.",
        "The Public Assurance Meeting is public.",
    )
    assert (found.title, found.kind) == ("Public Assurance Meeting", "Public Assurance Meeting")


def test_kind_in_the_title_goes_before_the_one_named_most():
    assert meeting("Public Meeting", "The Police Forum.", "A Police Forum.").kind == "Public Meeting"


def test_page_without_a_preamble_has_no_title():
    found = read_meeting("page", [])
    assert (found.id, found.title, found.kind) == ("page", "Meeting (title not stated)", None)
