"""/office/drafts/….docx, .md, .txt: a reply with its sources; ….page.txt: an approved one as a page for the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum

from fastapi import APIRouter, Request, Response

from ...errors import DraftError, FormError, UntickedError, describe
from ...html import PagesOf
from ...ledger import DraftState, History
from ...state import StateOf
from ..access.guards import Drafter, Editor, OfficeOf
from ..documents import WORD
from ..draft_documents import as_word
from ..drafting.body import Body, read_body
from ..drafting.editing import tidy
from ..drafting.record_page import Heading, as_page
from ..drafting.refusing import refusal, refused_page
from ..drafting.replies import Reply, reply_of
from ..drafting.texts import as_markdown, as_text
from .drafts import AT

router = APIRouter(include_in_schema=False)
_FINAL = (DraftState.APPROVED, DraftState.PUBLISHED)


class Format(StrEnum):
    """What a reply can be downloaded as."""

    WORD = "docx"
    MARKDOWN = "md"
    TEXT = "txt"


_MAKERS: dict[Format, tuple[str, Callable[[Reply, Mapping[str, str]], str | bytes]]] = {
    Format.WORD: (WORD, as_word),
    Format.MARKDOWN: ("text/markdown; charset=utf-8", as_markdown),
    Format.TEXT: ("text/plain; charset=utf-8", as_text),
}


@router.get(AT + "/{draft_id}.page.txt")
def page(request: Request, draft_id: int, office: OfficeOf, state: StateOf, user: Editor, pages: PagesOf) -> Response:
    """An approved reply as a page for the record, of the title, date and area that are asked for.

    Of the question, personal data is taken out first: what is on such a page is public.
    """
    history = office.ledger.drafts.history(draft_id)
    body = _final(history)
    title, date, area = (tidy(request.query_params.get(name, "")) for name in ("title", "date", "area"))
    heading = Heading(title, _day(date), area)
    reply = reply_of(state.bot, body, pages, office.address or "")
    text = as_page(heading, state.bot.redact(history.draft.question).text, reply)
    office.ledger.audit.write(user.who, "draft exported", f"draft {draft_id}", {"version": history.draft.version})
    return _file(text.encode(), "text/plain; charset=utf-8", f"reply-{draft_id}.page.txt")


@router.get(AT + "/{draft_id}.{kind}")
def download(
    request: Request, draft_id: int, kind: Format, office: OfficeOf, state: StateOf, user: Drafter, pages: PagesOf
) -> Response:
    """The newest version with its sources; a page that lists what is not ticked, while there is anything."""
    history = office.ledger.drafts.history(draft_id)
    try:
        refusal(history)
    except UntickedError as error:
        return refused_page(request, user, history, describe(error)[0], str(error))
    reply = reply_of(state.bot, read_body(history.newest.body), pages, office.address or "")
    media_type, make = _MAKERS[kind]
    made = make(reply, pages.words["document"])
    detail = {"version": history.draft.version, "format": kind.value}
    office.ledger.audit.write(user.who, "draft downloaded", f"draft {draft_id}", detail)
    return _file(made.encode() if isinstance(made, str) else made, media_type, f"reply-{draft_id}.{kind}")


def _final(history: History) -> Body:
    """The sentences of a reply that may go on a page; DraftError says why it may not."""
    if history.draft.state not in _FINAL:
        raise DraftError("Only an approved reply becomes a page. Have the draft reviewed first.")
    body = read_body(history.newest.body)
    if any(sentence.placeholder for sentence in body):
        raise DraftError("A part of the question is still open in the reply. Return it to be answered first.")
    return body


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise FormError("Write the date as 2026-11-22.") from None
