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
    UnavailableError,
    WordingError,
)
from .evaluating import Outcome, Question, evaluate, key_of, ranking_figures, read_questions
from .gates import Gate, Training, write_meaning
from .gates import train as train_gates
from .redaction import Redacted
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
    "Citation",
    "Comparison",
    "EvaluationError",
    "Evidence",
    "Figures",
    "Fit",
    "Freshness",
    "Gate",
    "Held",
    "Judged",
    "Listed",
    "Mean",
    "NextMeeting",
    "NotFoundError",
    "Outcome",
    "PrecedentRetriever",
    "Published",
    "Question",
    "QuestionError",
    "Quote",
    "Redacted",
    "Reply",
    "Result",
    "Signpost",
    "Status",
    "Suggestion",
    "Training",
    "UnavailableError",
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
