"""How likely an answer is what was asked for: a logistic model over several signals.

The model is fitted by `onrecord calibrate` on questions with known answers; this module only applies it. A score is
the same for any number of hits and behind any filter, because what it is compared with is the whole record.
Words of a question weigh differently by its length: three words may be a name, sixty hold much that is not the point.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from index import Hit

from ..asking import asks_for_figure
from ..errors import CalibrationError
from ..replies import Band
from ..settings import BotSettings

PACKAGED = Path(__file__).with_name("confidence.json")
_CLOSEST = 10  # wordings of the whole record that are counted by whose they are
_FEW, _MANY = 6, 12  # words


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against an answer.

    `question`, `coverage`, `unheard`: as in the index's signals; `margin`: how far its fused score lies above that of
    the record's middle hit; `agreement`: the part of the closest wordings of the whole record that are its own;
    `length`: natural logarithm of the question's words; `short`: how far that is below few words; `covered`: how far it
    is above many, times the coverage; `figure`: 1 where a figure is asked for, which a response on the same subject
    often does not give.
    """

    question: float
    coverage: float
    margin: float
    unheard: float
    agreement: float
    length: float
    short: float
    covered: float
    figure: float


@dataclass(frozen=True, slots=True)
class Background:
    """What a question has in common with the whole record.

    `middle` is the score of the middle hit, `closest` the cosine of the last of the ten closest wordings.
    """

    middle: float
    closest: float

    @classmethod
    def of(cls, everything: Sequence[Hit]) -> Background:
        """The background of a search without filters."""
        wordings = sorted((closeness for hit in everything for closeness in hit.wordings), reverse=True)
        return cls(
            median(hit.score for hit in everything) if everything else 0.0,
            wordings[:_CLOSEST][-1] if wordings else 0.0,
        )


class Fit(BaseModel):
    """A fitted model: the log-odds are `intercept` and each of `weights` times its part of the evidence.

    `related` and `strong` are the probabilities from which an answer is shown, and from which it is likely right;
    `model` names the embedding model whose cosines it was fitted on, which `fingerprint` is of.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: str
    fingerprint: str
    questions: int = Field(gt=0)
    intercept: float
    weights: Mapping[str, float]
    related: float = Field(ge=0, le=1)
    strong: float = Field(ge=0, le=1)


_FITS = TypeAdapter(list[Fit])


def read_fits(path: Path = PACKAGED) -> list[Fit]:
    """The fits of a file; a CalibrationError says what is wrong with it."""
    try:
        fits = _FITS.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error.errors()[0]["msg"])
        raise CalibrationError(f"{path}: cannot be used ({reason}). Write it again: onrecord calibrate") from None
    names = set(Evidence.__slots__)
    if not fits or any(set(fit.weights) != names for fit in fits):
        raise CalibrationError(f"{path}: is of another version. Write it again: onrecord calibrate")
    return fits


def write_fit(fit: Fit, path: Path = PACKAGED) -> None:
    """Put a fit into a file, in place of the one of the same embedding model."""
    others = [other for other in read_fits(path) if other.fingerprint != fit.fingerprint] if path.exists() else []
    fits = sorted([*others, fit], key=lambda each: each.model)
    path.write_bytes(_FITS.dump_json(fits, indent=1) + b"\n")


@dataclass(frozen=True, slots=True)
class Confidence:
    """A fit at work."""

    fit: Fit
    related: float
    strong: float

    @classmethod
    def of(cls, fits: Sequence[Fit], fingerprint: str, settings: BotSettings) -> Confidence:
        """The fit of an embedding model, or the first there is; the operator's thresholds go before its own."""
        fit = next((fit for fit in fits if fit.fingerprint == fingerprint), fits[0])
        related = fit.related if settings.related is None else settings.related
        strong = fit.strong if settings.strong is None else settings.strong
        return cls(fit, related, max(strong, related))

    def weigh(self, question: str, hits: Sequence[Hit], background: Background) -> list[Hit]:
        """The hits with their probability as score, likeliest first."""
        asked = _Asked.of(question)
        weighed = [replace(hit, score=self.probability(_evidence(asked, hit, background))) for hit in hits]
        return sorted(weighed, key=lambda hit: (-hit.score, hit.answer.id))

    def probability(self, evidence: Evidence) -> float:
        """How likely the answer is what was asked for, 0 to 1."""
        odds = self.fit.intercept + sum(self.fit.weights[name] * value for name, value in asdict(evidence).items())
        return 1 / (1 + math.exp(-odds))

    def band(self, score: float) -> Band | None:
        """The band of a score; None is too far away to be shown."""
        if score >= self.strong:
            return Band.STRONG
        return Band.RELATED if score >= self.related else None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the evidence takes from the question alone, the same for every hit."""

    length: float
    figure: float

    @classmethod
    def of(cls, question: str) -> _Asked:
        words = max(len(re.findall(r"\w+", question)), 1)
        return cls(math.log(words), float(asks_for_figure(question)))


def evidence(question: str, hit: Hit, background: Background) -> Evidence:
    """The evidence for a hit of a search with this background."""
    return _evidence(_Asked.of(question), hit, background)


def _evidence(asked: _Asked, hit: Hit, background: Background) -> Evidence:
    signals = hit.signals
    return Evidence(
        question=signals.question,
        coverage=signals.coverage,
        margin=hit.score - background.middle,
        unheard=signals.unheard,
        agreement=min(sum(closeness >= background.closest for closeness in hit.wordings) / _CLOSEST, 1.0),
        length=asked.length,
        short=max(math.log(_FEW) - asked.length, 0.0),
        covered=max(asked.length - math.log(_MANY), 0.0) * signals.coverage,
        figure=asked.figure,
    )
