"""An approved reply as a page for the record: in the words and order that the pages of the record have."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from bot import day
from index import Page, parse

from ...errors import FormError
from .replies import Reply, paragraphs

_AREA = 100
_TITLE = 200


@dataclass(frozen=True, slots=True)
class Heading:
    """What an editor says of the page: the meeting's title and date, and where the question came from."""

    title: str
    date: dt.date
    area: str = ""

    def __post_init__(self) -> None:
        if not 0 < len(self.title) <= _TITLE:
            raise FormError(f"Write a title for the page, of at most {_TITLE} characters.")
        if len(self.area) > _AREA:
            raise FormError(f"An area has at most {_AREA} characters.")


def as_page(heading: Heading, question: str, reply: Reply) -> str:
    """The page's text; FormError when reading it back would not give the same question, area, date and response."""
    asked = " ".join(question.split())
    response = "\n\n".join(" ".join(each.text for each in paragraph) for paragraph in paragraphs(reply))
    place = f" (Resident from {heading.area})" if heading.area else ""
    text = "\n\n".join(
        (
            f"{heading.title} ({day(heading.date)})",
            day(heading.date),
            "Public Questions Submitted",
            f"Q1) {asked}{place}",
            "Constabulary’s Response",
            f"{response}\n",
        )
    )
    wrong = _misread(text, heading, asked, response)
    if wrong:
        raise FormError(f"The page would not be read back as it is: {wrong} would be another. Change it and try again.")
    return text


def _misread(text: str, heading: Heading, asked: str, response: str) -> str | None:
    """What a reader of the page would take for something else, if anything."""
    read = parse(Page("page", "page.txt", text, hashlib.sha256(text.encode()).hexdigest()))
    if len(read.answers) != 1:
        return "the number of its questions"
    [answer] = read.answers
    pairs = {
        "the question": (answer.question, asked),
        "the area": (answer.asked_from or "", heading.area),
        "the response": (answer.response, response),
        "the date": (read.meeting.date, heading.date),
    }
    return next((name for name, (found, meant) in pairs.items() if found != meant), None)
