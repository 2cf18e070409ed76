"""What can go wrong with the gates: only their own rules file."""


class RulesError(ValueError):
    """The rules file cannot be used; the message names the file, the rule and what to mend."""
