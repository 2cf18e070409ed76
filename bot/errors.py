"""What goes wrong between a question and a reply."""


class BotError(Exception):
    """Root of this layer's errors."""


class QuestionError(BotError):
    """The question, or a filter on it, cannot be used as it is; the message says how to change it."""


class TextError(BotError):
    """A text to check cannot be used as it is; the message says how to change it."""


class NotFoundError(BotError):
    """There is no answer or meeting by that id."""


class WithdrawnError(NotFoundError):
    """There was an answer by that id, and the office withdrew it."""


class UnavailableError(BotError):
    """The record cannot be searched now; danger is still answered."""


class WordingError(BotError):
    """A wording file cannot be read."""


class CalibrationError(BotError):
    """A fit of the confidence cannot be made or used."""


class EvaluationError(BotError):
    """A file of evaluation questions cannot be used."""
