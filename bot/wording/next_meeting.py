"""The next public meeting, as a signpost for whoever found nothing published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict

from ..replies import Signpost
from ..settings import NextMeeting
from .dates import day

SIGNPOST = "next_meeting"
"""The id of the signpost that is written out when the meeting is known."""
_TYPED = "{question}"


class MeetingWording(BaseModel):
    """What is said of a meeting: sentences with `{date}` or `{subject}` in them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    meeting: str
    subject: str
    until: str
    closed: str


def announce(
    signpost: Signpost, say: MeetingWording, meeting: NextMeeting | None, today: dt.date, question: str
) -> Signpost:
    """The signpost with date, subject and the way to ask there, which may carry the question; as it was otherwise."""
    if signpost.id != SIGNPOST or meeting is None or meeting.date < today:
        return signpost
    href = meeting.ask_at.replace(_TYPED, quote(question, safe="")) if meeting.ask_at else signpost.href
    closed = meeting.questions_until is not None and meeting.questions_until < today
    return replace(signpost, text=" ".join(_sentences(say, meeting, closed)), href=signpost.href if closed else href)


def _sentences(say: MeetingWording, meeting: NextMeeting, closed: bool) -> Iterator[str]:
    yield say.meeting.replace("{date}", day(meeting.date))
    if meeting.subject:
        yield say.subject.replace("{subject}", meeting.subject)
    if closed:
        yield say.closed
    elif meeting.questions_until:
        yield say.until.replace("{date}", day(meeting.questions_until))
