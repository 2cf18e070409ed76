"""Where somebody is named: by what a word is, how it is written, and what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .kept import kept
from .lexicon import Lexicon
from .tokens import Token, tokenise

_LONGEST = 4  # words of a name
_JOINED = re.compile(r"[ .]{1,2}|-| [‘’“\"(]{1,2}|[’”\")]{1,2} ")  # between the words of a name
_AFTER_TITLE = re.compile(r"[ .\ue002-\uf8ff]{1,4}")  # with a number between; a name taken out is no number
_AFTER_SOMEBODY = re.compile(r" |, | \(| - |, [’“\"]| [’“\"]")
_INTRODUCED = re.compile(r"[ :,.\n’“\"-]{1,4}")
_PARTICLES = {"van", "von", "de", "da", "dos", "di", "del", "al", "el", "bin", "ibn", "ap", "mac", "ni", "la", "le"}
_SHORTEST_UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class Names:
    """Finds names in a marked text; holds no text."""

    lexicon: Lexicon

    def find(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each name, in order; none overlaps another."""
        return list(_Reading(self.lexicon, tokenise(text)).spans())


class _Reading:
    """One text as it is read, word for word; `kept` are the words of phrases that stay as they are."""

    def __init__(self, lexicon: Lexicon, tokens: Sequence[Token]) -> None:
        self._lexicon, self._file, self._tokens = lexicon, lexicon.file, tokens
        self._kept = kept(tokens, lexicon)

    def spans(self) -> Iterator[tuple[int, int]]:
        at = 0
        while at < len(self._tokens):
            length = self._length(at)
            if length:
                yield self._tokens[at].start, self._tokens[at + length - 1].end
            at += max(length, 1)

    def _length(self, at: int) -> int:
        """How many words of a name begin here; 0 for none."""
        if self._stops(at) and not self._initial(at):
            return self._extent(at) if self._full_name(at) or self._of_somebody(at) or self._signed(at) else 0
        if at in self._kept and not self._titled(at):
            return 0
        if self._titled(at) or self._of_somebody(at) or self._introduced(at):
            return 0 if self._of_the_record(at) else self._extent(at)
        if self._initial(at) and self._surname_follows(at):
            return self._extent(at)
        return self._extent(at) if self._by_itself(at) else 0

    def _stops(self, at: int) -> bool:
        """Whether a word never names anybody, by itself or before an apostrophe: I, I'd."""
        return self._tokens[at].plain in self._file.stop or self._contracted(self._tokens[at])

    def _contracted(self, token: Token) -> bool:
        return "’" in token.plain and token.plain.split("’")[0] in self._file.stop

    # what says that a name begins

    def _titled(self, at: int) -> bool:
        """After a title: a name, or what is no ordinary word."""
        if at == 0 or not _AFTER_TITLE.fullmatch(self._tokens[at].before):
            return False
        token, title = self._tokens[at], self._tokens[at - 1].plain
        if title in self._file.firm_titles:
            no_name = self._file.firm_titles | self._file.titles | self._file.stop | self._file.brands
            return token.plain not in no_name
        if title not in self._file.titles:
            return False
        if token.plain in self._file.titles | self._file.firm_titles | self._file.offices | self._file.stop:
            return False
        if token.capital:
            named = self._lexicon.may_name(token.plain) or not self._lexicon.is_word(token.plain)
            return named or (at + 1 < len(self._tokens) and self._goes_on(at, at + 1))
        surname = token.plain in self._lexicon.surnames and token.plain not in self._file.verbs
        return surname or self._lexicon.may_be_forename(token.plain) or not self._lexicon.is_near_a_word(token.plain)

    def _of_somebody(self, at: int) -> bool:
        """After "my neighbour": a forename, though it be a word; not what somebody may do."""
        if at == 0 or not _AFTER_SOMEBODY.fullmatch(self._tokens[at].before):
            return False
        token, somebody = self._tokens[at], self._tokens[at - 1].parts[-1]
        if somebody not in self._file.people | self._file.many_people or self._contracted(token):
            return False
        if token.capital:
            unknown = not self._lexicon.is_word(token.plain) and not self._lexicon.is_place(token.plain)
            return self._lexicon.may_be_forename(token.plain) or token.plain in self._lexicon.surnames or unknown
        if token.plain in self._file.verbs or self._lexicon.is_place(token.plain):
            return False
        several = somebody in self._file.many_people and token.plain in self._file.verbs_of_many
        likely = token.plain in self._file.forenames_with_capital or self._lexicon.is_forename(token.plain)
        return likely and not several and self._tokens[at].before == " "

    def _introduced(self, at: int) -> bool:
        """After "called", "regards" and the like: what may be a forename, written as one where it is a word too."""
        token = self._tokens[at]
        if at == 0 or not _INTRODUCED.fullmatch(token.before) or not self._lexicon.may_be_forename(token.plain):
            return False
        if self._lexicon.is_place(token.plain):
            return False
        before = [each.word.lower() for each in self._tokens[max(0, at - 4) : at]]
        said = any(" ".join(before[-words:]) in self._file.introductions for words in range(1, len(before) + 1))
        himself = before[-1] in ("i’m", "im", "am")  # "i'm frank" may be no name
        likely = token.plain in self._file.forenames_with_capital - self._file.verbs and not himself
        return said and (token.capital or likely or self._lexicon.is_forename(token.plain))

    def _signed(self, at: int) -> bool:
        """At the very end, after "regards" and the like, "Will" is no verb."""
        return at == len(self._tokens) - 1 and self._introduced(at) and self._tokens[at - 1].plain != "from"

    def _initial(self, at: int) -> bool:
        token = self._tokens[at]
        dotted = at + 1 < len(self._tokens) and self._tokens[at + 1].before.startswith(".")
        return len(token.word) == 1 and token.capital and (dotted or token.word not in "AI")

    def _surname_follows(self, at: int) -> bool:
        """Whether after initials comes a surname or a word that is none."""
        for after in range(at + 1, min(at + _LONGEST, len(self._tokens))):
            token = self._tokens[after]
            if not _JOINED.fullmatch(token.before):
                return False
            if len(token.word) > 1:
                unknown = not self._lexicon.is_word(token.plain)
                named = self._lexicon.is_surname(token.plain) or (unknown and not self._lexicon.is_place(token.plain))
                return token.capital and named and after not in self._kept
        return False

    def _by_itself(self, at: int) -> bool:
        token = self._tokens[at]
        if self._abbreviation(token):
            return False
        if not token.capital and self._lexicon.is_slurred(token.plain):
            return False
        if any(self._lexicon.is_forename(part) for part in token.parts):
            return True
        if self._family(at):
            return True
        if not token.capital:
            return token.plain not in self._lexicon.places and self._lexicon.is_surname_in_lower_case(token.plain)
        if self._lexicon.is_place(token.plain) and not self._full_name(at):
            return False
        if any(self._lexicon.is_surname(part) for part in token.parts):
            return True
        if token.plain in self._file.forenames_with_capital and not token.first and not self._of_a_title(at):
            return True
        return self._full_name(at) or self._acts(at) or self._unknown(at)

    def _abbreviation(self, token: Token) -> bool:
        """All capitals in a message that is not: an abbreviation, unless it is long and a forename."""
        return (
            token.capital
            and token.word.isupper()
            and (len(token.word) < _LONGEST or not self._lexicon.is_forename(token.plain))
        )

    def _family(self, at: int) -> bool:
        """The Hendersons."""
        token = self._tokens[at]
        the = at > 0 and self._tokens[at - 1].plain in {"the", "those", "them"} and token.before == " "
        several = token.plain.endswith("s") and not token.plain.endswith("ss")
        return the and several and self._lexicon.is_surname(token.plain.removesuffix("s"))

    def _full_name(self, at: int) -> bool:
        """A forename that is a word too, with a surname behind it, both written as names."""
        if at + 1 >= len(self._tokens) or at + 1 in self._kept:
            return False
        token, after = self._tokens[at], self._tokens[at + 1]
        if not (token.capital and after.capital and after.before == " ") or after.word.isupper():
            return False
        forename = token.plain in self._file.forenames_with_capital
        unknown = not self._lexicon.is_word(after.plain) and not self._lexicon.is_place(after.plain)
        surname = after.plain in self._lexicon.surnames and after.plain not in self._lexicon.places
        return forename and (surname or unknown) and after.plain not in self._file.stop and not self._heading(at + 1)

    def _acts(self, at: int) -> bool:
        """A forename that is a word too, at the start of a sentence: "Drew got", not "Drew a knife"."""
        if at + 1 >= len(self._tokens) or self._tokens[at].plain not in self._file.forenames_at_start:
            return False
        return self._tokens[at + 1].before == " " and self._tokens[at + 1].plain in self._file.person_verbs

    def _unknown(self, at: int) -> bool:
        """Written as a name, and no word that anybody knows; at the start of a sentence no slip of one either."""
        token = self._tokens[at]
        if len(token.word) < _SHORTEST_UNKNOWN or not token.word[1:].replace("-", "").replace("’", "").isalpha():
            return False
        mixed = token.word[1:] != token.word[1:].lower() and "-" not in token.word and "’" not in token.word
        if mixed or self._lexicon.is_word(token.plain) or self._lexicon.is_place(token.plain):
            return False
        return not token.first or not self._lexicon.is_near_a_word(token.plain)

    def _of_a_title(self, at: int) -> bool:
        """Whether a capital is part of what something is called: the Policing Bill, Grace Road."""
        before = self._tokens[at - 1]
        titled = before.plain in {"the", "a", "an", "this", "that"} or (before.capital and not before.first)
        return self._heading(at) or (titled and self._tokens[at].before == " ")

    def _heading(self, at: int) -> bool:
        """Whether the word after is what a place or body is called: Grace Road, Hope Valley."""
        return at + 1 < len(self._tokens) and self._tokens[at + 1].plain in self._file.heads

    # how far a name goes

    def _extent(self, at: int) -> int:
        length = 1
        while length < _LONGEST and at + length < len(self._tokens) and self._goes_on(at, at + length):
            length += 1
        while length > 1 and self._tokens[at + length - 1].plain in _PARTICLES:
            length -= 1
        return length

    def _goes_on(self, start: int, at: int) -> bool:
        token, before = self._tokens[at], self._tokens[at - 1]
        joined = _JOINED.fullmatch(token.before) and not (
            "." in token.before and len(before.word) > 1 and before.plain not in self._file.titles
        )
        if not joined or at in self._kept or token.plain in self._file.verbs:
            return False
        if token.plain in _PARTICLES and at + 1 < len(self._tokens) and self._tokens[at + 1].before == " ":
            return token.capital or (self._tokens[at + 1].capital or self._lexicon.may_name(self._tokens[at + 1].plain))
        if self._stops(at):
            return False
        if token.capital:
            return self._capital_goes_on(at)
        if self._lexicon.is_place(token.plain):
            return False
        if self._tokens[start].capital and before.plain not in _PARTICLES:
            return False
        surname = self._lexicon.is_surname(token.plain) or self._lexicon.is_forename(token.plain)
        return surname or (len(token.word) >= _SHORTEST_UNKNOWN and not self._lexicon.is_near_a_word(token.plain))

    def _capital_goes_on(self, at: int) -> bool:
        token = self._tokens[at]
        if len(token.word) == 1:
            return True
        if token.word.isupper() and not self._lexicon.may_name(token.plain):
            return False
        if any(self._lexicon.may_name(part) for part in token.parts) or self._lexicon.is_place(token.plain):
            return True
        no_name = token.plain in self._file.offices | self._file.brands | self._file.heads | self._file.titles
        return not (no_name or self._lexicon.is_word_of_the_record(token.plain) or token.plain in self._file.words)

    # what stays

    def _of_the_record(self, at: int) -> bool:
        """Somebody in a public office, each of whose names the record itself has."""
        if at == 0 or self._tokens[at - 1].plain not in self._file.offices:
            return False
        names = self._tokens[at : at + self._extent(at)]
        return all(name.plain in self._lexicon.vocabulary for name in names)
