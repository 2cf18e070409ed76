"""/office: where everything of the office begins; and who somebody is, for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from ...errors import RESPONSES
from ...ledger import Role
from ..access.guards import Staff, User, at_least
from ..access.tokens import Scope
from ..navigation import HOME
from ..rendering import render

router = APIRouter(tags=["office"])


class Me(BaseModel):
    """Who asks; `scopes` of their token, or null for somebody with a session."""

    name: str
    role: Role
    scopes: list[Scope] | None


@router.get(HOME, include_in_schema=False)
def home(request: Request, user: Staff) -> Response:
    """What there is to do, by role."""
    return render(request, user, "home.html")


@router.get(
    f"{HOME}/me",
    operation_id="me",
    summary="Who you are here",
    responses={status: RESPONSES[status] for status in (401, 403, 503)},
)
def me(user: Annotated[User, Depends(at_least(Role.STAFF, *Scope))]) -> Me:
    """Whose token was sent, and what it may be used for: to see whether it is good."""
    return Me(name=user.name, role=user.role, scopes=sorted(map(Scope, user.scopes)) if user.token else None)
