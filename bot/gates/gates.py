"""The façade: one question in, the most urgent verdict or none out."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from .normalise import normalise, spans
from .reader import PACKAGED, WORDS_ALONE, Reader, read_fit
from .reading import Bars, Read
from .rulebook import Rule, read_rulebook
from .verdict import Gate, Verdict
from .words import Floats

_RULES = Path(__file__).with_name("rules.toml")
_URGENCY = list(Gate)
_NEVER_OVERRULED = (Gate.EMERGENCY, Gate.CRISIS)
_DOUBT = 0.5  # likelier an ordinary question than not


class Gates:
    """Rules for what must never be missed, and a learnt reading of the question's words and, if it can be had, meaning.

    Rules and words need no index, no model and no network.
    """

    def __init__(self, rules: tuple[Rule, ...], readers: Mapping[str, Reader] | None = None) -> None:
        self._rules = sorted(rules, key=lambda rule: _URGENCY.index(rule.gate))
        self._readers = readers or {}

    @classmethod
    def open(cls) -> "Gates":
        """Read the packaged data; `RulesError` when it is malformed."""
        fits = [read_fit(path) for path in sorted(PACKAGED.glob("*.npz"))]
        return cls(read_rulebook(_RULES), {fit.about.fingerprint: Reader(fit) for fit in fits})

    def can_read(self, fingerprint: str) -> bool:
        """Whether vectors of this embedding model are of use to `check`."""
        return {WORDS_ALONE, fingerprint} <= self._readers.keys()

    def check(self, question: str, vector: Floats | None = None, fingerprint: str = WORDS_ALONE) -> Verdict | None:
        """The most urgent gate that closes on the question, or None: it is a question like any other.

        `vector` is the question's, as typed, by the embedding model of that fingerprint.
        """
        text = normalise(question)
        ruled = self._by_rule(text)
        words = self._readers.get(WORDS_ALONE)
        if words is None:
            return ruled
        read, bars = words.read(text), words.bars
        if vector is not None and self.can_read(fingerprint):
            read, bars = read.and_also(self._readers[fingerprint].read(text, vector)), self._readers[fingerprint].bars
        verdicts = (_weighed(ruled, read, bars), read.closes(bars))
        return min((verdict for verdict in verdicts if verdict), key=_precedence, default=None)

    def _by_rule(self, text: str) -> Verdict | None:
        places = spans(text)
        return next((Verdict(rule.gate, rule.id) for rule in self._rules if rule.fires(text, places)), None)


def _weighed(ruled: Verdict | None, read: Read, bars: Bars) -> Verdict | None:
    """A rule's verdict: where the question reads as an ordinary one, danger is in doubt and the rest overruled."""
    if ruled and ruled.gate in _NEVER_OVERRULED:
        return replace(ruled, sure=read.ordinary < _DOUBT)
    return None if read.ordinary >= bars.ordinary else ruled


def _precedence(verdict: Verdict) -> tuple[int, bool]:
    return _URGENCY.index(verdict.gate), not verdict.sure
