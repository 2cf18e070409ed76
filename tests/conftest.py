"""What all tests share: no network, and one index of the real pages with the real model."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Index, IndexSettings, build, open_model
from tests.fakes import quiet

os.environ |= {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Any connection but to this machine is an error."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", only_here)
        yield


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of whoever runs the tests do not count."""
    for name in [name for name in os.environ if name.startswith("ONRECORD_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def real_settings(tmp_path_factory: pytest.TempPathFactory) -> IndexSettings:
    """The five pages, indexed once with the real model and the real engines."""
    settings = IndexSettings(seeds=SEEDS, data=tmp_path_factory.mktemp("record"))
    build(settings, open_model(settings), quiet)
    return settings


@pytest.fixture(scope="session")
def real_index(real_settings: IndexSettings) -> Iterator[Index]:
    """The real index, open."""
    index = Index.open(real_settings)
    yield index
    index.close()
