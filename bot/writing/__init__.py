"""Starting text for a reply, built from published sentences."""

from .composing import Answered, compose
from .drafts import Draft, DraftSentence, Flag, FlagKind, Source
from .flagging import Flagger
from .matching import Likeness, Matched, match
from .selecting import select
from .wording import DraftingWording, open_drafting

__all__ = [
    "Answered",
    "Draft",
    "DraftSentence",
    "DraftingWording",
    "Flag",
    "FlagKind",
    "Flagger",
    "Likeness",
    "Matched",
    "Source",
    "compose",
    "match",
    "open_drafting",
    "select",
]
