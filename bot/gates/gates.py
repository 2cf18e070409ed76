"""The façade: one question in, the most urgent verdict or none out."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from .examples import read_examples
from .likeness import Floats, Likeness
from .meaning import Bars, Meaning, Read, read_meanings
from .normalise import normalise, spans
from .rulebook import Rulebook, found, read_rulebook
from .verdict import Gate, Verdict

_HERE = Path(__file__).parent
_URGENCY = list(Gate)
_NEVER_OVERRULED = (Gate.EMERGENCY, Gate.CRISIS)
_DOUBT = 0.5  # likelier an ordinary question than not


class Gates:
    """Deterministic rules first, then likeness to examples; a reading of the question's meaning where there is one.

    Rules and likeness need no index, no model file and no network.
    """

    def __init__(
        self, rulebook: Rulebook, likeness: Likeness | None = None, meanings: Mapping[str, Meaning] | None = None
    ) -> None:
        self._rules = sorted(rulebook.rules, key=lambda rule: _URGENCY.index(rule.gate))
        self._bars = rulebook.bars
        self._likeness = likeness
        self._meanings = meanings or {}

    @classmethod
    def open(cls) -> "Gates":
        """Read the packaged data and learn its examples (a second or two); `RulesError` when it is malformed."""
        return cls(
            read_rulebook(_HERE / "rules.toml"),
            Likeness(read_examples()),
            {fit.fingerprint: Meaning(fit) for fit in read_meanings()},
        )

    def can_read(self, fingerprint: str) -> bool:
        """Whether vectors of this embedding model are of use to `check`."""
        return self._likeness is not None and fingerprint in self._meanings

    def check(self, question: str, vector: Floats | None = None, fingerprint: str = "") -> Verdict | None:
        """The most urgent gate that closes on the question, or None: it is a question like any other.

        `vector` is the question's, as typed, by the embedding model of that fingerprint.
        """
        text = normalise(question)
        ruled = self._by_rule(text)
        meaning = self._meanings.get(fingerprint)
        if vector is None or meaning is None or self._likeness is None:
            return ruled or self._by_likeness(text)
        read = meaning.read(vector, self._likeness.scores(text))
        ruled, meant = _weighed(ruled, read, meaning.bars), read.closes(meaning.bars)
        return min((verdict for verdict in (ruled, meant) if verdict), key=_precedence, default=None)

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


def _weighed(ruled: Verdict | None, read: Read, bars: Bars) -> Verdict | None:
    """A rule's verdict: where meaning speaks for an ordinary question, danger is in doubt and the rest overruled."""
    if ruled and ruled.gate in _NEVER_OVERRULED:
        return replace(ruled, sure=read.ordinary < _DOUBT)
    return None if read.ordinary >= bars.ordinary else ruled


def _precedence(verdict: Verdict) -> tuple[int, bool]:
    return _URGENCY.index(verdict.gate), not verdict.sure
