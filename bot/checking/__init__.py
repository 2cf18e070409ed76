"""A text set against the record: figures, dates and names as values, sentence by sentence."""

from .checking import Checked, CheckedSentence, Match, Verdict, check, read_text
from .contrasting import Difference
from .statements import Statements

__all__ = ["Checked", "CheckedSentence", "Difference", "Match", "Statements", "Verdict", "check", "read_text"]
