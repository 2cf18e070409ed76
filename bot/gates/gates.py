"""The façade: one question in, the most urgent verdict or none out."""

from pathlib import Path

from .examples import read_examples
from .likeness import Likeness
from .normalise import normalise, spans
from .rulebook import Rulebook, found, read_rulebook
from .verdict import Gate, Verdict

_HERE = Path(__file__).parent
_URGENCY = list(Gate)


class Gates:
    """Deterministic rules, and likeness to examples where no rule fires; no index, no model file, no network."""

    def __init__(self, rulebook: Rulebook, likeness: Likeness | None = None) -> None:
        self._rules = sorted(rulebook.rules, key=lambda rule: _URGENCY.index(rule.gate))
        self._bars = rulebook.bars
        self._likeness = likeness

    @classmethod
    def open(cls) -> "Gates":
        """Read the packaged data and learn its examples (about a second); `RulesError` when it is malformed."""
        return cls(read_rulebook(_HERE / "rules.toml"), Likeness(read_examples(_HERE / "examples.jsonl")))

    def check(self, question: str) -> Verdict | None:
        """The most urgent gate that closes on the question, or None: it is a question like any other."""
        text = normalise(question)
        return self._by_rule(text) or self._by_likeness(text)

    def _by_rule(self, text: str) -> Verdict | None:
        places = spans(text)
        for rule in self._rules:
            if rule.fires(text, places):
                return Verdict(rule.gate, rule.id)
        return None

    def _by_likeness(self, text: str) -> Verdict | None:
        closest = self._likeness.closest(text) if self._likeness else None
        if closest is None:
            return None
        gate, margin = closest
        bar = self._bars.get(gate)
        if bar is None or margin < bar.margin or found(bar.unless, text):
            return None
        return Verdict(gate, f"like_{gate}_examples")
