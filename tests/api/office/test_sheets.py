from __future__ import annotations

import csv
import io

import pytest

from api.office.sheets import write_sheet


def test_a_spreadsheet_knows_the_encoding_and_reads_every_cell_back() -> None:
    written = write_sheet(("a", "b"), [("x, y", 'line\n"two" – £')])
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert rows == [["a", "b"], ["x, y", 'line\n"two" – £']]


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(formula: str) -> None:
    written = write_sheet(("a",), [(formula,)]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(written, newline="")))[1] == [f"'{formula}"]


def test_half_a_character_is_no_error() -> None:
    assert b"?" in write_sheet(("a",), [("\ud800",)])
