"""What may be asked of the precedents, by a form or by a program, and one page of what was found."""

from __future__ import annotations

import math
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict

from bot import Facet, Order, Precedent, Precedents, Wanted
from index import AnsweredBy, Outcome

from ...public.schemas import ChatFilters

ON_A_PAGE = 20


class PrecedentsQuery(ChatFilters):
    """Words or a question, filters, an order and a page; nothing at all asks for the whole record by date."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: str = ""
    outcome: Outcome | None = None
    answered_by: AnsweredBy | None = None
    has_figures: bool | None = None
    sort: Order = Order.CLOSENESS
    page: Annotated[int, Query(ge=1, le=100_000)] = 1

    @property
    def wanted(self) -> Wanted:
        """As the bot knows it."""
        return Wanted(
            self.q,
            self.meeting,
            self.from_,
            self.to,
            self.topic,
            self.area,
            self.outcome,
            self.answered_by,
            self.has_figures,
            self.sort,
        )


class PrecedentsPage(BaseModel):
    """Some of the threads that were found; `found` is how many there are, `answers` how many are within the filters.

    A facet counts what each value of a filter would leave.
    """

    answers: int
    found: int
    page: int
    pages: int
    threads: tuple[Precedent, ...]
    facets: tuple[Facet, ...]


def page_of(all_of_it: Precedents, page: int) -> PrecedentsPage:
    """One page of threads, counted from 1; no threads beyond the last."""
    found = len(all_of_it.threads)
    return PrecedentsPage(
        answers=all_of_it.answers,
        found=found,
        page=page,
        pages=max(1, math.ceil(found / ON_A_PAGE)),
        threads=all_of_it.threads[(page - 1) * ON_A_PAGE : page * ON_A_PAGE],
        facets=all_of_it.facets,
    )
