"""The command line in this process, over two short pages and the fake model."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from api.cli import console as consoles
from api.cli import main
from bot.gates import Gates
from index import IndexSettings
from tests.fakes import WordEmbedder

MODELS = ("index.index", "api.cli.index", "api.cli.doctor", "api.cli.export", "api.cli.gates", "api.cli.withdraw")


@dataclass(frozen=True)
class Ran:
    """What a command left behind; `flat` is its output without frames, marks and line breaks."""

    code: int
    out: str
    err: str

    @property
    def flat(self) -> str:
        return " ".join(self.out.translate(str.maketrans("", "", "│╭╮╰╯─⟦⟧")).split())


Onrecord = Callable[..., Ran]


@pytest.fixture
def onrecord(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Onrecord:
    """Runs `onrecord` with arguments, on a wide terminal."""
    for console in (consoles.console, consoles.errors):
        monkeypatch.setattr(console, "width", 160)

    def run(*args: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["onrecord", *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture
def fake_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fake model wherever a command would open the real one."""
    for place in MODELS:
        monkeypatch.setattr(f"{place}.open_model", lambda settings: WordEmbedder())


@pytest.fixture(scope="session")
def gates() -> Gates:
    return Gates.open()


@pytest.fixture
def data(words: IndexSettings, fake_model: None, gates: Gates, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the published record, to be read only; the gates are opened once, since that takes a second."""
    monkeypatch.setattr(Gates, "open", lambda: gates)
    return words.data


@pytest.fixture
def house(words: IndexSettings, fake_model: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with pages and no index, as after a fresh checkout."""
    shutil.copytree(words.seeds, tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def quick_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builders of this process write and vet in it; the servers' children are real."""
    for module in ("building", "vetting"):
        monkeypatch.setattr(f"index.{module}.in_child", lambda function, *args: function(*args))
