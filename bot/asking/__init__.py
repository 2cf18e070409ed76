"""What is really asked: the text cleaned, completed, spelt right and with its jargon said both ways."""

from .conversations import Conversations
from .question import asks_for_figure, read_question
from .reader import Asked, Part, Reader
from .spelling import open_dictionary

__all__ = ["Asked", "Conversations", "Part", "Reader", "asks_for_figure", "open_dictionary", "read_question"]
