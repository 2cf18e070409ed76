from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.requests import Request

from api.errors import ForbiddenError, FormError
from api.office.access.forms import Form, check_form, onward, read_form

ADDRESS = "https://record.example.org"


def a_request(body: bytes = b"", method: str = "POST", **headers: str) -> Request:
    headers = {"content-type": "application/x-www-form-urlencoded", "host": "127.0.0.1:8000"} | headers
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body}

    scope = {"type": "http", "method": method, "headers": raw, "path": "/", "query_string": b"", "scheme": "http"}
    return Request(scope, receive)


def read(request: Request) -> Form:
    return asyncio.run(read_form(request))


def test_a_form_has_fields() -> None:
    form = read(a_request(b"text=one%0D%0Atwo&tick=a&tick=b&days=30&empty="))
    assert form.text("text") == "one\ntwo"
    assert form.all("tick") == ["a", "b"]
    assert form.number("days") == 30
    assert (form.text("empty"), form.text("none"), form.all("none")) == ("", "", [])
    assert "one" not in repr(form)


@pytest.mark.parametrize("text", ["", "x", "-1", "1.5", "²", "9" * 10, "1e3"])
def test_what_is_no_number_is_said_to_be_none(text: str) -> None:
    with pytest.raises(FormError):
        Form({"days": [text]}).number("days")


def test_what_cannot_be_read_is_an_error_and_what_is_no_form_is_empty() -> None:
    for body in (b"\xff", b"&".join(b"a=1" for _ in range(3001))):
        with pytest.raises(FormError):
            read(a_request(body))
    assert read(a_request(b'{"a": 1}', **{"content-type": "application/json"})) == Form()
    assert read(a_request(b"a=1", method="GET")) == Form()


@pytest.mark.parametrize(
    ("headers", "address", "ours"),
    [
        ({}, None, True),
        ({"origin": "http://127.0.0.1:8000"}, None, True),
        ({"origin": "http://127.0.0.1:8001"}, None, False),
        ({"origin": "https://127.0.0.1:8000"}, None, False),
        ({"origin": "null"}, None, False),
        ({"origin": "https://record.example.org"}, ADDRESS, True),
        ({"origin": "https://record.example.org:443"}, f"{ADDRESS}/path", True),
        ({"origin": "https://record.example.org.evil.test"}, ADDRESS, False),
        ({"origin": "http://record.example.org"}, ADDRESS, False),
        ({"origin": "https://record.example.org:x"}, ADDRESS, False),
        ({"sec_fetch_site": "same-origin"}, None, True),
        ({"sec_fetch_site": "same-origin", "origin": "null"}, None, True),
        ({"sec_fetch_site": "same-site"}, None, False),
        ({"sec_fetch_site": "cross-site"}, None, False),
        ({"sec_fetch_site": "none"}, None, False),
    ],
    ids=str,
)
def test_a_form_comes_from_a_page_of_ours(headers: dict[str, str], address: str | None, ours: bool) -> None:
    form = Form({"form_token": ["right"]})
    if ours:
        check_form(a_request(**headers), form, "right", address)
    else:
        with pytest.raises(ForbiddenError):
            check_form(a_request(**headers), form, "right", address)


def test_a_script_of_ours_says_it_in_a_header() -> None:
    check_form(a_request(x_form_token="right"), Form(), "right", None)
    with pytest.raises(ForbiddenError):
        check_form(a_request(x_form_token="wrong"), Form(), "right", None)


@pytest.mark.parametrize("path", ["/", "/office", "/office/tokens?a=b&c=%2F", "/answers/a-b_c"])
def test_a_path_of_this_site_is_gone_on_to(path: str) -> None:
    assert onward(path, "/office") == path
