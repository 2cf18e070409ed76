"""The secret that sessions are signed with: from the settings, or made once, into a file that only we can read."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from ...errors import ClosedError

_NAME = "session-secret"
_SHORTEST = 32
_OTHERS = 0o077


def secret_in(folder: Path) -> str:
    """The secret of a folder, made if there is none; of several that start at once, all get the same.

    ClosedError when the file cannot be read or written, when others can read it, or when it is too short to be safe.
    """
    path = folder / _NAME
    try:
        if not path.exists():
            _make(path)
        text, mode = path.read_text(encoding="ascii").strip(), path.stat().st_mode
    except (OSError, UnicodeDecodeError) as error:
        raise ClosedError(f"the secret of the sessions cannot be kept: {error}. See ONRECORD_OFFICE__SECRET.") from None
    if mode & _OTHERS:
        raise ClosedError(f"others can read {path}. Delete it, and a new one is made; everybody signs in again.")
    if len(text) < _SHORTEST:
        raise ClosedError(f"{path} holds no secret. Delete it, and a new one is made; everybody signs in again.")
    return text


def _make(path: Path) -> None:
    """Written aside and put in place whole, unless another was quicker."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{_NAME}-")  # 0600
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        Path(aside).unlink()
