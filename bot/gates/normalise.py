"""A question as the rules read it: one spelling of every mark, and the spans in which a rule looks."""

import re
import unicodedata

_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'", "“": '"', "”": '"'})
_UNSEEN = {"Cf", "Mn", "Me", "Cs"}  # zero-width, tag and bidi characters; stacked accents; lone surrogates
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s")


def normalise(text: str) -> str:
    """NFKC, casefolded, without unseen characters, quotes straight, whitespace collapsed.

    Apostrophes inside words go too (`can't` and `cant` become one spelling), and a letter drawn out
    three times or more is written once (`heeelp`).
    """
    text = unicodedata.normalize("NFKC", text.translate(_QUOTES))
    seen = "".join(c for c in text if unicodedata.category(c) not in _UNSEEN).casefold()
    words = "".join(" " if unicodedata.category(c) == "Cc" else c for c in seen.translate(_QUOTES)).split()
    return _DRAWN_OUT.sub(r"\1", _APOSTROPHE.sub("", " ".join(words)))


def spans(text: str) -> list[str]:
    """Each sentence of a normalised text, and each sentence with the one after it.

    A rule's cues have to meet in one span, so that a long letter does not close a gate with a word here and a
    word there; a cue and what it is about may still stand in neighbouring sentences.
    """
    sentences = _SENTENCE_END.split(text)
    pairs = [f"{one} {two}" for one, two in zip(sentences, sentences[1:], strict=False)]
    return sentences + pairs
