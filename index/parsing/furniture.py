"""Lines that belong to the page and not to its questions: the site's furniture, closing words, notes, signatures."""

from __future__ import annotations

import re

from .lines import plain

_FURNITURE = re.compile(
    r"skip to (?:main )?content|(?:back|return) to top|top of page|print(?: this page)?|share(?: this page)?"
    r"|page \d+(?: of \d+)?|\d+ of \d+|\d{1,2}[:.]\d{2}(?: ?[ap]m)?|- ?\d+ ?-|[-_=*~]{3,}"
    r"|(?:previous|next)(?: page)?(?:: .*)?|(?:web)?site (?:by|built by|designed by) .*"
    r"|share on \w+.*|(?:(?:facebook|twitter|x|linkedin|instagram|whatsapp|youtube|email)\b\s*)+|accept (?:all )?cookies|cookies?(?: policy| settings)?"
    r"|expand all|collapse all|exit this site|privacy(?: policy| notice)?|menu|search|home|accessibility(?: statement)?"
    r"|(?:©|copyright\b).*|all rights reserved.*|page last (?:updated|reviewed).*",
    re.I | re.S,
)
_CLOSING = re.compile(
    r"(?:"
    # the session ends, or goes on with other business
    r"(?:the )?(?:chair|panel|board|committee|commission|meeting|session|evening|event)\b.{0,40}"
    r"\b(?:closed|ended|concluded|finished|adjourned|thanked (?:every|all|the members|members|the public|those))"
    r"|(?:the )?(?:panel|board|committee|commission|council|cabinet|members) (?:noted|resolved|received)\b|resolved\b"
    r"|(?:the )?(?:date (?:and time )?of (?:the )?)?(?:next|future) (?:\w+ ){0,3}(?:meeting|session|panel|forum|surgery|question time)"
    r"|(?:the )?time (?:for|allotted|limit)\b.{0,60}\b(?:reached|expired|elapsed|ended|passed|up)\b|any other business\b"
    r"|we(?:'ve| have) run out of time|minutes? (?:approved|agreed)|ends$|end of (?:questions|document|minutes)"
    # other questions, and how to ask
    r"|there were no (?:further|other|supplementary|more)\b|no (?:further|other|supplementary|more) questions"
    r"|if you(?:r| (?:would like|wish|want|have))?\b.{0,60}\bquestion|questions? (?:received|submitted|sent)\b.{0,60}\b(?:after|deadline|next)"
    r"|(?:all )?questions (?:and answers )?(?:are|were|will be) published|(?:answers?|questions?) (?:still )?awaited"
    r"|Q?\w* ?\d* ?(?:was|has been) withdrawn\b"
    # thanks, and who signs
    r"|thank you\b.{0,40}\b(?:every|all|who|once again|submit|taking)|with thanks to\b|kind regards|yours (?:sincerely|faithfully)"
    r"|police and crime commissioner for\b[^.]*$|(?:a |final |closing )?(?:note|message|word|statement) (?:from|by)\b"
    # what the law has a letter say: duties, reviews, complaints, publication
    r"|(?:(?:section \S+ of )?the |under (?:the )?)?freedom of information act(?: \d{4})?(?: \([^)]*\))? (?:is|places|gives|requires|provides|creates|any|a )\b"
    r"|(?:if|should) you (?:are |be |have |wish |require )?(?:not |still |un\w+ |dis\w+ )?.{0,40}"
    r"\b(?:satisfied|dissatisfied|unhappy|content with|happy with|further quer|further info)"
    r"|you (?:may|can|have the right to|are entitled to) (?:ask|request|appeal|complain|seek)\b.{0,40}\b(?:review|complaint|decision)"
    r"|(?:complaint|appeal|review) (?:rights?|procedures?)\b|(?:internal reviews?|(?:your )?right (?:of|to) \w+)\b"
    r"|.{0,60}\bin complying with\b|(?:this|our|the) (?:response|reply|information|disclosure) will be published"
    r"|due to the different (?:methods|ways)|(?:police )?forces in the united kingdom are\b|every effort is made\b"
    r"|you may (?:also )?be interested to know|the information (?:we have |that has been )?supplied\b"
    # links, papers and contacts
    r"|(?:related|supporting|additional|background) (?:documents?|papers?|pages?|links?|content|information)\b|related\b.{0,30}$"
    r"|(?:contact (?:officer|name|details|point)|report author|cabinet member|wards? affected|attachments?|poll):"
    r"|(?:contact|follow) (?:the|our|us)\b|for (?:media|further|more) (?:information|enquiries|details)\b|last updated|sign up\b"
    r"|(?:date )?(?:published|reviewed|updated)(?: on)?:|(?:return|back) to\b|filed under|tagged|download\b|(?:national )?helpline"
    r"|(?:this|the) (?:page|document) (?:was|is|will)\b|share this|to (?:stop|unsubscribe|watch|contact)\b|you can follow\b|(?-i:PLEASE NOTE)\b"
    r"|.{0,100}[\[(](?:PDF|Word|attached|opens)\b|for enquiries\b"
    # what a site asks its reader
    r"|(?:want|would you like|do you (?:have|want)) (?:to )?\b.{0,60}\?|(?:(?:was|is) this (?:page|helpful|useful)|did you find)\b"
    r")",
    re.I,
)
_TELLS_OF_PAGE = re.compile(
    r"\b(?:questions?|responses|letters)\b.{0,80}\b(?:next|reach|put|received|submitted|sent|published|answered|closed?|deadline)\b"
    r"|\b(?:all (?:that )?we have time for|next (?:public )?(?:\w+ )?(?:meeting|board|episode|session|forum|panel)|on this page)\b"
    r"|^[^.!?]{5,120}\?",
    re.I,
)
_NOTE = re.compile(r"[\[(][^\])]*[\])]$|(?:note(?: to editors?)?|actions?|resolved|agreed|clarification\b.{0,20})\s*[:-]", re.I)
_PROCEDURE = re.compile(
    r"(?:the )?(?:vice-?)?(?:chair(?:man|woman|person)?|panel|commissioner|pcc|mayor|board|members?|(?:mr|mrs|ms|miss|cllr|councillor) [\w' -]{2,30})"
    r"(?: of [\w ]{2,40})? (?:then |also )?(?:(?:thanked|welcomed) (?:[\w' .-]{2,60} for (?:attending|coming|(?:his|her|their|the|putting|asking)\b[^.]{0,60})"
    r"|all\b[^.]{0,60})\.|(?:asked|invited|had|did not|declined)\b.{0,60}\b(?:supplementary|follow-?up)\b.*|noted (?:the|this) (?:response|answer|reply|question)s?\.)"
    r"|(?:there (?:was|were) )?no (?:supplementary|further|follow-?up) questions?\b.*",
    re.I,
)
_PENDING = re.compile(
    r"(?:(?:response|answer|reply)s? )?(?:(?:is |are )?(?:still )?(?:to (?:be published|follow)|awaited|pending)|tbc)\.?"
    r"|.{0,40}\b(?:drafting|preparing) (?:the|a|this) (?:response|answer|reply)\.?",
    re.I,
)
_SIGNED = re.compile(r"(?:-\s?|signed:? )[A-Z][\w.'-]*(?:,? (?:[A-Z][\w.'-]*|of|the|and|for|at)){0,7}")


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


def is_pending(line: str) -> bool:
    """Whether a line says that a response is still to come."""
    return _PENDING.fullmatch(plain(line[:100])) is not None


def is_note(line: str) -> bool:
    """Whether a line is a note between two questions, in brackets or called one."""
    return _NOTE.match(plain(line[:1000])) is not None
