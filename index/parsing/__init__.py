"""Pages into meetings and answers, by a small grammar of scored cues."""

from .abbreviations import find_abbreviations, find_initials
from .ageing import find_ageing
from .dates import date_in_address
from .parser import PARSER_VERSION, parse
from .references import resolve
from .sentences import split_sentences

__all__ = [
    "PARSER_VERSION",
    "date_in_address",
    "find_abbreviations",
    "find_ageing",
    "find_initials",
    "parse",
    "resolve",
    "split_sentences",
]
