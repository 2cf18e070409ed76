from __future__ import annotations

import datetime as dt
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from api.ledger import Feedback, Gap, Ledger, LedgerError, Verdict

DAY = dt.date(2026, 11, 22)
EARLIER = DAY - dt.timedelta(days=400)


def a_gap(question: str = "Who grooms the horses?", on: dt.date = DAY) -> Gap:
    return Gap(asked_on=on, question=question, removed="", generation="g1")


def test_what_is_added_is_there_after_opening_again(url: str) -> None:
    ledger = Ledger.open(url)
    ledger.add(a_gap(), Feedback(DAY, "rural-q1", Verdict.OUT_OF_DATE, "Where do [name] and I ask?"))
    ledger.close()
    again = Ledger.open(url)
    [gap], [feedback] = again.gaps(), again.feedback()
    assert (gap.question, gap.asked_on, gap.generation) == ("Who grooms the horses?", DAY, "g1")
    assert (feedback.answer_id, feedback.verdict) == ("rural-q1", Verdict.OUT_OF_DATE)
    assert feedback.question == "Where do [name] and I ask?"
    again.close()


def test_rows_come_oldest_first_and_from_a_day_on(ledger: Ledger) -> None:
    ledger.add(a_gap("second"), a_gap("first", EARLIER), a_gap("third"))
    assert [gap.question for gap in ledger.gaps()] == ["first", "second", "third"]
    assert [gap.question for gap in ledger.gaps(since=DAY)] == ["second", "third"]


def test_feedback_is_stored_by_the_names_of_its_kinds(ledger: Ledger, url: str) -> None:
    ledger.add(*(Feedback(DAY, "rural-q1", verdict, None) for verdict in Verdict))
    engine = create_engine(url)
    with engine.connect() as connection:
        stored = set(connection.scalars(text("SELECT verdict FROM feedback")))
    engine.dispose()
    assert stored == {verdict.value for verdict in Verdict}


def test_what_is_old_is_forgotten_and_the_rest_stays(ledger: Ledger) -> None:
    ledger.add(a_gap("old", EARLIER), a_gap("new"), Feedback(EARLIER, "rural-q1", Verdict.OPENED, None))
    assert ledger.forget(before=DAY) == 2
    assert [gap.question for gap in ledger.gaps()] == ["new"]
    assert ledger.feedback() == []
    assert ledger.forget(before=DAY) == 0


def test_nothing_of_what_is_forgotten_stays_in_the_files(tmp_path: Path) -> None:
    ledger = Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite3")
    ledger.add(a_gap("canaryzzyx " * 50, EARLIER))
    assert any(b"canaryzzyx" in path.read_bytes() for path in tmp_path.iterdir())
    ledger.forget(before=DAY)
    assert not any(b"canaryzzyx" in path.read_bytes() for path in tmp_path.iterdir())
    ledger.close()


def test_many_write_at_once_and_nothing_is_lost(ledger: Ledger) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda at: ledger.add(a_gap(f"question {at}")), range(80)))
    assert {gap.question for gap in ledger.gaps()} == {f"question {at}" for at in range(80)}


def test_all_rows_are_kept_or_none(ledger: Ledger) -> None:
    broken = a_gap()
    broken.question = None  # type: ignore[assignment]
    with pytest.raises(LedgerError):
        ledger.add(a_gap(), broken)
    assert ledger.gaps() == []


def test_an_error_never_holds_what_was_to_be_written(ledger: Ledger) -> None:
    with pytest.raises(LedgerError) as raised:
        ledger.add(Gap(DAY, "canaryzzyx", "x", None), Gap(None, "canaryzzyx", "x", None))  # type: ignore[arg-type]
    assert "canaryzzyx" not in str(raised.value)
    assert raised.value.__cause__ is None


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("ledger.sqlite3", "parse"),
        ("sqlite:////dev/null/ledger.sqlite3", "/dev/null"),
        ("postgresql+psycopg://127.0.0.1:1/ledger", "refused"),
        ("nosuchdatabase://somewhere/ledger", "nosuchdatabase"),
    ],
)
def test_a_ledger_that_cannot_be_opened_says_why_and_which_setting(url: str, says: str) -> None:
    with pytest.raises(LedgerError, match="ONRECORD_LEDGER__URL") as raised:
        Ledger.open(url)
    assert says in str(raised.value)


def test_an_error_never_holds_the_password() -> None:
    with pytest.raises(LedgerError) as raised:
        Ledger.open("postgresql+psycopg://somebody:canaryzzyx@127.0.0.1:1/ledger")
    assert "canaryzzyx" not in str(raised.value)


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(LedgerError, match="not a database"):
        Ledger.open(f"sqlite:///{path}")
    assert path.read_bytes() == b"not a database at all" * 100


def test_a_locked_ledger_is_an_error_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.ledger.engine._PATIENCE", 0.1)
    ledger = Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite3")
    holder = sqlite3.connect(tmp_path / "ledger.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerError, match="locked"):
        ledger.add(a_gap())
    holder.close()
    ledger.add(a_gap())
    assert len(ledger.gaps()) == 1
    ledger.close()
