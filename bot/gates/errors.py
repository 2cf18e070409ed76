"""What can go wrong with the gates: only their own data files."""

from ..errors import BotError


class RulesError(BotError):
    """A data file of the gates cannot be used; the message names the file, the rule and what to mend."""
