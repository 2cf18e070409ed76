"""What the bot says that was not published: messages and signposts, in files that an operator can change."""

from .wording import Wording, open_wording

__all__ = ["Wording", "open_wording"]
