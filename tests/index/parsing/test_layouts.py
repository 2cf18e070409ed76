"""Layouts of other pages of this kind, in our own words, against what should come out of them."""

import json

import pytest

from .samples import LAYOUTS, parsed

GOLD = {key: json.loads(path.with_suffix(".gold.json").read_text("utf-8")) for key, path in LAYOUTS.items()}
READ = ("01", "02", "05", "08", "09", "13", "15", "23")
ITEMS = [
    pytest.param(key, place, item, id=f"{key}-{item['label']}")
    for key in READ
    for place, item in enumerate(GOLD[key]["items"])
]


@pytest.mark.parametrize(("key", "place", "item"), ITEMS)
def test_item_is_read(key, place, item):
    answer = parsed(LAYOUTS[key]).answers[place]
    assert _number(answer.label) == _number(item["label"])
    assert (answer.question, answer.response) == (item["question"], item["answer"])


@pytest.mark.parametrize("key", READ)
def test_nothing_more_is_read(key):
    assert parsed(LAYOUTS[key]).report.found == GOLD[key]["n"]


@pytest.mark.parametrize("key", READ)
def test_questions_answered_together_share_one_response(key):
    answers = parsed(LAYOUTS[key]).answers
    shared = {
        _number(answer.label): {_number(o.label) for o in answers if o.start == answer.start and o is not answer}
        for answer in answers
    }
    assert shared == {_number(i["label"]): set(map(_number, i["shares_answer_with"])) for i in GOLD[key]["items"]}


@pytest.mark.parametrize("key", ["08", "09"])
def test_page_that_is_not_read_says_so(key):
    assert parsed(LAYOUTS[key]).report.doubts


@pytest.mark.parametrize(
    ("key", "date", "published"),
    [
        ("01", "2022-03-30", None),
        ("02", "2023-05-16", None),
        ("05", "2023-11-28", None),
        ("08", None, None),
        ("09", None, "2025-04-28"),
        ("13", None, None),
        ("15", None, None),
        ("23", None, None),
    ],
)
def test_meeting_is_dated_only_by_what_the_page_states(key, date, published):
    meeting = parsed(LAYOUTS[key]).meeting
    told = tuple(known and known.isoformat() for known in (meeting.date, meeting.published))
    assert told == (date, published)


def _number(label):
    return label.removeprefix("Q")
