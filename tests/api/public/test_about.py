from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from bot import Bot
from tests.api.conftest import Serve

PATHS = ["/privacy", "/accessibility"]


@pytest.mark.parametrize("path", PATHS)
def test_a_statement_is_a_page_that_fills_in_all_it_says(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "{" not in page.text


def test_what_is_kept_and_for_how_long_comes_from_the_settings(client: TestClient) -> None:
    text = client.get("/privacy").text
    assert "deleted after 365 days" in text
    assert "remembered for 30 minutes" in text


@pytest.mark.parametrize("path", PATHS)
def test_whom_to_write_to_is_a_setting(serve: Serve, blind: Bot, path: str) -> None:
    assert "has not said here yet" in serve(blind).get(path).text
    page = serve(blind, contact="mailto:record@example.org").get(path)
    assert '<a href="mailto:record@example.org">record@example.org</a>' in page.text


@pytest.mark.parametrize("path", ["/", "/meetings", "/answers/rural-q1", "/nope", *PATHS])
def test_every_page_links_to_both(client: TestClient, path: str) -> None:
    text = client.get(path, headers={"Accept": "text/html"}).text
    for address in PATHS:
        assert f'href="{address}"' in text


def test_the_statement_says_what_was_tested_and_what_falls_short(client: TestClient) -> None:
    text = client.get("/accessibility").text
    for part in ("2.2 at level AA", "axe-core", "screen reader", "fall short", "does not work for you"):
        assert part in text
