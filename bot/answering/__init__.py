"""From hits to cards: threads, how sure, how old, which sentences."""

from .cards import cite, make_card, publish
from .confidence import band
from .freshness import freshness
from .threads import gather

__all__ = ["band", "cite", "freshness", "gather", "make_card", "publish"]
