"""What is read in a question: how probable each gate is, and from which probability on it closes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from .verdict import Gate, Verdict

CLASSES = (None, *Gate)


class Bars(BaseModel):
    """The probabilities from which a gate closes; from `ordinary` on a rule of the milder gates is overruled.

    From the lower, doubtful bar on, where to turn is said and answers follow all the same.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    danger: float = Field(gt=0, lt=1, description="emergency and crisis together")
    doubtful_danger: float = Field(gt=0, lt=1)
    support: float = Field(gt=0, lt=1)
    own_case: float = Field(gt=0, lt=1)
    doubtful_own_case: float = Field(gt=0, lt=1)
    refused: float = Field(gt=0, lt=1)
    ordinary: float = Field(gt=0, le=1)


@dataclass(frozen=True, slots=True)
class Read:
    """How probable it is that a question is ordinary, and that it belongs to each gate; they add up to 1."""

    ordinary: float
    gates: dict[Gate, float]

    @classmethod
    def of(cls, probabilities: Sequence[float]) -> Read:
        """From probabilities in the order of `CLASSES`."""
        ordinary, *gates = probabilities
        return cls(ordinary, dict(zip(Gate, gates, strict=True)))

    def and_also(self, other: Read) -> Read:
        """Halfway between two readings of the same question: each sees what the other misses."""
        gates = {gate: (self.gates[gate] + other.gates[gate]) / 2 for gate in Gate}
        return Read((self.ordinary + other.ordinary) / 2, gates)

    def closes(self, bars: Bars) -> Verdict | None:
        """The most urgent gate whose bar is reached. Danger is weighed before what kind of danger it is.

        Doubtful danger gives way to a likelier milder gate: every message of harm names 999 too.
        """
        gates = self.gates
        danger = gates[Gate.EMERGENCY] + gates[Gate.CRISIS]
        kind = Gate.CRISIS if gates[Gate.CRISIS] > gates[Gate.EMERGENCY] else Gate.EMERGENCY
        likeliest = danger >= max(gates[Gate.SUPPORT], gates[Gate.OWN_CASE], gates[Gate.REFUSED])
        reached = (
            (kind, danger >= bars.danger, True),
            (kind, danger >= bars.doubtful_danger and likeliest, False),
            (Gate.SUPPORT, gates[Gate.SUPPORT] >= bars.support, True),
            (Gate.OWN_CASE, gates[Gate.OWN_CASE] >= bars.own_case, True),
            (Gate.OWN_CASE, gates[Gate.OWN_CASE] >= bars.doubtful_own_case, False),
            (Gate.REFUSED, gates[Gate.REFUSED] >= bars.refused, True),
        )
        return next((Verdict(gate, f"reads_as_{gate}", sure) for gate, over, sure in reached if over), None)
