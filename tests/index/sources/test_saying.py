"""What a capture says is found however the words are packed, marked up or hidden."""

from __future__ import annotations

import pytest

from index import SourceError
from index.sources.saying import said_in

from .making import MAKERS

TEXT = "Q1) Why?\n\nPolice Response\n\nMrs Ethel Quill’s son was seen at the station."


@pytest.mark.parametrize("ending", MAKERS)
def test_words_are_found_in_every_format_though_the_name_does_not_tell_it(tmp_path, ending):
    made = tmp_path / f"page{ending}"
    MAKERS[ending](TEXT, made)
    capture = made.rename(tmp_path / "0123abcd")
    assert any("Ethel Quill" in text for text in said_in(capture))


@pytest.mark.parametrize(
    "markup", ["<p>Eth<b>el</b> &#81;uill", "<!-- Ethel Quill -->", "<p hidden>Ethel Quill", "<img alt='Ethel Quill'>"]
)
def test_words_that_nobody_sees_are_found_too(tmp_path, markup):
    (tmp_path / "capture").write_text(f"<html>{markup}", encoding="utf-8")
    assert any("Ethel Quill" in text for text in said_in(tmp_path / "capture"))


def test_a_capture_that_cannot_be_read_says_so(tmp_path):
    (tmp_path / "capture").write_bytes(b"PK\x03\x04 word/document.xml")
    with pytest.raises(SourceError):
        said_in(tmp_path / "capture")
