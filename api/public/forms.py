"""What a browser without scripts sends: a form, in the body and never in an address."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

UNKEPT = {"Cache-Control": "no-store"}
"""Headers of a page that holds what somebody typed."""
_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 10


async def _form(request: Request) -> dict[str, str]:
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _FORM:
        raise HTTPException(415, f"A form is sent here as {_FORM}; programs use POST /chat and POST /feedback.")
    try:
        fields = parse_qs((await request.body()).decode(), max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise HTTPException(422, "The form cannot be read.") from None
    return {name: values[0].replace("\r\n", "\n") for name, values in fields.items()}


FormOf = Annotated[dict[str, str], Depends(_form)]
"""The fields of a form, the first value of each; 415 or 422 when it is none."""
