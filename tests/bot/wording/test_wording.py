from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from bot import Status, WordingError
from bot.wording import Wording, open_wording

Change = Callable[[Path], object]
EVERYTHING_ELSE = """
only_related = "Perhaps."
unanswered = "None."
closest = "Near."
next_meeting = { meeting = "On.", subject = "Of.", until = "Until.", closed = "Closed." }
"""
GATED = (Status.EMERGENCY, Status.CRISIS, Status.SUPPORT, Status.OWN_CASE)


@pytest.fixture(scope="module")
def wording() -> Wording:
    return open_wording()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the wording's files, which are read instead of the packaged ones."""
    for file in files("bot.wording").iterdir():
        if file.name.endswith(".toml"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr("bot.wording.wording.files", lambda package: tmp_path)
    return tmp_path


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_message(wording: Wording, status: Status) -> None:
    assert wording.messages[status].strip().endswith(".")


@pytest.mark.parametrize("status", [*GATED, Status.NO_PRECEDENT])
def test_who_is_not_answered_is_told_where_to_turn(wording: Wording, status: Status) -> None:
    assert wording.signposts(status)


@pytest.mark.parametrize("status", [Status.EMERGENCY, Status.CRISIS, Status.SUPPORT])
def test_danger_is_sent_to_999(wording: Wording, status: Status) -> None:
    assert "999" in wording.messages[status] or wording.signposts(status)[0].href == "tel:999"


def test_an_emergency_hears_of_999_first(wording: Wording) -> None:
    assert wording.signposts(Status.EMERGENCY)[0].href == "tel:999"


def test_an_answer_needs_no_signpost(wording: Wording) -> None:
    assert wording.signposts(Status.ANSWERED) == ()


def test_every_signpost_names_its_source_and_is_shown_somewhere(wording: Wording) -> None:
    shown = {signpost.id for status in Status for signpost in wording.signposts(status)}
    assert shown == {entry.id for entry in wording.signpost}
    assert all(entry.source.strip() and entry.text.strip() for entry in wording.signpost)
    assert len(shown) == len(wording.signpost)


def test_every_link_is_a_telephone_or_a_secure_address(wording: Wording) -> None:
    links = [entry.href for entry in wording.signpost if entry.href]
    assert all(link.startswith(("https://", "tel:", "sms:")) for link in links)


def test_copies_of_the_files_read_the_same(folder: Path, wording: Wording) -> None:
    assert open_wording() == wording


def test_an_operator_can_change_a_message(folder: Path) -> None:
    path = folder / "messages.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    changed = ['refused = "Please ask something else."' if line.startswith("refused") else line for line in lines]
    path.write_text("\n".join(changed), encoding="utf-8")
    assert open_wording().messages[Status.REFUSED] == "Please ask something else."


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("messages.toml", "[messages", "messages.toml"),
        (
            "messages.toml",
            EVERYTHING_ELSE + '[messages]\nanswered = "Yes."',
            "no message for: no_precedent",
        ),
        ("messages.toml", '[messages]\nanswered = ""', "answered"),
        ("messages.toml", '[messages]\nunheard_of = "Yes."', "unheard_of"),
        ("messages.toml", '[message]\nanswered = "Yes."', "message"),
        ("signposts.toml", '[[signpost]]\nid = "a"', "title"),
        ("signposts.toml", '[[signpost]]\nid = "a"\ntitle = "A"\ntext = "A"\nsource = "x"\ncolour = "red"', "colour"),
        ("signposts.toml", '[[signpost]]\nid = "a"\ntitle = "A"\ntext = "A"\nsource = "x"\ngates = ["no"]', "gates"),
        ("signposts.toml", "= 3", "signposts.toml"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_what_is_wrong(folder: Path, name: str, text: str, says: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(WordingError, match=says) as raised:
        open_wording()
    assert "bot/wording" in str(raised.value)


@pytest.mark.parametrize("name", ["messages.toml", "signposts.toml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(WordingError, match=name):
        open_wording()


def test_a_file_that_is_not_utf_8_is_named(folder: Path) -> None:
    (folder / "messages.toml").write_bytes(b'[messages]\nanswered = "Caf\xe9."')
    with pytest.raises(WordingError, match=r"messages\.toml"):
        open_wording()
