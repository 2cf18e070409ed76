"""A question into a reply from the record. The front door of this layer."""

from .answering import Evidence, Fit, read_fits, write_fit
from .bot import Bot
from .calibrating import Calibration, Judged, calibrate
from .comparing import METRICS, Comparison, Figures, Mean, compare, figures
from .errors import (
    BotError,
    CalibrationError,
    EvaluationError,
    NotFoundError,
    QuestionError,
    TextError,
    UnavailableError,
    WordingError,
)
from .evaluating import Outcome, Question, evaluate, key_of, ranking_figures, read_questions
from .gates import Gate, Training, write_meaning
from .gates import train as train_gates
from .replies import (
    Also,
    Band,
    Card,
    Citation,
    Freshness,
    Held,
    Listed,
    Published,
    Quote,
    Reply,
    Result,
    Signpost,
    Status,
    Suggestion,
)
from .retriever import PrecedentRetriever
from .settings import BotSettings, NextMeeting
from .wording import day
from .writing import Checked, CheckedSentence, Difference, Match, Verdict

__all__ = [
    "METRICS",
    "Also",
    "Band",
    "Bot",
    "BotError",
    "BotSettings",
    "Calibration",
    "CalibrationError",
    "Card",
    "Checked",
    "CheckedSentence",
    "Citation",
    "Comparison",
    "Difference",
    "EvaluationError",
    "Evidence",
    "Figures",
    "Fit",
    "Freshness",
    "Gate",
    "Held",
    "Judged",
    "Listed",
    "Match",
    "Mean",
    "NextMeeting",
    "NotFoundError",
    "Outcome",
    "PrecedentRetriever",
    "Published",
    "Question",
    "QuestionError",
    "Quote",
    "Reply",
    "Result",
    "Signpost",
    "Status",
    "Suggestion",
    "TextError",
    "Training",
    "UnavailableError",
    "Verdict",
    "WordingError",
    "calibrate",
    "compare",
    "day",
    "evaluate",
    "figures",
    "key_of",
    "ranking_figures",
    "read_fits",
    "read_questions",
    "train_gates",
    "write_fit",
    "write_meaning",
]
