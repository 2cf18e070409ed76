"""The vocabulary of the gates: which one closed, and by which rule."""

from dataclasses import dataclass
from enum import StrEnum


class Gate(StrEnum):
    """The gates in order of urgency; when several close, the first of them is the verdict."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    SUPPORT = "support"
    OWN_CASE = "own_case"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gate that closed and the id of the rule that closed it, so that a wrong verdict can be traced.

    Where it is not `sure`, the question may be an ordinary one: where to turn is said first, and answers follow.
    """

    gate: Gate
    rule: str
    sure: bool = True

    @property
    def answers_follow(self) -> bool:
        """Whether the record is searched too: after a disclosure of harm, and in doubt; never after a refusal."""
        return self.gate is Gate.SUPPORT or (not self.sure and self.gate is not Gate.REFUSED)
