from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.errors import TakenError
from api.ledger import Feedback, Gap, Ledger, Verdict

DAY = dt.date(2026, 11, 22)
MAY, JUNE = dt.date(2026, 5, 1), dt.date(2026, 6, 1)


def a_gap(question: str = "Who grooms the horses?", on: dt.date = DAY) -> Gap:
    return Gap(on, question, "", "g1")


def told(verdict: Verdict, question: str | None = None, answer_id: str = "rural-q1") -> Feedback:
    return Feedback(DAY, answer_id, verdict, question)


def test_gaps_of_a_period_come_newest_first_and_no_more_than_asked_for(ledger: Ledger) -> None:
    ledger.add(*(a_gap(f"day {day}", dt.date(2026, 5, day)) for day in (3, 1, 2, 9)))
    desk = ledger.desk
    assert [gap.question for gap in desk.gaps(MAY, dt.date(2026, 5, 3), 2)] == ["day 3", "day 2"]
    assert desk.gap_days(MAY, dt.date(2026, 5, 2)) == {dt.date(2026, 5, 1): 1, dt.date(2026, 5, 2): 1}
    assert desk.first_gap() == dt.date(2026, 5, 1)


def test_what_is_dealt_with_says_who_and_when_once(ledger: Ledger) -> None:
    ledger.add(*(a_gap() for _ in range(1500)))
    ids = [gap.id for gap in ledger.gaps()]
    assert ledger.desk.deal("ada", ids[:1200]) == 1200
    assert ledger.desk.deal("bea", ids[:1201]) == 1
    assert [gap.dealt_by for gap in ledger.gaps()] == ["ada"] * 1200 + ["bea"] + [None] * 299
    assert ledger.gaps()[0].dealt_at
    assert ledger.desk.deal("bea", ids[:3]) == 0
    assert [(line.who, line.action, line.detail) for line in ledger.audit.entries()] == [
        ("bea", "questions dealt with", '{"questions": 1}'),
        ("ada", "questions dealt with", '{"questions": 1200}'),
    ]


def test_feedback_is_open_until_it_is_done_with_a_note(ledger: Ledger) -> None:
    ledger.add(*map(told, Verdict), told(Verdict.UNCLEAR, answer_id="rural-q2"))
    desk = ledger.desk
    wrong = desk.feedback(done=False, most=10)
    assert [each.verdict for each in wrong] == ["unclear", "harmful", "unclear", "out_of_date", "wrong_subject"]
    assert desk.finish("ada", "rural-q1", [each.id for each in wrong[:3]], "a new answer is asked for") == 2
    done = desk.feedback(done=True, most=10)
    assert [(each.verdict, each.done_by, each.note) for each in done] == [
        ("harmful", "ada", "a new answer is asked for"),
        ("unclear", "ada", "a new answer is asked for"),
    ]
    assert len(desk.feedback(done=False, most=10)) == 3
    [line] = ledger.audit.entries()
    assert (line.action, line.subject, line.detail) == ("feedback done", "rural-q1", '{"feedback": 2}')


def test_a_note_is_found_and_forgotten_like_what_residents_typed(ledger: Ledger) -> None:
    ledger.add(told(Verdict.UNCLEAR))
    [row] = ledger.feedback()
    ledger.desk.finish("ada", "rural-q1", [row.id], "Rang Mr Platt")
    assert [each.table for each in ledger.held.find("platt")] == ["feedback"]
    assert ledger.held.forget("x", holding="platt")["feedback"] == 1


def test_questions_that_may_be_wordings_come_from_gaps_and_feedback(ledger: Ledger) -> None:
    ledger.add(a_gap("a gap", MAY), told(Verdict.ANSWERED, "it did"), told(Verdict.WRONG_SUBJECT, "no"))
    ledger.add(told(Verdict.ANSWERED), told(Verdict.OUT_OF_DATE, "old"))
    found = ledger.desk.typed(10)
    assert [(each.question, each.answered_by) for each in found] == [
        ("no", None),
        ("it did", "rural-q1"),
        ("a gap", None),
    ]
    assert ledger.desk.typed_in(found[0].table, found[0].id) == found[0]
    assert ledger.desk.typed_in("gaps", found[2].id) == found[2]
    assert ledger.desk.typed_in("gaps", 99) is None
    assert ledger.desk.typed_in("feedback", 99) is None


def test_a_question_is_decided_on_once_and_its_words_are_not_kept(ledger: Ledger) -> None:
    ledger.add(a_gap("canaryzzyx"))
    [typed] = ledger.desk.typed(10)
    ledger.desk.decide("ada", typed, "d1", "rural-q1")
    with pytest.raises(TakenError):
        ledger.desk.decide("bea", typed, "d1", None)
    ledger.desk.decide("bea", typed, "d2", None)
    assert ledger.desk.decided(["d1", "d2", "d3"]) == {"d1", "d2"}
    assert [line.action for line in ledger.audit.entries()] == ["wording dismissed", "wording approved"]
    assert [each.table for each in ledger.held.find("canaryzzyx")] == ["gaps"]
    assert ledger.desk.approved_since(dt.datetime(2000, 1, 1)) == 1
    assert ledger.desk.approved_since(dt.datetime(2999, 1, 1)) == 0


def test_a_decision_is_kept_only_if_what_goes_with_it_is_done(ledger: Ledger) -> None:
    ledger.add(a_gap())
    [typed] = ledger.desk.typed(10)

    def fails() -> None:
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        ledger.desk.decide("ada", typed, "d1", "rural-q1", fails)
    assert ledger.desk.decided(["d1"]) == set()
    assert ledger.audit.entries() == []


def test_what_is_shown_is_counted_by_answer_and_month(ledger: Ledger) -> None:
    ledger.desk.count({("a-q1", MAY): 2, ("a-q2", MAY): 1, ("a-q1", JUNE): 3})
    ledger.desk.count({("a-q2", MAY): 1})
    assert ledger.desk.shown(dt.date(2026, 5, 30), dt.date(2026, 6, 2), 9) == [("a-q1", 5), ("a-q2", 2)]
    assert ledger.desk.shown(JUNE, JUNE, 9) == [("a-q1", 3)]
    assert ledger.desk.shown(MAY, JUNE, 1) == [("a-q1", 5)]


def test_counts_of_many_at_once_add_up(ledger: Ledger) -> None:
    ledger.desk.count({("a-q1", MAY): 0})
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: ledger.desk.count({("a-q1", MAY): 1}), range(40)))
    assert ledger.desk.shown(MAY, MAY, 1) == [("a-q1", 40)]


def test_decisions_and_counts_are_forgotten_with_the_rest(ledger: Ledger) -> None:
    ledger.add(a_gap())
    [typed] = ledger.desk.typed(1)
    ledger.desk.decide("ada", typed, "d1", None)
    ledger.desk.count({("a-q1", MAY): 2, ("a-q1", JUNE): 3})
    ledger.forget(dt.date(2026, 6, 20))
    assert ledger.desk.shown(MAY, JUNE, 9) == [("a-q1", 3)]
    assert ledger.desk.decided(["d1"]) == {"d1"}
    ledger.forget(dt.date.today() + dt.timedelta(days=1))
    assert ledger.desk.decided(["d1"]) == set()
