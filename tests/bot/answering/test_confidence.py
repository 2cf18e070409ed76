from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import Band, BotSettings, CalibrationError, Evidence, Fit, read_fits, write_fit
from bot.answering import Confidence, evidence, middle
from index import Signals
from tests.bot.answering.stand_ins import a_hit

FIT = Fit(
    model="a model",
    fingerprint="1234",
    questions=100,
    intercept=-3,
    weights={"question": 4, "coverage": 2, "margin": 5, "unheard": 1, "length": 0.5, "figure": -1},
    related=0.3,
    strong=0.6,
)
CONFIDENCE = Confidence.of([FIT], "1234", BotSettings())
NONE = Evidence(question=0, coverage=0, margin=0, unheard=0, length=0, figure=0)
parts = st.floats(0, 1)
evidences = st.builds(
    Evidence, question=parts, coverage=parts, margin=parts, unheard=parts, length=st.floats(0, 6), figure=parts
)


@pytest.mark.parametrize(
    ("score", "expected"),
    [(1, Band.STRONG), (0.6, Band.STRONG), (0.5999, Band.RELATED), (0.3, Band.RELATED), (0.2999, None), (0, None)],
)
def test_a_score_falls_into_its_band(score: float, expected: Band | None) -> None:
    assert CONFIDENCE.band(score) is expected


def test_the_operators_thresholds_go_before_the_fits() -> None:
    confidence = Confidence.of([FIT], "1234", BotSettings(strong=0.5, related=0.5))
    assert confidence.band(0.5) is Band.STRONG
    assert confidence.band(0.49) is None
    assert Confidence.of([FIT], "1234", BotSettings(related=0.9)).band(0.9) is Band.STRONG


def test_log_odds_are_the_weighted_sum() -> None:
    assert CONFIDENCE.probability(NONE) == pytest.approx(1 / (1 + math.exp(3)))
    some = Evidence(question=0.5, coverage=0.5, margin=0.2, unheard=0.1, length=2, figure=1)
    assert CONFIDENCE.probability(some) == pytest.approx(1 / (1 + math.exp(3 - 2 - 1 - 1 - 0.1 - 1 + 1)))


@given(evidences, st.sampled_from(["question", "coverage", "margin"]), parts)
def test_a_closer_answer_is_never_less_likely(given_evidence: Evidence, name: str, closer: float) -> None:
    better = replace(given_evidence, **{name: max(closer, getattr(given_evidence, name))})
    for fit in [FIT, *read_fits()]:
        confidence = Confidence.of([fit], fit.fingerprint, BotSettings())
        assert 0 <= confidence.probability(given_evidence) <= confidence.probability(better) <= 1


def test_the_fit_of_the_embedding_model_is_used_and_the_first_for_one_that_has_none() -> None:
    other = FIT.model_copy(update={"fingerprint": "5678"})
    assert Confidence.of([FIT, other], "5678", BotSettings()).fit is other
    assert Confidence.of([FIT, other], "9", BotSettings()).fit is FIT


def test_evidence_is_of_the_question_as_it_is_read() -> None:
    found = replace(a_hit("a", 0.6), signals=Signals(0.5, 0.4, 0.3, coverage=0.2, unheard=0.1))
    assert evidence("How many e-bikes?", found, 0.25) == Evidence(
        question=0.5, coverage=0.2, margin=pytest.approx(0.35), unheard=0.1, length=math.log(4), figure=1
    )
    assert evidence("Why bikes?", found, 0.25).figure == 0


def test_hits_are_put_in_the_order_of_their_probability() -> None:
    near, far = (
        replace(a_hit("a", 0.3), signals=Signals(0.1, 0, 0)),
        replace(a_hit("b", 0.3), signals=Signals(0.9, 0, 0)),
    )
    weighed = CONFIDENCE.weigh("Why?", [near, far], 0.2)
    assert [each.answer.id for each in weighed] == ["b", "a"]
    assert weighed[0].score == CONFIDENCE.probability(evidence("Why?", far, 0.2))


def test_the_middle_is_of_all_hits() -> None:
    assert middle([a_hit("a", 0.9), a_hit("b", 0.2), a_hit("c", 0.1)]) == 0.2
    assert middle([]) == 0.0


def test_a_written_fit_is_read_again_in_place_of_the_former(tmp_path: Path) -> None:
    file = tmp_path / "fits.json"
    write_fit(FIT, file)
    write_fit(FIT.model_copy(update={"fingerprint": "5678", "model": "z"}), file)
    newer = FIT.model_copy(update={"intercept": -4.0})
    write_fit(newer, file)
    assert [(fit.fingerprint, fit.intercept) for fit in read_fits(file)] == [("1234", -4), ("5678", -3)]


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", "[{}]", json.dumps([FIT.model_dump() | {"weights": {"question": 1}}])],
    ids=["nothing", "no fit", "no list", "empty fit", "other evidence"],
)
def test_a_file_that_is_no_fit_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "fits.json").write_text(content)
    with pytest.raises(CalibrationError, match=r"fits\.json: .*onrecord calibrate"):
        read_fits(tmp_path / "fits.json")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CalibrationError, match="No such file"):
        read_fits(tmp_path / "fits.json")
