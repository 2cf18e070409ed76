"""Captures: pages byte for byte, or blackened where something was withdrawn, and never both."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index import ParsedPage, WithdrawalKind, parse, read_page
from index.record import Withheld
from index.stores.captures import Captures

CONTENT = b"\xef\xbb\xbfPublic Meeting\r\n\r\nQ1) Why?\r\n\r\nPolice Response\r\n\r\nWe act.\r\n"


@pytest.fixture
def page(tmp_path: Path) -> ParsedPage:
    (tmp_path / "page.txt").write_bytes(CONTENT)
    return parse(read_page(tmp_path / "page.txt"))


@pytest.fixture
def blackened(page: ParsedPage) -> ParsedPage:
    text = page.page.text.replace("We act.", "███████")
    withheld = (Withheld("page-q1", WithdrawalKind.SUPPRESSED),)
    return replace(page, page=replace(page.page, text=text), withheld=withheld)


@pytest.fixture
def captures(tmp_path: Path) -> Captures:
    return Captures(tmp_path / "captures")


def kept(captures: Captures) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in captures.root.iterdir()}


def untold(_: Path) -> bool:
    return False


def test_pages_are_kept_byte_for_byte_and_once(captures, page, tmp_path) -> None:
    captures.keep(page, tmp_path)
    (tmp_path / "page.txt").write_bytes(b"later")
    captures.keep(page, tmp_path)
    assert kept(captures) == {page.page.sha256: CONTENT}


def test_a_capture_that_a_crash_cut_short_is_made_again_and_its_rest_cleared(
    captures, page, tmp_path, monkeypatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("crash")))
        with pytest.raises(OSError, match="crash"):
            captures.keep(page, tmp_path)
    assert page.page.sha256 not in kept(captures)
    captures.clear([page], untold)
    assert kept(captures) == {}
    captures.keep(page, tmp_path)
    assert kept(captures) == {page.page.sha256: CONTENT}


def test_a_page_is_kept_blackened_instead_and_comes_back_whole(captures, page, blackened, tmp_path) -> None:
    for state, name, content in (
        (page, page.page.sha256, CONTENT),
        (blackened, f"{page.page.sha256}.withdrawn", blackened.page.text.encode()),
        (page, page.page.sha256, CONTENT),
    ):
        captures.keep(state, tmp_path)
        captures.clear([state], untold)
        assert kept(captures) == {name: content}


def test_a_page_blackened_further_replaces_what_was_kept(captures, blackened, tmp_path) -> None:
    captures.keep(blackened, tmp_path)
    before = next(captures.root.iterdir()).stat().st_mtime_ns
    captures.keep(blackened, tmp_path)
    assert next(captures.root.iterdir()).stat().st_mtime_ns == before
    further = replace(blackened, page=replace(blackened.page, text=blackened.page.text.replace("Why", "███")))
    captures.keep(further, tmp_path)
    assert list(kept(captures).values()) == [further.page.text.encode()]


def test_former_pages_are_kept_unless_they_tell(captures, page, tmp_path) -> None:
    captures.keep(page, tmp_path)
    (captures.root / "former").write_bytes(b"We act.")
    (captures.root / "other").write_bytes(b"\xff We do.")
    captures.clear([page], lambda path: b"act" in path.read_bytes())
    assert set(kept(captures)) == {page.page.sha256, "other"}
