from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.errors import ClosedError
from api.office.access.secret import secret_in


def test_a_secret_is_made_once_and_only_we_can_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "ledger"
    secret = secret_in(folder)
    assert len(secret) >= 32
    assert secret_in(folder) == secret
    assert stat.S_IMODE((folder / "session-secret").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == ["session-secret"]
    assert secret_in(tmp_path / "other") != secret


def test_of_several_that_start_at_once_all_get_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(secret_in, [tmp_path] * 8))) == 1


@pytest.mark.parametrize(("text", "mode", "says"), [("x" * 64, 0o644, "others"), ("", 0o600, "no secret")])
def test_a_secret_that_is_none_is_refused(tmp_path: Path, text: str, mode: int, says: str) -> None:
    path = tmp_path / "session-secret"
    path.write_text(text)
    path.chmod(mode)
    with pytest.raises(ClosedError, match=says):
        secret_in(tmp_path)


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ClosedError, match="ONRECORD_OFFICE__SECRET"):
        secret_in(tmp_path / "file")
    (tmp_path / "session-secret").write_bytes(b"\xff" * 64)
    with pytest.raises(ClosedError):
        secret_in(tmp_path)
