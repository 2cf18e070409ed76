"""From hits to cards: threads, how sure, how old, which sentences."""

from .cards import cite, make_card, publish
from .confidence import Background, Confidence, Evidence, Fit, evidence, read_fits, write_fit
from .freshness import freshness
from .threads import gather

__all__ = [
    "Background",
    "Confidence",
    "Evidence",
    "Fit",
    "cite",
    "evidence",
    "freshness",
    "gather",
    "make_card",
    "publish",
    "read_fits",
    "write_fit",
]
