"""Lines that belong to the page and not to its questions: the site's furniture, closing words, notes, signatures."""

from __future__ import annotations

import re

from .lines import plain


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I | re.S)


_FURNITURE = _any_of(
    r"skip to (?:main )?content|(?:back|return) to top|top of page|print(?: this page)?|share(?: this page)?",
    r"page \d+(?: of \d+)?|\d+ of \d+|\d{1,2}[:.]\d{2}(?: ?[ap]m)?|- ?\d+ ?-|[-_=*~]{3,}",
    r"(?:previous|next)(?: page)?(?:: .*)?|(?:web)?site (?:by|built by|designed by) .*",
    r"share on \w+.*|(?:(?:facebook|twitter|x|linkedin|instagram|whatsapp|youtube|email)\b\s*)+",
    r"accept (?:all )?cookies|cookies?(?: policy| settings)?|privacy(?: policy| notice)?|accessibility(?: statement)?",
    r"expand all|collapse all|exit this site|menu|search|home",
    r"(?:©|copyright\b).*|all rights reserved.*|page last (?:updated|reviewed).*",
)
_BODY = r"(?:the )?(?:chair|panel|board|committee|commission|council|cabinet|members|meeting|session|evening|event)"
_SESSION_ENDS = (
    rf"{_BODY}\b.{{0,40}}\b(?:closed|ended|concluded|finished|adjourned|thanked (?:every|all|the|those|members))",
    rf"{_BODY} (?:noted|resolved|received)\b|resolved\b|any other business\b|minutes? (?:approved|agreed)",
    r"(?:the )?(?:date (?:and time )?of (?:the )?)?(?:next|future) (?:\w+ ){0,3}(?:meeting|session|panel|forum)",
    r"(?:the )?(?:next|future) (?:\w+ ){0,3}(?:surgery|question time)",
    r"(?:the )?time (?:for|allotted|limit)\b.{0,60}\b(?:reached|expired|elapsed|ended|passed|up)\b",
    r"we(?:'ve| have) run out of time|ends$|end of (?:questions|document|minutes)",
)
_OTHER_QUESTIONS = (
    r"(?:there (?:were|being) )?no (?:further|other|supplementary|more)\b(?: questions)?",
    r"if you(?:r| (?:would like|wish|want|have))?\b.{0,60}\bquestion",
    r"questions? (?:received|submitted|sent)\b.{0,60}\b(?:after|deadline|next)",
    r"(?:all )?questions (?:and answers )?(?:are|were|will be) published|(?:answers?|questions?) (?:still )?awaited",
    r".{0,80}\b(?:ruled out of order|(?:was|were) not put)\b",
    r"(?:(?:the|this) )?(?:Q|question )?\d* ?(?:was|has been) withdrawn\b",
)
_THANKS = (
    r"thank you\b.{0,40}\b(?:every|all|who|once again|submit|taking)|with thanks to\b",
    r"kind regards|yours (?:sincerely|faithfully)|signed\b:?$|police and crime commissioner for\b[^.]*$",
    r"(?:a |final |closing )?(?:note|message|word|statement) (?:from|by)\b",
)
_RIGHTS = (  # what a letter has to say of duties, reviews, complaints and publication
    r"(?:(?:section \S+ of )?the |under (?:the )?)?freedom of information act(?: \d{4})?(?: \([^)]*\))?"
    r" (?:is|places|gives|requires|provides|creates|any|a )\b",
    r"(?:if|should) you\b.{0,60}\b(?:satisfied|dissatisfied|unhappy|content with|happy with|further quer|further info)",
    r"you (?:may|can|have the right to|are entitled to) (?:ask|request|appeal|complain|seek)\b.{0,40}\breview",
    r"(?:complaint|appeal|review) (?:rights?|procedures?)\b|internal reviews?\b|(?:your )?right (?:of|to) \w+\b",
    r".{0,60}\bin complying with\b",
    r"(?:this|our|the) (?:response|reply|information|disclosure) (?:will be published|is only)",
    r"I (?:trust|hope) (?:that )?(?:this|the)\b.{0,40}\b(?:answer|assist|help|satisf|meet|of use|useful)",
    r"due to the different (?:methods|ways)|(?:police )?forces in the united kingdom are\b|every effort is made\b",
    r"if (?:we|I) can be of (?:any )?(?:further )?(?:assistance|help)\b|.{0,60}\bdo not hesitate to (?:contact|get)",
    r"you may (?:also )?be interested to know",
    r"(?:the|this) information (?:(?:we have|that has been) supplied|is correct)\b",
)
_LINKS = (
    r"(?:related|supporting|additional|background) (?:documents?|papers?|pages?|links?|content|information)\b",
    r"related\b.{0,30}$|more from\b|see also\b|filed under|tagged|download\b|share this|(?:national )?helpline",
    r".{0,100}[\[(](?:PDF|Word)\b|watch (?:the|this|again)\b|sign up\b",
    r"(?:contact (?:officer|name|details|point)|report author|cabinet member|wards? affected|attachments?|poll):",
    r"(?:contact|follow) (?:the|our|us)\b|for (?:(?:media|further|more) )?(?:information|enquiries|details)\b",
    r"last updated|(?:date )?(?:published|reviewed|updated)(?: on)?:|.{0,100}\(attached\)$",
    r"(?:return|back) to\b|to (?:stop|unsubscribe|watch|contact|apply)\b|you can follow\b",
    r"(?:this|the) (?:page|document) (?:was|is|will)\b|(?-i:PLEASE NOTE)\b",
    r"(?:want|would you like|do you (?:have|want)) (?:to )?\b.{0,60}\?|did you find\b",
    r"(?:was|is) this (?:page|helpful|useful)\b",
)
_CLOSING = _any_of(*_SESSION_ENDS, *_OTHER_QUESTIONS, *_THANKS, *_RIGHTS, *_LINKS)
_LATER = r"(?:next|reach|put|received|submitted|sent|published|answered|closed?|deadline)"
_TELLS_OF_PAGE = _any_of(
    rf"\b(?:questions?|responses|letters)\b.{{0,80}}\b{_LATER}\b|\b(?:all (?:that )?we have time for|on this page)\b",
    r"\bnext (?:public )?(?:\w+ )?(?:meeting|board|episode|session|forum|panel)\b",
    r"^[^.!?]{5,120}\?",
)
_NOTE = re.compile(
    r"[\[(][^\])]*[\])]$|(?:note(?: to editors?)?|actions?|resolved|agreed|clarification\b.{0,20})\s*[:-]",
    re.I,
)
_MEMBER = (
    r"(?:the )?(?:(?:vice-?)?chair(?:man|woman|person)?|panel|commissioner|pcc|mayor|board|members?"
    r"|(?:mr|mrs|ms|miss|cllr|councillor) [\w' -]{2,30})(?: of [\w ]{2,40})? (?:then |also )?"
)
_PROCEDURE = _any_of(
    rf"{_MEMBER}(?:thanked|welcomed) (?:all\b|[\w' .-]{{2,60}} for (?:his|her|their|the|attending|coming|asking)\b)"
    r"(?:(?! and (?!for)|that\b)[^.]){0,60}\.",
    rf"{_MEMBER}noted (?:the|this) (?:response|answer|reply|question)s?\.",
    rf"{_MEMBER}(?:asked|invited|had|did not|declined)\b(?=.*\b(?:if|whether|any|no|not|do you)\b)"
    r".{0,60}\b(?:supplementary|follow-?up)\b.*[^:]",
    r"(?:.{2,60}\b(?:did not (?:wish|want)|no)\b.{0,20}|no )(?:supplementary|further question|follow-?up)\b[^?]{0,40}",
)
_PENDING = re.compile(
    r"(?:(?:response|answer|reply)s? )?(?:is |are )?(?:still )?(?:to (?:be published|follow)|awaited|pending|tbc)\.?"
    r"|.{0,40}\b(?:drafting|preparing) (?:the|a|this) (?:response|answer|reply)\.?",
    re.I,
)
_VALEDICTION = re.compile(r"(?:yours(?: \w+)?|(?:kind|best|warm) (?:regards|wishes)|with best wishes),?", re.I)
_SIGNED = re.compile(r"(?:-\s?|(?i:signed):? )[A-Z][\w.'-]*(?:,? (?:[A-Z][\w.'-]*|of|the|and|for|at)){0,7}")


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the site round the page, not to the meeting."""
    parts = plain(line[:300]).split(" | ")
    every = all(_FURNITURE.fullmatch(part.strip()) for part in parts)
    return every or (line.startswith("PLEASE NOTE") and "website" in line)


def is_closing(line: str) -> bool:
    """Whether a line closes a page or a session, after the last response."""
    return any(_CLOSING.match(part) for part in plain(line[:300]).split(" / "))


def tells_of_page(line: str) -> bool:
    """Whether a last line speaks to the page's reader, of questions or of meetings rather than of policing."""
    return _TELLS_OF_PAGE.search(plain(line[:300])) is not None


def is_signature(line: str) -> bool:
    """Whether a line only names who wrote what stands above it ("– PC Dale")."""
    return _SIGNED.fullmatch(plain(line[:200])) is not None


def is_procedure(line: str) -> bool:
    """Whether a line only tells how a meeting went on ("The Chair thanked Mr Lee for attending.")."""
    return _PROCEDURE.fullmatch(plain(line[:300])) is not None


def is_valediction(line: str) -> bool:
    """Whether a line is the formal end of a letter."""
    return _VALEDICTION.fullmatch(plain(line[:60])) is not None


def is_pending(line: str) -> bool:
    """Whether a line says that a response is still to come."""
    return _PENDING.fullmatch(plain(line[:100])) is not None


def is_note(line: str) -> bool:
    """Whether a line is a note between two questions: in brackets, called one, or of how the meeting went on."""
    return _NOTE.match(plain(line[:1000])) is not None or is_procedure(line)
