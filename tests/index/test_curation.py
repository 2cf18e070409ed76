from datetime import date

import pytest

from index.curation import MeetingNote, attach, curate, read_alternates, read_note, read_notes
from index.errors import CurationError
from index.parsing import parse
from index.record import DateBasis, Meeting
from index.sources import read_page

from .parsing.samples import read as read_lines

STATED = Meeting("a", "Public Meeting", date=date(2022, 7, 6), date_basis=DateBasis.STATED)
UNDATED = Meeting("a", "Public Meeting")
DATED_ADDRESS = "https://example.org/pam3nov21/"


@pytest.fixture
def notes(tmp_path):
    """Reads a `meetings.toml` of the given text, beside the pages a.txt and b.txt."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("We meet.", encoding="utf-8")

    def read(text):
        (tmp_path / "meetings.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_notes(tmp_path)

    return read


def test_folder_without_notes_has_none(tmp_path):
    assert read_notes(tmp_path) == ({}, [])


def test_each_table_is_the_note_of_the_page_it_names(notes):
    found, problems = notes('# ours\n["a.txt"]\ntitle = "A"\n\n["b.txt"]\ndate = 2025-03-31\nevidence = "A preview."\n')
    assert found == {
        "a.txt": MeetingNote(title="A"),
        "b.txt": MeetingNote(date=date(2025, 3, 31), evidence="A preview."),
    }
    assert problems == []


WRONG = {
    "absent page": ('["gone.txt"]\ntitle = "Gone"', "'gone.txt' is not a page in"),
    "impossible date": ('["a.txt"]\ndate = 2025-02-30\nevidence = "Seen."', "this note was left out"),
    "date without evidence": ('["a.txt"]\ndate = 2025-03-31', "a date needs its evidence"),
    "unknown key": ('["a.txt"]\ntitel = "A"', "titel: Extra inputs are not permitted"),
    "no web address": ('["a.txt"]\nurl = "pam3nov21"', "url: Input should be a valid URL"),
    "broken": ('["a.txt"]\ntitle = "A', "counted from the table's first line"),
    "no table": ('["a.txt"', "counted from the table's first line"),
}


@pytest.mark.parametrize(("table", "why"), WRONG.values(), ids=WRONG)
def test_note_that_cannot_be_right_is_left_out_and_costs_no_other(notes, table, why):
    found, (problem,) = notes(f'# ours\n\n{table}\n\n["b.txt"]\ntitle = "B"\n')
    assert found == {"b.txt": MeetingNote(title="B")}
    assert "meetings.toml, line 3: " in problem
    assert why in problem


def test_value_that_is_no_table_is_reported(notes):
    found, (problem,) = notes('"a.txt" = "A"\n')
    assert (found, "line 1: this note was left out (note: " in problem) == ({}, True)


def test_notes_that_are_not_utf8_are_refused(notes):
    with pytest.raises(CurationError, match=r"meetings\.toml: cannot be read .* Save it as UTF-8"):
        notes('["a.txt"]\nevidence = "The BBC’s"'.encode("cp1252"))


def test_byte_order_mark_before_the_notes_is_no_text(notes):
    assert notes(b'\xef\xbb\xbf["a.txt"]\ntitle = "A"') == ({"a.txt": MeetingNote(title="A")}, [])


def test_two_tables_for_one_page_are_reported(notes):
    assert notes('["a.txt"]\ntitle = "A"\n["a.txt"]\ntitle = "B"\n')[1]


def test_curated_date_goes_before_a_stated_one():
    note = MeetingNote(date=date(2021, 11, 3), evidence="The BBC names it.")
    curated = curate(STATED, note)
    assert (curated.date, curated.date_basis) == (date(2021, 11, 3), DateBasis.CURATED)
    assert curated.evidence == "The BBC names it."


def test_address_dates_a_meeting_when_nothing_else_does():
    curated = curate(UNDATED, MeetingNote(url=DATED_ADDRESS))
    assert (curated.date, curated.date_basis) == (date(2021, 11, 3), DateBasis.ADDRESS)
    assert curated.url == DATED_ADDRESS


def test_stated_date_goes_before_the_address():
    curated = curate(STATED, MeetingNote(url=DATED_ADDRESS))
    assert (curated.date, curated.date_basis, curated.url) == (STATED.date, DateBasis.STATED, DATED_ADDRESS)


def test_curated_date_goes_before_the_address():
    note = MeetingNote(url=DATED_ADDRESS, date=date(2022, 11, 3), evidence="The minutes.")
    assert curate(UNDATED, note).date == date(2022, 11, 3)


@pytest.mark.parametrize("url", [None, "https://example.org/public-meetings/"])
def test_nothing_dates_a_meeting_that_nobody_dates(url):
    curated = curate(UNDATED, MeetingNote(url=url))
    assert (curated.date, curated.date_basis) == (None, DateBasis.UNKNOWN)


def test_note_goes_before_the_page_only_in_what_it_says():
    curated = curate(STATED, MeetingNote(title="On Knives", theme="Knives", published=date(2022, 7, 13)))
    assert (curated.title, curated.theme, curated.published) == ("On Knives", "Knives", date(2022, 7, 13))
    assert (curated.kind, curated.date, curated.date_basis) == (None, STATED.date, DateBasis.STATED)


def test_meeting_without_a_note_is_left_alone():
    assert curate(STATED, None) is STATED


@pytest.mark.parametrize(("name", "title"), [("a.txt", "Curated"), ("b.txt", "Meeting (title not stated)")])
def test_page_takes_the_note_beside_it(notes, tmp_path, name, title):
    notes('["a.txt"]\ntitle = "Curated"\n')
    path = tmp_path / name
    assert read_note(path, parse(read_page(path))).meeting.title == title


@pytest.fixture
def alternates(tmp_path):
    def read(text):
        (tmp_path / "alternates.toml").write_text(text, encoding="utf-8")
        for name in ("a.txt", "b.txt"):
            (tmp_path / name).touch()
        return read_alternates(tmp_path)

    return read


def test_folder_without_alternates_has_none(tmp_path):
    assert read_alternates(tmp_path) == ({}, [])


def test_alternates_are_known_by_page_and_label(alternates):
    found, problems = alternates('["a.txt"]\n1 = ["Why so?"]\n12 = [\n"How so?",\n"Who so?",\n]\n["b.txt"]\n')
    assert found == {"a.txt": {"1": ["Why so?"], "12": ["How so?", "Who so?"]}, "b.txt": {}}
    assert problems == []


@pytest.mark.parametrize("line", ['1 = ["Eh"]', '1 = "Why so?"', f'1 = ["{"Why? " * 101}"]', '1 = ["Why so?'])
def test_alternates_that_cannot_be_right_are_left_out_and_cost_no_others(alternates, line):
    found, (problem,) = alternates(f'["a.txt"]\n{line}\n["b.txt"]\n1 = ["Why so?"]\n')
    assert found == {"b.txt": {"1": ["Why so?"]}}
    assert "alternates.toml, line 1: these alternates were left out (" in problem


def test_wordings_are_attached_by_the_digits_of_a_label():
    page = read_lines("Q1) Why?", "Police Response", "We act.", "Q2) How?", "Police Response", "We do.")
    attached, strays = attach(page, {"2": ["In what way?", "By what means?"], "7": ["Who so?"]})
    assert [answer.alternates for answer in attached.answers] == [(), ("In what way?", "By what means?")]
    assert strays == ["alternates.toml: page.txt has no answer 7. Mend the label."]


def test_wordings_of_a_label_printed_twice_go_to_each_answer():
    page = read_lines("Q1) Why?", "Police Response", "We act.", "Q1) How?", "Police Response", "We do.")
    attached, _ = attach(page, {"1": ["Why so?"]})
    assert attached.answers[0].alternates == ("Why so?",)
