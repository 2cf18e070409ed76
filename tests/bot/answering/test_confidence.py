from __future__ import annotations

import pytest

from bot import Band, BotSettings
from bot.answering import band

SETTINGS = BotSettings(strong=0.6, related=0.3)


@pytest.mark.parametrize(
    ("score", "expected"),
    [(1, Band.STRONG), (0.6, Band.STRONG), (0.5999, Band.RELATED), (0.3, Band.RELATED), (0.2999, None), (0, None)],
)
def test_a_score_falls_into_its_band(score: float, expected: Band | None) -> None:
    assert band(score, SETTINGS) is expected


def test_the_two_thresholds_may_be_one() -> None:
    assert band(0.5, BotSettings(strong=0.5, related=0.5)) is Band.STRONG
    assert band(0.49, BotSettings(strong=0.5, related=0.5)) is None
