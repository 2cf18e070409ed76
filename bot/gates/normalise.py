"""A question as the rules read it: one spelling of every mark, and the spans in which a rule looks."""

import re
import unicodedata
from itertools import pairwise

_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'", "“": '"', "”": '"'})
_UNSEEN = {"Cf", "Mn", "Me", "Cs"}  # zero-width, tag and bidi characters; accents; lone surrogates
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s")


def normalise(text: str) -> str:
    """NFKC, casefolded, without accents and unseen characters, quotes straight, whitespace collapsed.

    Apostrophes inside words go too (`can't` and `cant` become one spelling), and a letter drawn out
    three times or more is written once (`heeelp`).
    """
    apart = unicodedata.normalize("NFKD", text.translate(_QUOTES)).casefold()
    seen = "".join(_seen(character) for character in unicodedata.normalize("NFKD", apart))
    words = " ".join(unicodedata.normalize("NFKC", seen).translate(_QUOTES).split())
    return _DRAWN_OUT.sub(r"\1", _APOSTROPHE.sub("", words))


def spans(text: str) -> list[str]:
    """Each sentence of a normalised text, and each sentence with the one after it.

    A rule's cues have to meet in one span, so that a long letter does not close a gate with a word here and a
    word there; a cue and what it is about may still stand in neighbouring sentences.
    """
    sentences = _SENTENCE_END.split(text)
    pairs = [f"{one} {two}" for one, two in pairwise(sentences)]
    return sentences + pairs


def _seen(character: str) -> str:
    category = unicodedata.category(character)
    if category in _UNSEEN:
        return ""
    return " " if category == "Cc" else character
