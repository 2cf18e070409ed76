"""From hits to cards: threads, how sure, how old, which sentences."""

from .cards import cite, cite_by_id, make_card, publish
from .confidence import Background, Confidence, Evidence, Fit, evidence, read_fits, write_fit
from .finding import Finder, share_out
from .freshness import freshness
from .history import changed_since, history
from .suggesting import subjects, suggestions
from .threads import Thread, gather

__all__ = [
    "Background",
    "Confidence",
    "Evidence",
    "Finder",
    "Fit",
    "Thread",
    "changed_since",
    "cite",
    "cite_by_id",
    "evidence",
    "freshness",
    "gather",
    "history",
    "make_card",
    "publish",
    "read_fits",
    "share_out",
    "subjects",
    "suggestions",
    "write_fit",
]
