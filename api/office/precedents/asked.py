"""A search as it stands in an address: read leniently for a form, written back for a link to the same or another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request
from pydantic import ValidationError

from bot import Order

from ...errors import FormError
from .query import PrecedentsQuery

FIELDS = (
    "q",
    "meeting",
    "from",
    "to",
    "topic",
    "area",
    "outcome",
    "answered_by",
    "has_figures",
    "sort",
    "page",
)
FILTERS = FIELDS[1:-2]
_USUAL = {"sort": Order.CLOSENESS, "page": "1"}
_WRONG = {
    "from": "Write the first day as 2026-11-22.",
    "to": "Write the last day as 2026-11-22.",
    "page": "There is no such page. Search again from the first one.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields that say something, as they were sent."""

    fields: Mapping[str, str]

    @property
    def query(self) -> PrecedentsQuery:
        """What is asked for; FormError says which field cannot be so."""
        try:
            return PrecedentsQuery.model_validate(self.fields)
        except ValidationError as error:
            name = str(error.errors()[0]["loc"][0])
            raise FormError(_WRONG.get(name, f"Choose another value for “{name.replace('_', ' ')}”.")) from None

    def text(self, name: str) -> str:
        """One field; empty when it was not sent."""
        return self.fields.get(name, "")

    def address(self, **changes: str) -> str:
        """The query of an address: this search with some fields changed, or taken out where empty; its first page."""
        changed = {**self.fields, "page": "", **changes}
        return urlencode([(name, changed[name]) for name in FIELDS if changed.get(name)])

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The fields for a form to carry along."""
        return [(name, self.fields[name]) for name in FIELDS if name in self.fields]


def _asked(request: Request) -> Asked:
    sent = {name: request.query_params.get(name, "").strip() for name in FIELDS}
    return Asked({name: value for name, value in sent.items() if value and value != _USUAL.get(name)})


AskedFor = Annotated[Asked, Depends(_asked)]
"""The search that an address names, for a route to ask for."""
