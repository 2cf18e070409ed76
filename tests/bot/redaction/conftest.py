"""One redactor with the packaged lists alone, and one with a small record."""

from __future__ import annotations

import pytest

from bot import Redactor


@pytest.fixture(scope="session")
def redactor() -> Redactor:
    return Redactor.of()


@pytest.fixture(scope="session")
def recorded() -> Redactor:
    """Knows a place and an office holder that no list has."""
    return Redactor.of(["Zubrowka Vale", "Zubrowton"], ["rachel", "swann", "zubrowkan"])
