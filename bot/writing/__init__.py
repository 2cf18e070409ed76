"""Starting text for a reply, built from published sentences."""

from .composing import Answered, compose
from .drafts import Draft, DraftSentence, Flag, FlagKind, Source
from .flagging import Flagger
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
    "Source",
    "compose",
    "open_drafting",
    "select",
]
