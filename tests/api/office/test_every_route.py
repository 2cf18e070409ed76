"""Every route, by everybody. A route that is not in the table fails the first test: say who may use it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute
from starlette.routing import Mount, Route

from api.ledger import Account, Role
from api.office.access.tokens import Scope
from bot import Bot
from tests.api.office.conftest import House, form_token, opening

ALL = None
"""For everybody."""
Needs = tuple[Role, frozenset[Scope]]


def at_least(role: Role, *scopes: Scope) -> Needs:
    """The role, and the scopes of which a token needs one; none: no token will do."""
    return role, frozenset(scopes)


STAFF, DRAFTER, EDITOR, ADMIN = map(at_least, Role)
TABLE: dict[tuple[str, str], Needs | None] = {
    ("GET", "/"): ALL,
    ("POST", "/chat"): ALL,
    ("GET", "/ask"): ALL,
    ("POST", "/ask"): ALL,
    ("POST", "/feedback"): ALL,
    ("POST", "/ask/feedback"): ALL,
    ("GET", "/suggestions"): ALL,
    ("GET", "/accessibility"): ALL,
    ("GET", "/privacy"): ALL,
    ("GET", "/search"): ALL,
    ("GET", "/answers/{answer_id}"): ALL,
    ("GET", "/meetings"): ALL,
    ("GET", "/meetings/{meeting_id}"): ALL,
    ("GET", "/healthz"): ALL,
    ("GET", "/readyz"): ALL,
    ("GET", "/openapi.json"): ALL,
    ("GET", "/widget"): ALL,
    ("GET", "/widget/wording.js"): ALL,
    ("GET", "/static"): ALL,
    ("POST", "/check"): at_least(Role.STAFF, Scope.CHECK),
    ("POST", "/drafts"): at_least(Role.DRAFTER, Scope.DRAFTS),
    ("GET", "/precedents"): at_least(Role.STAFF, Scope.PRECEDENTS),
    ("GET", "/office"): STAFF,
    ("GET", "/office/precedents"): STAFF,
    ("GET", "/office/precedents/changes"): STAFF,
    ("GET", "/office/precedents.{kind}"): STAFF,
    ("GET", "/office/check"): STAFF,
    ("POST", "/office/check"): STAFF,
    ("POST", "/office/check.docx"): STAFF,
    ("POST", "/office/check.json"): STAFF,
    ("GET", "/office/me"): at_least(Role.STAFF, *Scope),
    ("GET", "/office/sign-in"): ALL,
    ("POST", "/office/sign-in"): ALL,
    ("POST", "/office/sign-out"): STAFF,
    ("GET", "/office/directory"): ALL,
    ("GET", "/office/directory/back"): ALL,
    ("GET", "/office/drafts"): DRAFTER,
    ("POST", "/office/drafts"): DRAFTER,
    ("GET", "/office/drafts/{draft_id}"): DRAFTER,
    ("POST", "/office/drafts/{draft_id}"): DRAFTER,
    ("POST", "/office/drafts/{draft_id}/step"): DRAFTER,
    ("GET", "/office/drafts/{draft_id}/versions/{number}"): DRAFTER,
    ("GET", "/office/drafts/{draft_id}.{kind}"): DRAFTER,
    ("GET", "/office/drafts/{draft_id}.page.txt"): EDITOR,
    ("GET", "/office/withdrawals"): EDITOR,
    ("POST", "/office/withdrawals/foresee"): EDITOR,
    ("POST", "/office/withdrawals/withdraw"): EDITOR,
    ("GET", "/office/withdrawals/restore"): EDITOR,
    ("POST", "/office/withdrawals/restore"): EDITOR,
    ("GET", "/office/desk"): EDITOR,
    ("POST", "/office/desk"): EDITOR,
    ("GET", "/office/desk.csv"): EDITOR,
    ("GET", "/office/desk/feedback"): EDITOR,
    ("POST", "/office/desk/feedback"): EDITOR,
    ("GET", "/office/desk/wordings"): EDITOR,
    ("POST", "/office/desk/wordings"): EDITOR,
    ("GET", "/office/desk/doubts"): EDITOR,
    ("GET", "/office/desk/old"): EDITOR,
    ("GET", "/office/tokens"): STAFF,
    ("POST", "/office/tokens"): STAFF,
    ("POST", "/office/tokens/{prefix}/revoke"): STAFF,
    ("GET", "/office/password"): STAFF,
    ("POST", "/office/password"): STAFF,
    ("GET", "/office/users"): ADMIN,
    ("POST", "/office/users"): ADMIN,
    ("GET", "/office/users/{name}"): ADMIN,
    ("POST", "/office/users/{name}/{change}"): ADMIN,
    ("GET", "/office/audit"): ADMIN,
    ("GET", "/office/audit.csv"): ADMIN,
}
GUARDED = {route: needs for route, needs in TABLE.items() if needs}
BY_NAME = [pytest.param(*route, id=" ".join(route)) for route in GUARDED]
CHANGING = [pytest.param(*route, id=" ".join(route)) for route in GUARDED if route[0] == "POST"]
REFUSED = {401, 403}


def routes(of: Any) -> Iterator[tuple[str, str]]:
    for route in of.routes:
        if isinstance(route, APIRoute | Route):
            yield from ((method, route.path) for method in (route.methods or ()) if method != "HEAD")
        elif isinstance(route, Mount):
            yield "GET", route.path
        else:
            yield from routes(route.original_router)


def filled(path: str) -> str:
    given = {"prefix": "0" * 12, "name": "nobody", "change": "enable", "answer_id": "a", "meeting_id": "m"}
    return path.format(**given, draft_id=7, number=1, kind="csv")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, blind: Bot) -> Iterator[House]:
    """One for all, since nothing here is to change anything; open to a website, as far as it is."""
    with opening(tmp_path_factory.mktemp("office"), blind) as open_house:
        yield open_house(api={"origins": "https://www.example.org"})


def test_every_route_is_in_the_table(house: House) -> None:
    assert sorted(routes(house.app)) == sorted(TABLE)


@pytest.mark.parametrize(("method", "path"), BY_NAME)
def test_nobody_is_let_in(house: House, method: str, path: str) -> None:
    person = house.browser().request(method, filled(path))
    if path.startswith("/office") or method == "GET":
        assert (person.status_code, person.headers["location"].split("?")[0]) == (303, "/office/sign-in")
    else:  # nothing that a browser can come back to
        assert person.status_code == 401
    program = house.browser().request(method, filled(path), headers={"Accept": "application/json"})
    assert program.status_code == 401
    assert program.headers["content-type"] == "application/problem+json"
    assert program.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("method", "path"), BY_NAME)
def test_a_session_is_let_in_by_role(house: House, method: str, path: str, role: Role) -> None:
    browser = house.browser(role)
    data = {"form_token": form_token(browser.get("/office"))} if method == "POST" else None
    answer = browser.request(method, filled(path), data=data)
    allowed = role.covers(GUARDED[method, path][0])
    assert (answer.status_code not in REFUSED) is allowed
    assert answer.status_code < 500 or answer.status_code == 503  # there is no index here
    assert allowed or answer.status_code == 403


@pytest.mark.parametrize(("method", "path"), CHANGING)
def test_a_session_changes_nothing_without_a_form_of_ours(house: House, method: str, path: str) -> None:
    browser, other = house.browser("admin"), house.browser("admin")
    mine, theirs = (form_token(each.get("/office")) for each in (browser, other))
    assert mine != theirs
    before = house.actions()
    for given, headers in (
        ({}, {}),
        ({"form_token": ""}, {}),
        ({"form_token": theirs}, {}),
        ({"form_token": mine[:-1]}, {}),
        ({"form_token": mine}, {"Origin": "https://evil.test"}),
        ({"form_token": mine}, {"Origin": "null"}),
        ({"form_token": mine}, {"Origin": "http://testserver.evil.test"}),
        ({"form_token": mine}, {"Sec-Fetch-Site": "cross-site"}),
        ({"form_token": mine}, {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"}),
    ):
        assert browser.request(method, filled(path), data=given, headers=headers).status_code == 403, (given, headers)
    in_address = browser.request(method, f"{filled(path)}?form_token={mine}")
    assert in_address.status_code == 403
    assert house.actions() == before


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("method", "path"), BY_NAME)
def test_a_token_is_let_in_by_role_and_scope(house: House, method: str, path: str, role: Role) -> None:
    needed, scopes = GUARDED[method, path]
    for scope in Scope if role is not Role.STAFF else (Scope.CHECK, Scope.PRECEDENTS):
        headers = {"Authorization": f"Bearer {house.token(role, scope)}", "Accept": "application/json"}
        answer = house.browser().request(method, filled(path), headers=headers)
        allowed = role.covers(needed) and scope in scopes
        assert answer.status_code not in REFUSED if allowed else answer.status_code == 403


@pytest.mark.parametrize(
    "kind", ["made up", "bad secret", "expired", "revoked", "of a disabled user", "basic", "empty"]
)
@pytest.mark.parametrize(("method", "path"), BY_NAME)
def test_a_bad_token_is_no_way_in_even_with_a_session(
    house: House, bad_tokens: dict[str, str], method: str, path: str, kind: str
) -> None:
    for accept in ("text/html", "application/json"):
        headers = {"Authorization": bad_tokens[kind], "Accept": accept}
        answer = house.browser("admin").request(method, filled(path), headers=headers)
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("where", ["token", "access_token", "authorization"])
@pytest.mark.parametrize(("method", "path"), BY_NAME)
def test_a_token_in_an_address_or_a_cookie_is_nothing(house: House, method: str, path: str, where: str) -> None:
    text = house.token("admin", *Scope)
    browser = house.browser()
    browser.headers["Accept"] = "application/json"
    assert browser.request(method, filled(path), params={where: f"Bearer {text}"}).status_code == 401
    browser.cookies.set(where, text)
    browser.cookies.set("onrecord-session", text)
    assert browser.request(method, filled(path)).status_code == 401


@pytest.mark.parametrize(("method", "path"), [pytest.param(*route, id=" ".join(route)) for route in TABLE])
def test_what_is_behind_a_sign_in_is_kept_and_found_by_nobody_else(house: House, method: str, path: str) -> None:
    origin = "https://www.example.org"
    answer = house.browser("admin").request(method, filled(path), headers={"Origin": origin})
    if path.startswith("/office") or TABLE[method, path]:
        assert answer.headers["cache-control"] == "no-store"
        assert "noindex" in answer.headers["x-robots-tag"]
        assert answer.headers["referrer-policy"] == "same-origin"
        assert not [name for name in answer.headers if name.startswith("access-control-")]
        asked = {"Origin": origin, "Access-Control-Request-Method": method}
        before = house.browser().options(filled(path), headers=asked)
        assert not [name for name in before.headers if name.startswith("access-control-")]
    else:
        assert "x-robots-tag" not in answer.headers


@pytest.fixture(scope="module")
def bad_tokens(house: House) -> dict[str, str]:
    """What stands in the header, by what is wrong with it."""
    good = house.token("admin", *Scope)
    revoked, expired = house.token("admin", *Scope), house.token("admin", *Scope, days=1)
    house.ledger.tokens.revoke("tests", revoked.split("_")[1])
    with house.ledger.sessions.begin() as session:
        found = house.ledger.tokens.by_prefix(expired.split("_")[1])
        assert found
        token = session.merge(found[0])
        token.expires_on = dt.date.today() - dt.timedelta(days=1)
    house.ledger.accounts.add("tests", Account("leaver", Role.ADMIN, dt.date(2026, 11, 22)))
    theirs = house.token("leaver", Scope.CHECK)
    house.ledger.accounts.disable("tests", "leaver")
    texts = {"made up": "orc_0_0", "bad secret": good[:-1] + ("A" if good[-1] != "A" else "B"), "expired": expired}
    bearers = {**texts, "revoked": revoked, "of a disabled user": theirs, "empty": ""}
    return {kind: f"Bearer {text}" for kind, text in bearers.items()} | {"basic": "Basic YWRtaW46YWRtaW4="}
