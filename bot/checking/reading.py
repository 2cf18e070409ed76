"""A sentence read for what can be set against the record: words, periods, figures, names."""

from __future__ import annotations

from dataclasses import dataclass

from .figures import Figure, FigureKind, find_figures
from .names import Name, find_names
from .periods import Period, find_periods
from .words import Word, find_words

_FADES = 0.2
_WINDOW = 8  # telling words on either side of a figure that may say what it counts
_COUNTS = (FigureKind.NUMBER, FigureKind.PERCENTAGE, FigureKind.MONEY)


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence and what it holds; offsets count from its beginning.

    `before` is the last period of the sentence before it in its paragraph.
    """

    text: str
    words: tuple[Word, ...]
    periods: tuple[Period, ...]
    figures: tuple[Figure, ...]
    names: tuple[Name, ...]
    before: Period | None = None

    @classmethod
    def of(cls, text: str, before: Period | None = None) -> Reading:
        """Read a sentence."""
        periods = find_periods(text)
        names = [
            name
            for name in find_names(text)
            if all(name.end <= period.start or name.start >= period.end for period in periods)
        ]
        return cls(text, find_words(text), tuple(periods), tuple(find_figures(text, periods)), tuple(names), before)

    @property
    def specifics(self) -> tuple[Figure | Period, ...]:
        """What is compared by value, not by its words."""
        return (*self.figures, *self.periods)

    def is_specific(self, word: Word) -> bool:
        """Whether a word belongs to a figure or a period."""
        return any(each.start <= word.start < each.end for each in self.specifics)

    @property
    def plain(self) -> str:
        """Its words alone, a space after each, for finding one text in another."""
        return "".join(f"{word.plain} " for word in self.words)

    def period_of(self, figure: Figure) -> Period | None:
        """The period a figure speaks of.

        The nearest before it in the sentence; else the nearest after it, unless another figure comes first, which then
        is that one's; else that of the sentence before.
        """
        earlier = [period for period in self.periods if period.end <= figure.start]
        if earlier:
            return earlier[-1]
        for period in self.periods:
            if period.start >= figure.end:
                others = (other for other in self.figures if other.kind in _COUNTS)
                if any(figure.end <= other.start and other.end <= period.start for other in others):
                    return None
                return period
        return self.before

    def around(self, figure: Figure) -> dict[str, float]:
        """Stems near a figure and how much each says of what it counts, the nearer the more.

        What follows says most, but in brackets what stands before them; what lies beyond another figure says little.
        """
        noted = self.text[: figure.start].endswith("(")
        telling = [word for word in self.words if word.telling and not self.is_specific(word)]
        after = [word for word in telling if word.start >= figure.end]
        earlier = [word for word in telling if word.end <= figure.start][::-1]
        until = min((each.start for each in self.figures if each.start >= figure.end), default=len(self.text))
        since = max((each.end for each in self.figures if each.end <= figure.start), default=0)
        weights: dict[str, float] = {}
        for words, most in ((after, 0.3 if noted else 1.0), (earlier, 1.0 if noted else 0.6)):
            for at, word in enumerate(words[:_WINDOW]):
                beyond = not since <= word.start < until
                weight = most * (0.3 if beyond else 1.0) / (1 + _FADES * at)
                weights[word.stem] = max(weights.get(word.stem, 0.0), weight)
        return weights
