from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from api.ledger import Account, Feedback, Gap, Ledger, Role, Token, Verdict
from api.ledger.held import _READ, UNREAD
from api.ledger.models import Base

DAY = dt.date(2026, 11, 22)
EARLIER = DAY - dt.timedelta(days=400)


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    ledger.add(
        Gap(EARLIER, "Is Émile Platt coming?", "", None),
        Gap(DAY, "Who grooms the horses?", "", None),
        Feedback(EARLIER, "rural-q1", Verdict.OPENED, None),
        Feedback(DAY, "rural-q1", Verdict.UNCLEAR, "What of émile PLATT?"),
    )
    return ledger


def test_whatever_holds_a_text_is_found_in_capitals_or_not(full: Ledger) -> None:
    account = full.accounts.add("cli", Account("platt@example.org", Role.STAFF, DAY, password_hash="platt-hash"))
    full.tokens.add("x", "x", Token(account.id, "for Platt", "p1", "platt" * 10, "check", DAY, DAY))
    found = full.held.find("PLATT")
    assert [each.table for each in found] == ["gaps", "feedback", "users", "tokens", "audit"]
    assert "platt-hash" not in str(found)
    assert "plattplatt" not in str(found)
    assert [each.row["question"] for each in full.held.find("émile platt")] == [
        "Is Émile Platt coming?",
        "What of émile PLATT?",
    ]
    assert full.held.find("nobody") == []


def test_every_table_is_read_for_a_request(ledger: Ledger) -> None:
    assert {*_READ, *UNREAD} == {mapper.class_ for mapper in Base.registry.mappers}


@pytest.mark.parametrize(
    ("what", "gone"),
    [
        ({"before": DAY}, {"gaps": 1, "feedback": 1, "drafts": 0}),
        ({"holding": "Platt"}, {"gaps": 1, "feedback": 1, "drafts": 0}),
        ({"before": DAY, "holding": "Platt"}, {"gaps": 1, "feedback": 0, "drafts": 0}),
        ({"holding": "nobody"}, {"gaps": 0, "feedback": 0, "drafts": 0}),
    ],
)
def test_what_is_forgotten_is_told_first_and_then_gone(
    full: Ledger, what: dict[str, object], gone: dict[str, int]
) -> None:
    assert full.held.forget("x", **what, dry=True) == gone  # type: ignore[arg-type]
    assert (len(full.gaps()), len(full.feedback())) == (2, 2)
    assert full.audit.entries() == []
    assert full.held.forget("x", **what) == gone  # type: ignore[arg-type]
    assert (len(full.gaps()), len(full.feedback())) == (2 - gone["gaps"], 2 - gone["feedback"])
    assert len(full.audit.entries()) == any(gone.values())
    assert not [entry for entry in full.audit.entries() if "Platt" in entry.detail]


def test_nothing_is_forgotten_unless_something_says_what(ledger: Ledger) -> None:
    for nothing in ({}, {"holding": ""}):
        with pytest.raises(ValueError, match="what to forget"):
            ledger.held.forget("x", **nothing)  # type: ignore[arg-type]


def test_more_is_forgotten_than_a_statement_can_name(ledger: Ledger) -> None:
    ledger.add(*(Gap(EARLIER, f"question {at}", "", None) for at in range(2500)))
    assert ledger.forget(DAY) == 2500
    assert ledger.gaps() == []


def test_what_is_forgotten_by_its_words_leaves_nothing_in_the_files(tmp_path: Path) -> None:
    ledger = Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite3")
    ledger.add(Gap(DAY, "canaryzzyx " * 50, "", None))
    ledger.held.forget("x", holding="Canaryzzyx")
    assert not any(b"canaryzzyx" in path.read_bytes() for path in tmp_path.iterdir())
    ledger.close()


def test_a_draft_is_found_and_forgotten_whole_by_whatever_part_of_it_says_it(ledger: Ledger) -> None:
    asked, said, told, other = (
        ledger.drafts.add("x", question, f'["{body}"]')
        for question, body in (("I am Ada Platt.", ""), ("Q", r"Mr \"Platt\" asked"), ("Q", ""), ("Q", ""))
    )
    ledger.drafts.move("x", Role.DRAFTER, told, 1, "submit", "as Platt said")
    assert {each.table for each in ledger.held.find("platt")} == {"drafts", "draft_versions", "draft_events"}
    assert [each.row["draft_id"] for each in ledger.held.find('"platt"')] == [said]
    assert ledger.held.forget("x", holding="platt", dry=True)["drafts"] == 3
    assert ledger.held.forget("x", holding="platt")["drafts"] == 3
    assert [draft.id for draft in ledger.drafts.all()] == [other]
    assert asked not in {draft.id for draft in ledger.drafts.all()}
    assert ledger.held.find("platt") == []
    assert ledger.held.forget("x", before=dt.date.today())["drafts"] == 0
    assert ledger.held.forget("x", before=dt.date.today() + dt.timedelta(days=1))["drafts"] == 1
