"""/office/directory: to the office's own directory, and back."""

from __future__ import annotations

import logging

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from ...errors import DirectoryError, ForbiddenError, MissingError, describe
from ...html import PagesOf
from ...limits import Limited
from ..access.directory import Directory, Flow
from ..access.forms import onward
from ..access.guards import OfficeOf
from ..access.people import person_in
from ..navigation import HOME
from ..office import BACK, Office
from .sign_in import ask, begin

log = logging.getLogger("onrecord")
router = APIRouter(include_in_schema=False, dependencies=[Limited])
_PURPOSE = "directory"


@router.get(f"{HOME}/directory")
def to_the_directory(request: Request, office: OfficeOf, pages: PagesOf) -> Response:
    """Send the browser to the directory, with what it has to bring back kept in a cookie."""
    to = onward(request.query_params.get("next", ""), HOME)
    try:
        address, flow = _directory(office).start(to)
    except DirectoryError as error:
        return _refused(request, office, to, error, pages.words["sign_in"]["directory_failed"])
    kept = [flow.state, flow.nonce, flow.verifier, flow.next]
    office.flow_cookie.set(request, office.seals.seal(_PURPOSE, kept))
    return RedirectResponse(address, 303)


@router.get(BACK)
def back(request: Request, office: OfficeOf, pages: PagesOf) -> Response:
    """Let in whom the directory vouches for, if they have an account; each attempt counts once."""
    directory, words = _directory(office), pages.words["sign_in"]
    flow = _flow(office, request)
    office.flow_cookie.clear(request)
    if flow is None:
        return _refused(request, office, HOME, DirectoryError("no attempt is under way"), words["directory_failed"])
    try:
        person = directory.finish(flow, request.query_params)
    except DirectoryError as error:
        return _refused(request, office, flow.next, error, words["directory_failed"])
    account = person_in(office.ledger, person, office.settings.directory.role)
    if account is None:
        status, said, _ = describe(ForbiddenError(words["directory_unknown"]))
        return ask(request, office, flow.next, status, trouble=said)
    begin(request, office, account)
    return RedirectResponse(onward(flow.next, HOME), 303)


def _directory(office: Office) -> Directory:
    if office.directory is None:
        raise MissingError("No directory is set up here.")
    return office.directory


def _flow(office: Office, request: Request) -> Flow | None:
    match office.seals.open(_PURPOSE, office.flow_cookie.read(request)):
        case [str(state), str(nonce), str(verifier), str(to)]:
            return Flow(state, nonce, verifier, to)
    return None


def _refused(request: Request, office: Office, to: str, error: DirectoryError, said: str) -> Response:
    """The form to sign in, with words for whoever sees it; the log has the reason."""
    log.warning("sign-in through the directory failed: %s", error)
    return ask(request, office, to, describe(error)[0], trouble=said)
