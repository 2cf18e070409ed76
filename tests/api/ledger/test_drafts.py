from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from api.errors import DraftError, ForbiddenError, FormError, MissingError, StaleError
from api.ledger import STEPS, DraftState, Ledger, Role

DRAFTER, EDITOR = Role.DRAFTER, Role.EDITOR


@pytest.fixture
def kept(ledger: Ledger) -> int:
    return ledger.drafts.add("ann", "Why?", "[1]")


def states(ledger: Ledger, draft: int) -> list[tuple[DraftState | None, DraftState, str, str]]:
    return [(event.was, event.became, event.who, event.comment) for event in ledger.drafts.history(draft).events]


def test_every_version_is_kept(ledger: Ledger, kept: int) -> None:
    assert ledger.drafts.save("ann", kept, 1, "[2]") == 2
    assert ledger.drafts.save("ben", kept, 2, "[3]") == 3
    history = ledger.drafts.history(kept)
    assert [(each.number, each.body, each.by) for each in history.versions] == [
        (1, "[1]", "ann"),
        (2, "[2]", "ann"),
        (3, "[3]", "ben"),
    ]
    assert (history.draft.version, history.newest.number, history.draft.question) == (3, 3, "Why?")
    assert [history.wrote(who) for who in ("ann", "ben", "eve")] == [True, True, False]
    assert [entry.action for entry in ledger.audit.entries()] == ["draft saved", "draft saved", "draft made"]
    assert not [entry for entry in ledger.audit.entries() if "Why" in entry.detail + entry.subject]


def test_what_was_written_over_another_version_than_the_newest_is_refused(ledger: Ledger, kept: int) -> None:
    ledger.drafts.save("ann", kept, 1, "[2]")
    for seen in (1, 3, 0):
        with pytest.raises(StaleError):
            ledger.drafts.save("ben", kept, seen, "[4]")
    assert ledger.drafts.history(kept).newest.body == "[2]"
    assert len(ledger.audit.entries()) == 2


def test_of_many_who_save_at_once_one_does(ledger: Ledger, kept: int) -> None:
    def save(at: int) -> bool:
        try:
            ledger.drafts.save(f"user {at}", kept, 1, f"[{at}]")
        except StaleError:
            return False
        return True

    with ThreadPoolExecutor(6) as threads:
        assert sum(threads.map(save, range(12))) == 1
    assert [version.number for version in ledger.drafts.history(kept).versions] == [1, 2]


def test_a_reply_goes_from_draft_to_published(ledger: Ledger, kept: int) -> None:
    for who, role, step, comment in (
        ("ann", DRAFTER, "submit", ""),
        ("eve", EDITOR, "return", " Shorter, please. "),
        ("ann", DRAFTER, "submit", "Done."),
        ("ann", DRAFTER, "take_back", ""),
        ("ann", DRAFTER, "submit", ""),
        ("eve", EDITOR, "approve", ""),
        ("ann", EDITOR, "publish", ""),
    ):
        ledger.drafts.move(who, role, kept, 1, step, comment)
    s = DraftState
    assert states(ledger, kept) == [
        (None, s.DRAFT, "ann", ""),
        (s.DRAFT, s.IN_REVIEW, "ann", ""),
        (s.IN_REVIEW, s.RETURNED, "eve", "Shorter, please."),
        (s.RETURNED, s.IN_REVIEW, "ann", "Done."),
        (s.IN_REVIEW, s.DRAFT, "ann", ""),
        (s.DRAFT, s.IN_REVIEW, "ann", ""),
        (s.IN_REVIEW, s.APPROVED, "eve", ""),
        (s.APPROVED, s.PUBLISHED, "ann", ""),
    ]
    assert ledger.audit.entries()[0].action == "draft published"


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", DraftState)
@pytest.mark.parametrize("step", STEPS.values(), ids=list(STEPS))
def test_a_step_is_open_where_taking_it_raises_nothing(state: DraftState, role: Role, step: object) -> None:
    way = STEPS[step.name]  # type: ignore[attr-defined]
    for wrote in (True, False):
        try:
            way.check(state, role, wrote, "because")
            refused = False
        except (ForbiddenError, DraftError):
            refused = True
        assert way.open_to(state, role, wrote) is not refused


@pytest.mark.parametrize(
    ("who", "role", "step", "comment", "error"),
    [
        ("eve", DRAFTER, "approve", "", ForbiddenError),
        ("ann", EDITOR, "approve", "", DraftError),
        ("ben", EDITOR, "approve", "", DraftError),
        ("eve", EDITOR, "return", " ", FormError),
        ("eve", EDITOR, "publish", "", DraftError),
        ("eve", EDITOR, "submit", "", DraftError),
        ("eve", EDITOR, "approve", "x" * 5001, FormError),
    ],
)
def test_what_may_not_be_changes_nothing(
    ledger: Ledger, kept: int, who: str, role: Role, step: str, comment: str, error: type[Exception]
) -> None:
    ledger.drafts.save("ben", kept, 1, "[2]")
    ledger.drafts.move("ann", DRAFTER, kept, 2, "submit")
    with pytest.raises(error):
        ledger.drafts.move(who, role, kept, 2, step, comment)
    assert ledger.drafts.history(kept).draft.state is DraftState.IN_REVIEW
    assert len(states(ledger, kept)) == 2


def test_nobody_decides_on_a_version_that_they_did_not_see(ledger: Ledger, kept: int) -> None:
    ledger.drafts.move("ann", DRAFTER, kept, 1, "submit")
    ledger.drafts.move("ann", DRAFTER, kept, 1, "take_back")
    ledger.drafts.save("ann", kept, 1, "[2]")
    ledger.drafts.move("ann", DRAFTER, kept, 2, "submit")
    with pytest.raises(StaleError):
        ledger.drafts.move("eve", EDITOR, kept, 1, "approve")


def test_a_draft_in_review_cannot_be_saved(ledger: Ledger, kept: int) -> None:
    ledger.drafts.move("ann", DRAFTER, kept, 1, "submit")
    with pytest.raises(DraftError):
        ledger.drafts.save("ann", kept, 1, "[2]")


def test_a_draft_that_is_not_there_is_missing(ledger: Ledger) -> None:
    for act in (
        lambda: ledger.drafts.history(1),
        lambda: ledger.drafts.save("ann", 1, 1, "[]"),
        lambda: ledger.drafts.move("ann", DRAFTER, 1, 1, "submit"),
    ):
        with pytest.raises(MissingError):
            act()


def test_the_last_changed_comes_first(ledger: Ledger) -> None:
    made = [ledger.drafts.add("ann", "Why?", "[]") for _ in range(2)]
    assert [draft.id for draft in ledger.drafts.all()] == made[::-1]
