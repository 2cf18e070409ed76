from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.conftest import ROOT

SCRIPTS = sorted((ROOT / "api" / "widget").glob("*.js"))
TEMPLATES = sorted((ROOT / "api" / "templates").glob("*.html"))


@pytest.mark.parametrize("name", [path.name for path in SCRIPTS] + ["wording.js"])
def test_a_module_of_the_widget_is_served_as_one(client: TestClient, name: str) -> None:
    response = client.get(f"/widget/{name}")
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "max-age" in response.headers["cache-control"]


def test_the_wording_is_the_files(client: TestClient) -> None:
    text = client.get("/widget/wording.js").text
    body = json.loads(text.removeprefix("export default ").removesuffix(";\n"))
    assert body["danger"]["emergency_href"] == "tel:999"


@pytest.mark.parametrize("path", ["/widget/../app.py", "/widget/%2e%2e/app.py", "/static/..%2fapp.py", "/widget/"])
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_style_sheet_and_an_icon_are_served(client: TestClient) -> None:
    assert client.get("/static/pages.css").headers["content-type"] == "text/css; charset=utf-8"
    assert client.get("/static/icon.svg").headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_the_widget_writes_no_html_keeps_nothing_and_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|localStorage|cookie", text)
    assert all(source.startswith("./") for source in re.findall(r'from "([^"]+)"', text))
    assert len(text.splitlines()) <= 300


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_a_script_a_style_or_trusts_a_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)|autoescape", text)
    assert re.findall(r"\S+ \| safe", text) in ([], ['"</ul>" | safe'])
