"""What a question means, read from its sentence embedding: for danger told in words that no rule foresaw.

Multinomial logistic regression over the embedding and the likeness to the examples, fitted by `onrecord gates`; this
module only applies it. The fit belongs to one embedding model, which its fingerprint names; behind any other model,
or none, the gates do without.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from .errors import RulesError
from .likeness import CLASSES, Floats
from .verdict import Gate, Verdict

PACKAGED = Path(__file__).with_name("meaning.json")
SCALE = np.array(2.0, dtype=np.float32)  # of the embedding beside the likeness
LIKENESS_SCALE = np.array(4.0, dtype=np.float32)


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


class MeaningFit(BaseModel):
    """A fitted model: a row of weights for ordinary questions and for each gate, in the order of `CLASSES`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: str
    fingerprint: str
    examples: int = Field(gt=0)
    bars: Bars
    intercepts: tuple[float, ...] = Field(min_length=len(CLASSES), max_length=len(CLASSES))
    weights: tuple[tuple[float, ...], ...] = Field(min_length=len(CLASSES), max_length=len(CLASSES))


_FITS = TypeAdapter(list[MeaningFit])


def read_meanings(path: Path = PACKAGED) -> list[MeaningFit]:
    """The fits of a file; a RulesError says what is wrong with it."""
    try:
        return _FITS.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error.errors()[0]["msg"])
        raise RulesError(f"{path}: cannot be used ({reason}). Write it again: onrecord gates --save {path}") from None


def write_meaning(fit: MeaningFit, path: Path = PACKAGED) -> None:
    """Put a fit into a file, in place of the one of the same embedding model."""
    others = [other for other in read_meanings(path) if other.fingerprint != fit.fingerprint] if path.exists() else []
    path.write_bytes(_FITS.dump_json(sorted([*others, fit], key=lambda each: each.model)) + b"\n")


def signals(vectors: Floats, likeness: Floats) -> Floats:
    """What the model reads: rows of the embedding and of the likeness, each in its scale."""
    return np.concatenate([SCALE * vectors, LIKENESS_SCALE * likeness], axis=-1)


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
        return next((Verdict(gate, f"means_{gate}", sure) for gate, over, sure in reached if over), None)


class Meaning:
    """A fit at work."""

    def __init__(self, fit: MeaningFit) -> None:
        self.bars = fit.bars
        self._weights = np.array(fit.weights, dtype=np.float32)
        self._intercepts = np.array(fit.intercepts, dtype=np.float32)

    def read(self, vector: Floats, likeness: Floats) -> Read:
        """Softmax over the classes."""
        odds = self._weights @ signals(vector, likeness) + self._intercepts
        powers = np.exp(odds - odds.max())
        return Read.of((powers / powers.sum()).tolist())
