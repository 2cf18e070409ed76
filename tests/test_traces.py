"""What looks for traces finds them: a test that found none would prove nothing with a finder that is blind."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from tests.traces import runs, tokens, traces

PHRASE = "the café’s e-scooters were found"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_phrase_is_found_between_other_bytes(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "file").write_bytes(b"\x00\xff" + f"xx{PHRASE}yy".encode(encoding) + b"\xfe")
    assert traces(tmp_path, [PHRASE, "the bicycles were found"]) == {("file", PHRASE)}


def test_vectors_are_found(tmp_path: Path) -> None:
    vectors = np.asarray([[0.25, 0.5], [0.75, 1.0]], np.float32)
    (tmp_path / "file").write_bytes(b"1" + vectors[1].tobytes())
    assert traces(tmp_path, [], vectors) == {("file", "vector 1")}


def test_what_a_database_says_is_found_however_it_is_stored(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    long = f"{'filling ' * 700}{PHRASE}{' filling' * 700}"  # over several pages of the file
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE VIRTUAL TABLE words USING fts5(answer_id UNINDEXED, response)")
        database.execute("INSERT INTO words VALUES ('a-q1', ?)", (long,))
    assert traces(tmp_path, [PHRASE, "nobody said any of this"]) == {("words.sqlite", PHRASE)}
    assert (tokens(path, "e-scooters were"), tokens(path, "bicycles were")) == (["a-q1"], [])


def test_runs_are_of_the_text_itself() -> None:
    assert runs("one two\n three four", 3) == {"one two\n three", "two\n three four"}
    assert runs("one two", 3) == {"one two"}
