"""CSV that spreadsheets open as it is: UTF-8 with its mark, and no cell that is taken for a formula.

Not by a program either that splits at semicolons or tabs, as spreadsheets do where the comma is in numbers. Quotes do
not help there: past the first cell they stand in the middle of what such a program takes for one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

CSV = "text/csv; charset=utf-8"
"""The media type."""
_FORMULA = re.compile(
    r"""
    ^ (?=[=+\-@\t\r])                     # a cell that begins so
    | [;\t] [\s"]* (?=[=+\-@])            # what another program takes for a cell of its own
    | [\r\n] [\s"]* (?=[=@]|[+\-](?![ ])) # or for a line of its own; "- one" is a list's
    """,
    re.VERBOSE,
)


def write_sheet(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Columns' names and rows as the bytes of a file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _inert(cell: str) -> str:
    """Text that a spreadsheet does not take for a formula."""
    return _FORMULA.sub(r"\g<0>'", cell)
