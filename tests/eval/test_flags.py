"""Floors of what a draft's flags find, below what is measured (`python -m tests.eval.flags`)."""

from __future__ import annotations

import pytest

from index import Index
from tests.eval.flags import Labelled, counts, labelled


@pytest.fixture(scope="module")
def rows(real_index: Index) -> list[Labelled]:
    with real_index.lease() as generation:
        return list(labelled(generation))


@pytest.mark.parametrize(("half", "recall", "precision"), [("tune", 0.79, 0.78), ("held", 0.71, 0.75)])
def test_flags_find_what_a_careful_reader_marked(
    rows: list[Labelled], half: str, recall: float, precision: float
) -> None:
    found, wanted, right, flags = counts([row for row in rows if row.half == half])["any"]
    assert found >= recall * wanted
    assert right >= precision * flags


def test_the_set_has_sentences_with_and_without_anything_to_check(rows: list[Labelled]) -> None:
    assert len(rows) > 600
    assert sum(not row.wanted for row in rows) > 200
