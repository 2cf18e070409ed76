from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from starlette.testclient import TestClient

from api.app import build_app
from api.settings import ApiSettings, Settings
from api.state import State
from bot import Bot
from index import Index, IndexSettings
from tests.bot import contract


def test_the_process_is_alive_with_and_without_an_index(client: TestClient, empty: TestClient) -> None:
    for each in (client, empty):
        response = each.get("/healthz")
        assert (response.status_code, response.json()) == (200, {"status": "alive", "generation": None})


def test_an_index_makes_it_ready(client: TestClient, words: IndexSettings) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ready", "generation": Index.published(words).name}


def test_without_an_index_it_is_not_ready_and_says_why() -> None:
    def opening(settings: Settings) -> State:
        return State(settings, cast(Bot, SimpleNamespace(index=None)), "Nothing has been published yet.")

    with TestClient(build_app(Settings(api=ApiSettings(refresh_seconds=3600)), opening)) as client:
        response = client.get("/readyz")
    assert response.status_code == 503
    assert "Nothing has been published yet." in contract.Problem.model_validate_json(response.content).detail


PROBLEMS = {
    "no index: {data}/CURRENT names no generation. Build again: onrecord index": "no index: CURRENT names no",
    "no index: {data}/generations/2026-4f/chroma: is cut": "no index: generations/2026-4f/chroma: is cut",
    "{data}: nothing is published. Build it: onrecord index": "search. the index: nothing is published.",
    "an engine gave up on it (unable to open '/var/lib/x/chroma.sqlite3')": "(unable to open 'chroma.sqlite3')",
}


@pytest.mark.parametrize("problem", PROBLEMS)
def test_why_it_is_not_ready_names_no_folder_of_the_machine(problem: str, tmp_path: Path) -> None:
    index = IndexSettings(seeds=tmp_path / "my seeds", data=tmp_path / "my data")
    told = problem.format(data=index.data)

    def opening(settings: Settings) -> State:
        return State(settings, cast(Bot, SimpleNamespace(index=None)), told)

    with TestClient(build_app(Settings(index=index, api=ApiSettings(refresh_seconds=3600)), opening)) as client:
        detail = client.get("/readyz").json()["detail"]
    assert PROBLEMS[problem] in detail
    for said in (str(tmp_path), tmp_path.name, "var/lib", "my data"):
        assert said not in detail
