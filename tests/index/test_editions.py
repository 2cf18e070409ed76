from __future__ import annotations

from pathlib import Path

import pytest

from index import CurationError, ParsedPage, read_record
from index.captures import read_captures, write_captures
from tests.fakes import quiet
from tests.index.captured import QUESTIONS, STEM, changed, day, page, taken

FIRST, SECOND, THIRD = QUESTIONS.values()


def read(folder: Path) -> list[ParsedPage]:
    pages, problems = read_record(folder, quiet)
    assert problems == ()
    for each in pages:
        for answer in each.answers:
            assert each.page.text[answer.start : answer.end] == answer.response
            assert each.page.text[answer.question_start : answer.question_end] == answer.question
            assert answer.page_id == each.page.id
    return list(pages)


def test_an_answer_knows_how_it_read_before_and_when(tmp_path: Path) -> None:
    taken(tmp_path, page(), 1)
    taken(tmp_path, page(changed(Q2="Last year 31 were found.")), 3)
    taken(tmp_path, page(changed(Q2="Last year 31 were found.", Q3="None.")), 5)
    taken(tmp_path, page(changed(Q2="This year 40 were found.", Q3="None.")), 7)
    (parsed,) = read(tmp_path)
    first, second, third = parsed.answers
    assert first.editions == ()
    assert [(each.seen, each.replaced, each.response) for each in second.editions] == [
        (day(1).date(), day(3).date(), SECOND[1]),
        (day(5).date(), day(7).date(), "Last year 31 were found."),
    ]
    assert [(each.replaced, each.response) for each in third.editions] == [(day(5).date(), THIRD[1])]


def test_a_question_that_changed_counts_and_white_space_does_not(tmp_path: Path) -> None:
    taken(tmp_path, page(), 1)
    asked = "What is being done about illegal hare coursing on farmland?"
    taken(tmp_path, page(QUESTIONS | {"Q1": (asked, FIRST[1].replace(" ", "\n", 1))}), 2)
    taken(tmp_path, page(QUESTIONS | {"Q1": (asked, FIRST[1])}, head="Menu\n\n"), 3)
    (parsed,) = read(tmp_path)
    assert [each.question for each in parsed.answers[0].editions] == [FIRST[0]]


def test_an_answer_is_followed_when_its_number_changes(tmp_path: Path) -> None:
    taken(tmp_path, page(), 1)
    moved = {
        "Q1": ("Do horses still patrol the August fair?", "Yes."),
        "Q2": FIRST,
        "Q3": (SECOND[0], "None."),
        "Q4": THIRD,
    }
    assert taken(tmp_path, page(moved), 2).lost == ()
    (parsed,) = read(tmp_path)
    assert [[each.response for each in answer.editions] for answer in parsed.answers] == [[], [], [SECOND[1]], []]


def test_an_answer_that_vanished_is_kept_from_its_last_capture(tmp_path: Path) -> None:
    taken(tmp_path, page(), 1)
    taken(tmp_path, page(changed(Q2="Some were found.")), 2)
    taken(tmp_path, page({"Q1": FIRST, "Q3": THIRD}), 4, allow_shrink=True)
    present, kept = read(tmp_path)
    assert [answer.id for answer in present.answers] == ["farms-q1", "farms-q3"]
    (answer,) = kept.answers
    assert (answer.id, answer.response, answer.removed) == ("farms-q2", "Some were found.", day(4).date())
    assert [each.response for each in answer.editions] == [SECOND[1]]
    assert (kept.earlier, kept.meeting.id, kept.page.source[:14]) == (True, STEM, "earlier/farms/")
    assert "scooters" not in kept.page.text


def test_one_that_comes_back_is_one_again(tmp_path: Path) -> None:
    taken(tmp_path, page(), 1)
    taken(tmp_path, page({"Q1": FIRST, "Q3": THIRD}), 2, allow_shrink=True)
    taken(tmp_path, page(), 3)
    (parsed,) = read(tmp_path)
    assert [(answer.id, answer.editions) for answer in parsed.answers] == [
        ("farms-q1", ()),
        ("farms-q2", ()),
        ("farms-q3", ()),
    ]


def test_a_vanished_answer_whose_number_was_given_away_gets_a_name_of_its_own(tmp_path: Path) -> None:
    taken(tmp_path, page(), 1)
    taken(tmp_path, page({"Q1": FIRST, "Q2": THIRD}), 2, allow_shrink=True)
    present, kept = read(tmp_path)
    (answer,) = kept.answers
    assert [each.id for each in present.answers] == ["farms-q1", "farms-q2"]
    assert (answer.id, answer.label) == (f"farms-q2-{kept.page.sha256[:8]}", "Q2")
    assert present.answers[1].response == THIRD[1]


def test_an_earlier_capture_that_is_lost_is_reported_and_costs_no_more(tmp_path: Path) -> None:
    taken(tmp_path, page(), 1)
    taken(tmp_path, page(changed(Q2="None.")), 2)
    known = read_captures(tmp_path)
    (aside,) = (tmp_path / "earlier" / STEM).iterdir()
    aside.rename(tmp_path / "elsewhere")
    (parsed,), (problem,) = read_record(tmp_path, quiet)
    assert len(parsed.answers) == 3
    assert aside.name in problem
    write_captures(tmp_path, {STEM: known[STEM].model_copy(update={"captured": None})})
    _, (problem,) = read_record(tmp_path, quiet)
    assert "has no time" in problem


@pytest.mark.parametrize("text", ["[farms", '["farms"]\naddress = "x"\n', '["farms"]\nwords = "x"\n'])
def test_a_file_of_captures_that_cannot_be_read_stops_everything(tmp_path: Path, text: str) -> None:
    taken(tmp_path, page(), 1)
    (tmp_path / "captures.toml").write_text(text)
    with pytest.raises(CurationError, match=r"captures\.toml: cannot be read"):
        read_record(tmp_path, quiet)
