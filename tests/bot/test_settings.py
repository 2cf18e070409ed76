from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from bot import BotSettings


def test_the_defaults_are_possible() -> None:
    assert BotSettings().cards == 3
    assert BotSettings(related=0.9).strong is None


@pytest.mark.parametrize(
    "given",
    [
        {"strong": 0.2, "related": 0.3},
        {"strong": 1.01},
        {"related": -0.01},
        {"strong": float("nan")},
        {"cards": 0},
        {"cards": 11},
        {"stale_after_days": 0},
        {"longest_question": 99},
        {"longest_question": 10_001},
        {"longest_text": 999},
        {"most_sentences": 0},
        {"strng": 0.5},
    ],
    ids=str,
)
def test_impossible_values_and_unknown_names_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        BotSettings(**given)


def test_settings_cannot_be_changed_afterwards() -> None:
    settings = BotSettings()
    with pytest.raises(ValidationError, match="frozen"):
        settings.cards = 5  # type: ignore[misc]
