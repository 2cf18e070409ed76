"""Where an answer stands in what was published, as people read it."""

from __future__ import annotations

from ..replies import Citation


def place(citation: Citation) -> str:
    """ "Q5"; "Q5, page 3" and "Q5, pages 3–4" where the source has printed pages."""
    if citation.page is None:
        return citation.label
    if citation.last_page is None:
        return f"{citation.label}, page {citation.page}"
    return f"{citation.label}, pages {citation.page}–{citation.last_page}"
