"""What a draft may go through, and who may do it: one table."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import DraftError, ForbiddenError, FormError
from .models import DraftState, Role

EDITABLE = frozenset({DraftState.DRAFT, DraftState.RETURNED})
"""The states in which a draft can be saved."""


@dataclass(frozen=True, slots=True)
class Step:
    """A way from states to another. `explained`: not without a comment; `others`: not by who wrote the draft."""

    name: str
    since: frozenset[DraftState]
    to: DraftState
    role: Role
    explained: bool = False
    others: bool = False

    def open_to(self, state: DraftState, role: Role, wrote: bool) -> bool:
        """Whether somebody may take it now; `wrote` says that they made the draft or saved one of its versions."""
        return state in self.since and role.covers(self.role) and not (self.others and wrote)

    def check(self, state: DraftState, role: Role, wrote: bool, comment: str) -> None:
        """Raise what says why somebody may not take it."""
        if not role.covers(self.role):
            raise ForbiddenError(f"This is for people with the role {self.role} or above; yours is {role}.")
        if state not in self.since:
            raise DraftError("Somebody was quicker: the draft is in another state now. Open it again and look.")
        if self.others and wrote:
            raise DraftError("Nobody approves what they wrote themselves. Ask another editor.")
        if self.explained and not comment.strip():
            raise FormError("Say in the comment what is to be changed.")


_REVIEW, _APPROVED = DraftState.IN_REVIEW, DraftState.APPROVED
STEPS = {
    step.name: step
    for step in (
        Step("submit", EDITABLE, _REVIEW, Role.DRAFTER),
        Step("take_back", frozenset({_REVIEW}), DraftState.DRAFT, Role.DRAFTER),
        Step("approve", frozenset({_REVIEW}), _APPROVED, Role.EDITOR, others=True),
        Step("return", frozenset({_REVIEW, _APPROVED}), DraftState.RETURNED, Role.EDITOR, explained=True),
        Step("publish", frozenset({_APPROVED}), DraftState.PUBLISHED, Role.EDITOR),
    )
}
