from __future__ import annotations

import json
import math
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import Band, BotSettings, CalibrationError, Evidence, Fit, read_fits, write_fit
from bot.answering import Background, Confidence, evidence
from index import Signals
from tests.bot.answering.stand_ins import a_hit

FIT = Fit(
    model="a model",
    fingerprint="1234",
    questions=100,
    intercept=-3,
    weights={
        "question": 4,
        "coverage": 2,
        "margin": 5,
        "unheard": 1,
        "agreement": 1,
        "length": 0.5,
        "short": 1,
        "covered": 2,
        "figure": -1,
    },
    related=0.3,
    strong=0.6,
)
CONFIDENCE = Confidence.of([FIT], "1234", BotSettings())
NONE = Evidence(*[0.0] * len(fields(Evidence)))
parts = st.floats(0, 1)
evidences = st.builds(Evidence, **{field.name: parts for field in fields(Evidence)})


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
    some = replace(NONE, question=0.5, coverage=0.5, margin=0.2, agreement=0.1, length=2, figure=1)
    assert CONFIDENCE.probability(some) == pytest.approx(1 / (1 + math.exp(3 - 2 - 1 - 1 - 0.1 - 1 + 1)))


@given(evidences, st.sampled_from(["question", "coverage", "margin", "agreement"]), parts)
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
    signals = Signals(0.5, 0.4, 0.3, coverage=0.2, unheard=0.1)
    found = replace(a_hit("a", 0.6), signals=signals, wordings=(0.5, 0.4, 0.1))
    assert evidence("How many e-bikes?", found, Background(0.25, 0.4)) == Evidence(
        question=0.5,
        coverage=0.2,
        margin=pytest.approx(0.35),
        unheard=0.1,
        agreement=0.2,
        length=math.log(4),
        short=pytest.approx(math.log(6 / 4)),
        covered=0,
        figure=1,
    )
    assert evidence("Why bikes?", found, Background(0.25, 0.4)).figure == 0
    long = evidence("bikes " * 24, found, Background(0.25, 0.4))
    assert (long.short, long.covered) == (0, pytest.approx(0.2 * math.log(2)))


def test_hits_are_put_in_the_order_of_their_probability() -> None:
    near, far = (
        replace(a_hit("a", 0.3), signals=Signals(0.1, 0, 0)),
        replace(a_hit("b", 0.3), signals=Signals(0.9, 0, 0)),
    )
    weighed = CONFIDENCE.weigh("Why?", [near, far], Background(0.2, 0.9))
    assert [each.answer.id for each in weighed] == ["b", "a"]
    assert weighed[0].score == CONFIDENCE.probability(evidence("Why?", far, Background(0.2, 0.9)))


def test_the_background_is_of_all_hits_and_all_wordings() -> None:
    hits = [replace(a_hit(name, score), wordings=(score, 0.3)) for name, score in (("a", 0.9), ("b", 0.2), ("c", 0.1))]
    assert Background.of(hits) == Background(0.2, 0.1)
    many = [replace(a_hit("d", 0.5), wordings=tuple(1 - number / 100 for number in range(30)))]
    assert Background.of(many) == Background(0.5, 0.91)
    assert Background.of([]) == Background(0.0, 0.0)


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
