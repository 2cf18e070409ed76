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
    """The gate that closed and the id of the rule that closed it, so that a wrong verdict can be traced."""

    gate: Gate
    rule: str
