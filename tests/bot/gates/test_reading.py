"""From probabilities to a verdict."""

from __future__ import annotations

import pytest

from bot.gates import Gate, Verdict
from bot.gates.reading import Bars, Read

BARS = Bars(
    danger=0.6, doubtful_danger=0.3, support=0.3, own_case=0.5, doubtful_own_case=0.3, refused=0.5, ordinary=0.7
)


def read(**gate: float) -> Read:
    full = {each: gate.get(each.value, 0.0) for each in Gate}
    return Read(1 - sum(full.values()), full)


@pytest.mark.parametrize(
    ("probabilities", "closes"),
    [
        ({"emergency": 0.4, "crisis": 0.3}, Verdict(Gate.EMERGENCY, "reads_as_emergency")),
        ({"emergency": 0.3, "crisis": 0.4}, Verdict(Gate.CRISIS, "reads_as_crisis")),
        ({"emergency": 0.35}, Verdict(Gate.EMERGENCY, "reads_as_emergency", sure=False)),
        ({"emergency": 0.35, "support": 0.4}, Verdict(Gate.SUPPORT, "reads_as_support")),
        ({"own_case": 0.55}, Verdict(Gate.OWN_CASE, "reads_as_own_case")),
        ({"own_case": 0.35}, Verdict(Gate.OWN_CASE, "reads_as_own_case", sure=False)),
        ({"refused": 0.55}, Verdict(Gate.REFUSED, "reads_as_refused")),
        ({"refused": 0.45}, None),
    ],
)
def test_bars_decide_in_order_of_urgency(probabilities: dict[str, float], closes: Verdict | None) -> None:
    assert read(**probabilities).closes(BARS) == closes


def test_two_readings_meet_halfway() -> None:
    both = read(emergency=0.8).and_also(read(support=0.4))
    assert both.ordinary == pytest.approx(0.4)
    assert (both.gates[Gate.EMERGENCY], both.gates[Gate.SUPPORT]) == (0.4, 0.2)


@pytest.mark.parametrize(
    ("verdict", "follow"),
    [
        (Verdict(Gate.EMERGENCY, "x"), False),
        (Verdict(Gate.EMERGENCY, "x", sure=False), True),
        (Verdict(Gate.SUPPORT, "x"), True),
        (Verdict(Gate.REFUSED, "x", sure=False), False),
    ],
)
def test_answers_follow_in_doubt_but_never_a_refusal(verdict: Verdict, follow: bool) -> None:
    assert verdict.answers_follow is follow
