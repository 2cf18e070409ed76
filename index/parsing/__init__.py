"""Pages into meetings and answers, by a small grammar of scored cues."""

from .abbreviations import find_abbreviations, find_initials
from .ageing import find_ageing
from .dates import date_in_address, find_date
from .parser import PARSER_VERSION, parse
from .references import resolve
from .sentences import split_sentences
from .voices import outcome, speaker

__all__ = [
    "PARSER_VERSION",
    "date_in_address",
    "find_abbreviations",
    "find_ageing",
    "find_date",
    "find_initials",
    "outcome",
    "parse",
    "resolve",
    "speaker",
    "split_sentences",
]
