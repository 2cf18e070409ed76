from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.office.sheets import write_sheet


def test_a_spreadsheet_knows_the_encoding_and_reads_every_cell_back() -> None:
    written = write_sheet(("a", "b"), [("x, y", 'line\n"two" – £')])
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert rows == [["a", "b"], ["x, y", 'line\n"two" – £']]


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(formula: str) -> None:
    written = write_sheet(("a",), [(formula,)]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(written, newline="")))[1] == [f"'{formula}"]


@given(st.lists(st.lists(st.text('ab ,;\t\n\r"=+-@'), min_size=3, max_size=3), max_size=3), st.sampled_from(",;\t"))
def test_no_cell_is_a_formula_whatever_a_program_splits_at(rows: list[list[str]], separator: str) -> None:
    written = write_sheet(("a", "b", "c"), rows).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(written, newline=""), delimiter=separator) for cell in row]
    assert not [cell for cell in cells if re.match(r"[=@]|[+-](?! )", cell)]


def test_lists_and_sentences_stay_as_they_are() -> None:
    text = "We do two things:\n- one; two - three\n- four\t(a = b)"
    written = write_sheet(("a", "b"), [("x", text)])
    assert written.decode("utf-8-sig").splitlines()[0] == '"a","b"'
    assert list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))[1] == ["x", text]


def test_half_a_character_is_no_error() -> None:
    assert b"?" in write_sheet(("a",), [("\ud800",)])
