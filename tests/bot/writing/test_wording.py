from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from bot import FlagKind, WordingError
from bot.writing import DraftingWording, open_drafting


@pytest.fixture(scope="module")
def wording() -> DraftingWording:
    return open_drafting()


def role(wording: DraftingWording, sentence: str) -> str:
    return wording.role[wording.place(sentence)].name


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("We understand how distressing this is.", "acknowledge"),
        ("Domestic Abuse is a force priority, and we are committed to a caring service.", "acknowledge"),
        ("Officers patrol the park in the evening.", "done"),
        ("The force average is improving to 5.5% from 4.9 %.", "figures"),
        ("During 2022 we have detected 230 offences using E-Scooters.", "figures"),
        ("We would encourage the person to make a report.", "act"),
        ("Residents are welcome to attend area forum meetings.", "act"),
        ("You can report ASB online or via 101", "turn"),
        ("The contact details for your local SNT can be found on the website.", "turn"),
    ],
)
def test_a_sentence_has_its_place_in_a_reply(wording: DraftingWording, sentence: str, name: str) -> None:
    assert role(wording, sentence) == name


def test_the_order_is_the_files(wording: DraftingWording) -> None:
    assert [each.name for each in wording.role] == ["acknowledge", "done", "figures", "act", "turn"]


@pytest.mark.parametrize(
    ("sentence", "leaning"),
    [
        ("This is led by a senior officer.", "This"),
        ("However, it is not always possible.", "However"),
        ("In addition to this, we patrol.", "In addition to this"),
        ("“They” are the ones.", "They"),
        ("Thistles grow there.", ""),
        ("Italy has none.", ""),
        ("Officers patrol.", ""),
    ],
)
def test_what_leans_on_the_sentence_before_is_known(wording: DraftingWording, sentence: str, leaning: str) -> None:
    assert wording.leans(sentence) == leaning


@pytest.mark.parametrize(
    ("sentence", "chaff"),
    [
        ("Home | Derbyshire Constabulary", True),
        ("Home Page – Derbyshire Alert .", True),
        ("Please see the answer to Q39 above", True),
        ("As above.", True),
        ("Homes are burgled.", False),
        ("You can report ASB online or via 101", False),
    ],
)
def test_what_is_nothing_to_say_again_is_known(wording: DraftingWording, sentence: str, chaff: bool) -> None:
    assert wording.is_chaff(sentence) is chaff


@pytest.mark.parametrize("kind", FlagKind)
def test_every_flag_has_its_sentence(wording: DraftingWording, kind: FlagKind) -> None:
    assert wording.flags[kind].strip()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('figure = "', 'figures = "'), "flags without a sentence: figure"),
        (('opening = "', 'beginning = "'), "beginning"),
        (('"^(?:this is a concern', '"^(?:(this is a concern'), "is no pattern"),
        (("cues = []", 'cues = ["."]'), "done"),
        (("[template]", "[template"), "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_what_is_wrong(
    change: tuple[str, str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (files("bot.wording") / "drafting.toml").read_text(encoding="utf-8")
    assert change[0] in text
    (tmp_path / "drafting.toml").write_text(text.replace(*change, 1), encoding="utf-8")
    monkeypatch.setattr("bot.writing.wording.files", lambda package: tmp_path)
    with pytest.raises(WordingError, match=says) as raised:
        open_drafting()
    assert "bot/wording/drafting.toml" in str(raised.value)
