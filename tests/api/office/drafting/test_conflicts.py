from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.office.drafting.body import Sentence
from api.office.drafting.conflicts import pairs
from api.office.drafting.editing import Placed, arranged, placed

SENTENCES = st.builds(
    lambda at, text: Sentence(text=text, original=f"S{at}", answer_id="a", start=at, end=at + 1),
    st.integers(0, 5),
    st.sampled_from(["one", "two"]),
) | st.builds(lambda text: Sentence(text=text), st.sampled_from(["mine", "own"]))
BODIES = st.lists(SENTENCES, max_size=8).map(tuple)


@given(mine=BODIES, theirs=BODIES)
def test_nothing_of_either_side_is_lost_and_each_keeps_its_order(
    mine: tuple[Sentence, ...], theirs: tuple[Sentence, ...]
) -> None:
    found = pairs(placed(1, mine), placed(2, theirs))
    assert tuple(pair.mine.sentence for pair in found if pair.mine) == mine
    assert tuple(pair.theirs.sentence for pair in found if pair.theirs) == theirs
    assert all(pair.mine or pair.theirs for pair in found)
    assert all(pair.mine.sentence.origin == pair.theirs.sentence.origin for pair in found if pair.mine and pair.theirs)


@given(body=BODIES)
def test_a_version_does_not_differ_from_itself(body: tuple[Sentence, ...]) -> None:
    assert all(pair.same for pair in pairs(placed(1, body), placed(1, body)))


@given(body=BODIES, do=st.sampled_from(["up", "down", "add"]), at=st.integers(0, 10))
def test_arranging_loses_nothing(body: tuple[Sentence, ...], do: str, at: int) -> None:
    before = placed(1, body)
    after = arranged(before, f"{do}-{at}")
    assert after is not None
    assert sorted(each.place for each in after if each.place) == sorted(each.place for each in before)
    assert len(after) == len(before) + (do == "add")


def test_what_is_no_arranging_is_none() -> None:
    assert [arranged([Placed("", Sentence(text="x"))], do) for do in ("save", "", "up-x", "up-1234", "sideways-1")] == [
        None
    ] * 5
