from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api.headers import HEADERS
from tests.api.conftest import Serve

GOOD = "https://www.example.org"
ASKED = {"question": "hare coursing"}


class Broken:
    """A bot whose every answer is an unforeseen error."""

    index = None

    def reply(self, *_: object, **__: object) -> None:
        raise RuntimeError("unforeseen")


@pytest.fixture
def open_to_good(serve: Serve) -> TestClient:
    return serve(Broken(), origins=f"{GOOD}, http://localhost:8080")


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/readyz", "/nope", "/openapi.json", "/static/pages.css", "/widget/nope.js", "/search"]
)
def test_every_response_is_marked(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert HEADERS.items() <= {name: headers.get(name) for name in HEADERS}.items()
    shared = "cross-origin" if path.startswith("/widget/") else "same-origin"
    assert headers["cross-origin-resource-policy"] == shared


def test_an_unforeseen_error_is_marked_too(open_to_good: TestClient) -> None:
    response = open_to_good.post("/chat", json=ASKED, headers={"Origin": GOOD})
    assert response.status_code == 500
    assert response.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
    assert response.headers["access-control-allow-origin"] == GOOD


def test_nothing_may_be_written_into_a_page() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_no_website_is_allowed_unless_named(client: TestClient) -> None:
    response = client.get("/widget/on-record-chat.js", headers={"Origin": GOOD})
    assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize("path", ["/widget/on-record-chat.js", "/widget/wording.js", "/healthz"])
def test_a_named_website_is_allowed(open_to_good: TestClient, path: str) -> None:
    headers = open_to_good.get(path, headers={"Origin": GOOD}).headers
    assert headers["access-control-allow-origin"] == GOOD
    assert "access-control-allow-credentials" not in headers
    assert "origin" in headers["vary"].lower()


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "https://www.example.org.evil.test",
        "https://evil.test/https://www.example.org",
        "http://www.example.org",
        "https://www.example.org:8443",
        "https://example.org",
        "*",
    ],
)
def test_a_website_that_only_looks_like_it_is_not(open_to_good: TestClient, origin: str) -> None:
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    assert "access-control-allow-origin" not in open_to_good.get("/healthz", headers={"Origin": origin}).headers
    before = open_to_good.options("/chat", headers=asked)
    assert before.status_code == 400
    assert "access-control-allow-origin" not in before.headers


def test_a_browser_may_ask_first(open_to_good: TestClient) -> None:
    asked = {"Origin": GOOD, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    response = open_to_good.options("/chat", headers=asked)
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == GOOD


def test_what_may_be_kept_says_that_it_depends_on_the_website(open_to_good: TestClient) -> None:
    assert "origin" in open_to_good.get("/widget/wording.js").headers["vary"].lower()
