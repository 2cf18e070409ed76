"""What the bot says that was not published: messages and signposts, in files that an operator can change."""

from .dates import day
from .next_meeting import announce
from .places import place
from .wording import Wording, open_wording

__all__ = ["Wording", "announce", "day", "open_wording", "place"]
