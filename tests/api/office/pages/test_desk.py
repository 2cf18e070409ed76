from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.ledger import Feedback, Gap, Verdict
from bot import Bot
from index import Index, IndexSettings
from tests.api.office.conftest import Browser, House, opening
from tests.fakes import WordEmbedder

TODAY = dt.date.today()
LONG_AGO = TODAY - dt.timedelta(days=300)
BINS = (
    "When are brown bins collected in Buxton?",
    "when are brown bins collected in Derby",
    "Are brown bins collected?",
)


@pytest.fixture
def house(tmp_path: Path, words: IndexSettings) -> Iterator[House]:
    with opening(tmp_path, Bot.open(Index.open(words, WordEmbedder()))) as open_house:
        yield open_house()


@pytest.fixture
def editor(house: House) -> Browser:
    return house.browser("editor")


def ask(house: House, *questions: str, on: dt.date = TODAY) -> None:
    house.ledger.add(*(Gap(on, question, "", None) for question in questions))


def subjects(page: Any) -> list[tuple[str, str]]:
    """Each subject's name, and how many questions of it are open."""
    return re.findall(r"<h3>(.*?)</h3>\s*<p class=\"desk-count\"><strong>(.*?)</strong>", page.text)


def ids(page: Any) -> str:
    """The questions of the first subject, as its form names them."""
    found = re.search(r'name="ids" value="([^"]+)"', page.text)
    assert found
    return found[1]


def test_questions_about_one_thing_are_one_subject_the_biggest_first(house: House, editor: Browser) -> None:
    ask(house, "Do police horses wear shoes?", *BINS)
    page = editor.get("/office/desk")
    assert page.status_code == 200
    assert [count for _, count in subjects(page)] == ["3 questions", "1 question"]
    assert subjects(page)[1][0] == "Do police horses wear shoes?"
    for named in ("Buxton (1)", "Derby (1)"):
        assert named in page.text


def test_a_place_shows_only_the_questions_that_name_it(house: House, editor: Browser) -> None:
    ask(house, "Do police horses wear shoes?", *BINS)
    assert [count for _, count in subjects(editor.get("/office/desk?area=Derby"))] == ["1 question"]
    assert [count for _, count in subjects(editor.get("/office/desk?area=-"))] == ["1 question", "1 question"]
    assert subjects(editor.get("/office/desk?area=Nowhere")) == []


def test_the_picture_and_the_table_say_the_same(house: House, editor: Browser) -> None:
    ask(house, *BINS, on=LONG_AGO)
    ask(house, *BINS[:2])
    page = editor.get("/office/desk")
    told = re.search(r'role="img" aria-label="([^"]+)"', page.text)
    assert told
    assert told[1].startswith("5 questions that no answer was found for")
    assert f"Most: 3 ({LONG_AGO:%B %Y})" in told[1]
    rows = dict(re.findall(r'<tr><th scope="row">(.*?)</th><td>(\d+)</td></tr>', page.text))
    assert {title: int(count) for title, count in rows.items() if count != "0"} == {
        f"{LONG_AGO:%B %Y}": 3,
        f"{TODAY:%B %Y}": 2,
    }
    assert "style=" not in page.text
    assert "<script" not in page.text


def test_a_period_leaves_older_questions_out(house: House, editor: Browser) -> None:
    ask(house, *BINS, on=LONG_AGO)
    assert subjects(editor.get("/office/desk?period=month")) == []
    assert subjects(editor.get(f"/office/desk?from={LONG_AGO}&to={LONG_AGO}"))[0][1] == "3 questions"
    assert editor.get("/office/desk?from=never").status_code == 422


def test_what_is_dealt_with_comes_back_only_when_somebody_asks_anew(house: House, editor: Browser) -> None:
    ask(house, *BINS)
    page = editor.get("/office/desk")
    ask(house, "Are brown bins collected on Sundays?")  # after the page was opened: not what the editor saw
    done = editor.submit("/office/desk", ids=ids(page), period="all", area="")
    assert (done.status_code, done.headers["location"]) == (303, "/office/desk?period=all&done=3")
    after = editor.get(done.headers["location"])
    assert "3 questions were marked as dealt with." in after.text
    assert subjects(after)[0][1] == "1 question"
    assert "since editor dealt with it on" in after.text
    editor.submit("/office/desk", ids=ids(after))
    assert subjects(editor.get("/office/desk")) == []
    assert "dealt with by editor on" in editor.get("/office/desk?dealt=yes").text
    assert house.actions()[-2:] == ["questions dealt with"] * 2


@pytest.mark.parametrize("wrong", ["", "one", "1 two", "9" * 30, " ".join(["1"] * 5001)])
def test_a_form_that_names_no_questions_changes_nothing(house: House, editor: Browser, wrong: str) -> None:
    ask(house, *BINS)
    assert editor.submit("/office/desk", ids=wrong).status_code == 422
    assert not any(gap.dealt_at for gap in house.ledger.gaps())


def test_the_questions_can_be_taken_away_and_that_is_logged(house: House, editor: Browser) -> None:
    ask(house, *BINS, "=cmd()")
    file = editor.get("/office/desk.csv?period=all")
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline="")))
    assert sorted(row["question"] for row in rows) == sorted([*BINS, "'=cmd()"])
    assert {row["places"] for row in rows} == {"Buxton", "Derby", ""}
    assert len({row["subject"] for row in rows}) == 2
    assert house.actions()[-1] == "questions exported"


def test_five_thousand_questions_are_looked_at_as_far_as_that_is_quick(house: House, editor: Browser) -> None:
    ask(house, *(f"Question {at % 1300} about thing {at % 1300}" for at in range(5200)))
    page = editor.get("/office/desk?period=all")
    assert page.status_code == 200
    assert re.search(r"Only the newest 1,000 of 5,200 questions are grouped", page.text)
    assert "5200 questions that no answer was found for" in page.text
    assert len(page.content) < 400_000
    assert editor.submit("/office/desk", ids=ids(page)).status_code == 303


def test_many_subjects_come_by_pages(house: House, editor: Browser) -> None:
    ask(house, *(f"thing{at}" for at in range(60)))  # the fake model takes some of them for the same
    first = editor.get("/office/desk")
    assert len(subjects(first)) <= 20
    second = editor.get("/office/desk?page=1")
    names = {name for name, _ in [*subjects(first), *subjects(second)]}
    assert len(names) == len(subjects(first)) + len(subjects(second))
    assert "Page 2 of" in second.text


def test_what_residents_typed_is_never_markup(house: House, editor: Browser) -> None:
    ask(house, '<script>alert(1)</script> "quoted" & <b>bold</b>')
    page = editor.get("/office/desk")
    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text


def test_without_a_record_the_page_says_so(house: House, blind: Bot, tmp_path: Path) -> None:
    with opening(tmp_path / "blind", blind) as open_house:
        page = open_house().browser("editor").get("/office/desk")
    assert page.status_code == 503
    assert "cannot be searched" in page.text


def test_feedback_is_worked_through_by_answer_with_a_note(house: House, editor: Browser) -> None:
    house.ledger.add(
        Feedback(LONG_AGO, "rural-q1", Verdict.OUT_OF_DATE, "Is hare coursing legal?"),
        Feedback(TODAY, "rural-q2", Verdict.HARMFUL, None),
        Feedback(TODAY, "rural-q1", Verdict.ANSWERED, "not shown"),
        Feedback(TODAY, "gone-q1", Verdict.UNCLEAR, None),
    )
    page = editor.get("/office/desk/feedback")
    assert re.findall(r'id="row-(\d)"', page.text) == ["4", "2", "1"]
    for part in ("could do harm", "Is hare coursing legal?", "/office/withdrawals?answer=rural-q2", "gone-q1"):
        assert part in page.text
    assert "not shown" not in page.text
    without = editor.submit("/office/desk/feedback", answer="rural-q1", row="1", note="  ")
    assert without.status_code == 422
    assert "Say in the note" in without.text
    assert "Tick what you" in editor.submit("/office/desk/feedback", answer="rural-q1", note="x").text
    done = editor.submit("/office/desk/feedback", answer="rural-q1", row="1", note="Asked for a new answer.")
    assert done.headers["location"] == "/office/desk/feedback?finished=rural-q1"
    assert re.findall(r'id="row-(\d)"', editor.get("/office/desk/feedback").text) == ["4", "2"]
    worked = editor.get("/office/desk/feedback?state=done").text
    assert "Asked for a new answer." in worked
    assert "editor, " in worked
    assert house.actions()[-1] == "feedback done"


def test_feedback_can_be_worked_through_without_a_record(blind: Bot, tmp_path: Path) -> None:
    with opening(tmp_path, blind) as open_house:
        house = open_house()
        house.ledger.add(Feedback(TODAY, "rural-q1", Verdict.UNCLEAR, None))
        editor = house.browser("editor")
        assert "rural-q1" in editor.get("/office/desk/feedback").text
        editor.submit("/office/desk/feedback", answer="rural-q1", row="1", note="seen")
        assert house.actions()[-1] == "feedback done"


def test_old_answers_come_by_how_often_they_were_shown(house: House, editor: Browser) -> None:
    month, before = TODAY.replace(day=1), LONG_AGO.replace(day=1)
    house.ledger.desk.count({("rural-q1", month): 3, ("roads-q1", before): 9, ("gone-q1", month): 99})
    text = editor.get("/office/desk/old").text
    shown = re.findall(r'href="/answers/([\w-]+)">.*?<td>([^<]*)</td><td>(\d+)</td></tr>', text)
    assert [(answer, times) for answer, _, times in shown] == [("roads-q1", "9"), ("rural-q1", "3")]
    assert "ago" in shown[1][1]
    recent = editor.get("/office/desk/old?period=month").text
    assert "rural-q1" in recent
    assert "roads-q1" not in recent


def test_a_reply_counts_its_answers_for_the_desk(house: House, editor: Browser) -> None:
    reply = house.browser().post("/chat", json={"question": "hare coursing on farmland"}).json()
    assert reply["answers"][0]["id"] == "rural-q1"
    assert "/answers/rural-q1" in editor.get("/office/desk/old").text


def test_no_doubts_are_said_to_be_none(editor: Browser) -> None:
    assert "no doubt about any page" in editor.get("/office/desk/doubts").text
