"""A question into a reply from the record. The front door of this layer."""

from .answering import Evidence, Fit, read_fits, write_fit
from .bot import Bot
from .calibrating import Calibration, Judged, calibrate
from .changes import Change, ChangeKind, changes
from .checking import Checked, CheckedSentence, Difference, Match, Verdict
from .comparing import METRICS, Comparison, Figures, Mean, compare, figures
from .desk import MOST_GROUPED, Desk, DoubtedPage, Group, Places, fold
from .errors import (
    BotError,
    CalibrationError,
    EvaluationError,
    NotFoundError,
    QuestionError,
    TextError,
    UnavailableError,
    WithdrawnError,
    WordingError,
)
from .evaluating import Outcome, Question, evaluate, key_of, ranking_figures, read_questions
from .gates import Gate, Training
from .gates import train as train_gates
from .precedents import Facet, Order, Precedent, Precedents, Telling, Wanted
from .redaction import Redacted, Redactor
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
from .wording import day, place
from .writing import Draft, DraftSentence, Flag, FlagKind, Likeness, Matched, Source, match

__all__ = [
    "METRICS",
    "MOST_GROUPED",
    "Also",
    "Band",
    "Bot",
    "BotError",
    "BotSettings",
    "Calibration",
    "CalibrationError",
    "Card",
    "Change",
    "ChangeKind",
    "Checked",
    "CheckedSentence",
    "Citation",
    "Comparison",
    "Desk",
    "Difference",
    "DoubtedPage",
    "Draft",
    "DraftSentence",
    "EvaluationError",
    "Evidence",
    "Facet",
    "Figures",
    "Fit",
    "Flag",
    "FlagKind",
    "Freshness",
    "Gate",
    "Group",
    "Held",
    "Judged",
    "Likeness",
    "Listed",
    "Match",
    "Matched",
    "Mean",
    "NextMeeting",
    "NotFoundError",
    "Order",
    "Outcome",
    "Places",
    "Precedent",
    "PrecedentRetriever",
    "Precedents",
    "Published",
    "Question",
    "QuestionError",
    "Quote",
    "Redacted",
    "Redactor",
    "Reply",
    "Result",
    "Signpost",
    "Source",
    "Status",
    "Suggestion",
    "Telling",
    "TextError",
    "Training",
    "UnavailableError",
    "Verdict",
    "Wanted",
    "WithdrawnError",
    "WordingError",
    "calibrate",
    "changes",
    "compare",
    "day",
    "evaluate",
    "figures",
    "fold",
    "key_of",
    "match",
    "place",
    "ranking_figures",
    "read_fits",
    "read_questions",
    "train_gates",
    "write_fit",
]
