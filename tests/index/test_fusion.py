"""Signals into one score: bounded, monotone, and blind to scale of the weights."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from index import FusionWeights, IndexSettings, Signals
from index.fusion import fuse

cosines = st.floats(-1, 1)
parts = st.floats(0, 1)
signals = st.builds(Signals, question=cosines, passage=cosines, words=parts, coverage=parts, unheard=parts)
NAMES = ["question", "passage", "words"]
weights = st.builds(FusionWeights, **dict.fromkeys(NAMES, st.floats(0, 10)))


@given(signals, weights)
def test_a_score_is_between_0_and_1(given_signals, given_weights) -> None:
    assert 0.0 <= fuse(given_signals, given_weights) <= 1.0


@given(signals, weights, st.sampled_from(NAMES), parts)
def test_a_closer_answer_never_scores_lower(given_signals, given_weights, name, closer) -> None:
    better = replace(given_signals, **{name: max(closer, getattr(given_signals, name))})
    assert fuse(better, given_weights) >= fuse(given_signals, given_weights) - 1e-12


def equal(weight: float) -> FusionWeights:
    return FusionWeights(**dict.fromkeys(NAMES, weight))


@given(signals)
def test_only_the_proportion_of_weights_counts(given_signals) -> None:
    assert fuse(given_signals, equal(1)) == pytest.approx(fuse(given_signals, equal(10)))


def test_a_score_is_the_weighted_mean() -> None:
    weighted = FusionWeights(question=2, passage=1, words=1)
    score = fuse(Signals(question=0.8, passage=0.5, words=0.3), weighted)
    assert score == pytest.approx((1.6 + 0.5 + 0.3) / 4)


def test_an_opposite_direction_counts_as_nothing() -> None:
    assert fuse(Signals(question=-1.0, passage=-0.5, words=0.6), equal(1)) == pytest.approx(0.2)


def test_a_cosine_rounded_above_1_gives_no_score_above_1() -> None:
    assert fuse(Signals(question=1.0000002, passage=1.0000002, words=1.0), equal(1)) == 1.0


def test_no_weight_at_all_scores_nothing() -> None:
    assert fuse(Signals(question=1, passage=1, words=1), equal(0)) == 0.0


@pytest.mark.parametrize(
    "wrong",
    [
        {"weights": {"question": -1}},
        {"weights": {"colour": 1}},
        {"pool": 9},
        {"pool": 1001},
        {"keep": 0},
        {"model": ""},
        {"colour": "red"},
    ],
    ids=str,
)
def test_impossible_settings_are_refused(wrong) -> None:
    with pytest.raises(ValidationError):
        IndexSettings.model_validate(wrong)
