"""Where an answer was published, in a line that can be copied into a letter."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Request

from bot import Citation, day, place

from ...html import Pages
from ...state import State


def cite_in_words(citation: Citation, address: str, pages: Pages) -> str:
    """Meeting, date and label, with the page it was published on, or else the answer's `address` here.

    Where the page is no longer on its site, or lacks the answer by now, that is said.
    """
    date = day(citation.date) if citation.date else pages.words["precedents"]["undated"]
    meeting = citation.meeting if date in citation.meeting else f"{citation.meeting}, {date}"
    missing = pages.missing(citation)
    return f"{meeting}, answer {place(citation)}. {citation.url or address}" + (f" ({missing})" if missing else "")


def answer_address(request: Request, state: State, answer_id: str) -> str:
    """Where an answer has its own page, as an absolute address."""
    service = state.settings.api.address or str(request.base_url)
    return f"{service.rstrip('/')}/answers/{quote(answer_id, safe='')}"
