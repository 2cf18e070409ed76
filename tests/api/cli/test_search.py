from __future__ import annotations

import json
from pathlib import Path

from tests.api.cli.conftest import Onrecord
from tests.bot import contract

SCOOTERS = "electric scooters on pavements"


def test_results_as_json_in_rank_order(onrecord: Onrecord, data: Path) -> None:
    ran = onrecord("search", SCOOTERS, "--k", "3", "--json", "--data", data)
    found = json.loads(ran.out)["results"]
    assert (ran.code, ran.err) == (0, "")
    assert len(found) == 3
    assert {result["id"] for result in found[:2]} == {"rural-q3", "roads-q1"}


def test_results_as_json_are_those_of_the_api(onrecord: Onrecord, data: Path) -> None:
    contract.SearchResults.model_validate_json(onrecord("search", SCOOTERS, "--json", "--data", data).out)


def test_the_number_of_results_is_k(onrecord: Onrecord, data: Path) -> None:
    assert onrecord("search", SCOOTERS, "-k", "2", "--data", data).code == 0


def test_results_as_a_table(onrecord: Onrecord, data: Path) -> None:
    ran = onrecord("search", SCOOTERS, "--k", "2", "--data", data)
    assert ran.code == 0
    assert all(text in ran.out for text in ("score", "band", "rural-q3", "2022-10-06", "roads-q1", "not known"))


def test_a_search_has_no_gates(onrecord: Onrecord, data: Path) -> None:
    ran = onrecord("search", "I want to kill myself", "--json", "--data", data)
    assert len(json.loads(ran.out)["results"]) == 7


def test_an_empty_search_ends_with_1(onrecord: Onrecord, data: Path) -> None:
    ran = onrecord("search", "?!", "--data", data)
    assert (ran.code, ran.out) == (1, "")
    assert "empty" in ran.err
