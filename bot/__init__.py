"""A question into a reply from the record. The front door of this layer."""

from .bot import Bot
from .comparing import METRICS, Comparison, Figures, Mean, compare, figures
from .errors import BotError, EvaluationError, NotFoundError, QuestionError, UnavailableError, WordingError
from .evaluating import Outcome, Question, evaluate, key_of, ranking_figures, read_questions
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
)
from .retriever import PrecedentRetriever
from .settings import BotSettings

__all__ = [
    "METRICS",
    "Also",
    "Band",
    "Bot",
    "BotError",
    "BotSettings",
    "Card",
    "Citation",
    "Comparison",
    "EvaluationError",
    "Figures",
    "Freshness",
    "Held",
    "Listed",
    "Mean",
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
    "UnavailableError",
    "WordingError",
    "compare",
    "evaluate",
    "figures",
    "key_of",
    "ranking_figures",
    "read_questions",
]
